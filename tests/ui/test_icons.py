import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from designer.catalog.loader import catalog
from designer.ui.icons import file_pixmap, icon_pixmap, service_icon


def _is_blank(picture: QPixmap) -> bool:
    image = picture.toImage()
    colours = {
        image.pixelColor(x, y).rgba()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }
    return len(colours) < 2


def test_every_service_has_a_picture(qtbot: QtBot) -> None:
    blank = [key for key in catalog() if _is_blank(icon_pixmap(key, 32))]
    assert blank == []


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_are_sharp_on_any_screen(qtbot: QtBot, ratio: float) -> None:
    picture = icon_pixmap("ec2", 40, ratio)
    assert picture.devicePixelRatio() == ratio
    assert picture.width() == picture.height() == round(40 * ratio)


def test_pictures_are_kept(qtbot: QtBot) -> None:
    assert icon_pixmap("ec2", 24).cacheKey() == icon_pixmap("ec2", 24).cacheKey()


def test_unknown_services_and_missing_files_get_the_generic_picture(qtbot: QtBot) -> None:
    generic = file_pixmap("tenet/generic.png", 32).toImage()
    assert icon_pixmap("no-such-service", 32).toImage() == generic
    assert file_pixmap("aws/compute/no-such-file.png", 32).toImage() == generic
    assert file_pixmap("../../etc/passwd", 32).toImage() == generic


@pytest.mark.parametrize("outline", ["users", "alb"])
def test_outlines_stand_on_a_light_plate_on_a_dark_ground(qtbot: QtBot, outline: str) -> None:
    picture = icon_pixmap(outline, 64, dark=True).toImage()
    edge = [picture.pixelColor(x, 1) for x in range(8, 56)]
    assert min(colour.lightness() for colour in edge) > 200
    assert min(picture.pixelColor(x, 32).lightness() for x in range(64)) < 150
    # A colourful picture stays as it is.
    assert icon_pixmap("ec2", 64, dark=True).toImage() == icon_pixmap("ec2", 64).toImage()


def test_service_icon_has_sizes_for_scaled_screens(qtbot: QtBot) -> None:
    assert len(service_icon("ec2").availableSizes()) == 3
