from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from designer.model.diagram import EMPTY
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Point
from designer.ui.canvas.geometry import rect_of
from designer.ui.canvas.hint import EmptyHint
from tests.ui.canvas.conftest import Hand


def _only_new(hand: Hand, before: set[ElementId]) -> ElementId:
    (new,) = set(hand.diagram.topology.elements) - before
    return new


def test_dropped_service_stands_in_the_container_under_it(hand: Hand) -> None:
    before = set(hand.diagram.topology.elements)
    hand.drop("ec2", hand.inside("s1"))
    new = _only_new(hand, before)
    assert hand.element(new).parent == "s1"
    assert hand.document.selection == {new}
    assert hand.box("s1").contains(hand.box(new))
    hand.assert_shown()


def test_containers_grow_around_a_drop_at_their_edge(hand: Hand) -> None:
    old = hand.box("s1")
    hand.drop("ec2", hand.inside("s1"))
    assert hand.box("s1").width > old.width
    assert hand.box("a").contains(hand.box("s1"))
    assert hand.box("v").contains(hand.box("a"))


def test_container_under_a_carried_service_is_highlighted(hand: Hand) -> None:
    hand.carry("ec2", hand.inside("s1"))
    item = hand.view.canvas.element_item("s1")
    assert item is not None
    assert item.emphasis == "accept"
    assert hand.view.canvas.ghost.isVisible()
    assert "s1" in hand.said[-1]
    hand.carry_away()
    assert item.emphasis == ""
    assert not hand.view.canvas.ghost.isVisible()
    assert not hand.document.history.can_undo


def test_what_cannot_stand_there_is_refused_with_the_reason(hand: Hand) -> None:
    before = hand.diagram
    hand.carry("route53", hand.inside("s1"))
    item = hand.view.canvas.element_item("s1")
    assert item is not None
    assert item.emphasis == "refuse"
    hand.drop("route53", hand.inside("s1"))
    assert hand.diagram is before
    assert len(hand.refusals) == 1
    assert "Route 53" in hand.refusals[0]
    hand.assert_shown()


def test_unknown_service_is_not_taken(hand: Hand) -> None:
    hand.drop("no-such-service", hand.inside("s1"))
    assert not hand.document.history.can_undo


def test_insert_goes_into_the_selected_container(hand: Hand) -> None:
    before = set(hand.diagram.topology.elements)
    hand.document.set_selection({"s2"})
    hand.view.insert_service("ec2")
    new = _only_new(hand, before)
    assert hand.element(new).parent == "s2"
    # Not on top of what stands there already.
    assert not hand.box(new).overlaps(hand.box("db"))


def test_insert_beside_what_takes_nothing_goes_to_the_nearest_container_that_does(
    hand: Hand,
) -> None:
    hand.document.set_selection({"db"})
    for key, parent in (("ec2", "s2"), ("s3", "v"), ("zone", "v"), ("users", None)):
        before = set(hand.diagram.topology.elements)
        hand.document.set_selection({"db"})
        hand.view.insert_service(key)
        assert hand.element(_only_new(hand, before)).parent == parent
    assert hand.refusals == []
    hand.assert_shown()


def test_insert_without_selection_passes_over_a_container_that_refuses(hand: Hand) -> None:
    before = set(hand.diagram.topology.elements)
    hand.document.set_selection(())
    hand.view.centerOn(QPointF(hand.box("s1").centre.x, hand.box("s1").centre.y))
    hand.view.insert_service("s3")
    assert hand.element(_only_new(hand, before)).parent == "v"
    assert hand.refusals == []


def test_insert_without_selection_goes_to_the_middle_of_the_view(empty: Hand) -> None:
    empty.view.insert_service("users")
    (new,) = empty.diagram.topology.elements
    centre = empty.view.mapToScene(empty.view.viewport().rect().center())
    assert abs(empty.box(new).centre.x - centre.x()) <= 8
    assert abs(empty.box(new).centre.y - centre.y()) <= 8


def test_insert_at_a_place(empty: Hand) -> None:
    empty.view.insert_service("users", Point(80, 80))
    (new,) = empty.diagram.topology.elements
    assert empty.box(new).centre == Point(80, 80)


def test_positions_lie_on_the_grid(empty: Hand) -> None:
    empty.drop("users", QPointF(13, 29))
    (new,) = empty.diagram.topology.elements
    assert (empty.box(new).x % 8, empty.box(new).y % 8) == (0, 0)


