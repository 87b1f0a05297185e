"""How the window starts its child processes: with its own Python and its own package."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

import designer


def child_process(module: str, arguments: tuple[str, ...], parent: QObject) -> QProcess:
    """Return a process, not started yet, that will run ``python -m module arguments``."""
    process = QProcess(parent)
    process.setProgram(sys.executable)
    process.setArguments(["-m", module, *arguments])
    environment = QProcessEnvironment.systemEnvironment()
    home = str(Path(designer.__file__).parent.parent)
    known = environment.value("PYTHONPATH")
    environment.insert("PYTHONPATH", f"{home}{os.pathsep}{known}" if known else home)
    environment.insert("PYTHONUTF8", "1")
    # A child must draw and count the same whatever desktop it was started from.
    environment.insert("PYTHONHASHSEED", "0")
    process.setProcessEnvironment(environment)
    return process


def end(process: QProcess, wait_ms: int = 2000) -> None:
    """End a process and wait until it is gone; return at once when it is not running."""
    if process.state() == QProcess.ProcessState.NotRunning:
        return
    process.kill()
    process.waitForFinished(wait_ms)
