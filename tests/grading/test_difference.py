from dataclasses import replace

import pytest

from designer.exporters.svg import svg_of
from designer.grading.difference import Change, Difference, difference, share_ids
from designer.grading.difference_picture import difference_picture
from designer.grading.difference_schema import DIFF
from designer.grading.difference_words import lines, summary, to_data
from designer.grading.similarity.shape import Tolerance
from designer.model.diagram import Diagram
from designer.model.layout import Layout
from designer.render.primitives import Line, Rect
from designer.render.theme import DARK, LIGHT
from tests.builders import diagram
from tests.scoring.test_scorecard_json import faults

BEFORE = diagram(
    """
    workload peak_rps=100 rto.zone=60
    users u
    alb lb
    asg web desired=2
    ec2 one in web
    rds db multi_az
    nat gate "Way out"
    u -> lb -> web -> db
    web -> gate optional
    """
)
AFTER = diagram(
    """
    workload peak_rps=300 rto.zone=30
    users u
    alb lb "Front door"
    asg web desired=4
    ec2 one
    rds db off:multi_az
    sqs q
    u -> lb -> web
    web -> db standby
    web ~> q
    """
)
IDS = Tolerance(ids=True, notes=True)


def by_ids(left: Diagram, right: Diagram) -> Difference:
    return difference(left, right, IDS)


def test_what_was_added_removed_and_changed_is_named() -> None:
    found = by_ids(BEFORE, AFTER)
    assert (found.added, found.removed) == (("q",), ("gate",))
    assert (found.added_links, found.removed_links) == (("web--q",), ("web--gate",))
    assert {change.right: change.changes for change in found.changed} == {
        "lb": (Change("name", "“lb”", "“Front door”"),),
        "web": (Change("Desired", "2", "4"),),
        "one": (Change("member of", "web", "no group"),),
        "db": (Change("Multi-AZ", "yes", "no"),),
    }
    assert [(link.right, link.changes) for link in found.changed_links] == [
        ("web--db", (Change("role", "required", "standby"),))
    ]
    assert found.workload == (
        Change("RTO after zone failure", "1 min", "30 s"),
        Change("peak rps", "100", "300"),
    )
    assert (found.same, found.same_links) == (1, 2)


def test_text_has_a_sign_for_each_line_and_changes_below() -> None:
    found = by_ids(BEFORE, AFTER)
    told = list(lines(found, BEFORE, AFTER))
    assert "- NAT gateway “Way out”" in told
    assert "+ SQS queue “q”" in told
    assert told[told.index("~ RDS “db”") + 1] == "    Multi-AZ: yes → no"
    assert "+ async web → q" in told
    assert summary(found) == (
        "2 added, 2 removed, 5 changed; 1 element and 2 links the same; the workload differs."
    )


def test_data_holds_ids_of_the_drawing_that_has_the_thing() -> None:
    data = to_data(by_ids(BEFORE, AFTER), BEFORE, AFTER)
    assert [row["id"] for row in data["elements"]["removed"]] == ["gate"]
    assert data["links"]["added"] == [
        {"id": "web--q", "kind": "async", "source": "web", "target": "q"}
    ]
    assert data["same"] is False
    assert faults(data, DIFF) == []
    assert faults({**data, "more": 1}, DIFF)


def test_nothing_differs_from_itself_and_layout_does_not_count() -> None:
    assert by_ids(BEFORE, BEFORE).is_empty
    assert summary(by_ids(BEFORE, BEFORE)) == "The drawings are the same."
    moved = replace(BEFORE, layout=Layout(), title="Other")
    assert by_ids(BEFORE, moved).is_empty
    assert summary(by_ids(BEFORE, moved)).startswith("Only layout")


def test_what_one_adds_the_other_way_round_removes() -> None:
    there, back = by_ids(BEFORE, AFTER), by_ids(AFTER, BEFORE)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert (there.added_links, there.removed_links) == (back.removed_links, back.added_links)


@pytest.mark.parametrize(
    ("link", "change"),
    [
        ("a ~> b", Change("kind", "request", "async")),
        ("b -> a", Change("ends", "a → b", "b → a")),
    ],
)
def test_a_link_that_turned_or_became_another_kind_is_changed(link: str, change: Change) -> None:
    left, right = diagram("ec2 a\nsqs b\na -> b"), diagram(f"ec2 a\nsqs b\n{link}")
    found = by_ids(left, right)
    assert [one.changes for one in found.changed_links] == [(change,)]
    assert not found.added_links
    assert not found.removed_links


def test_what_moved_to_another_place_says_from_where_to_where() -> None:
    left = diagram("region r\n  zone a\n    ec2 x\n  zone b\n    ec2 y")
    right = diagram("region r\n  zone a\n    ec2 x\n    ec2 y\n  zone b")
    found = by_ids(left, right)
    assert [change.changes for change in found.changed] == [(Change("place", "b", "a"),)]


def test_versions_are_told_by_their_ids() -> None:
    assert share_ids(BEFORE.topology, AFTER.topology)
    assert not share_ids(BEFORE.topology, diagram("users x\nalb y").topology)
    assert not share_ids(BEFORE.topology, Diagram().topology)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_picture_marks_everything_by_colour_and_stroke(theme: object) -> None:
    chosen = LIGHT if theme is LIGHT else DARK
    found = by_ids(BEFORE, AFTER)
    drawing = difference_picture(found, BEFORE, AFTER, chosen, ("Old <b>", "New"))
    lines_by_owner = [i for i in drawing.items if isinstance(i, Line) and i.width == 3.0]
    assert sorted(line.owner for line in lines_by_owner) == [
        "web--db",
        "web--db",
        "web--gate",
        "web--q",
    ]
    frames = [i.owner for i in drawing.items if isinstance(i, Rect) and i.width == 3.0]
    assert sorted(frames) == ["db", "db", "gate", "lb", "lb", "one", "one", "q", "web", "web"]
    svg = svg_of(drawing, title="T")
    assert svg == svg_of(
        difference_picture(found, BEFORE, AFTER, chosen, ("Old <b>", "New")), title="T"
    )
    assert "Old &lt;b&gt;" in svg


def test_nothing_against_nothing_can_be_drawn() -> None:
    empty = Diagram()
    drawing = difference_picture(by_ids(empty, empty), empty, empty, LIGHT)
    assert drawing.area.width > 0


def test_figures_are_told_with_their_units() -> None:
    before = diagram("workload rto.region=4h\nrds db backup_retention_days=14")
    after = diagram("workload rto.region=1h\nrds db backup_retention_days=7")
    told = "\n".join(lines(by_ids(before, after), before, after))
    assert "Backup retention: 14 days → 7 days" in told
    assert "RTO after region failure: 4 h → 1 h" in told
