"""Why a finding is one: the rule's question, its reason, what to do, where it comes from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from designer.rules import rule
from designer.scoring.scorecard import ScoredFinding
from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import SPACE


class Explanation(QScrollArea):
    """The text beside the findings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Explanation of the finding")
        body = QWidget(self)
        body.setObjectName("panel")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(2 * SPACE, SPACE + 2, 2 * SPACE, SPACE)
        self._column.setSpacing(2)
        self._title = self._label("heading")
        self._paragraphs: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        for head in ("Found", "Shown by", "It asks", "Why", "What to do", "Limits", "Sources"):
            heading = self._label("muted")
            heading.setText(head)
            self._paragraphs[head] = (heading, self._label(""))
        self._column.addStretch(1)
        self.setWidget(body)
        self.display(None)

    def _label(self, name: str) -> PlainLabel:
        label = PlainLabel(parent=self, wrap=True)
        label.setObjectName(name)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if name == "muted":
            self._column.addSpacing(SPACE - 2)
        self._column.addWidget(label)
        return label

    def display(self, item: ScoredFinding | None) -> None:
        """Explain ``item``; None leaves the pane empty."""
        texts: dict[str, str] = {}
        if item is None:
            self._title.setText("")
        else:
            found = item.finding
            about = rule(found.rule)
            self._title.setText(f"{found.rule} · {about.title}")
            texts = {
                "Found": found.sentence,
                "Shown by": found.scenario,
                "It asks": about.asks,
                "Why": about.why,
                "What to do": about.advice,
                "Limits": about.limits,
                "Sources": "\n".join(
                    f"{source.title}: {source.reference}" if source.reference else source.title
                    for source in about.sources
                ),
            }
        for head, (heading, text) in self._paragraphs.items():
            heading.setVisible(bool(texts.get(head)))
            text.setVisible(bool(texts.get(head)))
            text.setText(texts.get(head, ""))
        self.verticalScrollBar().setValue(0)
