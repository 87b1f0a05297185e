"""How files in the formats of other programs come in: each format is a door that is hooked in here.

Dialog, drop, recent files, start page and session all open through `FileCommands.open_path`, which
asks the doors for what is no design of ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from designer.storage.diagram_file import SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One kind of foreign file.

    Attributes:
        name: as the file dialog lists it, for example "draw.io diagrams".
        patterns: of file names in lower case, for example "*.drawio".
        open: opens a file and tells whether it did; it has told the user why not.
    """

    name: str
    patterns: tuple[str, ...]
    open: Callable[[Path], bool]

    def takes(self, path: Path) -> bool:
        """Tell whether ``path`` has a name of this kind."""
        return any(fnmatch(path.name.lower(), pattern) for pattern in self.patterns)


class Doors:
    """All kinds of foreign files, in the order in which they were added."""

    def __init__(self) -> None:
        self._doors: list[Door] = []

    def add(self, door: Door) -> None:
        """Take one more kind of files."""
        self._doors.append(door)

    def door_for(self, path: Path) -> Door | None:
        """Return the first door that takes ``path``; None for a design of ours and the unknown."""
        if path.suffix.lower() == SUFFIX:
            return None
        return next((door for door in self._doors if door.takes(path)), None)

    def can_open(self, path: Path) -> bool:
        """Tell whether ``path`` is a folder, or has the name of a file that can be opened."""
        return path.suffix.lower() == SUFFIX or self.door_for(path) is not None or path.is_dir()

    def filter(self) -> str:
        """Return the choices of a file dialog: all that can be opened, each kind, all files."""
        own = ("Tenet diagrams", (f"*{SUFFIX}",))
        kinds = [own, *((door.name, door.patterns) for door in self._doors)]
        if len(kinds) > 1:
            every = tuple(dict.fromkeys(one for _, patterns in kinds for one in patterns))
            kinds.insert(0, ("All that can be opened", every))
        listed = [f"{name} ({' '.join(patterns)})" for name, patterns in kinds]
        return ";;".join((*listed, "All files (*)"))
