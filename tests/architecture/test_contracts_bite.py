"""Each contract breaks, and no other does, when its violation is planted in a copy.

A contract that nothing has ever broken may be aimed at the wrong package, and is then a comment.
"""

import shutil
from pathlib import Path

import pytest

from tests.architecture.contracts import ROOT, broken_contracts, contract_names

LAYERS = "Layers import downwards only"
CYCLES = "No import cycles"
QT = "PySide6 only in ui and exporters.raster"
NETWORKX = "networkx only in analysis and grading.similarity"
DRAWING = "diagrams and pygraphviz only in exporters"
PLOTTING = "pyqtgraph only in the load panel"
PANELS = "Panels do not know each other"
IMPORTERS = "Importers do not know each other"
MODEL = "The model uses the standard library alone"

TYPE_ONLY = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import {}\n"
LAZY = "def planted() -> None:\n    import {}\n"

# A contract names grading.similarity, which must exist therefore.
NO_GRADING = {"grading/": "", "grading/similarity/": ""}

# What is planted, file by file (a package named alone is emptied first), and what that breaks.
VIOLATIONS = {
    "an upward import": ({**NO_GRADING, "rules/planted.py": "import designer.grading\n"}, LAYERS),
    "an upward import within a function": (
        {**NO_GRADING, "rules/planted.py": LAZY.format("designer.grading")},
        LAYERS,
    ),
    "an import between independent layers": (
        {"importers/": "", "exporters/planted.py": "import designer.importers\n"},
        LAYERS,
    ),
    "an undeclared package": ({"helpers/": ""}, LAYERS),
    "an undeclared module": ({"planted.py": ""}, LAYERS),
    "a cycle": (
        {
            "model/planted_a.py": "import designer.model.planted_b\n",
            "model/planted_b.py": "import designer.model.planted_a\n",
        },
        CYCLES,
    ),
    "a cycle through an import for types only": (
        {
            "model/planted_a.py": "import designer.model.planted_b\n",
            "model/planted_b.py": TYPE_ONLY.format("designer.model.planted_a"),
        },
        CYCLES,
    ),
    "a cycle through an import within a function": (
        {
            "model/planted_a.py": "import designer.model.planted_b\n",
            "model/planted_b.py": LAZY.format("designer.model.planted_a"),
        },
        CYCLES,
    ),
    "PySide6 in the rules": ({"rules/planted.py": "import PySide6.QtCore\n"}, QT),
    "PySide6 in an exporter": ({"exporters/planted.py": "from PySide6 import QtGui\n"}, QT),
    "networkx in the rules": ({"rules/planted.py": "import networkx\n"}, NETWORKX),
    "networkx in grading": ({"grading/planted.py": "import networkx\n"}, NETWORKX),
    "diagrams in the window": ({"ui/planted.py": "from diagrams import Diagram\n"}, DRAWING),
    "pygraphviz in the window": ({"ui/planted.py": LAZY.format("pygraphviz")}, DRAWING),
    "a plot in another panel": ({"ui/planted.py": LAZY.format("pyqtgraph")}, PLOTTING),
    "a panel that knows a panel": (
        {
            "ui/canvas/": "",
            "ui/palette/planted.py": "import designer.ui.canvas\n",
        },
        PANELS,
    ),
    "a panel that knows a panel through another module": (
        {
            "ui/canvas/": "",
            "ui/planted.py": "import designer.ui.canvas\n",
            "ui/inspector/planted.py": "import designer.ui.planted\n",
        },
        PANELS,
    ),
    "an importer that knows an importer": (
        {
            "importers/": "",
            "importers/drawio.py": "",
            "importers/terraform.py": "import designer.importers.drawio\n",
        },
        IMPORTERS,
    ),
    "numpy in the model": ({"model/planted.py": "import numpy\n"}, MODEL),
}


def test_every_contract_has_a_violation() -> None:
    assert {broken for _, broken in VIOLATIONS.values()} == contract_names()


@pytest.mark.slow
@pytest.mark.parametrize("what", VIOLATIONS)
def test_a_planted_violation_breaks_its_contract_and_no_other(what: str, tmp_path: Path) -> None:
    planted, expected = VIOLATIONS[what]
    _copy_package(tmp_path)
    for name, text in planted.items():
        _plant(tmp_path / "designer", name, text)
    assert broken_contracts(tmp_path) == {expected}


@pytest.mark.slow
def test_qt_in_the_model_breaks_both_contracts_that_forbid_it(tmp_path: Path) -> None:
    _copy_package(tmp_path)
    _plant(tmp_path / "designer", "model/planted.py", "import PySide6.QtCore\n")
    assert broken_contracts(tmp_path) == {QT, MODEL}


def _copy_package(folder: Path) -> None:
    shutil.copytree(
        ROOT / "designer", folder / "designer", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)


def _plant(package: Path, name: str, text: str) -> None:
    path = package / name
    if name.endswith("/"):
        # Emptied, so that nothing in it can close a cycle with the planted import.
        shutil.rmtree(path, ignore_errors=True)
        path /= "__init__.py"
    for parent in reversed(path.relative_to(package).parents):
        folder = package / parent
        folder.mkdir(exist_ok=True)
        if not (folder / "__init__.py").exists():
            (folder / "__init__.py").touch()
    path.write_text(text, encoding="utf-8")
