"""Criteria of the pillars and of responsibility: what is found, and what would earn the points."""

from dataclasses import replace

import pytest

from designer.grading import subject
from designer.grading.criteria.lenses import judge_lens
from designer.grading.grade import grade
from designer.grading.lens_checks import PillarScore, PracticeFollowed
from designer.grading.rubric_file.reading import rubric_of
from designer.grading.subject import Subject
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.review import Answer, Review
from designer.review.engine import review
from designer.review.pillars import Pillar
from designer.scoring.engine import score
from tests.builders import diagram
from tests.grading.criteria.judging import judged

BARE = """
users u
region r eu-west-1
  zone a
    ec2 one
    rds db off:encrypted
u -> one -> db
"""
BETTER = BARE.replace("off:encrypted", "encrypted") + "cloudtrail trail\nguardduty guard\n"


def answered(drawn: Diagram, question: str, **choices: bool) -> Diagram:
    said = Answer(choices=FrozenMap(choices))
    return replace(drawn, review=Review(answers=FrozenMap({f"well-architected:{question}": said})))


def test_a_pillar_earns_in_proportion_and_says_what_would_bring_more() -> None:
    body = 'kind = "pillar"\npillar = "security"\nat_least = {}\n'
    low = judged(BARE, body.format("100\nscaled_from = 0"))
    assert 0 < low.points < 12
    assert low.found.startswith("Security is at ")
    assert "high risk" in low.found
    assert low.missing.startswith("100 points or more; from 0 on")
    assert "db" in low.elements
    better = judged(BETTER, body.format("100\nscaled_from = 0"))
    assert better.points > low.points
    assert judged(BARE, body.format(1)).points == 12
    assert judged("users u", body.format(0)).points == 0


def test_all_pillars_count_as_the_lowest() -> None:
    drawn = diagram(BARE)
    every = {
        pillar: judge_lens(
            PillarScore(pillar=pillar, full=100.0, zero=0.0), Subject(drawn, score(drawn))
        ).share
        for pillar in (None, *Pillar)
    }
    assert every[None] == min(every[pillar] for pillar in Pillar)


def test_risks_are_counted_and_named() -> None:
    body = 'kind = "pillar-risk"\npillar = "security"\n{}\n'
    bare = judged(BARE, body.format("at_most = 0"))
    assert bare.points == 0
    assert " of Security are at high risk: “How " in bare.found
    assert bare.missing.startswith("No high risk in Security. ")
    assert judged(BARE, body.format("at_most = 9")).points == 12
    assert judged("users u", body.format("at_most = 9")).points == 0
    each = 'when = "not met"\neach = true\ncap = 99\nat_most = {}\n'
    taken = [judged(BARE, body.format(each.format(n))).points for n in (0, 1)]
    assert taken[0] - taken[1] == 12
    some = judged(BARE, body.format('risk = "medium"\nnot_answered = true\nat_most = 0'))
    assert len(some.found) >= len(bare.found)


def test_checks_are_passed_or_miss_something() -> None:
    body = 'kind = "check"\npassed = ["SEC-18", "SEC-01"]\n'
    bare = judged(BARE, body)
    assert bare.points == 0
    assert bare.elements == ("db",)
    assert "encrypt" in bare.missing.casefold()
    assert judged(BETTER, body).points == 12
    missing = judged(BARE, 'kind = "check"\nmissing = "SEC-18"\n')
    assert (missing.points, missing.elements) == (12, ("db",))
    assert judged(BETTER, 'kind = "check"\nmissing = "SEC-18"\n').points == 0


def test_a_check_with_nothing_to_judge_is_no_merit_unless_asked() -> None:
    alone = "users u\nregion r eu-west-1\n  zone a\n    ec2 one\nu -> one"
    body = 'kind = "check"\npassed = "SEC-18"\n'
    silent = judged(alone, body)
    assert silent.points == 0
    assert "has nothing to judge in the drawing" in silent.found
    assert judged(alone, f"{body}not_applicable_is_met = true\n").points == 12
    assert judged("users u", f"{body}not_applicable_is_met = true\n").points == 0


@pytest.mark.parametrize(("drawn_only", "points"), [("", 1.0), ("drawn_only = true\n", 0.0)])
def test_answers_of_the_team_count_unless_only_the_drawing_may(
    drawn_only: str, points: float
) -> None:
    drawn = answered(diagram(BARE), "sec_identity", sec_least_privilege=True)
    text = 'title = "T"\nstart = 1\n[[criterion]]\ntitle = "C"\npoints = 1\nkind = "practice"\n'
    rubric = rubric_of(f'{text}followed = "sec_least_privilege"\n{drawn_only}'.encode())
    found = grade(drawn, score(drawn), rubric).criteria[0]
    assert found.points == points
    assert ("(says the team)" in found.found) is (points == 1.0)
    assert ("not answered" in found.found) is (points == 0.0)


def test_practices_that_a_drawing_shows_or_denies() -> None:
    body = 'kind = "practice"\nfollowed = ["sec_trail", "sec_threats"]\n'
    bare, better = judged(BARE, body), judged(BETTER, body)
    assert (bare.points, better.points) == (0, 12)
    assert set(better.elements) == {"trail", "guard"}
    assert better.missing == ""
    assert "CloudTrail" in bare.missing


def test_duties_of_services() -> None:
    body = 'kind = "duty"\narea = "at_rest"\nservice = "Databases"\n'
    bare, better = judged(BARE, body), judged(BETTER, body)
    assert (bare.points, bare.elements) == (0, ("db",))
    assert bare.found.startswith("Encryption at rest of RDS: ")
    assert bare.missing
    assert (better.points, better.missing) == (12, "")
    assert better.found == "Encryption at rest of RDS is seen to."
    none = judged("users u\ns3 b\nu -> b", body)
    assert none.found == "There is none of: databases."
    own = 'kind = "duty"\narea = "guest_os"\nservice = "lambda"\n'
    alone = judged("users u\nlambda f\nu -> f", own)
    assert (alone.points, alone.found) == (
        0,
        "Guest operating system and patches: nothing to judge that is yours to do for Lambda.",
    )


def test_the_review_is_made_once_for_a_drawing_and_only_when_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def counted(*given: object) -> object:
        made.append("review")
        return review(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(subject, "review", counted)
    drawn = diagram(BARE)
    looked_at = Subject(drawn, score(drawn))
    assert made == []
    for pillar in Pillar:
        judge_lens(PillarScore(pillar=pillar, full=50.0), looked_at)
    judge_lens(PracticeFollowed(practices=("sec_trail",), drawn_only=True), looked_at)
    assert made == ["review"]
