"""`tenet export` of many files: what each is called, a bar of progress, a row for each file."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from designer.cli.export_pool import export_all, processors
from designer.cli.export_worker import Answer, Piece, Task
from designer.cli.output import BELOW, complain, refuse, say
from designer.exporters.formats import ExportFormat
from designer.storage.atomic import atomic_write
from designer.storage.file_bytes import reason_of


class _Bar(Protocol):
    def advance(self) -> None: ...


def export_many(
    files: tuple[str, ...],
    folder: Path,
    form: ExportFormat,
    said: Mapping[str, Any],
    page: int | None = None,
    parameters: tuple[str, ...] = (),
    jobs: int | None = None,
) -> int:
    """Export ``files`` into ``folder``, in parallel; return the exit code.

    A file that cannot be exported is one sentence, and the rest goes on. What is written is whole:
    this process writes, and when it is stopped it writes nothing more.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"{folder}: cannot be made: {reason_of(error)}")
    tasks = [Task(file, form.id, dict(said), page, parameters) for file in files]
    rows = _Rows(Names(files, folder, form.ending), form)
    try:
        with _bar(len(tasks)) as bar:
            for number, answer in export_all(tasks, jobs or processors()):
                rows.take(number, answer)
                bar.advance()
    except KeyboardInterrupt:
        complain(f"Stopped; {rows.count} of {len(files)} files are exported.")
        return BELOW
    wrong = len(files) - rows.count
    if wrong:
        complain(f"{wrong} of {len(files)} files could not be exported.")
    return BELOW if wrong else 0


class Names:
    """The names of what is written, each given once: by the files in the order they were named.

    Two files of one name become NAME and NAME-2. No file that is read is ever written over.
    """

    def __init__(self, files: Iterable[str], folder: Path, ending: str) -> None:
        self._folder = folder
        self._ending = ending
        self._read = {_placed(Path(file)) for file in files}
        self._taken: set[str] = set()
        self._stems = [self._free(Path(file).stem or "design") for file in files]

    def path_for(self, number: int, page: int, pages: int) -> Path:
        """Return the path for a page of file ``number``, of which it has ``pages``."""
        stem = self._stems[number]
        return self._path(stem if pages == 1 else self._free(f"{stem}-{page}"))

    def _free(self, wanted: str) -> str:
        stem, count = wanted, 1
        # Some systems do not tell capitals apart.
        while stem.casefold() in self._taken or _placed(self._path(stem)) in self._read:
            count += 1
            stem = f"{wanted}-{count}"
        self._taken.add(stem.casefold())
        return stem

    def _path(self, stem: str) -> Path:
        return self._folder / f"{stem}{self._ending}"


def _placed(path: Path) -> str:
    return str(path.resolve()).casefold()


class _Rows:
    """Writes answers to disk as they come, and tells of them in the order of the files."""

    def __init__(self, names: Names, form: ExportFormat) -> None:
        self._names = names
        self._form = form
        self._told: dict[int, list[tuple[Callable[[str], None], str]]] = {}
        self._next = 0
        self.count = 0

    def take(self, number: int, answer: Answer) -> None:
        """Take one answer."""
        lines = self._told[number] = [
            (complain, text) for text in (answer.told, answer.problem) if text
        ]
        written = [
            self._write(self._names.path_for(number, piece.page, answer.pages), piece, lines)
            for piece in answer.pieces
        ]
        self.count += bool(written) and all(written)
        while (ready := self._told.pop(self._next, None)) is not None:
            for tell, text in ready:
                tell(text)
            self._next += 1

    def _write(
        self, path: Path, piece: Piece, lines: list[tuple[Callable[[str], None], str]]
    ) -> bool:
        try:
            atomic_write(path, piece.content)
        except OSError as error:
            lines.append((complain, f"{path}: cannot be written: {reason_of(error)}"))
            return False
        if piece.message:
            lines.append((complain, f"{path}: {piece.message}"))
        lines.append((say, f"{path}: {self._form.done}"))
        return True


@contextmanager
def _bar(total: int) -> Iterator[_Bar]:
    """Show a bar with the time left while somebody looks; elsewhere the rows are enough."""
    if not sys.stderr.isatty():
        yield _NoBar()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Exporting"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    ) as progress:
        yield _RichBar(progress, progress.add_task("", total=total))


class _NoBar:
    def advance(self) -> None:
        """Show nothing."""


class _RichBar:
    def __init__(self, progress: Any, task: Any) -> None:
        self._progress = progress
        self._task = task

    def advance(self) -> None:
        """Show that one file more is done."""
        self._progress.advance(self._task)
