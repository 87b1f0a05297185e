"""The likeness of a class as a table, with what the first pairs share side by side."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from designer.catalog.loader import catalog
from designer.cli.tables import cell, heading, table
from designer.grading.alike.class_likeness import ClassLikeness
from designer.grading.similarity.ranking.pairs import AlikePair
from designer.grading.similarity.ranking.words import NO_PROOF, explained, percent
from designer.model.elements import Element
from designer.model.text import one_line

_MOST_GROUPS = 10
_MOST_NAMED = 12
_LONGEST = 60


def parts(
    found: ClassLikeness, pairs: Sequence[AlikePair], beside: int
) -> Iterator[RenderableType]:
    """Yield the tables: the pairs, groups, and what the first ``beside`` pairs share."""
    ranking = found.ranking
    without = " beyond the template" if found.has_template else ""
    yield heading(f"{len(ranking.keys)} drawings, by what two of them share{without}")
    if not pairs:
        yield cell("No two of them share anything that would be worth a look.")
        return
    heads = [("", True), ("Submission", False), ("Other submission", False), ("Likeness", True)]
    if len(ranking.keys) > 2:
        heads += [("Usual here", True), ("Drawn by others", True)]
    yield table(heads, (_row(found, pair, rank) for rank, pair in enumerate(pairs, 1)), 2)
    yield cell(NO_PROOF)
    yield from _groups(found)
    for pair in pairs[:beside]:
        yield from _beside(found, pair)


def _row(found: ClassLikeness, pair: AlikePair, rank: int) -> list[str]:
    names = [_short(found.name(place)) for place in (pair.left, pair.right)]
    told = [str(rank), *names, percent(pair.share)]
    if len(found.ranking.keys) == 2:
        return told
    return [*told, percent(found.ranking.usual), percent(pair.commonness)]


def _groups(found: ClassLikeness) -> Iterator[RenderableType]:
    groups = [group for group in found.ranking.groups if len(group) > 2]
    if not groups:
        return
    yield cell("")
    yield heading("Groups that are nearly the same")
    for group in groups[:_MOST_GROUPS]:
        named = ", ".join(_short(found.name(place)) for place in group[:_MOST_NAMED])
        more = len(group) - _MOST_NAMED
        yield cell(f"{len(group)}: {named}" + (f" and {more} more" if more > 0 else ""))
    if len(groups) > _MOST_GROUPS:
        yield cell(f"and {len(groups) - _MOST_GROUPS} more groups")


def _beside(found: ClassLikeness, pair: AlikePair) -> Iterator[RenderableType]:
    left, right = _short(found.name(pair.left)), _short(found.name(pair.right))
    beside = found.beside(pair)
    yield cell("")
    yield heading(f"What {left} and {right} share")
    yield cell(explained(pair, found.ranking))
    elements = (
        [_service(one.service), _named(one), _named(other), "" if in_place else "in another box"]
        for one, other, in_place in beside.elements
    )
    yield table([("Service", False), (left, False), (right, False), ("", False)], elements, 2)
    if beside.links:
        links = ([_short(one), _short(other)] for one, other in beside.links)
        yield table([(f"Links of {left}", False), (f"Links of {right}", False)], links, 1)


def _service(key: str) -> str:
    row = catalog().get(key)
    return key if row is None else row.name


def _named(element: Element) -> str:
    return _short(element.name) or str(element.id)


def _short(text: str) -> str:
    return one_line(text, _LONGEST)
