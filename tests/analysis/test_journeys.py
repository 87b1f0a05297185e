"""Journeys: where requests start, and what works in the background."""

from designer.analysis.facts import Facts
from tests.builders import topology


def kinds(text: str) -> dict[str, str]:
    return {journey.id: journey.kind for journey in Facts(topology(text)).journeys}


def elements(text: str, journey: str) -> tuple[str, ...]:
    return next(j.elements for j in Facts(topology(text)).journeys if j.id == journey)


def test_one_journey_for_each_actor_that_asks() -> None:
    text = "users u\nmobile m\nusers idle\nec2 x\nu -> x\nm -> x"
    assert kinds(text) == {"u": "request", "m": "request"}
    assert elements(text, "u") == ("u", "x")


def test_an_actor_behind_an_actor_is_on_the_way() -> None:
    assert kinds("users u\ninternet i\nec2 x\nu -> i -> x") == {"u": "request"}


def test_without_an_actor_entry_services_start() -> None:
    assert kinds("alb lb\nec2 x\nec2 y\nlb -> x -> y") == {"lb": "request"}
    assert kinds("users u\nalb lb\nec2 x\nlb -> x") == {"lb": "request"}


def test_a_lone_resource_is_its_own_journey() -> None:
    assert kinds("ec2 x") == {"x": "request"}
    assert kinds("ec2 x\nrds d\ncloudwatch m") == {"x": "request"}
    assert kinds("rds d") == {"d": "request"}
    assert kinds("") == {}


def test_a_loop_nobody_enters_has_one_start() -> None:
    assert kinds("ec2 x\nec2 y\nec2 z\nx -> y -> x\ny -> z") == {"x": "request"}


def test_consumers_of_a_queue_are_background_work() -> None:
    text = "users u\nlambda f\nsqs q\nlambda w\ndynamodb t\nu -> f\nf ~> q\nq ~> w\nw -> t"
    assert kinds(text) == {"u": "request", "w": "background"}
    assert elements(text, "u") == ("u", "f", "q")
    assert elements(text, "w") == ("q", "w", "t")


def test_a_worker_that_polls_is_a_consumer_too() -> None:
    text = "users u\nlambda f\nsqs q\nec2 w\nu -> f\nf ~> q\nw -> q"
    assert kinds(text) == {"u": "request", "w": "background"}


def test_background_work_does_not_count_into_the_headline() -> None:
    text = """
        users u
        region r eu-west-1
          lambda f
          sqs q
          ec2 w
        u -> f
        f ~> q
        q ~> w
    """
    found = Facts(topology(text))
    report = found.availability
    assert report.journey("w").unavailability > report.journey("u").unavailability
    assert report.workload.unavailability == report.journey("u").unavailability
    points = {point.id: point for point in found.single_points}
    assert points["w"].journeys == ("w",)
    assert not points["w"].request
    # The producer needs the queue to accept, never its consumers.
    assert set(points["q"].journeys) == {"u", "w"}


def test_a_link_into_a_box_reaches_what_requests_enter_it_by() -> None:
    text = """
        users u
        group g
          ec2 x
          ec2 y
        rds d
        u -> g
        x -> y
        g -> d
    """
    found = Facts(topology(text))
    assert [target.unit for target in found.wiring.requests["u"]] == ["x"]  # type: ignore[index]  # plain text as id
    assert [target.unit for target in found.wiring.requests["y"]] == ["d"]  # type: ignore[index]  # plain text as id
    assert elements(text, "u") == ("u", "x", "y", "d")


def test_members_inherit_their_groups_needs() -> None:
    text = """
        users u
        region r eu-west-1
          asg g
            ec2 x
            ec2 y
          rds d
        u -> x, y
        g -> d
    """
    found = Facts(topology(text))
    assert {point.id for point in found.single_points if point.kind == "element"} == {"d"}
    assert elements(text, "u") == ("u", "g", "x", "y", "d")
