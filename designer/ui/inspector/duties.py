"""Who answers for what of the selected service, and how what is yours stands in the drawing."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from designer.model.ids import ElementId
from designer.responsibility.areas import Area, Party
from designer.responsibility.matrix import Line, Matrix
from designer.ui.explainer import TopicButton, set_topic
from designer.ui.lessons import Stands, ToldDuty
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE, current_look

_PARTY_WIDTH = 58
_MOST_REASONS = 2
_SIGNS: dict[Stands, str] = {
    "done": "✓ done",
    "missing": "✕ missing",
    "not stated": "? not stated",
    "not shown": "– no drawing shows it",
}
_INKS: dict[Stands, str] = {
    "done": "good",
    "missing": "bad",
    "not stated": "warn",
    "not shown": "muted",
}


class DutiesSection(QWidget):
    """The twelve areas of one service, folded away until somebody wants them.

    Signals:
        toggled: whether it is open now; then `display` is waited for.
        check_wanted: a ``check:`` or ``rule:`` topic, the ids it blames, and the link pressed.
    """

    toggled = Signal(bool)
    check_wanted = Signal(str, object, object)

    def __init__(self, own: Matrix, *, is_open: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._own = own
        self._rows: dict[Area, AreaRow] = {}
        self._body: QWidget | None = None
        self._head = QToolButton(self)
        self._head.setObjectName("fold")
        self._head.setText("Who answers for it")
        self._head.setCheckable(True)
        self._head.setAutoRaise(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_topic(self._head, f"model:{own.model.value}")
        tip(self._head, "Show what AWS answers for and what you do")
        self._head.clicked.connect(self._toggle)
        summary = PlainLabel(_summary(own), self, wrap=True)
        summary.setObjectName("muted")
        self._topic = TopicButton(f"model:{own.model.value}", own.model.title, self)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(summary, 1)
        line.addWidget(self._topic, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._head)
        self._column.addLayout(line)
        self._show_open(is_open)

    @property
    def is_open(self) -> bool:
        """Tell whether the areas are shown."""
        return self._head.isChecked()

    @property
    def rows(self) -> dict[Area, "AreaRow"]:
        """The areas by themselves; none before it was opened."""
        return self._rows

    def display(self, duties: Sequence[ToldDuty]) -> None:
        """Show how what is yours stands in the present drawing."""
        for duty in duties:
            if (row := self._rows.get(duty.area)) is not None:
                row.show_duty(duty)

    def _toggle(self) -> None:
        self._show_open(self.is_open)
        self.toggled.emit(self.is_open)

    def _show_open(self, is_open: bool) -> None:
        self._head.setChecked(is_open)
        self._head.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._head.setAccessibleName(f"Who answers for it: {_summary(self._own)}")
        if is_open and self._body is None:
            self._body = self._made_body()
            self._column.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(is_open)

    def _made_body(self) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        model = PlainLabel(self._own.model.explanation, body, wrap=True)
        model.setContentsMargins(0, 0, 0, 4)
        column.addWidget(model)
        for area, line in self._own.lines.items():
            row = AreaRow(area, line, body)
            row.check_wanted.connect(self.check_wanted)
            self._rows[area] = row
            column.addWidget(row)
        return body


class AreaRow(QAbstractButton):
    """One area: who answers for it, how it stands; pressed it says what that means.

    Signals:
        check_wanted: a ``check:`` or ``rule:`` topic, the ids it blames, and the link pressed.
    """

    check_wanted = Signal(str, object, object)

    def __init__(self, area: Area, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self._area, self._line = area, line
        self._standing = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_topic(self, f"area:{area.value}")
        tip(self, line.sentence)
        self._title = PlainLabel(area.title, self, wrap=True)
        self._sentence = PlainLabel(line.sentence, self, wrap=True)
        self._sentence.setObjectName("muted")
        self._sentence.hide()
        for label in (self._title, self._sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._topic = TopicButton(f"area:{area.value}", area.title, self)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self._topic, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PARTY_WIDTH + SPACE, 3, 2, 3)
        self._column.setSpacing(1)
        self._column.addLayout(head)
        self._column.addWidget(self._sentence)
        self._told: QWidget | None = None
        self._sentences: tuple[str, ...] = ()
        self._reasons: list[PlainLabel] = []
        self.toggled.connect(self._show_more)
        self._name()

    @property
    def standing(self) -> str:
        """How it stands, in words; "" while that is not known, or where it is AWS's."""
        return self._standing

    def show_duty(self, duty: ToldDuty) -> None:
        """Say how the area stands in the drawing, and which checks say so."""
        self._forget(*self._reasons, *((self._told,) if self._told is not None else ()))
        self._standing = _SIGNS[duty.standing]
        self._sentences = tuple(sentence for _, sentence in duty.reasons[:_MOST_REASONS])
        self._reasons = []
        self._told = self._standing_line(duty)
        self._column.addWidget(self._told)
        self._told.show()
        self._show_more(self.isChecked())
        self._name()

    def _show_more(self, is_open: bool) -> None:
        self._sentence.setVisible(is_open)
        self._forget(*self._reasons)
        self._reasons = [self._words(text) for text in self._sentences if is_open]
        for label in self._reasons:
            self._column.addWidget(label)
            label.show()

    def _forget(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _standing_line(self, duty: ToldDuty) -> QWidget:
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        label = PlainLabel(_SIGNS[duty.standing], box)
        label.setObjectName(_INKS[duty.standing])
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line.addWidget(label)
        for name, sentence in duty.reasons[:_MOST_REASONS]:
            link = _ReasonLink(name, sentence, duty.blamed, box)
            link.wanted.connect(self.check_wanted)
            line.addWidget(link)
        line.addStretch(1)
        return box

    def _words(self, text: str) -> PlainLabel:
        label = PlainLabel(text, self, wrap=True)
        label.setObjectName("muted")
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _name(self) -> None:
        said = f"{self._area.title}: {self._line.party.title}"
        self.setAccessibleName(f"{said}, {self._standing}" if self._standing else said)
        self.setAccessibleDescription(self._line.sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(look.accent if self.hasFocus() else look.window), 1))
            painter.setBrush(QColor(look.window))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        pill = QRectF(3, 4, _PARTY_WIDTH - 3, 18)
        inks = {
            Party.CUSTOMER: (look.accent, look.accent, look.accent_text),
            Party.SHARED: (look.accent_soft, look.accent, look.text),
            Party.AWS: (look.base, look.border, look.muted),
        }
        ground, edge, ink = inks[self._line.party]
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._line.party.title)


class _ReasonLink(QToolButton):
    """The id of a check or rule, to be pressed."""

    wanted = Signal(str, object, object)

    def __init__(
        self, name: str, sentence: str, blamed: tuple[ElementId, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._topic = f"{'check' if name.startswith('SEC') else 'rule'}:{name}"
        self._blamed = blamed
        self.setText(name)
        self.setAccessibleName(f"Show {name}: {sentence}")
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setObjectName("link")
        set_topic(self, self._topic)
        tip(self, sentence)
        self.clicked.connect(self._pressed)

    def _pressed(self) -> None:
        self.wanted.emit(self._topic, self._blamed, self)


def _summary(own: Matrix) -> str:
    yours, both = len(own.areas_of(Party.CUSTOMER)), len(own.areas_of(Party.SHARED))
    shared = f", {both} shared" if both else ""
    return f"{own.model.title.capitalize()}: {yours} of {len(own.lines)} areas yours{shared}"
