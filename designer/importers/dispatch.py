"""The door to all importers: picks one by content, and lets nothing but its own error out."""

from collections.abc import Callable
from pathlib import Path

from designer.importers.limits import MAX_PAGES
from designer.importers.refusal import ImportRefused
from designer.importers.result import ImportResult
from designer.importers.sniffing import format_of
from designer.importers.source import Format, Options, Source, source_of
from designer.storage.refusal import Refused

_UNKNOWN = (
    "is none of the designs that can be opened: a Tenet, draw.io, CloudFormation or Terraform "
    "file, a script for diagrams, or a picture exported by Tenet Designer"
)
NO_OPTIONS = Options()


def _drawio(source: Source) -> ImportResult:
    from designer.importers.drawio import read as reader

    return reader(source)


def _cloudformation(source: Source) -> ImportResult:
    from designer.importers.cloudformation.reading import read as reader

    return reader(source)


def _script(source: Source) -> ImportResult:
    from designer.importers.scripts.reading import read as reader

    return reader(source)


def _picture(source: Source) -> ImportResult:
    from designer.importers.pictures import read as reader

    return reader(source)


def _terraform(source: Source) -> ImportResult:
    from designer.importers.terraform.reading import read as reader

    return reader(source)


# An importer adds one line, with a function of this module that imports it only when it is called.
_READERS: dict[Format, Callable[[Source], ImportResult]] = {
    Format.DRAWIO: _drawio,
    Format.CLOUDFORMATION: _cloudformation,
    Format.SCRIPT: _script,
    Format.PICTURE: _picture,
    Format.TERRAFORM: _terraform,
}


def import_file(
    path: str | Path, options: Options = NO_OPTIONS, form: Format | None = None
) -> ImportResult:
    """Return what the foreign file or folder ``path`` holds.

    Args:
        path: what the user named.
        options: what the user says beside it.
        form: the format, when content and suffix are not to decide.

    Raises:
        ImportRefused: it cannot be read, or holds nothing; one sentence with file and place.
    """
    try:
        return read(source_of(Path(path), options), form)
    except Refused as error:
        raise ImportRefused(str(path), error.place, error.reason) from error
    except (RecursionError, MemoryError) as error:
        raise ImportRefused(str(path), "", "is too deeply nested or too large") from error
    except Exception as error:
        # A file that upsets an importer must not take the program down with it.
        reason = f"cannot be understood ({type(error).__name__} while reading it)"
        raise ImportRefused(str(path), "", reason) from error


def require_known(path: Path) -> None:
    """Refuse a file that no importer takes, without reading it through.

    Raises:
        ImportRefused: its content and suffix tell nothing that is known.
    """
    try:
        if format_of(source_of(path, NO_OPTIONS)) not in _READERS:
            raise Refused("", _UNKNOWN)
    except Refused as error:
        raise ImportRefused(str(path), error.place, error.reason) from error


def read(source: Source, form: Format | None = None) -> ImportResult:
    """Return what ``source`` holds; whatever an importer raises comes through.

    Raises:
        Refused: no importer knows it, or the importer refuses it.
    """
    form = form or format_of(source)
    reader = None if form is None else _READERS.get(form)
    if reader is None:
        raise Refused("", _UNKNOWN)
    result = reader(source)
    if not result.pages:
        raise Refused("", "holds no page")
    if len(result.pages) > MAX_PAGES:
        raise Refused("", f"holds more than {MAX_PAGES} pages")
    return result
