"""Which explanation goes with a pillar, a question, a choice or a gap; custom lenses have none."""

from designer.review.lens import OWN_LENS
from designer.ui.review_messages import ChoiceSheet, GapSheet, PillarSheet, QuestionSheet


def topic_of_row(sheet: PillarSheet | QuestionSheet | None) -> str:
    """Return the topic of a row of the tree; "" for none."""
    if isinstance(sheet, QuestionSheet):
        return topic_of_question(sheet)
    known = sheet is not None and any(topic_of_question(one) for one in sheet.questions)
    return f"pillar:{sheet.id}" if sheet is not None and known else ""


def topic_of_question(question: QuestionSheet) -> str:
    """Return the topic of a question; "" for none."""
    lens, _, name = question.key.partition(":")
    return f"practice:{name}" if lens == OWN_LENS else ""


def topic_of_choice(choice: ChoiceSheet, question: QuestionSheet) -> str:
    """Return the topic of a choice of ``question``; "" for none."""
    own = topic_of_question(question) and not choice.is_none_of_these
    return f"practice:{choice.id}" if own else ""


def topic_of_gap(gap: GapSheet) -> str:
    """Return the topic of the check that found ``gap``."""
    return f"check:{gap.key.partition(':')[0]}"
