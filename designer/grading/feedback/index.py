"""The page of the class: its figures, its hardest criteria, and a line for each student."""

from typing import Any

from designer.grading.cohort.figures import BINS, ClassFigures
from designer.grading.cohort.table import ClassRow, ClassTable
from designer.grading.feedback.templates import figure, filled
from designer.grading.gradebooks.cells import number
from designer.grading.similarity.ranking.words import percent


def index_html(table: ClassTable, figures: ClassFigures, similarity: str = "") -> bytes:
    """Return the page; it links the students' pages, and that on likeness, by names beside it."""
    values: dict[str, Any] = {
        "rubric": table.rubric.title,
        "digest": table.rubric.digest[:16],
        "figures": _figures(figures),
        "bins": _bins(figures),
        "hardest": [
            {
                "label": one.label,
                "width": number(100 * (one.share or 0.0)),
                "value": "–" if one.share is None else f"{100 * one.share:.0f} %",
            }
            for one in figures.hardest
        ],
        "similarity": similarity,
        "rows": (_row(row) for row in table.rows()),
    }
    return filled("index", values)


def _figures(figures: ClassFigures) -> list[tuple[str, str]]:
    counted = [
        (status[:1].upper() + status[1:], str(count))
        for status, count in figures.statuses.items()
        if count
    ]
    made = [
        ("Students", str(figures.students)),
        *counted,
        ("Mean", _percent(figures.mean)),
        ("Median", _percent(figures.median)),
        ("Standard deviation", figure(figures.spread)),
    ]
    return made if not figures.late else [*made, ("Late", str(figures.late))]


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} %"


def _bins(figures: ClassFigures) -> list[dict[str, str]]:
    most = max(max(figures.bins), 1)
    step = 100 // BINS
    return [
        {
            "label": f"{i * step} and more"
            if i == BINS - 1
            else f"{i * step} to {i * step + step}",
            "width": number(100 * count / most),
            "value": str(count),
        }
        for i, count in enumerate(figures.bins)
    ]


def _row(row: ClassRow) -> dict[str, str]:
    person, result = row.entry.person, row.result
    notes = [row.entry.remark] if row.entry.note else []
    return {
        "name": row.entry.name,
        "id": person.student_id or person.username or person.email,
        "section": row.entry.section,
        "page": row.page if row.outcome is not None else "",
        "total": figure(result.total),
        "percent": figure(result.percent),
        "letter": result.letter,
        "overall": figure(result.overall),
        "status": row.status.value,
        "alike": "" if row.alike is None else f"{percent(row.alike.share)} {row.alike.name}",
        "flags": " ".join([*notes, *(flag.sentence for flag in result.flags)]),
    }
