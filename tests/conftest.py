"""What every test gets: no screen, folders of its own, and a check of what it leaves running."""

import gc
import os
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Before the first QApplication, hence at import: Qt reads it once.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("TENET_TEST_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.gl=false")

# The same examples on every run: a failure seen once is seen again. `dev` looks a little less far.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", settings.get_profile("ci"), max_examples=40)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=2000)
_ELDERS: list[weakref.ref[Any]] = []

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test settings, data and cache folders of its own; return their parent."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("APPDATA", str(home / "roaming"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "local"))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    return home


@pytest.fixture(autouse=True, scope="module")
def little_to_look_through() -> None:
    """Keep the search for what is left running short in a worker that has run much before."""
    if "PySide6.QtWidgets" in sys.modules:
        _settle()


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a Qt test that leaves a top-level widget, an active timer or a running QThread.

    Costs nothing in a test that asks for neither `qtbot` nor `qapp`.
    """
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    before = _running()
    yield
    left = _running() - before
    if left:
        # Windows closed in the test die with the next turn of the event loop.
        _let_go()
        left = _running() - before
    if left:
        pytest.fail("left behind: " + ", ".join(sorted(str(item) for item in left)))


class _Left:
    """One Qt object found running; two are equal when they are the same object."""

    def __init__(self, thing: Any, what: str) -> None:
        self.thing = thing
        self.what = what

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Left) and other.thing is self.thing

    def __str__(self) -> str:
        name = self.thing.objectName()
        return f"{self.what} {type(self.thing).__name__}" + (f" “{name}”" if name else "")


def _running() -> set[_Left]:
    # Qt is imported only by tests that use it.
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    found = {
        _Left(widget, "a top-level widget")
        for widget in QApplication.topLevelWidgets()
        # Menus and popups belong to a parent and go with it; Qt keeps one tooltip for itself.
        if widget.parent() is None and type(widget).__name__ != "QTipLabel"
    }
    for thing in (*_elders(), *gc.get_objects()):
        # By type(), since isinstance() would ask proxies and mocks for their __class__.
        if issubclass(type(thing), QTimer) and isValid(thing) and thing.isActive():
            found.add(_Left(thing, "an active timer"))
        elif issubclass(type(thing), QThread) and isValid(thing) and thing.isRunning():
            found.add(_Left(thing, "a running thread"))
    return found


def _elders() -> Iterator[Any]:
    """Yield timers and threads of before the last `_settle`, which are in no list any more."""
    yield from (thing for known in _ELDERS if (thing := known()) is not None)


def _settle() -> None:
    """Take what is there for lasting: looking through all that a long run has made takes seconds.

    Timers and threads among it are still looked at.
    """
    from PySide6.QtCore import QThread, QTimer

    gc.collect()
    _ELDERS.extend(
        weakref.ref(thing)
        for thing in gc.get_objects()
        if issubclass(type(thing), QTimer | QThread)
    )
    gc.freeze()


def _let_go() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
