"""Shows the user guide that comes with the program: offline, and set by us, not by a browser."""

import re

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from designer.resources import guide_file
from designer.ui.dialogs.frame import Frame

_MARKS = re.compile(r"(\*\*.+?\*\*|`.+?`|\*\S.*?\*)", re.DOTALL)
_RULE = re.compile(r"\|[\s:|-]+\|\Z")
_NUMBER = re.compile(r"\d+\. ")
_STARTS = ("#", "    ")


class Guide(Frame):
    """The guide to read."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "User guide", QDialogButtonBox.StandardButton.Close)
        self.resize(780, 660)
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setAccessibleName("User guide")
        self._text.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._text.document().setDocumentMargin(18)
        self.body.addWidget(self._text)
        found = guide_file()
        if found is None:
            self._text.setPlainText("The guide is missing from this installation.")
            return
        self._cursor = QTextCursor(self._text.document())
        for block in blocks(found.read_text("utf-8")):
            self._insert(block)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _insert(self, block: str) -> None:
        body = QTextCharFormat()
        body.setFont(self.font())
        if block.startswith("#"):
            depth = len(block) - len(block.lstrip("#"))
            heading = QFont(self.font())
            heading.setBold(True)
            heading.setPointSizeF(self.font().pointSizeF() * {1: 1.7, 2: 1.35}.get(depth, 1.1))
            body.setFont(heading)
            self._cursor.insertText("\n", QTextCharFormat())
            self._cursor.insertText(block.lstrip("# ") + "\n", body)
            return
        for part in _MARKS.split(block):
            self._cursor.insertText(_unmarked(part), self._format(part, body))
        self._cursor.insertText("\n", body)

    def _format(self, part: str, body: QTextCharFormat) -> QTextCharFormat:
        result = QTextCharFormat(body)
        font = QFont(self.font())
        if part.startswith("**"):
            font.setBold(True)
        elif part.startswith("`"):
            font.setFamilies(["Liberation Mono", "DejaVu Sans Mono", "Courier New", "monospace"])
        elif part.startswith("*") and part.endswith("*") and len(part) > 2:
            font.setItalic(True)
        result.setFont(font)
        return result


def _unmarked(part: str) -> str:
    for mark in ("**", "`", "*"):
        if part.startswith(mark) and part.endswith(mark) and len(part) > 2 * len(mark):
            return part[len(mark) : -len(mark)]
    return part


def blocks(markdown: str) -> list[str]:
    """Return the paragraphs, headings, entries and table rows of a text, each unwrapped."""
    found: list[str] = []
    is_code = False
    for line in markdown.splitlines():
        text = line.rstrip()
        if text.startswith("```"):
            is_code = not is_code
        elif is_code:
            found.append(f"    {text}")
        elif _RULE.match(text):
            # What stands above is the table's head, which a list does without.
            found.pop()
        elif text.startswith("|"):
            cells = [cell.strip() for cell in text.strip("|").split("|")]
            found.append(f"• **{cells[0].strip('*')}**: {'; '.join(cells[1:])}")
        elif text.startswith("!["):
            # The pictures are not installed with the guide.
            continue
        elif text.startswith(("- ", "* ")):
            found.append(f"• {text[2:]}")
        elif _NUMBER.match(text) or (
            not text
            or not found
            or not found[-1]
            or found[-1].startswith(_STARTS)
            or text.startswith("#")
        ):
            found.append(text)
        else:
            found[-1] = f"{found[-1]} {text.strip()}"
    return found


def _goes_on(block: str) -> bool:
    """Tell whether the next line belongs to the same paragraph or entry."""
    return bool(block) and not block.startswith(_STARTS)
