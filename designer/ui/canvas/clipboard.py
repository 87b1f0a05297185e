"""Copies parts of a drawing to the system's clipboard and reads them back."""

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

from designer.edit.clipboard import from_json, to_json
from designer.edit.fragments import Fragment
from designer.model.diagram import Diagram
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import LIGHT
from designer.ui.mime import FRAGMENT_MIME

PNG_MIME, SVG_MIME = "image/png", "image/svg+xml"
SCALE = 2.0
_DPI = 96.0
_MOST_MIB = 512
"""Of a picture that is read back; the largest one takes 400."""


class Clipboard(QObject):
    """The clipboard as the canvas uses it.

    It clears its own data when the program ends: Qt would else destroy a Python object after
    Python has gone.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._put = b""
        self._image = QImage()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear_own)

    def put(self, fragment: Fragment) -> None:
        """Copy ``fragment``, with the names of its elements as plain text for other programs."""
        self._put = to_json(fragment).encode("utf-8")
        self._image = QImage()
        data = QMimeData()
        data.setData(FRAGMENT_MIME, QByteArray(self._put))
        data.setText("\n".join(element.name for element in fragment.elements))
        QGuiApplication.clipboard().setMimeData(data)

    def has_fragment(self) -> bool:
        """Tell whether there is a part of a drawing to paste."""
        return (mime := _mime()) is not None and mime.hasFormat(FRAGMENT_MIME)

    def fragment(self) -> Fragment:
        """Return what was copied; raise EditRefused when it is not a sound part of a drawing."""
        return from_json(_held(FRAGMENT_MIME).decode("utf-8", errors="replace"))

    def put_picture(self, diagram: Diagram) -> None:
        """Copy a picture of ``diagram`` for slides and messages: opaque, light, sharp.

        As PNG it says how many pixels an inch has, so that it is as large where it is pasted as on
        the canvas at 100 %; as SVG it stays sharp at any size; and the system makes of the pixels
        what else its programs ask for (a bitmap on Windows, TIFF on macOS).
        """
        # Only a copied picture needs the exporters.
        from designer.exporters.raster.encoding import png
        from designer.exporters.raster.pictures import image_of, largest_scale
        from designer.exporters.svg import svg_of

        drawing = display_list(diagram, LIGHT, SceneOptions(heading=False))
        scale = largest_scale(drawing.area.width, drawing.area.height, SCALE)
        image = image_of(drawing, scale)
        self._put_picture(image, png(image, _DPI * scale), svg_of(drawing).encode("utf-8"))

    def put_drawn(self, pixels: bytes, svg: bytes) -> None:
        """Copy a picture that was drawn elsewhere, as PNG and as SVG; see `put_picture`."""
        usual = QImageReader.allocationLimit()
        QImageReader.setAllocationLimit(_MOST_MIB)
        image = QImage.fromData(pixels)
        QImageReader.setAllocationLimit(usual)
        self._put_picture(image, pixels, svg)

    def _put_picture(self, image: QImage, pixels: bytes, svg: bytes) -> None:
        self._put, self._image = pixels, image
        data = QMimeData()
        data.setData(PNG_MIME, QByteArray(pixels))
        data.setData(SVG_MIME, QByteArray(svg))
        data.setImageData(image)
        QGuiApplication.clipboard().setMimeData(data)

    def clear_own(self) -> None:
        """Leave nothing of Python's on the clipboard; a picture stays as the system's own."""
        # Not ownsClipboard(): some platforms deny it for what this very program has put there.
        if not self._put or self._put not in (_held(FRAGMENT_MIME), _held(PNG_MIME)):
            return
        if self._image.isNull():
            QGuiApplication.clipboard().clear()
        else:
            QGuiApplication.clipboard().setImage(self._image)


def _held(kind: str) -> bytes:
    return b"" if (mime := _mime()) is None else bytes(mime.data(kind).data())


def _mime() -> QMimeData | None:
    """Return what the clipboard holds; a cleared one holds nothing, whatever the stubs say."""
    return QGuiApplication.clipboard().mimeData()
