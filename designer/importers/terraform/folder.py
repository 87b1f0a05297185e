"""Reads the files of a folder of Terraform, and of the local modules it calls; never further."""

import re
from pathlib import Path
from typing import Any

import hcl2
from lark.exceptions import LarkError

from designer.importers.limits import MAX_FILE_BYTES, MAX_FILES, MAX_NESTING, MAX_TREE_BYTES
from designer.importers.source import decoded
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import Refused

_NOT_BRACKETS = re.compile(r'"(?:[^"\\\n]|\\.)*+"|[^\[\](){}"]++|"')
_LEVELS_UP = 2  # local modules may lie beside the folder, as "../../modules/vpc"

Body = dict[str, Any]


class Folder:
    """All that may be read: folders at most two levels above the first one."""

    def __init__(self, root: Path) -> None:
        resolved = root.resolve()
        above = [resolved, *resolved.parents]
        self._top = above[min(_LEVELS_UP, max(0, len(above) - 2))]
        self._left = MAX_TREE_BYTES
        self._files = 0
        self.remarks: dict[str, str] = {}

    def inner(self, base: Path, source: str) -> Path | None:
        """Return the folder of a local module; None when it is missing or out of bounds."""
        if "\0" in source or len(source) > 1000:
            return None
        try:
            found = (base / source).resolve()
            is_there = found.is_relative_to(self._top) and found.is_dir()
        except (OSError, ValueError, RuntimeError):
            return None  # links in a circle, names that no system takes
        return found if is_there else None

    def bodies(self, path: Path) -> list[Body]:
        """Return what the files of a folder (or one file) hold; unreadable ones become remarks.

        Raises:
            Refused: too many or too large, too deeply nested, or none can be read.
        """
        files = [path] if path.is_file() else sorted(path.glob("*.tf"))
        found: list[Body] = []
        for file in files:
            body = self._read(file)
            if body is not None:
                found.append(body)
        if files and not found:
            raise Refused(files[0].name, self.remarks.get(files[0].name, "cannot be read"))
        return found

    def settings(self, path: Path) -> list[Body]:
        """Return the values for variables that lie in a folder, in Terraform's order."""
        names = [path / "terraform.tfvars", *sorted(path.glob("*.auto.tfvars"))]
        bodies = [self._read(file) for file in names if file.is_file()]
        return [body for body in bodies if body is not None]

    def _read(self, file: Path) -> Body | None:
        if not file.resolve().is_relative_to(self._top):
            self.remarks[file.name] = f"{file.name} leads out of the folder and is not read."
            return None
        self._files += 1
        data = read_limited(file, MAX_FILE_BYTES)
        self._left -= len(data)
        if self._files > MAX_FILES or self._left < 0:
            raise Refused(file.name, "the folder holds too many or too large files")
        text = decoded(data)
        _check_depth(text, file.name)
        try:
            return _parsed(text)
        except (LarkError, ValueError, TypeError, KeyError, AttributeError, IndexError):
            self.remarks[file.name] = f"{file.name} is not valid HCL and is left out."
            return None


def _parsed(text: str) -> Body:
    try:
        return dict(hcl2.loads(text))
    except LarkError:
        # Terraform takes a heredoc's end with blanks behind it; the parser does not.
        return dict(hcl2.loads(re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE) + "\n"))


def _check_depth(text: str, place: str) -> None:
    level = 0
    for sign in _NOT_BRACKETS.sub("", text):
        level = level + 1 if sign in "[({" else max(0, level - 1)
        if level > MAX_NESTING:
            raise Refused(place, f"is nested more than {MAX_NESTING} levels deep")
