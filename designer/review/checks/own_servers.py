"""Judges what runs on servers of one's own that AWS would run instead."""

from collections.abc import Iterable, Iterator

from designer.analysis.facts import Facts
from designer.model.elements import Element, Kind
from designer.review.checks.entrances import data_stores
from designer.rules.phrasing import names
from designer.rules.rule import Judgement, Verdict

_OWN = ("ec2", "spot", "beanstalk", "lightsail", "emr")
_RUN_BY_AWS = ("lambda", "fargate", "app-runner", "step-functions", "batch", "amplify", "glue")
_OWN_DATABASE = "database-server"


def in_aws(facts: Facts, elements: Iterable[Element]) -> Iterator[Element]:
    """Yield what does not stand in a data centre."""
    for element in elements:
        if facts.topology.around(element.id, Kind.ON_PREMISES) is None:
            yield element


def runs_without_servers(facts: Facts) -> Iterable[Judgement]:
    """Judge whether programs run without servers of one's own, all blamed together."""
    topology = facts.topology
    own = [e.id for e in in_aws(facts, topology.of_service(*_OWN))]
    groups = [
        group.id
        for group in topology.of_kind(Kind.SCALING_GROUP)
        if not any(member in own for member in topology.members(group.id))
    ]
    if own or groups:
        blamed = (*own, *groups)
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=blamed,
            subject="servers",
            sentence=f"{names(topology, blamed)} run on servers of your own.",
        )
        return
    run = tuple(e.id for e in topology.of_service(*_RUN_BY_AWS))
    if run:
        yield Judgement(verdict=Verdict.PASS, elements=run)


def databases_run_by_aws(facts: Facts) -> Iterable[Judgement]:
    """Judge whether databases in AWS are managed ones."""
    topology = facts.topology
    own = [e.id for e in in_aws(facts, topology.of_service(_OWN_DATABASE))]
    if own:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(own),
            subject="databases",
            sentence=f"{names(topology, own)} run on servers of your own; AWS runs such databases "
            "as a service.",
        )
        return
    managed = tuple(e.id for e in data_stores(facts) if e.service != _OWN_DATABASE)
    if managed:
        yield Judgement(verdict=Verdict.PASS, elements=managed)


def servers_are_replaced(facts: Facts) -> Iterable[Judgement]:
    """Judge whether every server is a member of a group that replaces it."""
    topology = facts.topology
    alone: list[str] = []
    for element in in_aws(facts, topology.of_service("ec2", "spot")):
        inside = topology.around(element.id, Kind.SCALING_GROUP)
        grouped = any(
            topology.elements[group].kind is Kind.SCALING_GROUP for group in element.memberships
        )
        if inside is not None or grouped:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
        else:
            alone.append(element.id)
    if alone:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(alone),
            subject="servers",
            sentence=f"Nothing replaces {names(topology, alone)} after a failure.",
        )
    for element in topology.of_service(*_RUN_BY_AWS, "asg", "ecs", "eks"):
        if element.kind is not Kind.SCALING_GROUP or not topology.members(element.id):
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
