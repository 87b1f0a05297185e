"""The process that draws small pictures of designs, so that the window never waits for one.

It reads each file itself, under the limits of every file, and keeps a picture until the file is
newer. It ends when its input does.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from designer.exporters.raster.encoding import RasterError
from designer.exporters.raster.painting import ensure_application
from designer.exporters.raster.pictures import png_of, reduced
from designer.model.diagram import Diagram
from designer.render.primitives import DisplayList
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import DARK, LIGHT, Theme
from designer.storage.atomic import atomic_write
from designer.storage.diagram_file import FileRejected, read
from designer.storage.recovery import is_snapshot, read_snapshot
from designer.ui.frames import Tell, serve
from designer.ui.picture_messages import Order, Picture, kept_at, pictures_folder

MAX_KEPT = 80
# Drawn larger and then reduced: thin lines and small letters stay recognisable.
_OVERSIZE = 2


def picture_of(order: Order) -> Picture:
    """Return the picture of a file, drawn anew when the file is newer than the one kept."""
    file, target = Path(order.file), kept_at(order)
    diagram: Diagram | None = None
    try:
        changed = file.stat().st_mtime
    except OSError:
        with suppress(OSError):
            target.unlink()
        return Picture(order=order, problem="It is not there any more.")
    try:
        is_kept = _touched(target, changed)
        if order.named or not is_kept:
            diagram = read_snapshot(file) if is_snapshot(file) else read(file)
        if diagram is not None and not is_kept:
            drawing = display_list(diagram, _theme(order), SceneOptions(heading=False))
            target.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(target, _drawn(order, drawing))
            _prune()
    except (FileRejected, RasterError, OSError) as problem:
        return Picture(order=order, problem=str(problem))
    named = diagram if order.named else None
    return Picture(
        order=order,
        path=str(target),
        title="" if named is None else named.title,
        description="" if named is None else named.description,
    )


def _touched(target: Path, changed: float) -> bool:
    """Note that a picture is of use still; tell whether it is, being newer than ``changed``."""
    try:
        if target.stat().st_mtime <= changed:
            return False
        os.utime(target)
    except OSError:
        return False
    return True


def _theme(order: Order) -> Theme:
    return DARK if order.dark else LIGHT


def _drawn(order: Order, drawing: DisplayList) -> bytes:
    fit = min(order.width / drawing.area.width, order.height / drawing.area.height)
    return reduced(
        png_of(drawing, min(float(_OVERSIZE), fit * _OVERSIZE)),
        order.width,
        order.height,
        _theme(order).background,
    )


def _prune() -> None:
    """Keep the pictures used last."""
    with suppress(OSError):
        kept = sorted(pictures_folder().glob("*.png"), key=_used_at, reverse=True)
        for old in kept[MAX_KEPT:]:
            old.unlink()


def _used_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def main() -> int:
    """Answer orders until the input ends."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with suppress(OSError, AttributeError):
        os.nice(10)
    ensure_application()
    return serve(_answer)


def _answer(body: bytes, tell: Tell) -> None:
    tell(picture_of(msgspec.msgpack.decode(body, type=Order)))


if __name__ == "__main__":
    sys.exit(main())
