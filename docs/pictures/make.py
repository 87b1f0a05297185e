"""Takes the approved pictures of the window anew: ``python -m docs.pictures.make [NAME …]``.

Each theme and scale has a process of its own with an empty home folder, so that the same program
gives the same bytes. Look at what has changed before keeping it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).parent
_ROOT = FOLDER.parent.parent
_COLOURS, _EXACT = 192, 64


def main() -> int:
    """Take the pictures that are asked for, or all."""
    parser = argparse.ArgumentParser(description="Take the pictures of the window anew.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="of a state; all without any")
    parser.add_argument("--theme", choices=("light", "dark"), help="of one only")
    parser.add_argument("--scale", choices=("1", "2"), help="of one only")
    parser.add_argument("--into", type=Path, default=FOLDER, help="another folder than this one")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        _take(asked.names, asked.theme, int(asked.scale), asked.into)
        return 0
    code = 0
    for scale in ("1", "2") if asked.scale is None else (asked.scale,):
        for theme in ("light", "dark") if asked.theme is None else (asked.theme,):
            code = code or _in_a_process(asked.names, theme, scale, asked.into.absolute())
    return code


def _in_a_process(names: list[str], theme: str, scale: str, into: Path) -> int:
    with tempfile.TemporaryDirectory() as home:
        # A presentation fills the screen, and menus keep within it.
        screen = {"name": "screen", "x": 0, "y": 0, "width": 1280, "height": 800}
        config = Path(home, "screen.json")
        config.write_text(json.dumps({"screens": [screen]}), "utf-8")
        surroundings = os.environ | {
            "HOME": home,
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(_ROOT),
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "QT_SCALE_FACTOR": scale,
            "TZ": "UTC",
            "XDG_CACHE_HOME": f"{home}/.cache",
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_DATA_HOME": f"{home}/.local/share",
        }
        command = [sys.executable, "-m", "docs.pictures.make", "--here", "--theme", theme]
        command += ["--scale", scale, "--into", str(into), *names]
        return subprocess.run(command, env=surroundings, check=False, cwd=_ROOT).returncode


def _take(names: list[str], theme: str, scale: int, into: Path) -> None:
    from designer.ui.theme_qt import load_fonts, look_for, wear
    from docs.pictures.stage import Stage
    from docs.pictures.states import STATES

    app = QApplication(sys.argv[:1])
    load_fonts(app)
    app.setCursorFlashTime(0)
    home = Path(os.environ["HOME"])
    for state in STATES:
        if (names and state.name not in names) or (scale == 2 and not state.doubled):
            continue
        own = home / state.name
        for key, below in (("CONFIG", ".config"), ("DATA", ".local/share"), ("CACHE", ".cache")):
            os.environ[f"XDG_{key}_HOME"] = str(own / below)
        own.mkdir()
        os.environ["HOME"] = str(own)
        wear(app, look_for(f"contrast-{theme}" if state.contrast else theme))
        stage = Stage(own, only_canvas=state.only_canvas)
        state.lead(stage)
        if stage.picture is None:
            stage.take()
        name = f"{state.name}-{theme}{'-200' if scale == 2 else ''}.png"
        if stage.picture is not None:
            (into / name).write_bytes(few_colours(stage.picture))
            print(name, flush=True)
        stage.close()
    # Widgets on their way out must not meet an interpreter that is.
    sys.stdout.flush()
    os._exit(0)


def few_colours(picture: QImage) -> bytes:
    """Return ``picture`` as a PNG with a palette: a third of the size, and no eye sees it.

    What covers much, grounds and texts, keeps its very colour; of the rest the palette takes what
    is farthest apart, so that a thin line of a rare colour stays that colour.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes; Qt takes text
    with Image.open(BytesIO(bytes(buffer.data().data()))) as opened:
        whole = opened.convert("RGB")
    counted = sorted(_colours_of(whole), key=lambda one: (-one[0], one[1]))
    palette = [colour for _, colour in counted[:_EXACT]]
    if rest := [colour for _, colour in counted[_EXACT:]]:
        strip = Image.new("RGB", (len(rest), 1))
        strip.putdata(rest)
        few = strip.quantize(_COLOURS - _EXACT, method=Image.Quantize.MAXCOVERAGE)
        palette += [colour for _, colour in _colours_of(few.convert("RGB"))]
    chart = Image.new("P", (1, 1))
    chart.putpalette([channel for colour in palette for channel in colour])
    out = BytesIO()
    whole.quantize(palette=chart, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _colours_of(picture: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    """Return how often each colour occurs, and the colour."""
    counted = picture.getcolors(picture.width * picture.height) or []
    return [(count, (c[0], c[1], c[2])) for count, c in counted if isinstance(c, tuple)]


if __name__ == "__main__":
    sys.exit(main())
