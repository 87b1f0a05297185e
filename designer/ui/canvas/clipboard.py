"""Copies parts of a drawing to the system's clipboard and reads them back."""

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from designer.edit.clipboard import from_json, to_json
from designer.edit.fragments import Fragment
from designer.model.diagram import Diagram
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import LIGHT
from designer.ui.mime import FRAGMENT_MIME

_SCALE = 2.0


class Clipboard(QObject):
    """The clipboard as the canvas uses it.

    It clears its own data when the program ends: Qt would else destroy a Python object after
    Python has gone.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._put = b""
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear_own)

    def put(self, fragment: Fragment) -> None:
        """Copy ``fragment``, with the names of its elements as plain text for other programs."""
        self._put = to_json(fragment).encode("utf-8")
        data = QMimeData()
        data.setData(FRAGMENT_MIME, QByteArray(self._put))
        data.setText("\n".join(element.name for element in fragment.elements))
        QGuiApplication.clipboard().setMimeData(data)

    def has_fragment(self) -> bool:
        """Tell whether there is a part of a drawing to paste."""
        return (mime := _mime()) is not None and mime.hasFormat(FRAGMENT_MIME)

    def fragment(self) -> Fragment:
        """Return what was copied; raise EditRefused when it is not a sound part of a drawing."""
        return from_json(_held().decode("utf-8", errors="replace"))

    def clear_own(self) -> None:
        """Empty the clipboard if this program filled it."""
        # Not ownsClipboard(): some platforms deny it for what this very program has put there.
        if self._put and _held() == self._put:
            QGuiApplication.clipboard().clear()


def put_picture(diagram: Diagram) -> None:
    """Copy a picture of ``diagram`` at twice its size, for slides and messages."""
    # Only a copied picture needs the exporter.
    from designer.exporters.raster import largest_scale, png_of

    drawing = display_list(diagram, LIGHT, SceneOptions(heading=False))
    scale = largest_scale(drawing.area.width, drawing.area.height, _SCALE)
    image = QImage.fromData(png_of(drawing, scale))
    QGuiApplication.clipboard().setImage(image)


def _held() -> bytes:
    return b"" if (mime := _mime()) is None else bytes(mime.data(FRAGMENT_MIME).data())


def _mime() -> QMimeData | None:
    """Return what the clipboard holds; a cleared one holds nothing, whatever the stubs say."""
    return QGuiApplication.clipboard().mimeData()
