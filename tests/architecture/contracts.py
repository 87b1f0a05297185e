"""Runs the import contracts of pyproject.toml on a copy of the package or on the package itself."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

_VERDICT = re.compile(r"^(?P<name>.+?) (?P<verdict>KEPT|BROKEN)\b", re.MULTILINE)


def contract_names() -> set[str]:
    """Return the name of every contract of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)
    return {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def broken_contracts(folder: Path) -> set[str]:
    """Return the names of the contracts that the package `folder`/designer breaks.

    Raises:
        AssertionError: not every contract was checked, so the answer would mean nothing.
    """
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; "
            "sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))",
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    verdicts = {
        match["name"].strip(): match["verdict"] for match in _VERDICT.finditer(result.stdout)
    }
    assert set(verdicts) == contract_names(), result.stdout + result.stderr
    broken = {name for name, verdict in verdicts.items() if verdict == "BROKEN"}
    assert (result.returncode != 0) == bool(broken), result.stdout + result.stderr
    return broken
