"""Finds names that are nearly the same: whom a misspelt submission may belong to.

Nobody is matched by this. It keeps a student whose work lies on the unmatched list from being told
"nothing handed in, 0 points" for a slip of the keyboard.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from designer.grading.roster import name_words

_ENOUGH = 0.8  # of the letters in common, in order: "mueller zoe" and "muller zoe" have 0.95
_FIRST = 2


def near_names(names: Sequence[str], others: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Return, by index, which of ``others`` each of ``names`` is nearly or wholly the same as.

    Only names that have a word beginning alike are compared, so that large classes stay cheap.
    """
    plain = [sorted(name_words(other)) for other in others]
    by_start: dict[str, list[int]] = {}
    for index, words in enumerate(plain):
        for start in _starts(words):
            by_start.setdefault(start, []).append(index)
    found: dict[int, tuple[int, ...]] = {}
    for index, name in enumerate(names):
        words = sorted(name_words(name))
        tried = sorted({one for start in _starts(words) for one in by_start.get(start, ())})
        near = tuple(one for one in tried if _is_near(words, plain[one]))
        if near:
            found[index] = near
    return found


def _starts(words: Iterable[str]) -> set[str]:
    return {word[:_FIRST] for word in words}


def _is_near(words: list[str], others: list[str]) -> bool:
    return SequenceMatcher(None, " ".join(words), " ".join(others)).ratio() >= _ENOUGH
