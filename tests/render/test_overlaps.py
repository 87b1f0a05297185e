"""No words on words, icons, lines or borders: in all samples, and in systems at random."""

from collections import Counter
from pathlib import Path

import pytest

from designer.model.diagram import Diagram
from designer.model.layout import Box, Point
from designer.render.arrange.arrangement import arranged
from designer.render.folding import captioned
from designer.render.primitives import DisplayList, Icon, Line, Rect, Text
from designer.render.remarks import Grade, Remark, TenetPoints
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import LIGHT
from designer.storage.diagram_file import read
from tests.render.examples import examples
from tests.render.overlaps import BORDER, ICON, LINE, TEXT, Overlap, overlaps
from tests.render.systems import system

_SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.tenet"))
_AREA = Box(0, 0, 100, 100)


def _arranged(diagram: Diagram) -> Diagram:
    diagram = captioned(diagram)
    return diagram.with_layout(arranged(diagram))


def _annotated(diagram: Diagram) -> SceneOptions:
    """Return everything a picture can show, with remarks on many elements, twelve on one."""
    keys = list(diagram.topology.elements)
    crowd = (*keys[::2], *(keys[-1:] * 12))
    remarks = tuple(
        Remark(
            number=number,
            severity=("high", "medium", "low")[number % 3],
            sentence="Alone it breaks the workload, and takes some other parts with it.",
            detail="Fault Tolerance · high · −29.1 points",
            elements=(key,),
            is_open=number % 4 == 0,
            is_accepted=number % 7 == 0,
        )
        for number, key in enumerate(crowd, 1)
    )
    tenets = tuple(TenetPoints(title=f"Tenet {n}", points=20.0 * n) for n in range(5))
    grade = Grade(letter="C", overall=71.0, tenets=tenets)
    return SceneOptions(legend=True, grade=grade, remarks=remarks, key=True, aspect=16 / 9)


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_a_sample_as_drawn_has_no_overlap(path: Path) -> None:
    assert overlaps(display_list(read(path), LIGHT)) == []


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_an_arranged_sample_has_no_overlap_with_all_that_can_be_shown(path: Path) -> None:
    made = _arranged(read(path))
    assert overlaps(display_list(made, LIGHT)) == []
    assert overlaps(display_list(made, LIGHT, _annotated(made))) == []


def test_hardly_any_system_at_random_has_an_overlap_and_none_words_on_words() -> None:
    number = examples(12)
    found: Counter[str] = Counter()
    faulty = 0
    for seed in range(number):
        kinds = {one.kind for one in overlaps(display_list(_arranged(system(seed)), LIGHT))}
        found.update(kinds)
        faulty += bool(kinds)
    assert found[TEXT] == 0
    assert faulty <= 0.02 * number, found


def test_systems_have_up_to_sixty_elements_and_labels() -> None:
    made = [system(seed) for seed in range(100)]
    sizes = [len(one.topology.elements) for one in made]
    assert max(sizes) > 50
    assert max(sizes) <= 60
    labels = [bool(link.label) for one in made for link in one.topology.links.values()]
    assert sum(labels) > 0.2 * len(labels)


def _words(x: float, y: float, owner: str) -> Text:
    return Text(anchor=Point(x, y), text="words", size=10, colour="#000000", extent=40, owner=owner)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (_words(30, 50, "b"), TEXT),
        (Icon(box=Box(30, 40, 20, 20), name="x", owner="b"), ICON),
        (Line(points=(Point(0, 48), Point(90, 48)), stroke="#000000", owner="b"), LINE),
        (Rect(box=Box(20, 0, 50, 90), stroke="#000000", owner="b"), BORDER),
    ],
)
def test_each_kind_of_overlap_is_found(other: Text | Icon | Line | Rect, kind: str) -> None:
    drawing = DisplayList(items=(_words(10, 50, "a"), other), area=_AREA, background=None)
    kinds = {one.kind for one in overlaps(drawing)}
    assert kinds == {kind}


def test_what_is_its_own_or_beside_is_no_overlap() -> None:
    own = Line(points=(Point(0, 48), Point(90, 48)), stroke="#000000", owner="a")
    frame = Rect(box=Box(0, 0, 90, 90), stroke="#000000", owner="b")
    beside = _words(10, 70, "c")
    items = (_words(10, 50, "a"), own, frame, beside)
    assert overlaps(DisplayList(items=items, area=_AREA, background=None)) == []


def test_an_overlap_names_both() -> None:
    items = (_words(10, 50, "a"), _words(30, 52, "b"))
    drawing = DisplayList(items=items, area=_AREA, background=None)
    assert overlaps(drawing) == [Overlap(TEXT, "words", "a", "b words")]
