"""What stands around a drawing: heading, badge, legend and key, in the shape asked for."""

from dataclasses import replace

import pytest

from designer.model.diagram import EMPTY, Diagram
from designer.render.panels import COLUMN_WIDTH, badge_panel, columns_in, key_panel, legend_panel
from designer.render.primitives import DisplayList, Line, Primitive, Rect, Text, extent_of
from designer.render.remarks import Grade, Remark, TenetPoints
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import DARK, LIGHT
from tests.render.drawings import serverless, three_tier

GRADE = Grade(
    letter="B",
    overall=84.6,
    tenets=(
        TenetPoints(title="High Availability", points=90.0),
        TenetPoints(title="Elasticity", points=None),
    ),
)
ACCEPTED = 5
REMARKS = tuple(
    Remark(
        number=number,
        severity="medium",
        sentence=f"Finding {number} is a sentence that is long enough to be broken once or twice.",
        detail="Accepted: known" if number >= ACCEPTED else "Durability · medium",
        elements=("db-a",),
        is_accepted=number >= ACCEPTED,
    )
    for number in range(1, 7)
)


def drawn(options: SceneOptions, diagram: Diagram | None = None) -> DisplayList:
    return display_list(diagram or three_tier(), LIGHT, options)


def words(items: tuple[Primitive, ...], owner: str = "") -> list[str]:
    return [one.text for one in items if isinstance(one, Text) and one.owner.startswith(owner)]


@pytest.mark.parametrize("aspect", [16 / 9, 4 / 3, 1.0, 0.5])
@pytest.mark.parametrize("diagram", [three_tier(), serverless(), EMPTY], ids=["3", "s", "empty"])
def test_a_sheet_is_filled_up_to_its_shape(diagram: Diagram, aspect: float) -> None:
    options = SceneOptions(legend=True, grade=GRADE, remarks=REMARKS, key=True, aspect=aspect)
    drawing = drawn(options, diagram)
    assert drawing.area.width / drawing.area.height == pytest.approx(aspect)
    for item in drawing.items:
        assert drawing.area.contains(extent_of(item))


def test_the_margin_is_free() -> None:
    wide, narrow = drawn(SceneOptions(margin=100.0)).area, drawn(SceneOptions(margin=8.0)).area
    assert wide.width == pytest.approx(narrow.width + 184.0)
    assert wide.height == pytest.approx(narrow.height + 184.0)


def test_the_badge_says_letter_points_and_tenets() -> None:
    said = words(badge_panel(GRADE, LIGHT).items)
    assert said[:3] == ["B", "85 of 100", "Overall score"]
    assert said[3:] == ["High Availability", "90", "Elasticity", "–"]
    assert "not scored" in words(badge_panel(Grade(letter="–", overall=None), DARK).items)


def test_bars_are_as_long_as_the_points() -> None:
    bars = [item.box for item in badge_panel(GRADE, LIGHT).items if isinstance(item, Rect)][1:]
    track, bar, other = bars
    assert bar.width == pytest.approx(0.9 * track.width)
    assert other.width == track.width


def test_the_badge_stands_beside_the_heading_or_below_it() -> None:
    wide = drawn(SceneOptions(grade=GRADE))
    narrow = drawn(SceneOptions(grade=GRADE), replace(serverless(), title="Words " * 30))
    for drawing, is_beside in ((wide, True), (narrow, False)):
        heading = next(
            i for i in drawing.items if isinstance(i, Text) and i.size > 20 and not i.owner
        )
        letter = next(i for i in drawing.items if isinstance(i, Text) and i.text == "B")
        assert (abs(heading.box.centre.y - letter.box.centre.y) < 20) is is_beside


def test_the_legend_names_what_is_there_and_nothing_else() -> None:
    said = words(legend_panel(serverless(), LIGHT, 1000.0).items)
    assert said == ["Request", "Request it can do without", "Asynchronous", "Region"]
    kinds = {type(item) for item in legend_panel(serverless(), LIGHT, 1000.0).items}
    assert kinds == {Line, Rect, Text}
    assert legend_panel(EMPTY, LIGHT, 100.0).items == ()


def test_a_narrow_legend_has_more_rows() -> None:
    wide, narrow = (legend_panel(three_tier(), LIGHT, width) for width in (3000.0, 400.0))
    assert wide.height < narrow.height
    assert narrow.width <= 400.0 < wide.width


def test_the_key_says_every_finding_and_those_accepted_apart() -> None:
    said = words(key_panel(REMARKS, LIGHT, 1).items)
    heads = [said.index("Findings"), said.index("Accepted")]
    numbers = [said.index(str(number)) for number in range(1, 7)]
    assert heads[0] < numbers[0] < numbers[3] < heads[1] < numbers[4] < numbers[5]
    for remark in REMARKS:
        assert remark.sentence in " ".join(said)


def test_columns_are_about_even_and_a_head_is_never_left_alone() -> None:
    for columns in (1, 2, 3):
        panel = key_panel(REMARKS, LIGHT, columns)
        assert panel.width <= columns * (COLUMN_WIDTH + 28.0)
    one, two = key_panel(REMARKS, LIGHT, 1), key_panel(REMARKS, LIGHT, 2)
    assert 0.4 * one.height < two.height < 0.75 * one.height
    assert columns_in(100.0) == 1
    assert columns_in(2 * COLUMN_WIDTH + 28.0) == 2


def test_the_key_goes_where_it_suits_the_shape() -> None:
    tall, wide = (
        drawn(SceneOptions(remarks=REMARKS, key=True, aspect=aspect)) for aspect in (0.6, 3.0)
    )
    frame = three_tier().layout.boxes
    bottom = max(box.bottom for box in frame.values())
    for drawing, is_below in ((tall, True), (wide, False)):
        head = next(i for i in drawing.items if isinstance(i, Text) and i.text == "Findings")
        assert (head.anchor.y > bottom) is is_below


def test_nothing_is_shown_that_was_not_asked_for() -> None:
    bare = drawn(SceneOptions())
    marked = drawn(SceneOptions(remarks=REMARKS))
    assert not any(item.owner.startswith(("mark", "key", "legend", "badge")) for item in bare.items)
    assert words(marked.items, "key") == []
