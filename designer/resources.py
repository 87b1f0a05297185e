"""Finds the files that are not code: assets, samples and service icons.

A checkout keeps `assets/` and `samples/` at its top, a wheel carries them inside the package as
`_assets` and `_samples`, and a frozen application unpacks them beside its executable. Nobody else
needs to know which of the three is running.
"""

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OWN_ICONS = "tenet/"
"""Prefix of the icons drawn by this project; all others are those of the `diagrams` package."""


@cache
def assets_folder() -> Path:
    """Return the folder of fonts, glyphs, theme colours and the application icon.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    return _folder("assets")


@cache
def samples_folder() -> Path:
    """Return the folder of the sample designs.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    return _folder("samples")


def sample_files() -> tuple[Path, ...]:
    """Return every sample design, sorted by file name."""
    return tuple(sorted(samples_folder().glob("*.tenet")))


def asset(relative: str) -> Path:
    """Return one file of the assets folder, such as `fonts/LiberationSans-Regular.ttf`.

    Raises:
        FileNotFoundError: there is no such file inside the assets folder.
    """
    found = _inside(assets_folder(), relative)
    if found is None:
        raise FileNotFoundError(f"{relative} is not among the assets of this installation")
    return found


def icon_file(relative: str) -> Path | None:
    """Return the picture of a service icon, or None when it is not installed.

    `aws/compute/ec2.png` names a file of the installed `diagrams` package, found without importing
    it (that costs a third of a second); `tenet/generic.png` names one of our own glyphs. A name
    that would leave its folder is treated as not installed.
    """
    if relative.startswith(OWN_ICONS):
        return _inside(assets_folder() / "icons", relative.removeprefix(OWN_ICONS))
    folder = _diagrams_icons()
    return None if folder is None else _inside(folder, relative)


def _folder(name: str) -> Path:
    package = Path(__file__).resolve().parent
    candidates = [package / f"_{name}", package.parent / name]
    if unpacked := getattr(sys, "_MEIPASS", None):
        candidates.insert(0, Path(unpacked) / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"the {name} folder is missing: this installation of Tenet Designer is incomplete"
    )


@cache
def _diagrams_icons() -> Path | None:
    # The `diagrams` wheel puts its pictures into a top-level `resources` folder beside itself.
    spec = find_spec("diagrams")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).resolve().parent.parent / "resources"
    return folder if folder.is_dir() else None


def _inside(folder: Path, relative: str) -> Path | None:
    path = (folder / relative).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return path


def guide_file() -> Path | None:
    """Return the user guide, or None when this installation comes without."""
    package = Path(__file__).resolve().parent
    candidates = (assets_folder() / "guide.md", package.parent / "docs" / "guide.md")
    return next((path for path in candidates if path.is_file()), None)
