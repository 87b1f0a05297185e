"""Names say what a thing is, files stay readable, no text knows the machine it came from."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.contracts import ROOT

BANNED_MODULES = {"base", "bases", "common", "core", "helper", "helpers", "manager", "managers"}
BANNED_MODULES |= {"misc", "miscellaneous", "shared", "stuff", "util", "utilities", "utils"}

MAX_LINES = 500
# Longer, and better in one piece; each with the reason.
LONG_FILES: dict[str, str] = {}

TEXT_SUFFIXES = {".cfg", ".conf", ".css", ".desktop", ".ini", ".json", ".md", ".py", ".rst", ".sh"}
TEXT_SUFFIXES |= {".spec", ".svg", ".tenet", ".toml", ".txt", ".xml", ".yaml", ".yml", ""}

# Home folders and build folders of one machine; a package index of one network.
MACHINE = re.compile(
    r"(?<![\w.$}~-])/(?:root|work|home/[a-z][\w-]*|Users/[A-Za-z][\w-]*)/[\w.]"
    r"|[A-Z]:\\+Users\\+\w"
    r"|/site-packages/[a-z_]+/.*:\d+"
    r"|(?:index-url|find-links|trusted-host)\s*[= ]\s*\S"
)
# Assembled here, so that this file does not hold what it looks for.
UNFINISHED = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
# Looks for such words itself, in the texts of the rules.
LOOKS_FOR_UNFINISHED = {"tests/rules/test_words.py"}


def tracked_files() -> list[Path]:
    """Return the files under version control, or all files where there is no git."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
        return sorted(path for path in paths if path.is_file())
    top = [path for path in ROOT.iterdir() if not path.name.startswith((".", "build", "dist"))]
    return sorted(
        path
        for folder in top
        for path in ([folder] if folder.is_file() else folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )


FILES = tracked_files()
PYTHON = [path for path in FILES if path.suffix == ".py"]
TEXTS = [
    path for path in FILES if path.suffix in TEXT_SUFFIXES and path != Path(__file__).resolve()
]


def machine_paths(text: str) -> list[str]:
    """Return the parts of a text that would be true on one machine only."""
    return [match[0] for match in MACHINE.finditer(text)]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_files_to_check() -> None:
    assert "designer/__init__.py" in {_name(path) for path in PYTHON}
    assert len(TEXTS) > 50


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {_name(path): {path.stem, *path.relative_to(ROOT).parent.parts} for path in PYTHON}
    assert [name for name, words in named.items() if words & BANNED_MODULES] == []


def test_no_file_grows_past_what_one_reads_at_a_sitting() -> None:
    lines = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    long = {name for name, count in lines.items() if count > MAX_LINES}
    assert sorted(long - LONG_FILES.keys()) == []
    assert sorted(LONG_FILES.keys() - long) == [], "no longer long: take it off the list"


def test_no_file_mentions_the_machine_it_was_written_on() -> None:
    found = {_name(path): machine_paths(path.read_text(encoding="utf-8")) for path in TEXTS}
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_nothing_is_left_unfinished() -> None:
    found = {
        _name(path): UNFINISHED.findall(path.read_text(encoding="utf-8"))
        for path in TEXTS
        if _name(path) not in LOOKS_FOR_UNFINISHED
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text",
    [
        'path = "/home/alice/projects/x"',
        "see /root/notes.txt",
        "(/Users/Bob/Desktop)",
        r"C:\Users\carol",
        "pip install --index-url https://pypi.example.org/simple",
    ],
)
def test_a_path_of_one_machine_is_recognised(text: str) -> None:
    assert machine_paths(text)


@pytest.mark.parametrize(
    "text",
    [
        "/etc/hostname",
        "https://example.org/home/alice/",
        "/usr/share/fonts",
        "/".join(("$HOME", "work", "x")),
        "/".join((".", "work", "x")),
    ],
)
def test_paths_that_are_the_same_everywhere_are_left_alone(text: str) -> None:
    assert machine_paths(text) == []


def test_every_test_is_collected() -> None:
    # A test in a file, or under a name, that pytest does not look at passes for ever.
    lost = []
    for path in PYTHON:
        parts = path.relative_to(ROOT).parts
        if parts[0] != "tests" or parts[1] == "benchmarks":
            continue
        collected = path.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if node.name.startswith("test_") and not collected:
                lost.append(f"{_name(path)}: {node.name}")
            if re.match(r"(tset|tets|tes|text|tests)_", node.name) and collected:
                lost.append(f"{_name(path)}: {node.name}")
    assert lost == []


def test_nothing_asserts_an_exception_instead_of_raising_it() -> None:
    # `assert SomeError("…")` is always true.
    found = [
        f"{_name(path)}:{node.lineno}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
        and isinstance(node.test, ast.Call)
        and ast.unparse(node.test.func).endswith(("Error", "Exception", "Refused"))
    ]
    assert found == []
