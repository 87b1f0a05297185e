"""SVG: complete in itself, and sound XML whatever the names."""

from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.exporters.svg import SVG, XLINK, embedded, number, svg_of
from designer.render.scene import display_list
from designer.render.theme import DARK, LIGHT
from designer.resources import icon_file
from tests.exporters.pinned import assert_pinned, without_pictures
from tests.render.drawings import Sheet, serverless, three_tier

ICON = icon_file("aws/compute/ec2.png")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("three_tier_light.svg", svg_of(display_list(three_tier(), LIGHT), title="Three-tier")),
        ("serverless_dark.svg", svg_of(display_list(serverless(), DARK))),
    ],
)
def test_the_drawing_is_as_pinned(name: str, text: str) -> None:
    assert_pinned(name, without_pictures(text))


def test_each_picture_is_written_once() -> None:
    root = fromstring(svg_of(display_list(three_tier(), LIGHT)))
    images = [image.get(f"{{{XLINK}}}href", "") for image in root.iter(f"{{{SVG}}}image")]
    uses = list(root.iter(f"{{{SVG}}}use"))
    assert len(images) == len(set(images))
    assert all(image.startswith("data:image/png;base64,") for image in images)
    assert len(uses) > len(images)
    known = {f"#{image.get('id')}" for image in root.iter(f"{{{SVG}}}image")}
    assert {use.get(f"{{{XLINK}}}href") for use in uses} == known


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_name_gives_sound_xml(name: str) -> None:
    sheet = Sheet(name)
    sheet.put("a", "ec2", name, (0, 0))
    fromstring(svg_of(display_list(sheet.diagram(), LIGHT), title=name))


GRAPHVIZ = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
 "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="72pt" height="36pt" viewBox="0 0 72 36" xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<image xlink:href="{}" width="42px" height="42px" x="1" y="2"/>
<image xlink:href="/etc/secret.png" width="42px" height="42px" x="1" y="2"/>
</svg>"""


def test_pictures_come_inside_and_foreign_ones_go(tmp_path: Path) -> None:
    assert ICON is not None
    written = GRAPHVIZ.format(ICON).encode()
    text = embedded(written, {str(ICON): ICON}, title="A title")
    root = fromstring(text)
    assert "secret" not in text
    assert str(ICON) not in text
    assert (root.get("width"), root.get("height")) == ("96", "48")
    assert len(list(root.iter(f"{{{SVG}}}image"))) == 1
    assert root.findtext(f"{{{SVG}}}title") == "A title"
    exact = fromstring(embedded(written, {}, size=(95.5, 47.25)))
    assert exact.get("viewBox") == "0 0 71.62 35.44"
    assert exact.get("width") == "95.5"


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.125, "0.12"), (-0.001, "0"), (1e6, "1000000")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text
