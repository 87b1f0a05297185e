"""Says what the program is, which version, and whose work it stands on."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from designer import __version__
from designer.resources import asset
from designer.rules import RULE_SET_VERSION
from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel

_TEXT = (
    "Draw AWS architectures and see how they hold up on five tenets: high availability, "
    "scalability, elasticity, fault tolerance and durability."
)
_RIGHTS = (
    "MIT licence. Service icons come from the “diagrams” package and belong to Amazon Web "
    "Services, Inc. The program is not made or endorsed by AWS. The window's font is "
    "Liberation Sans (SIL Open Font Licence)."
)


class About(Frame):
    """The usual box."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "About Tenet Designer", QDialogButtonBox.StandardButton.Close)
        row = QHBoxLayout()
        row.setSpacing(18)
        picture = PlainLabel(parent=self)
        icon = QPixmap(str(asset("icon.png")))
        ratio = self.devicePixelRatioF()
        side = round(72 * ratio)
        icon = icon.scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        icon.setDevicePixelRatio(ratio)
        picture.setPixmap(icon)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(8)
        title = PlainLabel(f"Tenet Designer {__version__}", self)
        title.setStyleSheet("font-size: 15pt; font-weight: bold;")
        words.addWidget(title)
        words.addWidget(PlainLabel(_TEXT, self, wrap=True))
        versions = PlainLabel(
            f"Rule set {RULE_SET_VERSION} · Python {platform.python_version()} · Qt {qVersion()}",
            self,
        )
        versions.setObjectName("muted")
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(versions)
        rights = PlainLabel(_RIGHTS, self, wrap=True)
        rights.setObjectName("muted")
        words.addWidget(rights)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.setFixedWidth(520)
