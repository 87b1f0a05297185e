"""What a drawing says is never run, never markup: the calls that could make it so are banned.

Found by reading the syntax tree, so that a comment or a string that mentions a name is no offence.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.contracts import ROOT

PACKAGE = ROOT / "designer"
MODULES = sorted(PACKAGE.rglob("*.py"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """Names that may appear only in some modules; `why` completes "banned, because …"."""

    names: frozenset[str]
    why: str
    allowed: frozenset[str] = frozenset()


def _ban(*names: str, why: str, allowed: tuple[str, ...] = ()) -> Ban:
    return Ban(names=frozenset(names), why=why, allowed=frozenset(allowed))


# A name is banned wherever it is imported, read as an attribute or used bare. `.name` bans the
# attribute alone, `name(` the bare built-in alone, `import name` the module alone (a variable may
# be called `requests`), `a.b` the import or use of b from a.
BANS = (
    _ban(
        *("QLabel", "QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog"),
        *("QTextEdit", "QTextBrowser", "QWhatsThis"),
        *(".setToolTip", ".setHtml", ".insertHtml", ".appendHtml", ".setWhatsThis"),
        why="it guesses whether its text is markup; plain_text shows every text as it is",
        allowed=("designer/ui/plain_text.py",),
    ),
    _ban(
        *("eval(", "exec(", "compile(", "__import__("),
        *("ast.literal_eval", "import pickle", "import marshal", "import shelve", "import dill"),
        why="it runs, or can be made to run, what a file says",
    ),
    _ban(
        *("yaml.load", "yaml.load_all", "yaml.full_load", "yaml.unsafe_load"),
        *("FullLoader", "UnsafeLoader", "yaml.Loader", "CLoader"),
        why="it builds any Python object a file names; only a subclass of SafeLoader may read YAML",
    ),
    _ban(
        *("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"),
        why="it hands text to a shell",
    ),
    _ban(
        *("xml.etree.ElementTree.parse", "xml.etree.ElementTree.fromstring"),
        *("xml.etree.ElementTree.iterparse", "xml.etree.ElementTree.XML"),
        *("import xml.dom", "import xml.sax", "import lxml"),
        why="it follows entities; defusedxml reads the XML of strangers",
    ),
    _ban(
        *("import PySide6.QtNetwork", "import urllib.request", "import http", "import requests"),
        *("import socket", "import ssl", "import ftplib", "import smtplib", "QtNetwork"),
        why="the program talks to no network",
    ),
    _ban(
        "setrecursionlimit",
        why="beyond the default limit, deep input crashes the interpreter instead of being refused",
    ),
    _ban(
        *("QUndoStack", "QUndoCommand"),
        why="a child command without a Python reference crashes PySide6; edit.history is ours",
    ),
)


def offences(source: str, module: str) -> list[str]:
    """Return one line for each use of a banned name in the text of `module` (a path)."""
    used = _names_used(ast.parse(source))
    found = [
        f"{module}:{line}: {name.strip('.(')} is banned, because {ban.why}"
        for ban in BANS
        if module not in ban.allowed
        for name in sorted(ban.names)
        for line in sorted(used.get(name, ()))
    ]
    tooltips = set(used.get("raw tooltip", ()))
    if "tip_text" not in used:
        tooltips |= used.get("ToolTipRole", set())
    found += [f"{module}:{line}: a tooltip must come from tip_text" for line in sorted(tooltips)]
    found += [
        f"{module}:{line}: shell=True hands text to a shell" for line in used.get("shell=True", ())
    ]
    return found


def _names_used(tree: ast.Module) -> dict[str, set[int]]:
    """Return the lines of every name, in all the spellings that a ban can use."""
    used: dict[str, set[int]] = {}
    # What a local name stands for: `ET` for `xml.etree.ElementTree`.
    meaning: dict[str, str] = {}

    def note(line: int, *names: str) -> None:
        for name in names:
            used.setdefault(name, set()).add(line)

    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                note(node.lineno, *_modules(alias.name))
                meaning[alias.asname or parts[0]] = alias.name if alias.asname else parts[0]
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                note(node.lineno, *_modules(whole), whole, alias.name)
                meaning[alias.asname or alias.name] = whole
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            note(node.lineno, node.attr, f".{node.attr}", _dotted(node, meaning))
        elif isinstance(node, ast.Name):
            note(node.lineno, node.id)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                note(node.lineno, f"{node.func.id}(")
            if _shows_raw_tooltip(node):
                note(node.lineno, "raw tooltip")
            if any(
                keyword.arg == "shell" and not _is_false(keyword.value) for keyword in node.keywords
            ):
                note(node.lineno, "shell=True")
    return used


def _modules(name: str) -> list[str]:
    """Return `import a` and `import a.b` for `a.b`."""
    parts = name.split(".")
    return ["import " + ".".join(parts[: n + 1]) for n in range(len(parts))]


def _dotted(node: ast.Attribute, meaning: dict[str, str]) -> str:
    parts = [node.attr]
    inner: ast.expr = node.value
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    if isinstance(inner, ast.Name):
        parts.append(meaning.get(inner.id, inner.id))
    return ".".join(reversed(parts))


def _shows_raw_tooltip(call: ast.Call) -> bool:
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "showText"):
        return False
    text = call.args[1] if len(call.args) > 1 else None
    return not (isinstance(text, ast.Call) and ast.unparse(text.func).endswith("tip_text"))


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_uses_what_is_banned(path: Path) -> None:
    module = path.relative_to(ROOT).as_posix()
    assert offences(path.read_text(encoding="utf-8"), module) == []


def test_the_doors_for_text_exist() -> None:
    allowed = {module for ban in BANS for module in ban.allowed}
    assert [module for module in sorted(allowed) if not (ROOT / module).is_file()] == []


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtWidgets import QLabel\nQLabel(name)",
        "from PySide6 import QtWidgets\nQtWidgets.QLabel(name)",
        "from PySide6 import QtWidgets as w\nclass Title(w.QLabel):\n    pass",
        "from PySide6.QtWidgets import QMessageBox as Box\nBox.warning(None, '', name)",
        "button.setToolTip(name)",
        "self.view.item(3).setHtml(name)",
        "item.setData(name, Qt.ItemDataRole.ToolTipRole)",
        "QToolTip.showText(position, name, self)",
        "from PySide6.QtWidgets import QToolTip\nQToolTip.showText(place, f'<b>{tip_text(x)}</b>')",
        "eval(text)",
        "exec(text)",
        "import pickle",
        "from pickle import loads as read",
        "import ast\nast.literal_eval(text)",
        "from ast import literal_eval",
        "import yaml\nyaml.load(text, yaml.SafeLoader)",
        "import yaml as y\ny.load(text)",
        "import os\nos.system(text)",
        "import subprocess\nsubprocess.run(text, shell=True)",
        "import xml.etree.ElementTree as ET\nET.fromstring(text)",
        "from xml.etree import ElementTree\nElementTree.parse(path)",
        "from xml.etree.ElementTree import fromstring",
        "import lxml.etree",
        "from urllib.request import urlopen",
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPSConnection",
        "from PySide6 import QtNetwork",
        "import PySide6.QtNetwork",
        "import sys\nsys.setrecursionlimit(10**6)",
        "from PySide6.QtGui import QUndoStack",
    ],
)
def test_each_ban_bites(source: str) -> None:
    assert offences(source, "designer/ui/planted.py")


@pytest.mark.parametrize(
    "source",
    [
        "import re\npattern = re.compile('a+')",
        "table.model().parse(text)",
        "import xml.etree.ElementTree as ET\nET.SubElement(root, 'g')\nET.tostring(root)",
        "from defusedxml.ElementTree import fromstring",
        "text = 'QLabel and eval(x)'  # QMessageBox",
        "dialog.exec()",
        "import subprocess\nsubprocess.run(words, shell=False)",
        "item.setData(tip_text(name), Qt.ItemDataRole.ToolTipRole)",
        "from urllib.parse import quote",
        "requests = [link for link in links if link.kind is LinkKind.REQUEST]",
        "QToolTip.showText(place, tip_text(name), self)",
    ],
)
def test_what_only_looks_alike_is_left_alone(source: str) -> None:
    assert offences(source, "designer/ui/planted.py") == []
