"""Reads a rubric from its file; a mistake is one sentence with file, line and what was meant."""

import hashlib
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from designer.grading.checks import models_in
from designer.grading.grade import content_hash
from designer.grading.rubric import (
    STANDARD_LETTERS,
    Criterion,
    Equivalence,
    Group,
    LateRule,
    LateUnit,
    Letter,
    MissingKind,
    MissingRule,
    Rubric,
    Visibility,
)
from designer.grading.rubric_file.fields import LARGEST, MAX_NAME, Fields
from designer.grading.rubric_file.kinds import CheckReader, duration_s, model_reader
from designer.grading.rubric_file.lines import lines_of
from designer.grading.rubric_file.naming import NotKnown, meaning
from designer.model.diagram import Diagram
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import FileRejected, Refused, shown

SUFFIX = ".rubric.toml"
MAX_BYTES = 1 << 20
MAX_CRITERIA = 500
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_WHEN = {"met": False, "not met": True}
_SAME = 1e-6


def read_rubric(path: str | Path) -> Rubric:
    """Return the rubric in the file ``path``, with the model solutions it names.

    Raises:
        FileRejected: one sentence with file, line and reason.
    """
    try:
        data = read_limited(Path(path), MAX_BYTES)
        return rubric_of(data, Path(path).parent)
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error


