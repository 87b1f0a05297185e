"""Opinions about facts: every rule with its words, its check and its fixes."""

import hashlib
from functools import cache

from designer.rules.availability import RULES as _AVAILABILITY
from designer.rules.durability import RULES as _DURABILITY
from designer.rules.elasticity import RULES as _ELASTICITY
from designer.rules.fault_tolerance import RULES as _FAULT_TOLERANCE
from designer.rules.rule import Rule
from designer.rules.scalability import RULES as _SCALABILITY

RULE_SET_VERSION = "1.1"

ALL_RULES: tuple[Rule, ...] = (
    *_AVAILABILITY,
    *_SCALABILITY,
    *_ELASTICITY,
    *_FAULT_TOLERANCE,
    *_DURABILITY,
)


def rule(rule_id: str) -> Rule:
    """Return the rule called ``rule_id`` (case does not matter); raise KeyError without one."""
    wanted = rule_id.upper()
    for candidate in ALL_RULES:
        if candidate.id == wanted:
            return candidate
    raise KeyError(rule_id)


@cache
def rule_set_hash() -> str:
    """Return 12 hex digits that change when a rule's words, severity or id change."""
    digest = hashlib.sha256()
    for each in ALL_RULES:
        words = (each.id, each.tenet.value, each.severity.value, each.title, each.asks, each.why)
        digest.update("\x1f".join((*words, each.advice, each.limits)).encode())
    return digest.hexdigest()[:12]
