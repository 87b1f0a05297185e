"""What the window and the process that draws its small pictures say to each other."""

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec
from platformdirs import user_cache_path


class Order(msgspec.Struct, frozen=True):
    """Ask for the picture of a file; ``width`` and ``height`` are in pixels of the screen.

    Attributes:
        named: the title and description of the design are wanted too.
    """

    file: str
    dark: bool
    width: int
    height: int
    named: bool = False


class Picture(msgspec.Struct, frozen=True):
    """The answer to an order.

    Attributes:
        path: of the PNG; "" when there is none.
        title, description: of the design; "" unless they are wanted.
        problem: why there is none, in a few words.
    """

    order: Order
    path: str = ""
    title: str = ""
    description: str = ""
    problem: str = ""


def read_picture(body: bytes) -> Picture:
    """Read a picture; raise msgspec.MsgspecError when it is none."""
    return msgspec.msgpack.decode(body, type=Picture)


def pictures_folder() -> Path:
    """Return where pictures are kept; it may not exist yet."""
    return user_cache_path("tenet-designer", appauthor=False) / "pictures"


def kept_at(order: Order) -> Path:
    """Return where the picture of an order is kept, whether it is there or not."""
    theme = "dark" if order.dark else "light"
    name = f"{_name(Path(order.file))}-{theme}-{order.width}x{order.height}.png"
    return pictures_folder() / name


def forget_pictures(file: Path) -> None:
    """Remove the pictures of a file that is no more: they would tell what was drawn in it."""
    with suppress(OSError):
        for path in pictures_folder().glob(f"{_name(file)}-*.png"):
            path.unlink()


def _name(file: Path) -> str:
    return hashlib.sha256(str(file.absolute()).encode()).hexdigest()[:32]