def rubric_of(data: bytes, folder: Path | None = None) -> Rubric:
    """Return the rubric that ``data`` writes.

    Args:
        data: the bytes of the file.
        folder: where it lies, and the model solutions with it; without it none can be named.

    Raises:
        Refused: with the line and the reason.
    """
    try:
        # TOML knows two line ends; the carriage return of the second would count as a character.
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise Refused("", "is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        raise _no_toml(str(error)) from error
    fields = Fields(raw, (), lines_of(text))
    rubric = _rubric(fields, folder)
    digest = hashlib.sha256(data)
    for criterion in rubric.criteria:
        for model in models_in(criterion.check):
            digest.update(content_hash(model.diagram).encode())
    if rubric.handed_out is not None:
        digest.update(content_hash(rubric.handed_out).encode())
    return replace(rubric, digest=digest.hexdigest())


def _no_toml(reason: str) -> Refused:
    found = re.search(r"\(at line (\d+), column (\d+)\)$", reason)
    if found is None:
        return Refused("", f"is no TOML: {reason}")
    what = reason[: found.start()].strip()
    if what == "Cannot overwrite a value":
        return Refused(f"line {found[1]}", "has a key that has a value already")
    if what == "Illegal character '\\n'":
        return Refused(f"line {found[1]}", "opens a text with a quote and does not close it")
    return Refused(f"line {found[1]}", f"is no TOML: {what[:1].lower()}{what[1:]}")


def _rubric(fields: Fields, folder: Path | None) -> Rubric:
    title = fields.text("title", most=MAX_NAME)
    equivalents = _equivalents(fields)
    reader = CheckReader({e.name: e.services for e in equivalents}, model_reader(folder))
    groups = _groups(fields)
    criteria = _criteria(fields, reader, {group.id for group in groups})
    template, handed_out = _handed_out(fields, folder)
    rubric = Rubric(
        title=title,
        total=fields.number("total", 1.0, least=0.001),
        description=fields.text("description", ""),
        start=fields.number("start", 0.0, least=0),
        rounding=fields.number("rounding", 0.01, least=0, most=100),
        bonus_cap=fields.maybe_number("bonus_cap", least=0),
        criteria=criteria,
        groups=groups,
        letters=_letters(fields),
        late=_late(fields),
        missing=_missing(fields),
        equivalents=equivalents,
        synonyms=_synonyms(fields),
        template=template,
        handed_out=handed_out,
    )
    fields.finish()
    return _with_total(rubric, fields)


def _handed_out(fields: Fields, folder: Path | None) -> tuple[str, Diagram | None]:
    name = fields.text("template", "", most=1000)
    if not name:
        return "", None
    try:
        return name, model_reader(folder)(name, 1)
    except Refused as error:
        fields.refuse("template", f"{shown(name)}: {error.reason}")


def _with_total(rubric: Rubric, fields: Fields) -> Rubric:
    possible = rubric.possible
    if not fields.has("total"):
        if possible <= 0:
            fields.refuse("", "has no criterion that brings points: give it a 'start' or a 'total'")
        return replace(rubric, total=round(possible, 6))
    if not math.isclose(possible, rubric.total, abs_tol=_SAME):
        fields.refuse(
            "total",
            f"is {rubric.total:g}, but start and criteria without bonus come to {possible:g}",
        )
    return rubric


def _equivalents(fields: Fields) -> tuple[Equivalence, ...]:
    table = fields.table("equivalent")
    found: list[Equivalence] = []
    if table is None:
        return ()
    for name in table.names():
        services: set[str] = set()
        for word in table.texts(name):
            try:
                services |= meaning(word, {}).services
            except NotKnown as error:
                table.refuse(name, str(error))
        found.append(Equivalence(name=name, services=frozenset(services)))
    return tuple(found)


def _synonyms(fields: Fields) -> tuple[tuple[str, ...], ...]:
    value = fields.raw("synonyms")
    if value is None:
        return ()
    if not isinstance(value, list):
        fields.refuse("synonyms", f"should be a list of lists of words, not {shown(value)}")
    found: list[tuple[str, ...]] = []
    for alike in value:
        is_fine = isinstance(alike, list) and len(alike) > 1
        if not is_fine or not all(isinstance(w, str) and w.strip() for w in alike):
            fields.refuse("synonyms", f"should hold lists of two words or more, not {shown(alike)}")
        found.append(tuple(word.strip().lower() for word in alike))
    return tuple(found)


def _named(what: str, number: int, row: Mapping[str, Any]) -> str:
    name = row.get("id") or row.get("title")
    return f"{what} {shown(name)}" if isinstance(name, str) else f"{what} {number + 1}"


def _groups(fields: Fields) -> tuple[Group, ...]:
    found: dict[str, Group] = {}
    for one in fields.tables("group", lambda n, row: _named("group", n, row)):
        key = _id(one, found)
        best_of = one.count("best_of", 0, least=1) if one.has("best_of") else None
        found[key] = Group(
            id=key,
            title=one.text("title", key, MAX_NAME),
            cap=one.maybe_number("cap", least=0),
            best_of=best_of,
        )
        one.finish()
    return tuple(found.values())


def _id(fields: Fields, taken: Mapping[str, object], title: str = "") -> str:
    if not fields.has("id") and title:
        key = _NOT_IN_IDS.sub("-", title.casefold()).strip("-")[:64] or "criterion"
    else:
        key = fields.text("id", most=MAX_NAME)
        if _ID.match(key) is None:
            fields.refuse("id", "should be letters, digits, '-', '_' and '.', at most 64")
    if key in taken:
        fields.refuse("id", f"'{key}' stands twice; ids name the columns of the grades")
    return key


def _criteria(fields: Fields, reader: CheckReader, groups: set[str]) -> tuple[Criterion, ...]:
    found: dict[str, Criterion] = {}
    for one in fields.tables("criterion", lambda n, row: _named("criterion", n, row)):
        criterion = _criterion(one, reader, groups, found)
        found[criterion.id] = criterion
        if len(found) > MAX_CRITERIA:
            one.refuse("", f"there should be at most {MAX_CRITERIA} criteria")
    if not found:
        fields.refuse("", "has no [[criterion]]")
    return tuple(found.values())


def _criterion(
    fields: Fields, reader: CheckReader, groups: set[str], taken: Mapping[str, Criterion]
) -> Criterion:
    title = fields.text("title", most=MAX_NAME)
    key = _id(fields, taken, title)
    points = fields.number("points", least=-LARGEST)
    each, cap = fields.flag("each"), fields.maybe_number("cap", least=-LARGEST)
    if each and cap is None:
        fields.refuse("", "counts each, so it needs a 'cap': the most it may bring or take")
    if cap is not None and cap * points < 0:
        fields.refuse("cap", f"should have the sign of 'points', which is {points:g}")
    if cap is not None and not each and abs(cap) > abs(points):
        fields.refuse("cap", "is more than 'points', which it can reach only with each = true")
    group = fields.text("group", "", MAX_NAME)
    if group and group not in groups:
        known = f"there are {', '.join(sorted(groups))}" if groups else "write a [[group]]"
        fields.refuse("group", f"there is no group '{group}'; {known}")
    bonus = fields.flag("bonus")
    if bonus and points < 0:
        fields.refuse("bonus", "cannot be of a criterion that takes points")
    when = fields.text("when", "met", MAX_NAME)
    if when not in _WHEN:
        fields.refuse("when", f"should be 'met' or 'not met', not {shown(when)}")
    criterion = Criterion(
        id=key,
        title=title,
        check=reader.check(fields),
        points=points,
        inverted=_WHEN[when],
        each=each,
        cap=cap,
        group=group,
        bonus=bonus,
        visibility=fields.choice(
            "visibility", {v.value: v for v in Visibility}, Visibility.VISIBLE
        ),
        met=fields.text("feedback_met", ""),
        not_met=fields.text("feedback_not_met", ""),
        line=fields.line,
    )
    fields.finish()
    return criterion


def _letters(fields: Fields) -> tuple[Letter, ...]:
    table = fields.table("letters")
    if table is None:
        return STANDARD_LETTERS
    found = [Letter(name, table.number(name, least=0, most=1000)) for name in table.names()]
    if len({letter.least_percent for letter in found}) < len(found):
        table.refuse("", "give each letter a percent of its own")
    order = [letter.least_percent for letter in found]
    if order not in (sorted(order), sorted(order, reverse=True)):
        table.refuse("", "write the letters from best to worst; their percents go up and down")
    return tuple(sorted(found, key=lambda letter: -letter.least_percent))


def _late(fields: Fields) -> LateRule:
    table = fields.table("late")
    if table is None:
        return LateRule()
    rule = LateRule(
        due=table.moment("due"),
        grace_s=duration_s(table, "grace") or 0.0,
        percent=table.number("percent", 0.0, least=0, most=100),
        unit=table.choice("per", {unit.value: unit for unit in LateUnit}, LateUnit.DAY),
        lowest_percent=table.number("lowest_percent", 0.0, least=0, most=100),
        closed_after_s=duration_s(table, "closed_after"),
    )
    table.finish()
    return rule


def _missing(fields: Fields) -> MissingRule:
    table = fields.table("missing")
    if table is None:
        return MissingRule()
    kind = table.choice("grade", {kind.value: kind for kind in MissingKind}, MissingKind.ZERO)
    percent = table.number("percent", 0.0, least=0, most=100)
    if percent and kind is not MissingKind.ZERO:
        table.refuse("percent", f'goes with grade = "zero", not with "{kind.value}"')
    table.finish()
    return MissingRule(kind=kind, percent=percent)
