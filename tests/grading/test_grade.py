import pickle
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.grading.checks import (
    ByHand,
    Check,
    ElementRequired,
    FailureKind,
    FindingAbsent,
    FindingPresent,
    SinglePointsAtMost,
    Survives,
    TenetScore,
)
from designer.grading.grade import content_hash, grade, missing, rounded, totalled, unread
from designer.grading.result import CriterionState, FlagKind, SubmissionResult
from designer.grading.rubric import Criterion, Group, MissingKind, MissingRule, Rubric
from designer.grading.selector import Selector
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.rules.tenets import Tenet
from designer.scoring.engine import score
from tests.builders import diagram

SHOP = diagram(
    """
    users u
    region r eu-west-1
      alb lb
      zone a
        ec2 one
      zone b
        ec2 two
      rds db
    u -> lb
    lb -> one, two
    one, two -> db
    """
)
CARD = score(SHOP)
BALANCER = Selector(words="alb", services=frozenset({"alb"}))
SERVERS = Selector(words="ec2", services=frozenset({"ec2"}))
QUEUE = Selector(words="sqs", services=frozenset({"sqs"}))


def criterion(
    check: Check,
    points: float = 10.0,
    *,
    key: str = "c",
    each: bool = False,
    inverted: bool = False,
    cap: float | None = None,
    group: str = "",
    bonus: bool = False,
) -> Criterion:
    return Criterion(
        id=key,
        title=key,
        check=check,
        points=points,
        each=each,
        inverted=inverted,
        cap=cap,
        group=group,
        bonus=bonus,
    )


def graded(*criteria: Criterion, total: float = 10.0, **fields: object) -> SubmissionResult:
    rubric = replace(Rubric(title="Test", total=total, criteria=criteria), **fields)  # type: ignore[arg-type]
    return grade(SHOP, CARD, rubric)


def has(what: Selector, at_least: int = 1) -> ElementRequired:
    return ElementRequired(what=what, at_least=at_least)


def test_what_is_drawn_is_counted_and_named() -> None:
    result = graded(criterion(has(SERVERS, 3)))
    one = result.criteria[0]
    assert one.state is CriterionState.PARTLY
    assert one.points == 6.67
    assert one.elements == ("one", "two")
    assert one.found == "There are 2: one and two."
    assert one.missing == "3 of: ec2."
    assert (result.total, result.percent, result.letter) == (6.67, 66.7, "D")


def test_negative_points_are_taken_when_the_statement_is_true() -> None:
    assert graded(criterion(has(SERVERS), -4), start=10).total == 6
    assert graded(criterion(has(QUEUE), -4), start=10).total == 10
    assert graded(criterion(has(QUEUE), -4, inverted=True), start=10).total == 6


def test_each_occurrence_counts_up_to_the_cap() -> None:
    assert graded(criterion(has(SERVERS), 2, each=True, cap=10)).total == 4
    assert graded(criterion(has(SERVERS), 2, each=True, cap=3)).total == 3
    assert graded(criterion(has(SERVERS), -2, each=True, cap=-3), start=10).total == 7
    # Of three queues asked for, three are lacking.
    lacking = criterion(has(QUEUE, 3), -1, each=True, cap=-5, inverted=True)
    assert graded(lacking, start=10).total == 7


def test_the_total_stays_between_nothing_and_full_marks() -> None:
    assert graded(criterion(has(SERVERS), -40), start=10).total == 0
    assert graded(criterion(has(SERVERS), 40)).total == 10


def test_bonus_goes_beyond_the_total_up_to_its_cap() -> None:
    both = criterion(has(SERVERS)), criterion(has(BALANCER), 5, key="b", bonus=True)
    result = graded(*both)
    assert (result.total, result.bonus, result.percent, result.letter) == (15, 5, 150, "A+")
    assert graded(*both, bonus_cap=2.0).total == 12


def test_the_best_of_a_group_count_and_the_group_is_capped() -> None:
    criteria = (
        criterion(has(QUEUE), 5, key="a", group="g"),
        criterion(has(SERVERS), 5, key="b", group="g"),
        criterion(has(BALANCER), 5, key="c", group="g"),
        criterion(has(BALANCER), -1, key="d", group="g"),
    )
    best = graded(*criteria, groups=(Group(id="g", title="G", best_of=1),))
    assert [c.counted for c in best.criteria] == [False, True, False, True]
    assert (best.groups[0].points, best.groups[0].possible, best.total) == (4, 5, 4)
    capped = graded(*criteria, groups=(Group(id="g", title="G", cap=7.0),))
    assert (capped.groups[0].points, capped.groups[0].possible) == (7, 7)


def test_a_score_earns_its_share_between_two_bars() -> None:
    value = CARD.tenet(Tenet.SCALABILITY).low
    assert value is not None
    assert 0 < value < 100
    half = TenetScore(tenet=Tenet.SCALABILITY, full=2 * value, zero=0)
    assert graded(criterion(half)).total == 5
    assert graded(criterion(TenetScore(tenet=Tenet.SCALABILITY, full=value))).total == 10
    assert graded(criterion(TenetScore(tenet=None, full=100))).total == 0


