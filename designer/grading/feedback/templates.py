"""Fills the pages; whatever comes from a student or a file is plain text in them."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from designer import __version__
from designer.grading.gradebooks.cells import number
from designer.model.text import clean_text
from designer.rules import RULE_SET_VERSION

if TYPE_CHECKING:
    from jinja2 import Template


def filled(template: str, values: dict[str, Any]) -> bytes:
    """Return the page that ``template`` ("page" or "index") makes of ``values``.

    Texts are stripped of what cannot be seen (overrides of the text direction among it) and
    escaped; only what is marked as safe goes in as it is.
    """
    own = {"style": _style(), "version": __version__, "rules": RULE_SET_VERSION}
    return _template(template).render({**own, **values}).encode()


def figure(value: float | None, none: str = "–") -> str:
    """Return a figure for people, with at most two decimals."""
    return none if value is None else number(round(value, 2)).replace("-", "−")


@cache
def _template(name: str) -> "Template":
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        autoescape=True,
        finalize=_plain,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    return made.from_string((files(__package__) / f"{name}.html").read_text("utf-8"))


@cache
def _style() -> Any:
    from markupsafe import Markup

    return Markup((files(__package__) / "style.css").read_text("utf-8"))  # noqa: S704 - our own


def _plain(value: Any) -> Any:
    is_text = isinstance(value, str) and not hasattr(value, "__html__")
    return clean_text(value) if is_text else value
