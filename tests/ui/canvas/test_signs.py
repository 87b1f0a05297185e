from PySide6.QtCore import QPointF

from designer.analysis.grouping import TargetGroup
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Point
from designer.ui.canvas.badges import badge_text, badge_tip, next_grouping, place_of
from designer.ui.canvas.marks import SEVERITIES, Mark
from tests.ui.canvas.conftest import Hand


def _group(hand: Hand, *, needed: int) -> TargetGroup:
    """Link the load balancer to the database too, and group its two targets."""
    hand.document.set_selection({"lb"})
    hand.document.set_selection({"lb", "db"})
    hand.view.commands.join()
    (made,) = hand.document.selection
    hand.document.set_selection(())
    links = (LinkId("lb--web1"), LinkId(made))
    return TargetGroup(
        name="auto-1", links=links, needed=needed, total=2, automatic=True, why="why not"
    )


def test_badge_shows_at_its_source_and_follows_it(hand: Hand) -> None:
    group = _group(hand, needed=1)
    hand.view.set_target_groups({ElementId("lb"): (group,)})
    (badge,) = hand.view.canvas.badges()
    source = hand.box("lb")
    assert source.grown(40).holds(Point(badge.x(), badge.y()))
    before = badge.pos()
    hand.drag(hand.icon("lb"), hand.icon("lb") + QPointF(0, 40))
    assert hand.view.canvas.badges() == (badge,)
    assert badge.pos() != before
    hand.assert_shown()


def test_click_on_a_badge_goes_from_automatic_to_any_to_all_and_back(hand: Hand) -> None:
    group = _group(hand, needed=1)
    lb = ElementId("lb")
    hand.view.set_target_groups({lb: (group,)})
    hand.click(hand.view.canvas.badges()[0].pos())
    (name,) = hand.element("lb").groups
    assert hand.element("lb").groups[name] == 1
    assert {hand.link(key).group for key in group.links} == {name}

    mine = TargetGroup(name=name, links=group.links, needed=1, total=2, automatic=False)
    hand.view.set_target_groups({lb: (mine,)})
    hand.click(hand.view.canvas.badges()[0].pos())
    assert hand.element("lb").groups[name] == 0

    mine = TargetGroup(name=name, links=group.links, needed=2, total=2, automatic=False)
    hand.view.set_target_groups({lb: (mine,)})
    hand.click(hand.view.canvas.badges()[0].pos())
    assert dict(hand.element("lb").groups) == {}
    assert {hand.link(key).group for key in group.links} == {""}


def test_single_targets_and_optional_groups_have_no_badge(hand: Hand) -> None:
    group = _group(hand, needed=0)
    single = TargetGroup(
        name="auto-2", links=(LinkId("web1--db"),), needed=1, total=1, automatic=True
    )
    hand.view.set_target_groups({ElementId("lb"): (group,), ElementId("web1"): (single,)})
    assert hand.view.canvas.badges() == ()


def test_badge_of_a_removed_link_goes(hand: Hand) -> None:
    group = _group(hand, needed=1)
    hand.view.set_target_groups({ElementId("lb"): (group,)})
    hand.document.set_selection({"lb--web1"})
    hand.view.commands.delete()
    assert hand.view.canvas.badges() == ()
    hand.assert_shown()


def test_badge_texts() -> None:
    def of(needed: int, total: int) -> TargetGroup:
        links = tuple(LinkId(f"l{number}") for number in range(total))
        return TargetGroup(name="g", links=links, needed=needed, total=total, automatic=False)

    assert [badge_text(of(needed, 3)) for needed in (1, 2, 3)] == ["any", "2 of 3", "all"]
    assert "2 of the 3" in badge_tip(of(2, 3))


def test_new_group_takes_a_free_name(hand: Hand) -> None:
    group = _group(hand, needed=1)
    edit = next_grouping(hand.element("lb"), group)
    hand.document.do(edit)
    assert next_grouping(hand.element("lb"), group).name != edit.name


def test_place_is_where_most_links_set_out() -> None:
    right = [(Point(10, 0), Point(90, 0)), (Point(10, 10), Point(90, 10))]
    down = [(Point(0, 20), Point(0, 90))]
    place = place_of([*down, *right])
    assert place.x() > 10
    assert place.y() == 5


def test_marks_show_and_are_told(hand: Hand) -> None:
    web = Mark(severity="high", count=2, sentences=("It is alone.",), not_stated=True)
    hand.view.set_findings({"web1": web, "gone": web})
    item = hand.view.canvas.element_item("web1")
    assert item is not None
    assert item.mark == web
    hand.document.set_selection({"web1"})
    told = hand.view.accessibleDescription()
    assert "2 findings" in told
    assert "It is alone." in told
    hand.view.set_findings({})
    assert item.mark == Mark()
    assert "finding" not in hand.view.accessibleDescription()


def test_each_severity_has_a_shape_of_its_own(hand: Hand) -> None:
    """Without colour, too: the painted outlines differ."""
    item = hand.view.canvas.element_item("u")
    assert item is not None
    hand.view.zoom_to({"u"})
    area = hand.view.mapFromScene(item.mark_area()).boundingRect()
    shapes: set[bytes] = set()
    for severity in SEVERITIES[:4]:
        hand.view.set_findings({"u": Mark(severity=severity, count=1)})
        image = hand.view.viewport().grab(area).toImage()
        ground = image.pixelColor(0, 0)
        shapes.add(
            bytes(
                image.pixelColor(x, y) != ground
                for x in range(image.width())
                for y in range(image.height())
            )
        )
    assert len(shapes) == 4
