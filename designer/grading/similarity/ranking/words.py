"""Says in words what the likeness of two drawings rests on, and what it does not prove."""

from designer.grading.similarity.ranking.likeness import Likeness
from designer.grading.similarity.ranking.pairs import AlikePair, Ranking

NO_PROOF = (
    "Likeness is no proof of copying: where one solution is obvious, or was shown in class, many "
    "draw it. Look at both drawings, and ask, before you judge."
)
_HARDLY, _COMMON = 0.005, 0.5


def percent(share: float | None) -> str:
    """Return a share as a whole percent, rounded down, so that 100 % means all of it."""
    return "–" if share is None else f"{int(100 * share + 1e-9)} %"


def counted(likeness: Likeness) -> str:
    """Return what the likeness was counted from.

    "Of 28 and 29 elements 27 are the same, of 31 and 33 links 30: likeness 93 %."
    """
    parts = [
        f"Of {likeness.left_elements} and {likeness.right_elements} elements "
        f"{_number(likeness.elements)} are the same"
    ]
    if likeness.left_links or likeness.right_links:
        links = _number(likeness.links)
        parts.append(f"of {likeness.left_links} and {likeness.right_links} links {links}")
    return f"{', '.join(parts)}: likeness {percent(likeness.share)}."


def explained(pair: AlikePair, ranking: Ranking) -> str:
    """Return the sentences on one pair: what it rests on, what is usual, how rare it is."""
    sentences = [counted(pair.likeness)]
    if len(ranking.keys) > 2:
        sentences.append(
            f"Two of this class are usually {percent(ranking.usual)} alike, and a student and the "
            f"most alike other {percent(ranking.usual_nearest)}."
        )
        sentences.append(_rarity(pair.commonness))
    return " ".join(sentences)


def _rarity(commonness: float) -> str:
    if commonness < _HARDLY:
        return "What these two share, hardly anybody else has drawn."
    told = f"What these two share, {commonness * 100:.0f} % of the others have drawn on average"
    return f"{told}: that tells little." if commonness >= _COMMON else f"{told}."


def _number(value: float) -> str:
    return f"{value:g}"
