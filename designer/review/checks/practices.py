"""What several pillars ask of a drawing, each for a reason of its own: judged and mended alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every, of_services
from designer.rules.rule import Fix, Judgement, Observation, Verdict
from designer.rules.statements import state


@dataclass(frozen=True, slots=True)
class Practice:
    """How a check judges, and the edits that close its gaps; see `Check`."""

    judge: Callable[[Facts], Iterable[Judgement]]
    fixes: Callable[[Diagram, Observation], Iterable[Fix]]


WATCH = Practice(
    has_any(("cloudwatch", "grafana"), "Nothing in the drawing watches and calls."),
    add("cloudwatch", "Add CloudWatch"),
)
ALARMS = Practice(
    every("alarms", "sets no alarms", "nobody may be called", where=of_services("cloudwatch")),
    state("Set alarms in {name}", "alarms", True),
)
ROLLBACK = Practice(
    every(
        "automatic_rollback",
        "does not take a faulty version back",
        "a faulty version may stay until somebody goes back",
    ),
    state("Let {name} roll back by itself", "automatic_rollback", True),
)
ACCOUNTS = Practice(
    has_any(
        ("organizations", "control-tower", "account"),
        "No account is drawn, and nothing that keeps accounts apart.",
        otherwise=Verdict.UNKNOWN,
    ),
    add("organizations", "Add AWS Organizations"),
)


def templates(purpose: str) -> Practice:
    """Ask for templates, from which ``purpose``, which completes the sentence without full stop."""
    return Practice(
        has_any(
            ("cloudformation", "service-catalog"), f"No template is drawn from which {purpose}."
        ),
        add("cloudformation", "Add CloudFormation"),
    )


def pipeline(purpose: str) -> Practice:
    """Ask for a pipeline that ``purpose``, which completes the sentence without full stop."""
    return Practice(
        has_any(("codepipeline", "codedeploy"), f"No pipeline is drawn that {purpose}."),
        add("codepipeline", "Add CodePipeline"),
    )
