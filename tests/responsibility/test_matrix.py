"""Every service has every line, and the lines agree with what AWS publishes."""

import pytest

from designer.catalog.loader import catalog
from designer.responsibility.areas import Area, Model, Party
from designer.responsibility.matrix import matrix

# The shared responsibility model's picture (aws.amazon.com/compliance/shared-responsibility-model):
# AWS answers for facilities, hardware and virtualisation everywhere, the customer for data,
# identity and access everywhere. What changes in between, in the order of ``BETWEEN``, is said by:
#   EC2     the same page: guest operating system, applications and firewall are the customer's
#   RDS     Amazon RDS User Guide, "Security in Amazon RDS": AWS patches system and engine
#   Lambda  AWS whitepaper "Security Overview of AWS Lambda", figure 1
#   S3, DynamoDB  the page's example of abstracted services: AWS runs infrastructure, operating
#           system and platform; the customer manages data, encryption options and permissions
#   EKS     EKS Best Practices Guide, "Understanding the Shared Responsibility Model": AWS answers
#           for the control plane; with self-managed and managed nodes the customer updates them
#   Fargate the same guide: with Fargate, AWS answers for the node as well
BETWEEN = (Area.GUEST_OS, Area.PLATFORM, Area.NETWORK, Area.CONFIGURATION, Area.CODE)
PUBLISHED = {
    "ec2": "YYYYY",
    "rds": "ASYYY",
    "lambda": "AASYY",
    "s3": "AASYY",
    "dynamodb": "AASYY",
    "eks": "SSYYY",
    "fargate": "ASYYY",
}
LETTERS = {"A": Party.AWS, "S": Party.SHARED, "Y": Party.CUSTOMER}
MODELS = {
    "ec2": Model.INFRASTRUCTURE,
    "ebs": Model.INFRASTRUCTURE,
    "vpc": Model.INFRASTRUCTURE,
    "emr": Model.CONTAINER,
    "beanstalk": Model.CONTAINER,
    "eks": Model.CONTAINER,
    "rds": Model.MANAGED,
    "s3": Model.SERVERLESS,
    "glacier": Model.SERVERLESS,
    "dynamodb": Model.SERVERLESS,
    "sqs": Model.SERVERLESS,
    "ses": Model.SERVERLESS,
    "lambda": Model.SERVERLESS,
    "fargate": Model.SERVERLESS,
    "server": Model.OWN,
}


@pytest.mark.parametrize("key", list(catalog()))
def test_every_row_is_complete(key: str) -> None:
    own = matrix(key)
    assert list(own.lines) == list(Area)
    for line in own.lines.values():
        assert line.sentence[0].isupper()
        assert line.sentence.endswith(".")
    assert 0 < own.weight <= 1


@pytest.mark.parametrize("key", PUBLISHED)
def test_agrees_with_the_published_model(key: str) -> None:
    lines = matrix(key).lines
    assert lines[Area.FACILITIES].party is lines[Area.HOST].party is Party.AWS
    assert lines[Area.DATA].party is lines[Area.IDENTITY].party is Party.CUSTOMER
    found = [lines[area].party for area in BETWEEN]
    assert found == [LETTERS[letter] for letter in PUBLISHED[key]]


@pytest.mark.parametrize("key", MODELS)
def test_models_are_those_of_the_whitepaper(key: str) -> None:
    assert matrix(key).model is MODELS[key]


def test_the_more_aws_runs_the_less_is_yours() -> None:
    weights = [matrix(key).weight for key in ("server", "ec2", "eks", "rds", "lambda")]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)
