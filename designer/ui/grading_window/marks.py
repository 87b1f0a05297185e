"""The small round marks of criteria and findings."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPen, QPixmap

from designer.grading.result import CriterionState
from designer.ui.theme_qt import current_look

_SIDE = 18


def state_mark(state: CriterionState, *, is_deduction: bool) -> QIcon:
    """Return a disc for how a criterion came out: full, half, empty, or a question."""
    look = current_look()
    is_open = state in (CriterionState.BY_HAND, CriterionState.FAILED)
    if is_open:
        return _icon("?", QColor(look.warn), 0.0)
    share = {CriterionState.MET: 1.0, CriterionState.PARTLY: 0.5}.get(state, 0.0)
    good = 1.0 - share if is_deduction else share
    colour = look.good if good == 1.0 else look.warn if good else look.bad
    return _icon("", QColor(colour), share)


def finding_mark(number: int, severity: str) -> QIcon:
    """Return the disc of a finding with its number in the picture; a dash for one without."""
    look = current_look()
    if not number:
        return _icon("–", QColor(look.muted), 0.0)
    return _icon(str(number), QColor(look.for_severity(severity)), 1.0)


def _icon(text: str, colour: QColor, share: float) -> QIcon:
    """Return a disc of which ``share`` is filled from the left, with ``text`` in it."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = 1.5 if text else 3.5
    disc = QRectF(inset, inset, _SIDE - 2 * inset, _SIDE - 2 * inset)
    painter.setPen(QPen(colour, 1.4))
    painter.drawEllipse(disc)
    painter.setBrush(colour)
    if share >= 1.0:
        painter.drawEllipse(disc)
    elif share:
        painter.drawPie(disc, 90 * 16, 180 * 16)
    if text:
        font = QFont(painter.font())
        font.setPixelSize(10)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(current_look().base) if share else colour)
        painter.drawText(QRectF(0, 0, _SIDE, _SIDE), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon
