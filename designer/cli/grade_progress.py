"""Shows how far grading has come, on a terminal; a pipe is told nothing in between."""

import sys
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Shows(Protocol):
    """Whatever is told how far it is."""

    def show(self, doing: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        ...


def progress(*, tell: bool) -> AbstractContextManager[Shows]:
    """Return a bar for a terminal, or lines for the program that has asked to be told."""
    return Lines() if tell else Bar()


class Lines:
    """Tells the progress in lines on standard output: ``@progress``, done, total and what."""

    def __enter__(self) -> "Lines":
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""

    def show(self, doing: str, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` are done."""
        sys.stdout.write(f"@progress {done} {total} {doing}\n")
        sys.stdout.flush()


class Bar:
    """A progress bar with the time left, on standard error."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "Bar":
        """Begin, if somebody looks on."""
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
            from rich.progress import TimeRemainingColumn as TimeLeft

            self._progress = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeLeft(),
                TextColumn("left"),
                console=Console(stderr=True, markup=False, highlight=False),
                transient=True,
            )
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()

    def show(self, doing: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        if self._progress is None:
            return
        if doing not in self._tasks:
            self._tasks[doing] = self._progress.add_task(doing, total=total)
        self._progress.update(self._tasks[doing], completed=done, total=total)
