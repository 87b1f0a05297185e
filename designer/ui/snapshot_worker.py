"""The process that writes snapshots of unsaved work, so that drawing never waits for the disk.

It holds each open diagram as the window told it last, loads no Qt, and ends when its input does:
when the window dies while a snapshot is being written, that one is still finished.
"""

import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from designer.model.diagram import Diagram
from designer.storage.diagram_file import read_bytes
from designer.storage.recovery import write_snapshot
from designer.storage.refusal import FileRejected, Refused
from designer.storage.steps import stepped
from designer.ui.frames import Tell, serve


class Order(msgspec.Struct, frozen=True):
    """Write a snapshot of one of the open diagrams.

    Attributes:
        sheet: which of them.
        path: of the snapshot.
        diagram: its file text; "" when ``step`` tells what is new since the order before.
        step: see ``storage.steps``.
        base: the file it belongs to; "" for none.
        base_digest: of that file when it was opened or last saved.
        forget: sheets that are closed; an order without a path only forgets.
    """

    sheet: int = 0
    path: str = ""
    diagram: str = ""
    step: str = ""
    base: str = ""
    base_digest: str = ""
    forget: tuple[int, ...] = ()


class Kept(msgspec.Struct, frozen=True):
    """What became of an order.

    Attributes:
        sheet: of the order.
        problem: why nothing was written; "" when it was.
        is_lost: the diagram has to be told in whole again.
    """

    sheet: int
    problem: str = ""
    is_lost: bool = False


def read_kept(body: bytes) -> Kept:
    """Read what became of an order; raise msgspec.MsgspecError when it does not say so."""
    return msgspec.msgpack.decode(body, type=Kept)


def carry_out(order: Order, held: dict[int, Diagram]) -> Kept:
    """Write the snapshot ``order`` asks for and hold its diagram."""
    for sheet in order.forget:
        held.pop(sheet, None)
    if not order.path:
        return Kept(order.sheet)
    before = held.pop(order.sheet, None)
    try:
        if order.diagram:
            diagram = read_bytes(order.diagram.encode(), "the open diagram")
        elif before is None:
            raise LookupError("nothing to step on from")
        else:
            diagram = stepped(before, order.step)
    except (FileRejected, Refused, LookupError, ValueError) as problem:
        return Kept(order.sheet, str(problem), is_lost=True)
    held[order.sheet] = diagram
    try:
        base = Path(order.base) if order.base else None
        write_snapshot(Path(order.path), diagram, base, order.base_digest)
    except OSError as error:
        return Kept(order.sheet, error.strerror or type(error).__name__)
    return Kept(order.sheet)


def main() -> int:
    """Carry out orders until the input ends."""
    held = dict[int, Diagram]()

    def answer(body: bytes, tell: Tell) -> None:
        kept = carry_out(msgspec.msgpack.decode(body, type=Order), held)
        # When the window is gone, what it has sent is written all the same.
        with suppress(OSError):
            tell(kept)

    return serve(answer)


if __name__ == "__main__":
    sys.exit(main())
