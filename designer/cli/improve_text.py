"""A plan of fixes as tables for people."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from designer.cli.tables import cell, heading, table, tenths
from designer.rules.tenets import Tenet
from designer.scoring.fixes import Effect
from designer.scoring.improve import Plan


def plan_parts(plan: Plan, output: str = "") -> Iterator[RenderableType]:
    """Return the parts to print, one below the other; ``output`` names the file written."""
    yield cell(_headline(plan))
    if plan.steps:
        rows = (
            [
                str(number),
                "\n".join((step.title, *(f"  {line}" for line in step.changes[:6]))),
                tenths(step.after.totals.overall),
                f"{(step.after.totals.overall or 0) - (step.before.totals.overall or 0):+.1f}",
            ]
            for number, step in enumerate(plan.steps, start=1)
        )
        columns = (("", True), ("Step", False), ("Overall", True), ("Gain", True))
        yield table(columns, ([_lines(c) for c in row] for row in rows), flexible=1)
        yield heading("Before and after")
        columns = (("", False), ("Before", True), ("After", True), ("Gain", True))
        yield table(columns, _effects(plan.before, plan.after), flexible=0)
        yield cell(
            f"Relative cost {plan.cost:g}: about as many more instances, replicas or "
            "services run (copies that are kept count in part)."
        )
    if plan.gaps:
        yield heading("What stays short")
        for gap in plan.gaps:
            yield cell(f"- {gap.sentence}")
    if output:
        yield cell(f"The design with all steps is in {output}.")


def _headline(plan: Plan) -> str:
    number = len(plan.steps)
    steps = "1 step" if number == 1 else f"{number} steps"
    if plan.is_reached:
        return f"The targets are met after {steps}." if number else "The targets are met already."
    start = "No list of fixes meets the targets" if plan.is_complete else "The search was stopped"
    return f"{start}; " + (f"{steps} bring the design nearer." if number else "none helps.")


def _effects(before: Effect, after: Effect) -> Iterable[list[str]]:
    old, new = before.totals, after.totals
    yield ["Overall", tenths(old.overall), tenths(new.overall), _gain(old.overall, new.overall)]
    for tenet in Tenet:
        one, other = old.tenets.get(tenet), new.tenets.get(tenet)
        yield [tenet.title, tenths(one), tenths(other), _gain(one, other)]
    if before.downtime_min is not None and after.downtime_min is not None:
        change = after.downtime_min - before.downtime_min
        figures = [f"{minutes:,.0f} min" for minutes in (before.downtime_min, after.downtime_min)]
        yield ["Downtime a year", *figures, f"{change:+,.0f} min"]


def _gain(before: float | None, after: float | None) -> str:
    return "" if before is None or after is None else f"{after - before:+.1f}"


def _lines(text: str) -> Text:
    parts = [cell(line) for line in text.split("\n")]
    return Text("\n").join(parts)
