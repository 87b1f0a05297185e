"""What an answer becomes when the team says something to one choice of a question."""

from collections.abc import Sequence

from designer.model.frozen import FrozenMap
from designer.model.review import Answer
from designer.review.lens import NONE_OF_THESE


def with_choice(ids: Sequence[str], answer: Answer, key: str, said: bool | None) -> Answer:
    """Return ``answer`` with what is said to the choice ``key``: yes, no, or None for nothing.

    "None of these" denies the others: saying it takes back every yes, and saying anything else
    but no takes it back, with what it denied said no one by one from then on.

    Args:
        ids: of all choices of the question.
    """
    none = [each for each in ids if each.endswith(NONE_OF_THESE)]
    kept = {known: yes for known, yes in answer.choices.items() if known in ids}
    if key in none:
        kept = {key: True} if said else {i: yes for i, yes in kept.items() if i != key}
    else:
        if said is not False and any(kept.get(each) for each in none):
            kept = {known: False for known in ids if known not in none}
        kept.pop(key, None)
        if said is not None:
            kept[key] = said
    return Answer(choices=FrozenMap(kept), not_applicable=answer.not_applicable, note=answer.note)
