from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.criteria.judging import judged

SHOP = """
users u
alb lb
asg web
ec2 one in web
ec2 two in web
sqs q
lambda f
rds db
rds copy
u -> lb
lb -> web
one -> db
web ~> q
q ~> f
db => copy
"""


@pytest.mark.parametrize(
    ("body", "points"),
    [
        ('from = "users"\nto = "rds"', 12),
        ('from = "users"\nto = "rds"\nvia = "alb"', 12),
        ('from = "users"\nto = "rds"\nvia = ["alb", "asg"]', 12),
        ('from = "users"\nto = "rds"\nvia = "sqs"', 0),
        ('from = "users"\nto = "rds"\ndirect = true', 0),
        ('from = "users"\nto = "alb"\ndirect = true', 12),
        ('from = "alb"\nto = "users"', 0),
        ('from = "alb"\nto = "users"\neither_way = true', 12),
        ('from = "users"\nto = "lambda"', 12),
        ('from = "users"\nto = "lambda"\nlinks = "request"', 0),
        ('from = "asg"\nto = "rds"', 12),  # one of its members does
        ('from = "ec2"\nto = "sqs"\nevery = true', 12),  # their group does
        ('from = "ec2"\nto = "rds"\nevery = true', 6),
        ('from = "ec2"\nto = "rds"', 12),
        ('from = "rds"\nto = "rds"\nlinks = "replication"\ndirect = true', 12),
        ('from = "rds"\nto = "rds"\nlinks = "request"', 0),
        ('from = "users"\nto = "dynamodb"', 0),
        ('from = {name = "two"}\nto = {service = "rds", name = "copy"}', 0),
    ],
)
def test_paths_follow_links_groups_and_members(body: str, points: float) -> None:
    assert judged(SHOP, f'kind = "relation"\n{body}\n').points == points


def test_the_path_is_shown_and_what_has_none_is_blamed() -> None:
    there = judged(SHOP, 'kind = "relation"\nfrom = "users"\nto = "asg"\n')
    assert (there.found, there.elements) == (
        "A path leads there: u → lb → web.",
        ("u", "lb", "web"),
    )
    lost = judged(SHOP, 'kind = "relation"\nfrom = "ec2"\nto = "rds"\nevery = true\n')
    assert lost.elements == ("two",)
    assert lost.found == "one has one (one → db). From two no path of links leads to: RDS."


def test_a_path_that_is_wanted_is_told_in_words() -> None:
    body = 'kind = "relation"\nfrom = "ec2"\nto = "rds"\nvia = "sns"\nlinks = "async"\n'
    found = judged(SHOP, body)
    assert found.found.startswith("There is none of: SNS topic. From ")
    assert "no path of async links through SNS topic leads to: RDS." in found.found
    assert found.missing == (
        "A path of async links from one of: EC2 instance through SNS topic to: RDS."
    )
    direct = judged(
        SHOP, 'kind = "relation"\nfrom = "rds"\nto = "ec2"\nlinks = "async"\ndirect = true\n'
    )
    assert direct.missing == "An async link from one of: RDS to: EC2 instance."


PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12, unique=True)


def reaches(links: list[tuple[int, int]], start: int, end: int) -> bool:
    """Search breadth first on the bare pairs."""
    seen, pending = {start}, deque([start])
    while pending:
        here = pending.popleft()
        for source, target in links:
            if source == here and target == end:
                return True
            if source == here and target not in seen:
                seen.add(target)
                pending.append(target)
    return False


@given(PAIRS)
@settings(max_examples=20, deadline=None)
def test_a_path_is_found_exactly_where_there_is_one(pairs: list[tuple[int, int]]) -> None:
    links = [(a, b) for a, b in pairs if a != b]
    drawing = "\n".join(
        ["lambda n0", "sqs n5", *(f"ec2 n{i}" for i in range(1, 5))]
        + [f"n{a} ~> n{b}" for a, b in links]
    )
    found = judged(drawing, 'kind = "relation"\nfrom = "lambda"\nto = "sqs"\n')
    assert (found.points == 12) == reaches(links, 0, 5)
