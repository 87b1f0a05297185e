"""How well a few typed letters name something: their order counts, and where words begin."""

_START, _WORD, _NEXT, _INSIDE = 12.0, 8.0, 5.0, 1.0
_GAP = 0.1
_BEGUN = 10.0


def fit(typed: str, text: str) -> float | None:
    """Return how well ``typed`` names ``text``; the higher the better, None for not at all.

    Each word of ``typed`` must be found, its letters in order though not side by side. Letters that
    begin words, or follow each other, count more, and so does a word begun letter by letter; a
    short text is better than a long one.
    """
    total = 0.0
    lowered = text.lower()
    for word in typed.lower().split():
        found = _best(word, lowered)
        if found is None:
            return None
        total += found
        if any(one.startswith(word) for one in lowered.split()):
            total += _BEGUN
    return total - 0.02 * len(text)


def _best(word: str, text: str) -> float | None:
    """Return the best sum over all ways to find the letters of ``word`` in ``text`` in order."""
    # before[j]: the best value with the letters so far, the last of them at text[j - 1].
    before: list[float | None] = [0.0] * (len(text) + 1)
    is_first = True
    for letter in word:
        after: list[float | None] = [None] * (len(text) + 1)
        reached: float | None = 0.0 if is_first else None
        for at, here in enumerate(text):
            if not is_first and before[at] is not None:
                reached = _larger(reached, before[at])
            if here == letter:
                worth = _worth(text, at)
                value = None if reached is None else reached + worth
                if not is_first and at and (side := before[at]) is not None:
                    value = _larger(value, side + worth + _NEXT)
                after[at + 1] = value
            if reached is not None and not is_first:
                reached -= _GAP
        before, is_first = after, False
    found = [value for value in before if value is not None]
    return max(found) if found else None


def _worth(text: str, at: int) -> float:
    if at == 0:
        return _START
    return _INSIDE if text[at - 1].isalnum() else _WORD


def _larger(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)