def test_a_finding_is_a_reason_with_its_elements() -> None:
    point = next(f.finding for f in CARD.findings if "db" in f.finding.elements)
    absent = graded(criterion(FindingAbsent(rules=(point.rule,)))).criteria[0]
    assert absent.state is CriterionState.NOT_MET
    assert point.sentence in absent.found
    assert "db" in absent.elements
    assert absent.missing
    present = graded(criterion(FindingPresent(rules=(point.rule,)), -3), start=10.0)
    assert present.total == 7


def test_a_rule_with_nothing_to_judge_is_no_pass_unless_that_is_said() -> None:
    silent = next(r.rule for r in CARD.rules if r.verdict.value == "not_applicable")
    assert graded(criterion(FindingAbsent(rules=(silent,)))).total == 0
    assert graded(criterion(FindingAbsent(rules=(silent,), if_silent=True))).total == 10


def test_an_empty_drawing_earns_nothing_by_having_no_faults() -> None:
    checks: list[Check] = [
        FindingAbsent(rules=("HA-01",), if_silent=True),
        SinglePointsAtMost(at_most=0),
        Survives(failure=FailureKind.ANY_ZONE),
        TenetScore(tenet=None, full=0.0),
    ]
    criteria = tuple(criterion(check, key=str(n)) for n, check in enumerate(checks))
    empty = Diagram()
    result = grade(empty, score(empty), Rubric(title="T", total=40, criteria=criteria))
    assert result.total == 0
    assert result.has(FlagKind.EMPTY)


def test_what_a_person_must_judge_is_flagged_and_earns_nothing_yet() -> None:
    result = graded(criterion(ByHand()))
    assert result.criteria[0].state is CriterionState.BY_HAND
    assert result.total == 0
    assert result.has(FlagKind.BY_HAND)


def test_points_given_by_hand_are_totalled_again() -> None:
    rubric = Rubric(title="T", total=10, criteria=(criterion(ByHand()),))
    result = grade(SHOP, CARD, rubric)
    given = replace(result.criteria[0], points=8.0)
    assert totalled(replace(result, criteria=(given,)), rubric).letter == "B"


def test_a_check_that_raises_costs_itself_and_is_flagged() -> None:
    broken = criterion(FindingAbsent(rules=("NO-99",)), key="broken")
    result = graded(broken, criterion(has(SERVERS), key="fine"))
    assert result.criteria[0].state is CriterionState.FAILED
    assert result.criteria[1].points == 10
    assert result.has(FlagKind.CHECK_FAILED)


def test_layout_is_no_part_of_the_content_and_a_property_is() -> None:
    moved = SHOP.layout.boxes.with_item(ElementId("lb"), Box(9, 9, 96, 96))
    assert content_hash(SHOP.with_layout(replace(SHOP.layout, boxes=moved))) == content_hash(SHOP)
    database = SHOP.topology.elements[ElementId("db")].with_property("multi_az", True)
    elements = SHOP.topology.elements.with_item(database.id, database)
    changed = SHOP.with_topology(replace(SHOP.topology, elements=elements))
    assert content_hash(changed) != content_hash(SHOP)


def test_unread_and_missing_submissions_are_results_with_a_reason() -> None:
    rubric = Rubric(title="T", total=20, criteria=())
    bad = unread(rubric, "a.drawio: is no XML.", "ann")
    # Nobody knows what it is worth: a zero would be a judgement.
    assert (bad.student, bad.total, bad.letter, bad.reason) == (
        "ann",
        None,
        "",
        "a.drawio: is no XML.",
    )
    gone = missing(replace(rubric, missing=MissingRule(percent=25)), "ben")
    assert (gone.total, gone.has(FlagKind.MISSING)) == (5, True)
    excused = missing(replace(rubric, missing=MissingRule(kind=MissingKind.EXCUSED)))
    assert (excused.total, excused.percent, excused.letter) == (None, None, "")


def test_results_and_rubrics_travel_between_processes_and_through_json() -> None:
    rubric = Rubric(title="T", total=10, criteria=(criterion(has(SERVERS)),))
    result = grade(SHOP, CARD, pickle.loads(pickle.dumps(rubric)))
    again = msgspec.json.decode(msgspec.json.encode(result), type=SubmissionResult)
    assert again == result == pickle.loads(pickle.dumps(result))


@pytest.mark.parametrize(
    ("points", "step", "expected"),
    [(2.25, 0.5, 2.5), (2.24, 0.5, 2), (-2.25, 0.5, -2.5), (0.145, 0.01, 0.15), (7.3, 0, 7.3)],
)
def test_points_are_rounded_half_up_in_size(points: float, step: float, expected: float) -> None:
    assert rounded(points, step) == expected


@given(
    points=st.floats(-20, 20).filter(lambda p: abs(p) > 0.01),
    cap=st.floats(0.01, 30),
    step=st.sampled_from([0.0, 0.01, 0.25, 0.5, 1.0]),
    each=st.booleans(),
    wanted=st.integers(1, 5),
)
def test_points_never_exceed_the_cap(
    points: float, cap: float, step: float, each: bool, wanted: int
) -> None:
    limit = cap if points > 0 else -cap
    one = criterion(has(SERVERS, wanted), points, each=each, cap=limit)
    found = graded(one, total=100.0, rounding=step).criteria[0]
    assert min(limit, 0) <= found.points <= max(limit, 0)
    assert found.possible == limit
