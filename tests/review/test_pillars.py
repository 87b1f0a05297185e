"""The five pillars as a whole: complete questions, and designs whose risks are known."""

import json
from pathlib import Path

import pytest

from designer.resources import sample_files
from designer.review.checks import ALL_CHECKS
from designer.review.engine import review
from designer.review.lens import Risk
from designer.review.pillars import Pillar
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import AnsweredBy, QuestionState
from designer.storage.diagram_file import read
from tests.builders import diagram

EXPECTED = Path(__file__).with_name("samples_expected.json")

WELL_DONE = """
    title Well done
    workload peak_rps=200 base_rps=50 availability_target=99.9
    workload rto.software=4h rpo.software=1h rto.infrastructure=1h rpo.infrastructure=1h
    workload rto.zone=1h rpo.zone=1h rto.region=1d rpo.region=1d
    users u
    route53 dns
    cloudfront cdn tls access_logs
    organizations org
    identity-center people mfa
    iam roles
    budgets budget alerts
    cost-explorer costs cost_tags anomaly_detection
    region r eu-west-1
      waf firewall
      cloudtrail trail
      guardduty threats
      config rules
      inspector weaknesses
      security-hub hub
      kms keys rotation
      secrets-manager secrets rotation
      cloudwatch watch alarms
      xray traces
      cloudformation templates
      systems-manager runbooks
      codepipeline pipe
      codebuild build
      codedeploy roll strategy=blue_green automatic_rollback
      fis breaking
      backup vault vault_lock restore_testing
      dynamodb orders capacity_mode=on_demand pitr tls encrypted deletion_protection
      s3 files versioning encrypted tls access_logs lifecycle_rules
      vpc v flow_logs
        alb lb tls access_logs
        zone a
          subnet s1 private
            fargate web1 desired=4 minimum=2 maximum=12 scaling_policy=target_tracking
        zone b
          subnet s2 private
            fargate web2 desired=4 minimum=2 maximum=12 scaling_policy=target_tracking
    u -> dns
    u -> cdn
    cdn -> lb
    lb -> web1, web2 any
    web1, web2 -> orders
    threats ~> runbooks
"""


def _by_drawing(state: QuestionState) -> bool:
    """Tell whether choices that the drawing denies are what makes the risk high."""
    return any(c.state is False and c.by is AnsweredBy.DRAWING for c in state.choices)


def test_a_design_with_its_controls_has_no_high_risk_that_the_drawing_answers() -> None:
    result = review(diagram(WELL_DONE), WELL_ARCHITECTED, ALL_CHECKS)
    high = [s.question.id for s in result.questions if s.risk is Risk.HIGH and _by_drawing(s)]
    assert high == []


def test_a_single_server_has_a_high_risk_in_every_pillar() -> None:
    path = next(path for path in sample_files() if path.stem == "single-server")
    result = review(read(path), WELL_ARCHITECTED, ALL_CHECKS)
    assert [state.pillar.id for state in result.pillars if state.high_risks == 0] == []


def test_every_question_has_a_choice_that_the_drawing_answers() -> None:
    answered = {each.choice for each in ALL_CHECKS}
    for question in WELL_ARCHITECTED.questions:
        assert answered & {choice.id for choice in question.choices}, question.id
    assert len(ALL_CHECKS) >= 50
    assert [pillar.id for pillar in WELL_ARCHITECTED.pillars] == [each.value for each in Pillar]


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_a_sample_has_exactly_its_risks(path: Path) -> None:
    result = review(read(path), WELL_ARCHITECTED, ALL_CHECKS)
    found = {
        "risks": {
            state.question.id: None if state.risk is None else state.risk.title
            for state in result.questions
        },
        "gaps": [f"{gap.key} {' '.join(gap.elements)}".strip() for gap in result.gaps],
    }
    assert found == json.loads(EXPECTED.read_text("utf-8"))[path.stem]
