"""The search: what people call a service finds it, and finds it first."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.catalog.search import is_one_slip, search, slips_to_begin


def _keys(query: str) -> list[str]:
    return [service.key for service in search(query)]


@pytest.mark.parametrize(
    "query", ["lb", "LB", "ELB", "elb", "load balancer", "Load Balancer ", "balancer"]
)
def test_load_balancers_come_first(query: str) -> None:
    assert _keys(query)[:4] == ["alb", "nlb", "clb", "gwlb"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("alb", "alb"),
        ("ALB", "alb"),
        ("application load balancer", "alb"),
        ("queue", "sqs"),
        ("database", "rds"),
        ("postgres", "rds"),
        ("redis", "elasticache"),
        ("kafka", "msk"),
        ("k8s", "eks"),
        ("vm", "ec2"),
        ("cdn", "cloudfront"),
        ("dns", "route53"),
        ("az", "zone"),
        ("autoscaling", "asg"),
        ("auto sc", "asg"),
        ("bucket", "s3"),
        ("mongo", "documentdb"),
        ("function", "lambda"),
        ("aws lambda", "lambda"),
        ("amazon s3", "s3"),
        ("route 53", "route53"),
        ("on-premises", "data-centre"),
        ("dr", "drs"),
    ],
)
def test_the_service_meant_comes_first(query: str, first: str) -> None:
    assert _keys(query)[0] == first


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("lamda", "lambda"),
        ("postgress", "rds"),
        ("dyndb", "dynamodb"),
        ("cloudwacth", "cloudwatch"),
        ("load balncer", "alb"),
        ("dynmo", "dynamodb"),
        ("elastcahe", "elasticache"),
        ("clodfornt", "cloudfront"),
        ("auto scalng gruop", "asg"),
        ("avalability zone", "zone"),
    ],
)
def test_slips_are_forgiven(query: str, meant: str) -> None:
    assert meant in _keys(query)[:3]


@pytest.mark.parametrize("key", list(catalog()))
def test_each_service_is_found_by_key_and_name(key: str) -> None:
    assert _keys(key)[0] == key
    assert key in _keys(catalog()[key].name)[:2]


def test_an_empty_query_lists_all_in_palette_order() -> None:
    assert _keys("") == list(catalog())
    assert _keys("  ") == list(catalog())


def test_nonsense_finds_nothing() -> None:
    assert search("zzzz") == ()
    assert search("!!") == ()


@given(st.text(max_size=40))
def test_any_text_may_be_typed(query: str) -> None:
    found = _keys(query)
    assert len(found) == len(set(found))


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_one_slip_is_what_edits_say(typed: str, word: str) -> None:
    letters = "abc"
    places = range(len(word) + 1)
    one_away = {word[:i] + c + word[i:] for i in places for c in letters}
    one_away |= {word[:i] + word[i + 1 :] for i in range(len(word))}
    one_away |= {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in letters}
    one_away |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    assert is_one_slip(typed, word) == (typed in one_away - {word})


def test_a_key_press_is_answered_at_once() -> None:
    search("warm")
    times = []
    for query in ("e", "load balancer", "postgress", "qwertz"):
        start = time.process_time()
        search(query)
        times.append(time.process_time() - start)
    assert max(times) < 0.015


@pytest.mark.parametrize(
    ("query", "first"),
    [("sg", "security-group"), ("lb", "alb"), ("tg", "transit-gateway")],
)
def test_initials_of_the_last_words_come_after_those_of_the_name(query: str, first: str) -> None:
    assert _keys(query)[:1] == [first]


def test_fewer_slips_come_first() -> None:
    assert _keys("lamda")[0] == "lambda"
    assert _keys("kinesys")[0].startswith("kinesis")


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=7))
def test_slips_to_begin_are_the_fewest_over_all_beginnings(typed: str, word: str) -> None:
    def distance(a: str, b: str) -> int:
        if not a or not b:
            return len(a) + len(b)
        steps = [
            distance(a[1:], b) + 1,
            distance(a, b[1:]) + 1,
            distance(a[1:], b[1:]) + (a[0] != b[0]),
        ]
        if len(a) > 1 and len(b) > 1 and a[:2] == b[1::-1]:
            steps.append(distance(a[2:], b[2:]) + 1)
        return min(steps)

    beginnings = [word[:length] for length in range(len(word) + 1)]
    assert slips_to_begin(typed, word) == min(distance(typed, start) for start in beginnings)
