"""What words of a rubric mean in the pillars and in shared responsibility, or what was meant."""

from designer.grading.rubric_file.fields import did_you_mean
from designer.grading.rubric_file.naming import NotKnown, ids_named, plain_word
from designer.responsibility.areas import Area
from designer.responsibility.design import READ_AREAS
from designer.review.checks import ALL_CHECKS
from designer.review.questions import WELL_ARCHITECTED


def checks_named(word: str) -> tuple[str, ...]:
    """Return the ids of the checks that ``word`` means: one, or all that begin so for "SEC-*".

    Raises:
        NotKnown: there is none.
    """
    known = [check.id for check in ALL_CHECKS]
    found = ids_named(word.upper(), known)
    if not found:
        groups = dict.fromkeys(f"{key.partition('-')[0]}-*" for key in known)
        hint = did_you_mean(word, known, f"there are {', '.join(groups)}")
        raise NotKnown(f"there is no check '{word}'{hint}")
    return found


def practices_named(word: str) -> tuple[str, ...]:
    """Return the ids of the choices that ``word`` means: an id, a title, or ids as "sec_*".

    Raises:
        NotKnown: there is none.
    """
    choices = {
        choice.id: choice.title
        for question in WELL_ARCHITECTED.questions
        for choice in question.choices
        if not choice.is_none_of_these
    }
    titles = {title.casefold(): key for key, title in choices.items()}
    title = titles.get(" ".join(word.split()).casefold())
    found = (title,) if title else ids_named(word.lower(), list(choices))
    if not found:
        hint = did_you_mean(word, [*choices, *choices.values()], "'tenet review' lists them")
        raise NotKnown(f"there is no practice '{word}'{hint}")
    return found


def areas_named(word: str) -> tuple[Area, ...]:
    """Return the area that ``word`` means, by id or title.

    Raises:
        NotKnown: there is none, or no drawing shows it.
    """
    known = {plain_word(area.value): area for area in Area} | {plain_word(a.title): a for a in Area}
    area = known.get(plain_word(word))
    if area is None:
        hint = did_you_mean(
            word,
            [*(a.value for a in READ_AREAS), *(a.title for a in READ_AREAS)],
            f"there are {', '.join(a.value for a in READ_AREAS)}",
        )
        raise NotKnown(f"there is no area '{word}'{hint}")
    if area not in READ_AREAS:
        raise NotKnown(f"'{word}' is shown by no drawing")
    return (area,)
