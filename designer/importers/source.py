"""What an importer is given: the bytes of a file, or a folder, and the reader's options."""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from designer.importers.limits import MAX_FILE_BYTES
from designer.model.frozen import FrozenMap
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import Refused


class Format(Enum):
    """The kinds of foreign files; the value is what ``--format`` takes."""

    DRAWIO = "drawio"
    CLOUDFORMATION = "cloudformation"
    TERRAFORM = "terraform"
    SCRIPT = "diagrams"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says beside the file.

    Attributes:
        parameters: values for the parameters of a template or the variables of a module.
    """

    parameters: Mapping[str, str] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file or folder to read.

    Attributes:
        path: as the user named it; nested files are looked for beside it.
        data: the content of a file; empty for a folder.
    """

    path: Path
    data: bytes = b""
    options: Options = field(default_factory=Options)

    @property
    def stem(self) -> str:
        """The name without folder and suffix, as a title; a folder's own name."""
        return self.path.stem or self.path.resolve().name or "Imported"

    def text(self) -> str:
        """Return the content as text; see ``decoded``."""
        return decoded(self.data)


def source_of(path: Path, options: Options) -> Source:
    """Return the source at ``path``.

    Raises:
        Refused: it is no ordinary file and no folder, or too large.
    """
    if path.is_dir():
        return Source(path=path, options=options)
    return Source(path=path, data=read_limited(path, MAX_FILE_BYTES), options=options)


def decoded(data: bytes) -> str:
    """Return ``data`` as text: UTF-16 when it is marked so, else UTF-8.

    Raises:
        Refused: it is neither.
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"line {line}", "the text is neither UTF-8 nor marked UTF-16") from error
