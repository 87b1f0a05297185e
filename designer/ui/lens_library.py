"""The custom lenses that were imported: kept in the user's data folder, so that none is lost."""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from designer.review.custom_lens import LARGEST_BYTES, LensRefused, read_lens
from designer.review.lens import Lens
from designer.storage.atomic import atomic_write

_SUFFIX = ".json"
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLens:
    """A lens with the text it was read from."""

    lens: Lens
    text: str


class LensLibrary:
    """The lenses of this user, by id."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use ``folder``, by default that of the program in the user's data folder."""
        own = user_data_path("tenet-designer", appauthor=False) / "lenses"
        self._folder = own if folder is None else folder
        self._kept: dict[str, KeptLens] | None = None

    def lenses(self) -> tuple[KeptLens, ...]:
        """Return all lenses by name; a file that is none any more is passed over."""
        kept = self._read()
        return tuple(sorted(kept.values(), key=lambda one: (one.lens.name.lower(), one.lens.id)))

    def lens(self, key: str) -> KeptLens | None:
        """Return the lens with the id ``key``."""
        return self._read().get(key)

    def add(self, data: bytes) -> KeptLens:
        """Keep the lens in the bytes of a file; one with the same name is replaced.

        Raises:
            LensRefused: it is none.
            OSError: it cannot be kept.
        """
        made = _made(data)
        self._folder.mkdir(parents=True, exist_ok=True)
        atomic_write(self._file(made.lens.id), made.text.encode())
        self._read()[made.lens.id] = made
        return made

    def remove(self, key: str) -> None:
        """Keep the lens no more; answers that documents hold for it stay there.

        Raises:
            OSError: its file cannot be removed.
        """
        self._file(key).unlink(missing_ok=True)
        self._read().pop(key, None)

    def _file(self, key: str) -> Path:
        # Some systems have devices called con or nul, whatever follows the dot.
        return self._folder / f"lens-{key}{_SUFFIX}"

    def _read(self) -> dict[str, KeptLens]:
        if self._kept is None:
            self._kept = {}
            for path in sorted(self._folder.glob(f"lens-*{_SUFFIX}"))[:_MOST]:
                try:
                    if path.stat().st_size <= LARGEST_BYTES:
                        made = _made(path.read_bytes())
                        self._kept[made.lens.id] = made
                except (OSError, LensRefused):
                    continue
        return self._kept


def _made(data: bytes) -> KeptLens:
    return KeptLens(lens=read_lens(data), text=data.decode("utf-8-sig"))
