"""Findings of a class as SARIF 2.1.0 (OASIS), for the tools that read findings of programs."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from designer import __version__
from designer.grading.cohort.outcome import Found
from designer.grading.cohort.table import ClassRow, ClassTable
from designer.model.text import clean_text
from designer.rules import ALL_RULES, RULE_SET_VERSION, rule_set_hash
from designer.rules.rule import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"high": "error", "medium": "warning", "low": "note"}


def sarif_log(table: ClassTable) -> Iterator[bytes]:
    """Yield the log in pieces, since that of a large class is large.

    All rules are declared, also those that found nothing: a tool then knows that they ran.
    """
    indices = {rule.id: index for index, rule in enumerate(ALL_RULES)}
    head = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "results": [],
            }
        ],
    }
    before, mark, after = _text(head).partition('"results":[]')
    yield f"{before}{mark[:-1]}\n".encode()
    between = ""
    for row in table.rows():
        for found in row.outcome.findings if row.outcome is not None else ():
            yield f"{between}{_text(_result(row, found, indices))}".encode()
            between = ",\n"
    yield f"\n]{after}\n".encode()


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _driver() -> dict[str, Any]:
    return {
        "name": "Tenet Designer",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in ALL_RULES],
        "properties": {"ruleSet": RULE_SET_VERSION, "ruleSetHash": rule_set_hash()},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.asks},
        "help": {"text": f"{rule.why} {rule.advice}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
        "properties": {"tenet": rule.tenet.title, "severity": rule.severity.value},
    }


def _result(row: ClassRow, found: Found, indices: dict[str, int]) -> dict[str, Any]:
    is_open = found.verdict == "unknown"
    return {
        "ruleId": found.rule,
        "ruleIndex": indices[found.rule],
        "kind": "open" if is_open else "fail",
        # The standard allows a level beside "none" only for what has failed.
        "level": "none" if is_open else _LEVELS[found.severity],
        "message": {"text": clean_text(found.sentence)},
        "locations": [_location(row, found)],
        "partialFingerprints": {"finding/v1": f"{row.entry.code}/{clean_text(found.key)}"},
        "properties": {"student": row.entry.code, "points": found.points},
    }


def _location(row: ClassRow, found: Found) -> dict[str, Any]:
    outcome = row.outcome
    name = row.entry.code
    if outcome is not None and 0 <= outcome.chosen < len(outcome.designs):
        name = f"{name}/{outcome.designs[outcome.chosen].name}"
    location: dict[str, Any] = {
        # A relative reference; everything that means something in an address is escaped.
        "physicalLocation": {"artifactLocation": {"uri": quote(clean_text(name), safe="/")}}
    }
    if found.elements:
        location["logicalLocations"] = [
            {
                "name": clean_text(place.rpartition("/")[2]) or key,
                "fullyQualifiedName": clean_text(place) or key,
                "kind": "resource",
            }
            for key, place in zip(found.elements, found.places, strict=True)
        ]
    return location
