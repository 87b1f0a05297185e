"""Whether what is needed to read a copy is where the copy is."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Role
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.model.workload import Disruption
from designer.rules.phrasing import agreed, name, names
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import state
from designer.rules.tenets import Tenet

_KEY, _SECRET = "kms", "secrets-manager"


def _linked(facts: Facts, element: Element) -> set[ElementId]:
    topology = facts.topology
    ends = [(link.source, link.target) for link in topology.links_of(element.id)]
    return {end for pair in ends for end in pair if end != element.id}


def _keys(facts: Facts) -> Iterable[Judgement]:
    keys = facts.topology.of_service(_KEY)
    if not keys:
        return
    copied = {
        row.store
        for row in facts.recovery.rows
        if row.disruption is Disruption.REGION and row.store is not None and row.rpo_s is not None
    }
    homes = {facts.locations.region_of(key.id) for key in keys}
    for key in keys:
        stores = [
            store
            for store in copied & _linked(facts, key)
            if facts.locations.region_of(store) is not None
        ]
        if not stores:
            continue
        if facts.services.is_on(key.id, "multi_region") or len(homes) > 1:
            yield Judgement(verdict=Verdict.PASS, elements=(key.id,))
            continue
        stated = facts.services.is_stated(key.id, "multi_region")
        yield Judgement(
            verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
            elements=(key.id,),
            sentence=f"{names(facts.topology, sorted(stores))} "
            f"{agreed(len(stores), 'has', 'have')} copies in a second Region, but "
            f"{name(facts.topology, key.id)} is a key of one Region"
            f"{'' if stated else ', as nothing else is stated'}.",
            scenario=f"The Region of {name(facts.topology, key.id)} is lost.",
        )


def _secrets(facts: Facts) -> Iterable[Judgement]:
    secrets = facts.topology.of_service(_SECRET)
    regions = {
        region
        for unit in (facts.wiring.units if secrets else ())
        if facts.services.of(unit).role is Role.COMPUTE
        and (region := facts.locations.region_of(unit)) is not None
    }
    if len(regions) < 2:
        return
    homes = {facts.locations.region_of(secret.id) for secret in secrets}
    for secret in secrets:
        if facts.services.is_on(secret.id, "replication_region") or regions <= homes:
            yield Judgement(verdict=Verdict.PASS, elements=(secret.id,))
            continue
        stated = facts.services.is_stated(secret.id, "replication_region")
        yield Judgement(
            verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
            elements=(secret.id,),
            sentence=f"Servers run in two Regions, but {name(facts.topology, secret.id)} is kept "
            f"in one{'' if stated else ', as nothing else is stated'}: after its loss the others "
            "have no credentials.",
            scenario=f"The Region of {name(facts.topology, secret.id)} is lost.",
        )


RULES = (
    Rule(
        id="DU-14",
        tenet=Tenet.DURABILITY,
        title="Keys and secrets are where the copies are",
        severity=Severity.MEDIUM,
        asks="Can the second Region decrypt the copies and log in without the first?",
        why="An encrypted copy whose key was lost with its Region is no copy.",
        advice="Use multi-Region keys, or a key of its own in each Region, and replicate secrets.",
        limits="Asked of keys that are linked to a store with copies elsewhere, and of secrets "
        "where servers run in two Regions.",
        sources=(
            Source("KMS Developer Guide: multi-Region keys", "multi-region-keys-overview"),
            Source(
                "Secrets Manager User Guide: replicate secrets to other Regions",
                "replicate-secrets",
            ),
        ),
        check=lambda facts: (*_keys(facts), *_secrets(facts)),
        fixes=lambda diagram, finding: (
            *state("Make {name} a multi-Region key", "multi_region", True)(diagram, finding),
            *state("Replicate {name} to the other Region", "replication_region", True)(
                diagram, finding
            ),
        ),
    ),
)
