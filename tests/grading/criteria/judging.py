"""Judges one criterion of a drawing in the words of both little languages."""

from designer.grading.grade import grade
from designer.grading.result import CriterionResult
from designer.grading.rubric import Rubric
from designer.grading.rubric_file.reading import rubric_of
from designer.scoring.engine import score
from tests.builders import diagram


def one_criterion(body: str, head: str = "") -> Rubric:
    """Return a rubric of one criterion worth 12 points."""
    one = '[[criterion]]\nid = "c"\ntitle = "C"\npoints = 12\n'
    return rubric_of(f'title = "T"\nstart = 1\n{head}\n{one}{body}'.encode())


def judged(drawing: str, body: str, head: str = "") -> CriterionResult:
    """Return what a criterion says of a drawing."""
    drawn = diagram(drawing)
    return grade(drawn, score(drawn), one_criterion(body, head)).criteria[0]
