"""Colours: complete, distinct and readable."""

import pytest

from designer.catalog.loader import catalog
from designer.model.elements import Kind
from designer.model.links import LinkKind, LinkRole
from designer.render.primitives import SOLID
from designer.render.shapes import icon_name
from designer.render.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, THEMES, Theme
from designer.resources import icon_file
from tests.render.drawings import three_tier

BOTH = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@BOTH
def test_every_container_of_the_catalog_has_a_style_with_an_icon_that_exists(theme: Theme) -> None:
    containers = [service for service in catalog().values() if service.kind.is_container]
    assert {service.kind for service in containers} == {k for k in Kind if k.is_container}
    for service in containers:
        style = theme.container(service.kind, service.key)
        assert not style.icon or icon_file(style.icon) is not None


@BOTH
def test_text_is_readable_on_the_ground_and_on_fills(theme: Theme) -> None:
    grounds = {theme.background, *(s.fill for s in theme.containers.values() if s.fill)}
    for ground in grounds:
        assert contrast(theme.text, ground) >= 7
        for kind in LinkKind:
            assert contrast(theme.link(kind).colour, ground) >= 4
    assert contrast(theme.text, theme.note_fill) >= 7


def test_titles_are_readable_on_the_dark_ground() -> None:
    for style in DARK.containers.values():
        assert contrast(style.border, style.fill or DARK.background) >= 4.5


@pytest.mark.parametrize("theme", [CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda theme: theme.name)
def test_high_contrast_keeps_seven_to_one_everywhere(theme: Theme) -> None:
    inks = {
        theme.text, theme.muted, theme.accent, theme.accept, theme.refuse, theme.badge_text,
        *theme.link_colours.values(), *theme.severities.values(),
        *(style.border for style in theme.containers.values()),
    }  # fmt: skip
    grounds = {theme.background, theme.badge_fill, theme.note_fill}
    grounds |= {style.fill for style in theme.containers.values() if style.fill}
    worst = {ink: min(contrast(ink, ground) for ground in grounds) for ink in inks}
    assert {ink: ratio for ink, ratio in worst.items() if ratio < 7} == {}


def test_light_group_colours_are_the_published_ones() -> None:
    borders = {key: style.border for key, style in LIGHT.containers.items()}
    assert borders["cloud"] == "#242F3E"
    assert borders["region"] == borders["private-subnet"] == "#00A4A6"
    assert borders["zone"] == "#147EBA"
    assert borders["vpc"] == "#8C4FFF"
    assert borders["public-subnet"] == "#7AA116"
    assert borders["scaling_group"] == "#ED7100"
    assert borders["security-group"] == "#DD344C"
    for key in ("region", "zone", "scaling_group"):
        assert LIGHT.containers[key].dash != SOLID


def test_a_subnet_is_filled_after_its_service() -> None:
    public = LIGHT.container(Kind.SUBNET, "public-subnet")
    private = LIGHT.container(Kind.SUBNET, "private-subnet")
    assert public.fill == "#F2F6E8"
    assert private.fill == "#E6F6F7"
    assert LIGHT.container(Kind.SUBNET, "unheard-of") == private


@BOTH
def test_kinds_and_roles_of_links_look_different(theme: Theme) -> None:
    looks = {theme.link(LinkKind.REQUEST, role) for role in LinkRole}
    looks |= {theme.link(kind) for kind in LinkKind}
    assert len(looks) == len(LinkRole) + len(LinkKind) - 1


def test_dark_outlines_stand_on_a_plate_in_the_dark_theme_only() -> None:
    users = next(e for e in three_tier().topology.elements.values() if e.kind is Kind.ACTOR)
    assert DARK.plate_under(icon_name(users)) == DARK.plate
    assert LIGHT.plate_under(icon_name(users)) is None
    assert DARK.plate_under("aws/compute/ec2.png") is None


def test_unknown_severities_look_like_information() -> None:
    assert LIGHT.severity("Critical") == LIGHT.severities["critical"]
    assert LIGHT.severity("whatever") == LIGHT.severities["info"]


@BOTH
def test_guides_are_seen_and_are_not_taken_for_a_link(theme: Theme) -> None:
    assert contrast(theme.guide, theme.background) >= 3
    assert theme.guide not in {theme.link(kind).colour for kind in LinkKind}
    assert theme.guide not in (theme.accent, theme.accept, theme.refuse)
