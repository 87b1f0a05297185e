"""The likeness of a class for spreadsheets and programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from designer.grading.alike.class_likeness import ClassLikeness
from designer.grading.alike.schema import NAME
from designer.grading.gradebooks.cells import Cell, csv_bytes
from designer.grading.similarity.ranking.pairs import AlikePair
from designer.grading.similarity.ranking.words import NO_PROOF, explained
from designer.model.elements import Element

_HEADS = (
    *("Rank", "Submission", "Other submission", "Likeness", "Usual in this class"),
    *("Usual for the most alike", "Drawn by the others", "Same elements", "Elements"),
    *("Other elements", "Same links", "Links", "Other links", "In words"),
)


def pairs_csv(found: ClassLikeness, pairs: Sequence[AlikePair]) -> bytes:
    """Return ``pairs`` as CSV; likenesses are percents."""
    return csv_bytes([_HEADS, *_rows(found, pairs)], mark=True)


def _rows(found: ClassLikeness, pairs: Sequence[AlikePair]) -> Iterator[Sequence[Cell]]:
    ranking = found.ranking
    for rank, pair in enumerate(pairs, 1):
        told = pair.likeness
        yield [
            float(rank),
            found.name(pair.left),
            found.name(pair.right),
            _percent(pair.share),
            _percent(ranking.usual),
            _percent(ranking.usual_nearest),
            _percent(pair.commonness),
            told.elements,
            float(told.left_elements),
            float(told.right_elements),
            told.links,
            float(told.left_links),
            float(told.right_links),
            explained(pair, ranking),
        ]


def to_data(found: ClassLikeness, pairs: Sequence[AlikePair]) -> dict[str, Any]:
    """Return the likeness as plain data; see ``schema.SIMILAR``."""
    ranking = found.ranking
    return {
        "schema": NAME,
        "template": found.has_template,
        "compared": len(ranking.keys),
        "usual": _share(ranking.usual),
        "usual_nearest": _share(ranking.usual_nearest),
        "note": NO_PROOF,
        "pairs": [_pair(found, pair, rank) for rank, pair in enumerate(pairs, 1)],
        "groups": [[found.name(place) for place in group] for group in ranking.groups],
        "not_compared": [
            {"submission": found.names.get(key, key), "reason": reason}
            for key, reason in found.not_compared.items()
        ],
    }


def _pair(found: ClassLikeness, pair: AlikePair, rank: int) -> dict[str, Any]:
    told, beside = pair.likeness, found.beside(pair)
    return {
        "rank": rank,
        "left": found.name(pair.left),
        "right": found.name(pair.right),
        "likeness": _share(pair.share),
        "drawn_by_others": _share(pair.commonness),
        "elements": {
            "same": told.elements,
            "left": told.left_elements,
            "right": told.right_elements,
        },
        "links": {"same": told.links, "left": told.left_links, "right": told.right_links},
        "explained": explained(pair, found.ranking),
        "same_elements": [
            {"left": _element(one), "right": _element(other), "same_place": in_place}
            for one, other, in_place in beside.elements
        ],
        "same_links": [{"left": one, "right": other} for one, other in beside.links],
    }


def _element(element: Element) -> dict[str, str]:
    return {"id": str(element.id), "service": element.service, "name": element.name}


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _percent(value: float | None) -> float | None:
    return None if value is None else round(100 * value, 2)
