import pytest

from tests.grading.criteria.judging import judged

NETWORK = """
region r
  vpc v
    asg web
    zone a
      subnet pa public
        ec2 bastion instances=3
      subnet da private
        ec2 one in web
        rds db engine=mysql multi_az backup_retention_days=7
    zone b
      subnet pb private
        ec2 two in web
"""


@pytest.mark.parametrize(
    ("body", "points", "elements"),
    [
        ('element = "ec2"\nat_least = 5', 12, ("bastion", "one", "two")),  # three stand for one
        ('element = "ec2"\nat_least = 10', 6, ("bastion", "one", "two")),
        ('element = "ec2"\nin = "private-subnet"\nat_least = 2', 12, ("one", "two")),
        ('element = "ec2"\nin = "asg"\nat_least = 4', 6, ("one", "two")),
        ('element = "ec2"\nin = "private-subnet"\nat_least = 2\nzones = 2', 12, ("one", "two")),
        ('element = "ec2"\nin = "public-subnet"\nzones = 2', 6, ("bastion",)),
        ('element = "subnet"\nat_most = 2', 0, ("pa", "da", "pb")),
        ('element = "subnet"\nat_most = 3', 12, ("pa", "da", "pb")),
        ('element = {name = " ONE "}', 12, ("one",)),
        ('element = "Databases"\nwith = {engine = ["mysql", "postgres"]}', 12, ("db",)),
        ('element = "rds"\nwith = {backup_retention_days = ">= 7", multi_az = true}', 12, ("db",)),
        ('element = "rds"\nwith = {backup_retention_days = "> 7"}', 0, ()),
        ('element = "rds"\nwith = {multi_az = "!= true"}', 0, ()),
    ],
)
def test_elements_are_counted_where_they_stand_and_as_they_are(
    body: str, points: float, elements: tuple[str, ...]
) -> None:
    found = judged(NETWORK, f'kind = "element"\n{body}\n')
    assert (found.points, found.elements) == (points, elements)


def test_a_default_of_aws_fulfils_a_condition_and_nothing_else_unstated_does() -> None:
    balancer = judged(
        "alb lb", 'kind = "element"\nelement = "alb"\nwith = {health_checks = true}\n'
    )
    assert balancer.points == 12
    unstated = judged("rds db", 'kind = "element"\nelement = "rds"\nwith = {engine = "mysql"}\n')
    assert unstated.points == 0


def test_what_nearly_fits_is_named_as_a_hint() -> None:
    found = judged(NETWORK, 'kind = "element"\nelement = "rds"\nin = "public-subnet"\n')
    assert found.found == (
        "There is none of: RDS in Public subnet. db is there, but stands elsewhere."
    )
    assert found.missing == "One of: RDS in Public subnet."


def test_a_group_of_the_rubric_is_told_with_its_services() -> None:
    found = judged(
        "ec2 a",
        'kind = "element"\nelement = "balancer"\n',
        '[equivalent]\nbalancer = ["alb", "nlb"]',
    )
    assert found.missing == (
        "One of: balancer (Application Load Balancer or Network Load Balancer)."
    )


@pytest.mark.parametrize(
    ("body", "points"),
    [
        ('stated = "multi_az"', 6),
        ('stated = ["Multi-AZ", "engine"]', 6),
        ('stated = ["Multi-AZ", "engine"]\nany_one = true', 12),
        ('stated = "deletion_protection"', 0),
    ],
)
def test_statements_earn_their_share_whatever_they_state(body: str, points: float) -> None:
    drawing = "rds db off:multi_az engine=mysql\nrds other"
    found = judged(drawing, f'kind = "property"\nelement = "rds"\n{body}\n')
    assert found.points == points


def test_what_is_silent_is_blamed() -> None:
    found = judged(
        "rds db multi_az\nrds other", 'kind = "property"\nelement = "rds"\nstated = "multi_az"\n'
    )
    assert (found.elements, found.found) == (("other",), "other does not state multi az.")
    none = judged("ec2 a", 'kind = "property"\nelement = "rds"\nstated = "multi_az"\n')
    assert (none.points, none.elements) == (0, ())
