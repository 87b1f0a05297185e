"""Findings on pictures: numbered as the window lists them, those accepted last and apart."""

from dataclasses import replace
from pathlib import Path

from designer.exporters.judgement import grade_of, judged, remarks_of
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.rules.rule import Verdict
from designer.scoring.scorecard import listed
from designer.storage.diagram_file import read

_SAMPLE = Path(__file__).parents[2] / "samples" / "student-two-zones-on-paper.tenet"


def accepting(diagram: Diagram, key: str, reason: str) -> Diagram:
    return replace(diagram, waivers=FrozenMap({key: reason}))


def test_findings_are_numbered_from_the_dearest_on() -> None:
    card = judged(read(_SAMPLE))
    remarks = remarks_of(card)
    assert [remark.number for remark in remarks] == list(range(1, len(card.findings) + 1))
    stated = [remark for remark in remarks if not remark.is_open]
    assert list(remarks[: len(stated)]) == stated
    prices = [item.points for item in listed(card.findings) if item.finding.verdict is Verdict.FAIL]
    assert prices == sorted(prices, reverse=True)
    assert remarks[0].detail.endswith(f"−{prices[0]:.1f} points")


def test_what_is_accepted_comes_last_with_its_reason() -> None:
    diagram = read(_SAMPLE)
    first = listed(judged(diagram).findings)[0].finding
    remarks = remarks_of(judged(accepting(diagram, first.key, "It is a class exercise.")))
    assert [remark.is_accepted for remark in remarks[-2:]] == [False, True]
    assert remarks[-1].sentence == first.sentence
    assert remarks[-1].detail == "Accepted: It is a class exercise."


def test_the_grade_has_the_headline_of_every_tenet() -> None:
    card = judged(read(_SAMPLE))
    grade = grade_of(card)
    assert (grade.letter, grade.overall) == (card.letter, card.overall)
    assert [tenet.points for tenet in grade.tenets] == [score.low for score in card.tenets]
