"""Which names in a folder or an archive stand for a file of the student's, and which do not."""

import re
from pathlib import PurePosixPath

from designer.grading.submissions.limits import MAX_DEPTH, MAX_NAME
from designer.model.text import clean_text
from designer.storage.refusal import Refused

_DRIVE = re.compile(r"[A-Za-z]:")
_JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini", "icon\r"})


def is_junk(name: str) -> bool:
    """Tell whether a path is what systems and editors leave behind, and nobody's work."""
    return any(_is_left(part) for part in name.replace("\\", "/").split("/"))


def _is_left(part: str) -> bool:
    is_hidden = part.startswith((".", "~$")) and part not in (".", "..")
    return is_hidden or part.casefold() in _JUNK


def safe_name(name: str) -> str:
    """Return the path of an archive's member with "/" between its parts.

    Raises:
        Refused: it would lead out of the archive, is no path at all, or is absurdly long or deep.
    """
    path = name.replace("\\", "/")
    parts = _parts(path)
    is_outside = "\0" in path or path.startswith("/") or _DRIVE.match(path) or ".." in parts
    if is_outside or not parts:
        raise Refused(shortened(name), "names a place outside of the archive and is not read")
    if len(path) > MAX_NAME or len(parts) > MAX_DEPTH:
        raise Refused(shortened(name), "has a path that is too long and is not read")
    return "/".join(parts)


def harmless_name(name: str) -> str:
    """Return what is left of a path that ``safe_name`` refuses, to tell whose the file is."""
    parts = [part for part in _parts(name.replace("\\", "/")) if part != ".."]
    kept = [part.replace("\0", "")[:100] for part in parts if not _DRIVE.fullmatch(part)]
    return "/".join(part for part in kept[:MAX_DEPTH] if part) or "file"


def _parts(path: str) -> list[str]:
    return [part for part in PurePosixPath(path).parts if part != "/"]


def shortened(name: str) -> str:
    """Return a name fit for a sentence: clean, and with its middle left out when it is long."""
    text = clean_text(name)
    return text if len(text) <= 80 else f"{text[:40]}…{text[-39:]}"
