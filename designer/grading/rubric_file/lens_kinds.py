"""Reads and writes the kinds of criteria that ask about pillars and shared responsibility."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, assert_never

from designer.grading.lens_checks import (
    CheckMissing,
    CheckPassed,
    DutyDone,
    LensCheck,
    PillarRisks,
    PillarScore,
    PracticeFollowed,
)
from designer.grading.rubric_file.fields import MAX_NAME, Fields, did_you_mean
from designer.grading.rubric_file.lens_naming import areas_named, checks_named, practices_named
from designer.grading.rubric_file.naming import NotKnown, plain_word
from designer.grading.rubric_file.selectors import Equivalents, services_at
from designer.review.pillars import Pillar
from designer.storage.refusal import shown

_ALL = "all"
Row = dict[str, Any]
T = TypeVar("T")
_RISKS = ("high", "medium")


def lens_readers(equivalents: Equivalents) -> dict[str, Callable[[Fields], LensCheck]]:
    """Return what reads each kind, by its word."""
    return {
        "pillar": _pillar_score,
        "pillar-risk": _pillar_risks,
        "check": _check,
        "practice": _practice,
        "duty": lambda fields: _duty(fields, equivalents),
    }


def lens_row(check: LensCheck) -> Row:
    """Return the fields of a check as they are written, its kind first, without what is usual."""
    row: Row
    flags: dict[str, bool]
    match check:
        case PillarScore():
            row = {"kind": "pillar", "pillar": _word(check.pillar)}
            row["at_least"] = check.full
            if check.zero is not None:
                row["scaled_from"] = check.zero
            flags = {"drawn_only": check.drawn_only}
        case PillarRisks():
            row = {"kind": "pillar-risk", "pillar": _word(check.pillar), "at_most": check.at_most}
            if check.zero is not None:
                row["none_from"] = check.zero
            if check.medium:
                row["risk"] = "medium"
            flags = {"not_answered": check.if_open, "drawn_only": check.drawn_only}
        case CheckPassed():
            row = {"kind": "check", "passed": list(check.checks)}
            flags = {"not_applicable_is_met": check.if_silent}
        case CheckMissing():
            row = {"kind": "check", "missing": list(check.checks)}
            flags = {"not_stated": check.if_unstated}
        case PracticeFollowed():
            row = {"kind": "practice", "followed": list(check.practices)}
            flags = {
                "not_applicable_is_met": check.if_silent,
                "drawn_only": check.drawn_only,
            }
        case DutyDone():
            row = {"kind": "duty", "area": [area.value for area in check.areas]}
            if check.terms:
                row["service"] = list(check.terms)
            flags = {"not_applicable_is_met": check.if_silent}
        case _:
            assert_never(check)
    return row | {key: True for key, is_set in flags.items() if is_set}


def _word(pillar: Pillar | None) -> str:
    return _ALL if pillar is None else pillar.name.casefold()


def _pillar(fields: Fields) -> Pillar | None:
    words = {p.name.casefold(): p for p in Pillar}
    spellings = (
        words | {plain_word(p.value): p for p in Pillar} | {plain_word(p.title): p for p in Pillar}
    )
    word = plain_word(fields.text("pillar", most=MAX_NAME))
    if word != _ALL and word not in spellings:
        known = [*words, _ALL]
        hint = did_you_mean(word, [*spellings, _ALL], f"there are {', '.join(known)}")
        fields.refuse("pillar", f"{shown(word)} is no pillar{hint}")
    return spellings.get(word)


def _pillar_score(fields: Fields) -> PillarScore:
    pillar = _pillar(fields)
    full = fields.number("at_least", least=0, most=100)
    zero = fields.maybe_number("scaled_from", least=0, most=100)
    if zero is not None and zero >= full:
        fields.refuse("scaled_from", f"should be below 'at_least', which is {full:g}")
    return PillarScore(pillar=pillar, full=full, zero=zero, drawn_only=fields.flag("drawn_only"))


def _pillar_risks(fields: Fields) -> PillarRisks:
    pillar = _pillar(fields)
    at_most = fields.count("at_most", 0)
    zero = fields.count("none_from", -1) if fields.has("none_from") else None
    if zero is not None and zero <= at_most:
        fields.refuse("none_from", f"should be above 'at_most', which is {at_most}")
    risk = fields.text("risk", "high", MAX_NAME).casefold()
    if risk not in _RISKS:
        hint = did_you_mean(risk, _RISKS, f"there are {', '.join(_RISKS)}")
        fields.refuse("risk", f"{shown(risk)} is not known{hint}")
    return PillarRisks(
        pillar=pillar,
        at_most=at_most,
        zero=zero,
        medium=risk == "medium",
        if_open=fields.flag("not_answered"),
        drawn_only=fields.flag("drawn_only"),
    )


def _check(fields: Fields) -> CheckPassed | CheckMissing:
    if fields.has("passed") == fields.has("missing"):
        fields.refuse("", "needs either 'passed' or 'missing', a check id or a list of them")
    if fields.has("passed"):
        return CheckPassed(
            checks=_named(fields, "passed", checks_named),
            if_silent=fields.flag("not_applicable_is_met"),
        )
    return CheckMissing(
        checks=_named(fields, "missing", checks_named), if_unstated=fields.flag("not_stated")
    )


def _practice(fields: Fields) -> PracticeFollowed:
    return PracticeFollowed(
        practices=_named(fields, "followed", practices_named),
        if_silent=fields.flag("not_applicable_is_met"),
        drawn_only=fields.flag("drawn_only"),
    )


def _duty(fields: Fields, equivalents: Equivalents) -> DutyDone:
    areas = _named(fields, "area", areas_named)
    terms: tuple[str, ...] = ()
    services, words = frozenset[str](), ""
    if fields.has("service"):
        terms = fields.texts("service")
        services, words = services_at(fields, "service", terms, equivalents)
    return DutyDone(
        areas=areas,
        terms=terms,
        words=words,
        services=services,
        if_silent=fields.flag("not_applicable_is_met"),
    )


def _named(fields: Fields, key: str, meaning: Callable[[str], Iterable[T]]) -> tuple[T, ...]:
    """Return all that the words at ``key`` mean, each once."""
    found: dict[T, None] = {}
    for word in fields.texts(key):
        try:
            found.update(dict.fromkeys(meaning(word)))
        except NotKnown as error:
            fields.refuse(key, str(error))
    return tuple(found)
