"""The layers of the design hold in the package as it is."""

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.contracts import ROOT, broken_contracts, contract_names

MODEL = sorted((ROOT / "designer" / "model").rglob("*.py"))


def test_no_contract_is_broken() -> None:
    assert broken_contracts(ROOT) == set()


def test_every_layer_of_the_design_is_under_contract() -> None:
    assert contract_names() == {
        "Layers import downwards only",
        "No import cycles",
        "PySide6 only in ui and exporters.raster",
        "networkx only in analysis and grading.similarity",
        "diagrams and pygraphviz only in exporters",
        "pyqtgraph only in the load panel",
        "Panels do not know each other",
        "Importers do not know each other",
        "The model uses the standard library alone",
    }


def test_the_package_itself_imports_nothing() -> None:
    tree = ast.parse((ROOT / "designer" / "__init__.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("path", MODEL, ids=lambda path: path.stem)
def test_the_model_imports_the_standard_library_and_itself(path: Path) -> None:
    # The contract lists today's dependencies; this holds for those of tomorrow too.
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
    strangers = {
        name
        for name in imported
        if name.split(".")[0] not in sys.stdlib_module_names
        and not f"{name}.".startswith("designer.model.")
    }
    assert strangers == set()
