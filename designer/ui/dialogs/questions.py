"""Short questions and warnings that several places ask in the same words."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from designer.ui.plain_text import Button, Icon, answer_to, message_box


def warn(parent: QWidget | None, title: str, sentence: str) -> None:
    """Show a warning until it is acknowledged."""
    answer_to(message_box(parent, title, sentence, icon=Icon.Warning))


def may_replace(parent: QWidget | None, path: Path) -> bool:
    """Ask whether the file ``path``, which exists, may be replaced."""
    box = message_box(
        parent,
        "Replace file",
        f"{path.name} exists already. Replace it?",
        icon=Icon.Question,
        buttons=Button.Yes | Button.Cancel,
        default=Button.Cancel,
    )
    return answer_to(box) == Button.Yes
