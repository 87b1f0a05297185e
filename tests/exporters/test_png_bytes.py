"""What is written as PNG is read by others as the same pixels, and as large on paper."""

import zlib
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtGui import QColor, QImage

from designer.exporters.png_bytes import png_bytes
from designer.exporters.raster.encoding import png


@settings(max_examples=30, deadline=None)
@given(st.data(), st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_any_pixels_come_back(data: st.DataObject, width: int, height: int, alpha: bool) -> None:
    length = width * (4 if alpha else 3)
    rows = [data.draw(st.binary(min_size=length, max_size=length)) for _ in range(height)]
    stretch = data.draw(st.integers(1, 90))
    written = png_bytes(rows, width, height, has_alpha=alpha, dots_per_metre=3780, stretch=stretch)
    image = Image.open(BytesIO(written))
    assert image.mode == ("RGBA" if alpha else "RGB")
    assert image.size == (width, height)
    assert image.tobytes() == b"".join(rows)
    assert image.info["dpi"] == pytest.approx((96, 96), abs=0.1)


@pytest.mark.parametrize(
    "form", [QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied]
)
def test_a_picture_of_several_bands_is_the_same_as_qt_writes(form: QImage.Format) -> None:
    image = QImage(37, 600, form)
    image.fill(QColor(10, 20, 30, 0))
    for row in range(600):
        image.setPixelColor(row % 37, row, QColor(row % 256, 255, 3, 255 - row % 200))
    read = QImage.fromData(png(image, 192))
    assert read.hasAlphaChannel() == image.hasAlphaChannel()
    assert read.convertToFormat(form) == image
    assert read.dotsPerMeterX() == round(192 / 0.0254)


def test_cutting_a_picture_costs_next_to_nothing() -> None:
    noise = Random(3)
    rows = [bytes(noise.choices(range(12), k=3000))] * 600
    whole, cut = (
        png_bytes(rows, 1000, 600, has_alpha=False, dots_per_metre=3780, stretch=stretch)
        for stretch in (1 << 22, 1 << 17)
    )
    assert Image.open(BytesIO(cut)).tobytes() == b"".join(rows)
    assert len(cut) < 1.2 * len(whole)


def test_the_checksum_of_every_chunk_is_right() -> None:
    written = png_bytes([b"abc"], 1, 1, has_alpha=False, dots_per_metre=1)
    at, names = 8, []
    while at < len(written):
        length = int.from_bytes(written[at : at + 4])
        body = written[at + 4 : at + 8 + length]
        assert int.from_bytes(written[at + 8 + length : at + 12 + length]) == zlib.crc32(body)
        names.append(body[:4])
        at += 12 + length
    assert names == [b"IHDR", b"pHYs", b"IDAT", b"IEND"]
