"""A quiz on paper: the questions, and the key on a page of its own; and as data for JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from designer.exporters.report.markdown_text import escaped
from designer.teaching.quiz import QuizQuestion

SCHEMA = "tenet-quiz/1"
_LETTERS = "ABCDEFGH"


def sheet(title: str, questions: Sequence[QuizQuestion], *, seed: int) -> str:
    """Return the quiz as Markdown: questions first, then the key with the reasons."""
    return "\n".join(_lines(title, questions, seed)) + "\n"


def _lines(title: str, questions: Sequence[QuizQuestion], seed: int) -> Iterator[str]:
    yield f"# Quiz: {escaped(title)}"
    yield ""
    if not questions:
        yield "There is nothing to ask: draw something that serves users first."
        return
    for number, question in enumerate(questions, 1):
        yield f"**{number}.** {escaped(question.prompt)}"
        yield ""
        for letter, option in zip(_LETTERS, question.options, strict=False):
            yield f"- [ ] {letter}: {escaped(option)}"
        yield ""
    yield '<div style="page-break-before: always"></div>'
    yield ""
    yield f"## Key (seed {seed})"
    yield ""
    for number, question in enumerate(questions, 1):
        right = f"{_LETTERS[question.answer]}: {question.options[question.answer]}"
        because = " ".join(question.because.split())
        yield f"{number}. **{escaped(right)}** {escaped(because)}"


def quiz_data(title: str, questions: Sequence[QuizQuestion], *, seed: int) -> dict[str, Any]:
    """Return the quiz as JSON data; ``answer`` is an index into ``options``."""
    return {
        "schema": SCHEMA,
        "title": title,
        "seed": seed,
        "questions": [
            {
                "topic": question.topic.value,
                "prompt": question.prompt,
                "options": list(question.options),
                "answer": question.answer,
                "because": question.because,
                "elements": list(question.about),
            }
            for question in questions
        ],
    }
