"""An import's result as text: how a limited child process hands it to the one that asked."""

import msgspec

from designer.importers.refusal import ImportRefused
from designer.importers.result import ImportResult, Note, NoteKind, Page, Question
from designer.storage.diagram_file import read_bytes, to_text


class _Note(msgspec.Struct, array_like=True, frozen=True):
    kind: str
    sentence: str
    ids: tuple[str, ...]
    place: str


class _Page(msgspec.Struct, array_like=True, frozen=True):
    name: str
    file: str
    notes: tuple[_Note, ...]


class _Question(msgspec.Struct, array_like=True, frozen=True):
    name: str
    help: str
    default: str | None
    choices: tuple[str, ...]
    is_secret: bool = False


class _Answer(msgspec.Struct, frozen=True):
    """Either pages, or what was refused where and why."""

    format: str = ""
    pages: tuple[_Page, ...] = ()
    place: str = ""
    refused: str = ""
    questions: tuple[_Question, ...] = ()


def to_bytes(answer: ImportResult | ImportRefused) -> bytes:
    """Return ``answer`` as text that ``from_bytes`` reads."""
    if isinstance(answer, ImportRefused):
        return msgspec.json.encode(_Answer(place=answer.place, refused=answer.reason))
    pages = tuple(
        _Page(
            page.name,
            to_text(page.diagram),
            tuple(_Note(n.kind.value, n.sentence, n.ids, n.place) for n in page.notes),
        )
        for page in answer.pages
    )
    questions = tuple(
        _Question(q.name, q.help, q.default, q.choices, q.is_secret) for q in answer.questions
    )
    return msgspec.json.encode(_Answer(format=answer.format, pages=pages, questions=questions))


def from_bytes(data: bytes, path: str) -> ImportResult:
    """Return the result in ``data``, which is about the file ``path``.

    The child may have been led astray by the file, so its diagrams are read as any stranger's.

    Raises:
        ImportRefused: it was refused, or the answer makes no sense.
        FileRejected: a diagram in it cannot be read.
    """
    try:
        answer = msgspec.json.decode(data, type=_Answer)
        if answer.refused or not answer.pages:
            raise ImportRefused(path, answer.place, answer.refused or "holds nothing")
        return ImportResult(
            format=answer.format,
            questions=tuple(
                Question(
                    name=q.name,
                    help=q.help,
                    default=q.default,
                    choices=q.choices,
                    is_secret=q.is_secret,
                )
                for q in answer.questions
            ),
            pages=tuple(
                Page(
                    name=page.name,
                    diagram=read_bytes(page.file.encode(), path),
                    notes=tuple(
                        Note(
                            kind=NoteKind(note.kind),
                            sentence=note.sentence,
                            ids=note.ids,
                            place=note.place,
                        )
                        for note in page.notes
                    ),
                )
                for page in answer.pages
            ),
        )
    except (msgspec.MsgspecError, ValueError) as error:
        raise ImportRefused(path, "", "could not be read: the reader gave no answer") from error
