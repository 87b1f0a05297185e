"""What the window and the process that draws exports for it say to each other."""

from typing import Any

import msgspec

from designer.ui.frames import LONGEST

ROOM = 1 << 16
"""Of a message, for all but the content, in bytes."""

MOST_CONTENT = LONGEST - ROOM


class Ask(msgspec.Struct, frozen=True):
    """One export wanted.

    Attributes:
        number: comes back with the answer.
        diagram: the text of its file; "" for the one of the question before.
        form: id of the format; ``said`` the options as `options_of` takes them.
        width, height: the pixels a preview may have; 0 for no preview but the file itself.
    """

    number: int
    diagram: str
    form: str
    said: dict[str, Any]
    width: int = 0
    height: int = 0


class Answer(msgspec.Struct, frozen=True):
    """A preview, the file itself, or why there is none.

    Attributes:
        png: the preview as it is to be shown; ``text`` instead of it, the beginning of a text.
        width, height: of the picture that will be written, in pixels, of which an inch has
            ``dpi``; 0 where it has none.
        content: the file itself.
        message: what to know of it.
        problem: why there is nothing; "" when there is.
    """

    number: int
    png: bytes = b""
    text: str = ""
    width: int = 0
    height: int = 0
    dpi: float = 96.0
    content: bytes = b""
    message: str = ""
    problem: str = ""


def read_answer(body: bytes) -> Answer:
    """Return the answer in ``body``."""
    return msgspec.msgpack.decode(body, type=Answer)
