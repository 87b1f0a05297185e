"""The page on the likeness of a class: pairs, groups, and the first pairs side by side.

It is for teachers alone: it names students to one another.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from designer.grading.alike.class_likeness import ClassLikeness, SideBySide
from designer.grading.difference import service_name
from designer.grading.feedback.page import drawn
from designer.grading.feedback.picture import picture_of
from designer.grading.feedback.templates import figure, filled
from designer.grading.similarity.ranking.pairs import AlikePair
from designer.grading.similarity.ranking.words import NO_PROOF, explained, percent
from designer.model.elements import Element
from designer.render.remarks import Remark

MOST_BESIDE = 10
_MOST_NAMED = 40
# Within a tag: in the words of a drawing there is no bare "<".
_ICON = re.compile(rb'(<[^<>]*? (?:id|\w+:href|href)="#?)(icon-\d+")')
_TOGETHER = 3  # two are a pair, which the table has


def similarity_html(
    found: ClassLikeness,
    title: str,
    pairs: Sequence[AlikePair],
    *,
    pictures: bool = True,
    pages: Mapping[str, str] | None = None,
    index: str = "",
) -> bytes:
    """Return the page: one HTML file that loads nothing and runs nothing.

    Args:
        found: the class, compared.
        title: of the rubric, or whatever the class is called.
        pairs: those to list, the most alike first.
        pictures: draw the first of them side by side.
        pages: by key, the feedback pages, from beside this one.
        index: the page of the class, from beside this one.
    """
    ranking, links = found.ranking, pages or {}
    values: dict[str, Any] = {
        "title": title,
        "index": index,
        "without": ", beyond the template" if found.has_template else "",
        "note": NO_PROOF,
        "usual": percent(ranking.usual),
        "figures": [
            ("Drawings", str(len(ranking.keys))),
            ("Two of the class, usually", percent(ranking.usual)),
            ("With the most alike, usually", percent(ranking.usual_nearest)),
        ],
        "pairs": [_line(found, pair, rank, links) for rank, pair in enumerate(pairs, 1)],
        "further": len(ranking.pairs) - len(pairs),
        "groups": _groups(found),
        "beside": (
            _beside(found, pair, rank, pictures=pictures)
            for rank, pair in enumerate(pairs[:MOST_BESIDE], 1)
        ),
        "not_compared": [
            (found.names.get(key, key), reason) for key, reason in found.not_compared.items()
        ],
    }
    return filled("similarity", values)


def _line(
    found: ClassLikeness, pair: AlikePair, rank: int, pages: Mapping[str, str]
) -> dict[str, Any]:
    told = pair.likeness
    return {
        "rank": rank,
        "shown": rank <= MOST_BESIDE,
        "sides": [
            {"name": found.name(place), "page": pages.get(found.works[place].key, "")}
            for place in (pair.left, pair.right)
        ],
        "likeness": percent(pair.share),
        "common": percent(pair.commonness),
        "elements": f"{figure(told.elements)} of {told.left_elements} and {told.right_elements}",
        "links": f"{figure(told.links)} of {told.left_links} and {told.right_links}",
    }


def _groups(found: ClassLikeness) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for group in found.ranking.groups:
        if len(group) < _TOGETHER:
            continue
        more = len(group) - _MOST_NAMED
        named = ", ".join(found.name(place) for place in group[:_MOST_NAMED])
        made.append(
            {"count": len(group), "names": f"{named} and {more} more" if more > 0 else named}
        )
    return made


def _beside(found: ClassLikeness, pair: AlikePair, rank: int, *, pictures: bool) -> dict[str, Any]:
    beside = found.beside(pair)
    return {
        "rank": rank,
        "left": found.name(pair.left),
        "right": found.name(pair.right),
        "likeness": percent(pair.share),
        "explained": explained(pair, found.ranking),
        "pictures": _pictures(found, pair, rank, beside) if pictures else [],
        "elements": [
            {
                "number": number,
                "service": service_name(one),
                "left": one.name or str(one.id),
                "right": other.name or str(other.id),
                "place": "" if in_place else "in another box",
            }
            for number, (one, other, in_place) in enumerate(beside.elements, 1)
        ],
        "links": beside.links,
    }


def _pictures(
    found: ClassLikeness, pair: AlikePair, rank: int, beside: SideBySide
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for side, place in enumerate((pair.left, pair.right)):
        diagram = found.diagrams[found.works[place].key]
        sides = [(one, other)[side] for one, other, _ in beside.elements]
        picture = _apart(picture_of(diagram, _marks(sides)), f"p{rank}{'ab'[side]}")
        made.append({"name": found.name(place), "picture": drawn(picture)})
    return made


def _apart(picture: bytes, prefix: str) -> bytes:
    """Return ``picture`` with names of icons that no other picture of the page has."""
    return _ICON.sub(rb"\g<1>" + prefix.encode() + rb"-\g<2>", picture)


def _marks(elements: Sequence[Element]) -> list[Remark]:
    return [
        Remark(number=number, severity="low", sentence="", elements=(str(element.id),))
        for number, element in enumerate(elements, 1)
    ]
