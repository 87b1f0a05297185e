"""The process that exports one design after the other for `tenet export` of many.

It stays, and so does the Graphviz process it keeps: what takes longest about one small picture is
to start. It reads files itself, writes none and ends when its input does.
"""

import contextlib
import io
from typing import Any

import msgspec

from designer.cli.reading import designs_in
from designer.exporters.formats import exported, format_called
from designer.exporters.options import ExportRefused, options_of
from designer.storage.refusal import FileRejected
from designer.ui.frames import LONGEST, Tell, serve

_ROOM = 1 << 16  # for all but the content of an answer, in bytes


class Task(msgspec.Struct, frozen=True):
    """One file to export.

    Attributes:
        form: id of the format; ``said`` the options as the command line was told.
        page: the only page wanted; ``parameters`` are those of templates, as NAME=VALUE.
    """

    file: str
    form: str
    said: dict[str, Any]
    page: int | None = None
    parameters: tuple[str, ...] = ()


class Piece(msgspec.Struct, frozen=True):
    """One exported page: its number in the file, from 1, its content, and what to know of it."""

    page: int
    content: bytes
    message: str


class Answer(msgspec.Struct, frozen=True):
    """What became of a file: its pages, and what was told about reading it; or why there is none.

    Attributes:
        pages: how many pages the file has, exported or not.
    """

    pieces: tuple[Piece, ...] = ()
    told: str = ""
    problem: str = ""
    pages: int = 1


def answer_to(task: Task) -> Answer:
    """Return what ``task`` asks for."""
    told = io.StringIO()
    try:
        with contextlib.redirect_stderr(told):
            designs = designs_in(task.file, task.page, task.parameters)
        form, options = format_called(task.form), options_of(task.said)
        pieces = tuple(
            Piece(number, made.content, made.message)
            for number, (_, design) in enumerate(designs, 1)
            for made in [exported(design, form, options)]
        )
    except FileRejected as error:
        return Answer(problem=str(error))
    except SystemExit:
        return Answer(problem=told.getvalue().strip())
    except (ExportRefused, RuntimeError) as error:
        return Answer(problem=f"{task.file}: {error}")
    if sum(len(piece.content) for piece in pieces) > LONGEST - _ROOM:
        return Answer(problem=f"{task.file}: the result is larger than {LONGEST // 2**20} MiB")
    return Answer(pieces=pieces, told=told.getvalue().strip(), pages=len(pieces))


def main() -> int:
    """Answer tasks until the input ends; return the exit code."""
    return serve(_answer)


def _answer(body: bytes, tell: Tell) -> None:
    tell(answer_to(msgspec.msgpack.decode(body, type=Task)))
