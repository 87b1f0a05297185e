"""The criterion that compares with a model solution and gives credit for what is the same."""

from designer.grading.checks import SimilarTo
from designer.grading.judgement import Judgement, between
from designer.grading.rubric import Rubric
from designer.grading.similarity.matching import Matching, Pair, match
from designer.grading.similarity.shape import Tolerance, tolerance
from designer.grading.subject import Subject
from designer.model.elements import Element
from designer.model.topology import Topology
from designer.rules.phrasing import count, listed

_PRESENT, _PLACED, _STATED = 0.7, 0.15, 0.15
_RELATIONS = 0.4  # the part of the links beside that of the elements
_SHOWN = 6


def tolerance_of(rubric: Rubric, *, either_way: bool = False) -> Tolerance:
    """Return what the rubric lets stand for one another."""
    return tolerance(
        ((one.name, one.services) for one in rubric.equivalents),
        rubric.synonyms,
        either_way=either_way,
    )


def similar_to(check: SimilarTo, subject: Subject, rubric: Rubric) -> Judgement:
    """Judge how much of the model solution is drawn, by matched elements and relations.

    An element counts 70 % for being there, 15 % for standing where it should and 15 % for what
    the model states about it; a service of the same category only counts half. Elements make 60 %
    of the likeness and relations 40 %; a model without relations is judged by its elements.
    """
    model = check.diagram.topology
    found = match(model, subject.topology, tolerance_of(rubric, either_way=check.either_way))
    likeness = likeness_of(found, model, subject.topology, extras=check.extras)
    share = between(likeness, check.zero, check.full)
    missing = [] if share >= 1 else _missing(found, model)
    elements = {pair.right for pair in found.pairs}
    parts = count(len(found.pairs) + len(found.only_left), "element")
    links = count(len(found.links) + len(found.only_left_links), "relation")
    return Judgement(
        share=share,
        found=(
            f"{len(found.pairs)} of {parts} and {len(found.links)} of {links} of the "
            f"model solution are there; the likeness is {int(100 * likeness + 1e-9)} %."
        ),
        missing=" ".join(missing),
        elements=tuple(str(key) for key in subject.topology.elements if key in elements),
        done=len(found.pairs),
        lacking=len(found.only_left),
    )


def likeness_of(
    found: Matching, model: Topology, drawn: Topology, *, extras: bool = False
) -> float:
    """Return the share of ``model`` that is drawn, 0 to 1; with ``extras`` also of what is more."""
    credit = sum(credit_of(pair, model, drawn) for pair in found.pairs)
    elements = len(found.pairs) + len(found.only_left) + (len(found.only_right) if extras else 0)
    links = len(found.links) + len(found.only_left_links)
    links += len(found.only_right_links) if extras else 0
    by_element = credit / elements if elements else 0.0
    if not links:
        return by_element
    return (1 - _RELATIONS) * by_element + _RELATIONS * len(found.links) / links


def credit_of(pair: Pair, model: Topology, drawn: Topology) -> float:
    """Return what one matched element is worth, 0 to 1."""
    wanted = model.elements[pair.left].properties
    stated = drawn.elements[pair.right].properties
    kept = sum(stated.get(key) == value for key, value in wanted.items())
    by_property = kept / len(wanted) if wanted else 1.0
    return pair.service * (_PRESENT + _PLACED * pair.in_place + _STATED * by_property)


def _missing(found: Matching, model: Topology) -> list[str]:
    names = [_named(model.elements[key]) for key in found.only_left]
    sentences = [f"The model solution also has {listed(names, _SHOWN)}."] if names else []
    links = [
        f"{_named(model.elements[link.source])} → {_named(model.elements[link.target])}"
        for link in (model.links[key] for key in found.only_left_links)
    ]
    if links:
        sentences.append(f"It also links {listed(links, _SHOWN)}.")
    moved = [_named(model.elements[p.left]) for p in found.pairs if not p.in_place]
    if moved and not names:
        sentences.append(f"It has {listed(moved, _SHOWN)} in other places.")
    return sentences


def _named(element: Element) -> str:
    return " ".join(element.name.split()) or element.service
