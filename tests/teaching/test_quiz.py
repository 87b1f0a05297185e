"""Every answer of a quiz beside the engine's own, asked in another way."""

import pytest

from designer.analysis.facts import Facts
from designer.analysis.what_if import JourneyState, what_if
from designer.model.diagram import EMPTY, Diagram
from designer.resources import sample_files
from designer.rules.phrasing import name
from designer.scoring.engine import score
from designer.storage.diagram_file import read
from designer.teaching.quiz import QuizQuestion, Topic, quiz


def _asked(diagram: Diagram, seed: int = 0) -> tuple[QuizQuestion, ...]:
    return quiz(diagram, score(diagram), count=40, seed=seed)


def _breaks(facts: Facts, ids: tuple[str, ...]) -> bool:
    answer = what_if(facts, ids)
    return any(
        each.state is JourneyState.BROKEN and each.kind == "request" for each in answer.journeys
    )


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_answers_are_the_engines(path: str) -> None:
    diagram = read(path)
    facts = Facts(diagram.topology, diagram.workload)
    card = score(diagram)
    for question in _asked(diagram):
        right = question.options[question.answer]
        assert len(set(question.options)) == len(question.options) >= 2
        assert question.because
        if question.topic is Topic.PART and question.answers:
            assert _breaks(facts, question.answers), question.prompt
            assert right == name(diagram.topology, question.answers[0])
            for other in question.about[1:]:
                assert not _breaks(facts, (other,)), other
        if question.topic is Topic.ZONE:
            broken = [
                zone.name
                for zone in list(facts.placement.zones.values())
                if zone.elements and _breaks(facts, zone.elements)
            ]
            assert ([right] if question.answers else []) == broken
        if question.topic is Topic.TENET:
            lows = {s.tenet.title: s.low for s in card.tenets if s.low is not None}
            assert lows[right] == min(lows.values())


def test_the_same_seed_asks_the_same_and_another_something_else() -> None:
    diagram = read(sample_files()[-1])
    card = score(diagram)
    one, again = (quiz(diagram, card, count=6, seed=3) for _ in range(2))
    assert one == again
    assert len(one) == 6
    assert len({question.topic for question in one}) >= 4
    assert any(quiz(diagram, card, count=6, seed=seed) != one for seed in range(4, 8))


def test_an_empty_drawing_asks_nothing() -> None:
    assert quiz(EMPTY, score(EMPTY)) == ()
