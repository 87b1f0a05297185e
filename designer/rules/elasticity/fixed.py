"""Whether anything at all changes the number of servers."""

from collections.abc import Iterable

from designer.analysis.elasticity import Mechanism
from designer.analysis.facts import Facts
from designer.rules.phrasing import agreed, names
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.scaling_groups import group_servers
from designer.rules.tenets import Tenet
from designer.rules.tiers import tiers


def _moves(facts: Facts) -> Iterable[Judgement]:
    stiff = {tier.id for tier in facts.elasticity.tiers if tier.mechanism is Mechanism.NONE}
    known = {tier.id for tier in facts.elasticity.tiers}
    for tier in tiers(facts):
        units = [unit for unit in tier.units if unit in known]
        # What has a policy property is asked for its policy by another rule.
        fixed = [
            unit
            for unit in units
            if unit in stiff and facts.services.of(unit).property("scaling_policy") is None
        ]
        if fixed:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=tuple(fixed),
                sentence=f"{names(facts.topology, fixed)} "
                f"{agreed(len(fixed), 'is a server', 'are servers')} of a fixed number: nothing "
                "adds one in the rush or takes one away at night.",
            )
        elif units:
            yield Judgement(verdict=Verdict.PASS, elements=tuple(units))


RULES = (
    Rule(
        id="EL-13",
        tenet=Tenet.ELASTICITY,
        title="Something changes the number of servers",
        severity=Severity.HIGH,
        asks="Is every tier of servers a group or a service whose number can change by itself?",
        why="Servers that are drawn one by one are as many at three in the morning as in the rush.",
        advice="Put them into an Auto Scaling group, or run them as a container service.",
        limits="A group without a policy passes here and is judged by the rule on policies.",
        sources=(
            Source("The tenet's own text: for example with Auto Scaling groups?"),
            Source("Well-Architected, Reliability: use automation when scaling", "REL07-BP01"),
        ),
        check=_moves,
        fixes=group_servers,
    ),
)
