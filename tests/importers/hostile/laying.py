"""Lays hostile files into a folder; a maker names the one to open."""

from collections.abc import Callable
from pathlib import Path

Maker = Callable[[Path], Path]
MIB = 2**20


def file_of(name: str, content: str | bytes) -> Maker:
    """Return a maker of one file."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def folder_of(**texts: str) -> Maker:
    """Return a maker of a folder of Terraform; "a__b" is the file b of the folder a."""

    def make(folder: Path) -> Path:
        for name, text in texts.items():
            path = folder.joinpath(*name.split("__")).with_suffix(".tf")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return folder

    return make
