"""Words for recovery, the same in the window and in print: chains, times and what is lost."""

from designer.analysis.recovery import RecoveryRow
from designer.analysis.recovery_chain import Chain, Step
from designer.catalog.service import StepKind
from designer.rules.phrasing import span

_PEOPLE = (StepKind.DETECT, StepKind.DECIDE)
UNRECOVERABLE = "unrecoverable"


def chain_text(chain: Chain) -> str:
    """Return the steps in one line: "detect 5 min + decide 25 min + point-in-time restore 1 h"."""
    return " + ".join(f"{_named(step)} {span(step.seconds)}" for step in chain)


def _named(step: Step) -> str:
    return step.kind.value if step.kind in _PEOPLE else step.what


def step_text(step: Step) -> str:
    """Return one step with where its figure comes from."""
    text = f"{step.kind.value.capitalize()} {span(step.seconds)}: {step.what}"
    return f"{text} ({step.source})" if step.source else text


def back_after(row: RecoveryRow) -> str:
    """Return the recovery time, or that there is none."""
    return UNRECOVERABLE if row.rto_s is None else span(row.rto_s) if row.rto_s else "at once"


def data_lost(row: RecoveryRow) -> str:
    """Return the span of lost data, or that all is lost."""
    return UNRECOVERABLE if row.rpo_s is None else span(row.rpo_s) if row.rpo_s else "none"


def how(row: RecoveryRow) -> str:
    """Return what recovers it: the steps, or why nothing stops, or that nothing does."""
    text = chain_text(row.chain) or row.by or "nothing drawn brings it back"
    return f"{text} (assumed)" if any(step.assumed for step in row.chain) else text


def explained(row: RecoveryRow) -> str:
    """Return the whole account of a row, a step a line."""
    lines = [step_text(step) for step in row.chain] or [row.by or "Nothing drawn brings it back."]
    if len(row.chain) > 1:
        lines.append(f"Together {back_after(row)}; data lost: {data_lost(row)}")
    if row.not_stated:
        keys = ", ".join(key.replace("_", " ") for key in row.not_stated)
        lines.append(f"Not stated, and decisive: {keys}")
    return "\n".join(lines)
