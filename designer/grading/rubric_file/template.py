"""The commented rubric that `tenet rubric new` writes."""

from importlib.resources import files


def template() -> str:
    """Return a rubric with a criterion of every kind, which can be graded with as it is."""
    return (files("designer.grading") / "data" / "template.rubric.toml").read_text("utf-8")
