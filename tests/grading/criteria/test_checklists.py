from designer.grading.result import CriterionState
from tests.grading.criteria.judging import judged

QUEUE = '[[criterion.choice]]\nid = "queue"\ntitle = "Work waits in a queue"\nadvice = "Add one."\n'
BOOK = '[[criterion.choice]]\nid = "book"\ntitle = "There is a runbook"\n'
CHECK = 'check = {kind = "element", element = "sqs"}\n'


def rules(*pairs: tuple[str, str]) -> str:
    return "".join(f'[[criterion.rule]]\nif = "{when}"\nrisk = "{risk}"\n' for when, risk in pairs)


USUAL = rules(
    ("queue && book", "NO_RISK"), ("queue || book", "MEDIUM_RISK"), ("default", "HIGH_RISK")
)


def test_what_a_check_can_tell_is_told_and_the_rest_is_open_only_if_it_matters() -> None:
    both = f'kind = "checklist"\n{QUEUE}{CHECK}{BOOK}{USUAL}'
    waiting = judged("sqs q", both)
    assert waiting.state is CriterionState.BY_HAND
    assert waiting.found == "A person has to tell: “There is a runbook”."
    alone = (
        f'kind = "checklist"\n{QUEUE}{CHECK}{rules(("queue", "NO_RISK"), ("default", "HIGH_RISK"))}'
    )
    assert judged("sqs q", alone).points == 12
    lacking = judged("ec2 a", alone)
    assert (lacking.points, lacking.missing) == (0, "Add one.")
    assert lacking.found == (
        "This is a high risk. “Work waits in a queue”: There is none of: SQS queue."
    )


def test_a_medium_risk_earns_what_the_rubric_says() -> None:
    body = f"{QUEUE}{CHECK}{rules(('queue', 'MEDIUM_RISK'), ('default', 'HIGH_RISK'))}"
    assert judged("sqs q", f'kind = "checklist"\n{body}').points == 6
    generous = f'kind = "checklist"\nearns = {{MEDIUM_RISK = 0.75}}\n{body}'
    assert judged("sqs q", generous).points == 9