def _answer(hand: Hand, words: str) -> None:
    """Click the offer whose text has ``words``."""
    (button,) = [one for one in hand.view.offers.buttons if words in one.text()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_new_region_offers_zones(empty: Hand) -> None:
    empty.drop("region", QPointF(0, 0))
    assert empty.view.offers.isVisible()
    _answer(empty, "3 zones only")
    zones = empty.diagram.topology.of_kind(Kind.ZONE)
    assert len(zones) == 3
    assert len({empty.box(zone.id).x for zone in zones}) == 3
    region = zones[0].parent
    assert region is not None
    assert all(empty.box(region).contains(empty.box(zone.id)) for zone in zones)
    assert not empty.view.offers.isVisible()
    empty.document.undo()
    assert not empty.diagram.topology.of_kind(Kind.ZONE)
    empty.assert_shown()


def test_what_is_larger_than_the_view_is_shown_whole(empty: Hand) -> None:
    empty.view.resize(500, 360)
    empty.drop("region", QPointF(0, 0))
    assert empty.view.zoom < 1
    (region,) = empty.diagram.topology.of_kind(Kind.REGION)
    assert empty.view.seen.contains(rect_of(empty.box(region.id)))
    empty.view.zoom_reset()
    before = empty.view.zoom
    empty.drop("users", empty.view.seen.center())
    assert empty.view.zoom == before


def test_new_vpc_offers_subnets_and_then_a_balancer(empty: Hand) -> None:
    empty.drop("vpc", QPointF(0, 0))
    _answer(empty, "Public and private")
    services = [element.service for element in empty.diagram.topology.of_kind(Kind.SUBNET)]
    assert sorted(services) == [*["private-subnet"] * 2, *["public-subnet"] * 2]
    _answer(empty, "Application Load Balancer")
    assert [e.service for e in empty.diagram.topology.of_service("alb")] == ["alb"]
    empty.document.undo()
    empty.document.undo()
    assert len(empty.diagram.topology.elements) == 1
    empty.assert_shown()


def test_a_key_gives_the_answer_with_its_number(empty: Hand) -> None:
    empty.drop("region", QPointF(0, 0))
    empty.key(Qt.Key.Key_1)
    assert len(empty.diagram.topology.of_kind(Kind.ZONE)) == 2
    assert len(empty.diagram.topology.of_kind(Kind.SUBNET)) == 4
    assert len(empty.document.history.steps) == 2
    (vpc,) = empty.diagram.topology.of_kind(Kind.VPC)
    assert empty.document.selection == {vpc.id}
    empty.key(Qt.Key.Key_Escape)
    empty.view.zoom_out()
    empty.key(Qt.Key.Key_0)
    assert empty.view.zoom == 1.0


def test_offer_can_be_declined_and_goes_with_the_next_thing_done(empty: Hand) -> None:
    empty.drop("region", QPointF(0, 0))
    QTest.mouseClick(empty.view.offers.buttons[-1], Qt.MouseButton.LeftButton)
    assert not empty.view.offers.isVisible()
    empty.drop("region", QPointF(900, 0))
    empty.key(Qt.Key.Key_Escape)
    assert not empty.view.offers.isVisible()
    empty.drop("region", QPointF(1800, 0))
    empty.document.undo()
    assert not empty.view.offers.isVisible()


def test_a_refused_drop_offers_a_way_out_as_one_step(empty: Hand) -> None:
    empty.drop("private-subnet", QPointF(0, 0))
    (reason,) = empty.refusals
    assert "VPC" in reason
    assert not empty.document.history.can_undo
    _answer(empty, "Create a VPC around it")
    (subnet,) = empty.diagram.topology.of_kind(Kind.SUBNET)
    assert empty.document.selection == {subnet.id}
    assert subnet.parent is not None
    assert empty.box(subnet.parent).contains(empty.box(subnet.id))
    empty.document.undo()
    assert not empty.diagram.topology.elements
    empty.assert_shown()


def test_a_refused_drop_can_stand_beside(hand: Hand) -> None:
    hand.drop("route53", hand.inside("s1"))
    _answer(hand, "beside r")
    (dns,) = hand.diagram.topology.of_service("route53")
    assert dns.parent is None
    assert not hand.box(dns.id).overlaps(hand.box("r"))
    hand.assert_shown()


def test_inserting_joins_the_journey_of_the_selected(hand: Hand) -> None:
    hand.document.set_selection({"web1"})
    hand.view.insert_service("sqs")
    (queue,) = hand.diagram.topology.of_service("sqs")
    (link,) = hand.diagram.topology.incoming(queue.id)
    assert link.source == "web1"
    hand.document.undo()
    assert not hand.diagram.topology.of_service("sqs")
    hand.assert_shown()


def test_hint_shows_on_an_empty_canvas_only(empty: Hand) -> None:
    (hint,) = empty.view.viewport().findChildren(EmptyHint)
    assert hint.isVisible()
    empty.drop("users", QPointF(0, 0))
    assert not hint.isVisible()
    empty.document.undo()
    assert hint.isVisible()


def test_hint_stands_in_the_middle_when_it_comes_back(hand: Hand) -> None:
    (hint,) = hand.view.viewport().findChildren(EmptyHint)
    hint.move(-80, -2)
    hand.document.load(EMPTY, None)
    assert hint.isVisible()
    middle = hand.view.viewport().rect().center()
    assert (hint.geometry().center() - middle).manhattanLength() <= 2


def test_a_pattern_drops_as_one_step_and_is_selected(hand: Hand) -> None:
    before = set(hand.diagram.topology.elements)
    outside = QPointF(hand.box("r").right + 900, hand.box("r").y)
    hand.drop("pattern:serverless-api", outside)
    new = set(hand.diagram.topology.elements) - before
    assert len(new) > 8
    assert len(hand.document.history.steps) == 1
    roots = {key for key in new if hand.element(key).parent is None}
    assert hand.document.selection == roots
    hand.document.undo()
    assert set(hand.diagram.topology.elements) == before
    hand.assert_shown()


def test_a_pattern_dropped_on_a_drawing_lands_beside_it(hand: Hand) -> None:
    hand.carry("pattern:three-tier", hand.inside("s1"))
    assert hand.view.canvas.ghost.isVisible()
    assert "beside" in hand.said[-1]
    hand.drop("pattern:three-tier", hand.inside("s1"))
    assert not hand.view.canvas.ghost.isVisible()
    roots = hand.document.selection
    assert not any(hand.box(root).overlaps(hand.box("r")) for root in roots)
    hand.assert_shown()


def test_a_pattern_on_an_empty_canvas_is_shown_whole(empty: Hand) -> None:
    empty.view.insert_service("pattern:multi-region")
    port = empty.view.mapToScene(empty.view.viewport().rect()).boundingRect()
    area = empty.view.canvas.bounds_of(empty.document.selection)
    assert area is not None
    assert port.contains(area)
