"""Writes a rubric as a file that reads as the same rubric."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from designer.grading.checks import (
    ByHand,
    Check,
    Checklist,
    ElementRequired,
    FailureKind,
    FindingAbsent,
    FindingPresent,
    PointKind,
    PropertyStated,
    RecoveryMet,
    RelationRequired,
    SimilarTo,
    SinglePointsAtMost,
    Survives,
    TenetScore,
)
from designer.grading.rubric import (
    STANDARD_LETTERS,
    Criterion,
    LateRule,
    LateUnit,
    MissingRule,
    Rubric,
    Visibility,
)
from designer.grading.rubric_file.lens_kinds import lens_row
from designer.grading.selector import Comparison, Selector

Row = dict[str, Any]
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def to_toml(rubric: Rubric) -> str:
    """Return ``rubric`` as TOML text; what is as usual is left out.

    Model solutions and the template are named, not written.
    """
    head: Row = {"title": rubric.title}
    head |= _given("description", rubric.description)
    head |= _given("template", rubric.template)
    head["total"] = rubric.total
    head |= _given("start", rubric.start)
    if rubric.rounding != 0.01:
        head["rounding"] = rubric.rounding
    if rubric.bonus_cap is not None:
        head["bonus_cap"] = rubric.bonus_cap
    if rubric.synonyms:
        head["synonyms"] = [list(alike) for alike in rubric.synonyms]
    parts = ["\n".join(_pairs(head))]
    if rubric.letters != STANDARD_LETTERS:
        parts.append(_table("letters", {one.name: one.least_percent for one in rubric.letters}))
    if rubric.late != LateRule():
        parts.append(_table("late", _late(rubric.late)))
    if rubric.missing != MissingRule():
        row: Row = {"grade": rubric.missing.kind.value}
        parts.append(_table("missing", row | _given("percent", rubric.missing.percent)))
    if rubric.equivalents:
        rows = {one.name: sorted(one.services) for one in rubric.equivalents}
        parts.append(_table("equivalent", rows))
    for group in rubric.groups:
        row = {"id": group.id, "title": group.title}
        for key, value in (("cap", group.cap), ("best_of", group.best_of)):
            if value is not None:
                row[key] = value
        parts.append(_table("group", row, listed=True))
    parts += [_criterion(one) for one in rubric.criteria]
    return "\n\n".join(parts) + "\n"


def _given(key: str, value: object) -> Row:
    """Return the field, or nothing for a value that is empty, zero or false."""
    return {key: value} if value else {}


def _late(rule: LateRule) -> Row:
    row: Row = {}
    if rule.due is not None:
        row["due"] = rule.due
    row |= _given("grace", rule.grace_s) | _given("percent", rule.percent)
    if rule.unit is not LateUnit.DAY:
        row["per"] = rule.unit.value
    row |= _given("lowest_percent", rule.lowest_percent)
    if rule.closed_after_s is not None:
        row["closed_after"] = rule.closed_after_s
    return row


def _criterion(criterion: Criterion) -> str:
    row: Row = {"id": criterion.id, "title": criterion.title}
    checked = _check(criterion.check)
    row["kind"] = checked.pop("kind")
    row["points"] = criterion.points
    if criterion.inverted:
        row["when"] = "not met"
    row |= _given("each", criterion.each)
    if criterion.cap is not None:
        row["cap"] = criterion.cap
    row |= _given("group", criterion.group) | _given("bonus", criterion.bonus)
    if criterion.visibility is not Visibility.VISIBLE:
        row["visibility"] = criterion.visibility.value
    row |= checked
    row |= _given("feedback_met", criterion.met) | _given("feedback_not_met", criterion.not_met)
    parts = [_table("criterion", row, listed=True)]
    if isinstance(criterion.check, Checklist):
        parts += _checklist(criterion.check)
    return "\n\n".join(parts)


def _checklist(check: Checklist) -> Iterator[str]:
    for choice in check.choices:
        row: Row = {"id": choice.id, "title": choice.title} | _given("advice", choice.advice)
        if choice.check is not None:
            row["check"] = _check(choice.check)
        yield _table("criterion.choice", row, listed=True)
    for rule in check.rules:
        row = {"if": rule.text, "risk": rule.risk.value}
        yield _table("criterion.rule", row, listed=True)


def _check(check: Check) -> Row:
    """Return the fields of a check, its kind first."""
    match check:
        case TenetScore():
            row: Row = {"kind": "score", "tenet": check.tenet.value if check.tenet else "overall"}
            row["at_least"] = check.full
            return row | ({} if check.zero is None else {"scaled_from": check.zero})
        case FindingAbsent():
            row = {"kind": "finding", "absent": list(check.rules)}
            return row | _given("not_applicable_is_met", check.if_silent)
        case FindingPresent():
            row = {"kind": "finding", "present": list(check.rules)}
            return row | _given("not_stated", check.if_unstated)
        case ElementRequired():
            return _element(check)
        case RelationRequired():
            return _relation(check)
        case PropertyStated():
            row = {"kind": "property", "element": _selector(check.what)}
            return row | {"stated": list(check.keys)} | _given("any_one", check.any_one)
        case RecoveryMet():
            row = {"kind": "recovery", "disruption": check.disruption.value}
            targets = (("rto", check.rto_s), ("rpo", check.rpo_s))
            return row | {key: seconds for key, seconds in targets if seconds is not None}
        case SinglePointsAtMost():
            return _single_points(check)
        case Survives():
            return _survives(check)
        case SimilarTo():
            return _similar(check)
        case Checklist():
            earns = {risk.value: share for risk, share in check.shares.items()}
            usual = earns == {"NO_RISK": 1.0, "MEDIUM_RISK": 0.5, "HIGH_RISK": 0.0}
            return {"kind": "checklist"} | ({} if usual else {"earns": earns})
        case ByHand():
            return {"kind": "free"} | _given("guidance", check.guidance)
        case _:
            return lens_row(check)


def _element(check: ElementRequired) -> Row:
    row: Row = {"kind": "element", "element": _selector(check.what), "at_least": check.at_least}
    if check.at_most is not None:
        row["at_most"] = check.at_most
    return row | _given("zones", check.zones)


def _relation(check: RelationRequired) -> Row:
    row: Row = {"kind": "relation", "from": _selector(check.source), "to": _selector(check.target)}
    if check.via:
        row["via"] = [_selector(step, is_step=True) for step in check.via]
    if check.kinds:
        row["links"] = sorted(kind.value for kind in check.kinds)
    row |= _given("direct", check.direct) | _given("either_way", check.either_way)
    return row | _given("every", check.every)


def _single_points(check: SinglePointsAtMost) -> Row:
    row: Row = {"kind": "single-points", "at_most": check.at_most}
    if check.zero is not None:
        row["none_from"] = check.zero
    if check.of is not PointKind.ELEMENT:
        row["of"] = check.of.value
    return row | _given("managed", check.managed)


def _survives(check: Survives) -> Row:
    is_any = check.failure is not FailureKind.SELECTED
    what = check.failure.value if is_any else _selector(check.what)
    row: Row = {"kind": "survives", "failure": what}
    row |= _given("together", check.together) | _given("at_peak", check.at_peak)
    return row | _given("partial", check.partial)


def _similar(check: SimilarTo) -> Row:
    row: Row = {"kind": "similarity", "model": check.model}
    if check.page != 1:
        row["page"] = check.page
    if check.full != 1.0:
        row["full_at"] = check.full
    row |= _given("nothing_below", check.zero) | _given("extras", check.extras)
    return row | _given("either_way", check.either_way)


def _selector(what: Selector, *, is_step: bool = False) -> object:
    """Return the shortest form; a step of a path is never a list, which would be several steps."""
    terms = list(what.terms)
    if not what.name and what.inside is None and not what.conditions:
        if len(terms) == 1:
            return terms[0]
        if not is_step:
            return terms
    row: Row = _given("service", terms) | _given("name", what.name)
    if what.inside is not None:
        row["in"] = _selector(what.inside)
    if what.conditions:
        row["with"] = {
            key: list(condition.value)
            if isinstance(condition.value, tuple)
            else condition.value
            if condition.comparison is Comparison.EQUAL
            else f"{condition.comparison.value} {_plain(condition.value)}"
            for key, condition in what.conditions.items()
        }
    return row


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _table(name: str, row: Mapping[str, object], *, listed: bool = False) -> str:
    head = f"[[{name}]]" if listed else f"[{name}]"
    return "\n".join([head, *_pairs(row)])


def _pairs(row: Mapping[str, object]) -> Iterator[str]:
    for key, value in row.items():
        yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if key and set(key) <= _BARE else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{{inner}}}"
    return str(value)


def _text(text: str) -> str:
    # A JSON string is a TOML basic string but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
