"""Reads and writes AWS's custom lens files (JSON), with their limits; errors name the JSON path.

Source of format and limits: the AWS Well-Architected Tool user guide, "Custom lens format
specification", schema version 2021-11-01.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from designer.model.text import clean_text
from designer.review.conditions import ConditionRefused, names, parse
from designer.review.lens import (
    OWN_LENS,
    Choice,
    Lens,
    LensPillar,
    MoreReading,
    Question,
    Resource,
    Risk,
    RiskRule,
)

SCHEMA_VERSION = "2021-11-01"
LARGEST_BYTES = 500_000
LONGEST_NAME = 128
LONGEST_TEXT = 2_048
MOST_PILLARS = 10
MOST_QUESTIONS = 20
MOST_CHOICES = 15
MOST_RULES = 3
MOST_PAGES = 5  # of each kind in ``additionalResources``
KINDS = ("HELPFUL_RESOURCE", "IMPROVEMENT_PLAN")

_ID = re.compile(r"[A-Za-z0-9_]{3,128}")
_SLUG = re.compile(r"[^a-z0-9]+")
_DEEPEST = 20
Fields = dict[str, Any]


class LensRefused(Exception):
    """A file is no lens.

    Attributes:
        path: where in the JSON, for example ``$.pillars[0].questions[2].id``; "" for the whole.
        reason: a few words for people.
    """

    def __init__(self, path: str, reason: str) -> None:
        """Keep ``path`` and ``reason``."""
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path = path
        self.reason = reason


def read_lens(data: bytes) -> Lens:
    """Return the lens in the bytes of a file.

    Raises:
        LensRefused: with the JSON path of what is wrong.
    """
    if len(data) > LARGEST_BYTES:
        raise LensRefused("", f"a lens has at most {LARGEST_BYTES:,} bytes, not {len(data):,}")
    raw = _Node(_parsed(data), "$").fields()
    version = raw.text("schemaVersion", 32)
    if version != SCHEMA_VERSION:
        raw.refuse("schemaVersion", f"should be '{SCHEMA_VERSION}'")
    name = raw.text("name", LONGEST_NAME)
    pillars = tuple(_pillar(node) for node in raw.items("pillars", 1, MOST_PILLARS))
    lens = Lens(
        id=_id_of(name),
        name=name,
        description=raw.text("description", LONGEST_TEXT, optional=True),
        version=version,
        pillars=pillars,
    )
    _require_distinct(lens)
    return lens


def _id_of(name: str) -> str:
    """Return what answers are kept under, which those to our own questions must not meet."""
    found = _SLUG.sub("-", name.lower()).strip("-") or "lens"
    return f"{found}-lens" if found == OWN_LENS else found


def _parsed(data: bytes) -> object:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LensRefused("", "the file is not UTF-8 text") from error
    if _depth(text) > _DEEPEST:
        raise LensRefused("", "the file nests deeper than any lens")
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise LensRefused("", f"the file is not JSON{line}") from error


def _depth(text: str) -> int:
    """Return how deep brackets nest; those in texts count too, which only errs to the safe side."""
    deepest = depth = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text):
        sign = found.group()
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


class _Node:
    """A value of the file and where it stands."""

    def __init__(self, value: object, path: str) -> None:
        self._value = value
        self.path = path

    def fields(self) -> "_Fields":
        """Take the value for an object."""
        if not isinstance(self._value, dict):
            raise LensRefused(self.path, "should be an object")
        return _Fields(self._value, self.path)


class _Fields:
    """An object of the file."""

    def __init__(self, values: Fields, path: str) -> None:
        self._values = values
        self.path = path

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Refuse the field ``key``."""
        raise LensRefused(f"{self.path}.{key}", reason)

    def has(self, key: str) -> bool:
        """Tell whether the field is there."""
        return self._values.get(key) is not None

    def text(self, key: str, longest: int, *, optional: bool = False) -> str:
        """Return a text in clean characters."""
        value = self._values.get(key)
        if value is None and optional:
            return ""
        if not isinstance(value, str):
            self.refuse(key, "is missing" if value is None else "should be a text")
        if len(value) > longest:
            self.refuse(key, f"has more than {longest:,} characters")
        if not (value := clean_text(value, lines=True)).strip() and not optional:
            self.refuse(key, "is empty")
        return value

    def id(self) -> str:
        """Return the object's id."""
        value = self.text("id", LONGEST_NAME)
        if not _ID.fullmatch(value):
            self.refuse("id", "should be 3 to 128 letters, digits and underscores")
        return value

    def items(self, key: str, fewest: int, most: int) -> Iterator[_Node]:
        """Yield the values of a list."""
        value = self._values.get(key)
        if value is None and not fewest:
            return
        if not isinstance(value, list):
            self.refuse(key, "is missing" if value is None else "should be a list")
        if not fewest <= len(value) <= most:
            self.refuse(key, f"should have {fewest} to {most} entries, not {len(value)}")
        for at, one in enumerate(value):
            yield _Node(one, f"{self.path}.{key}[{at}]")

    def resource(self, key: str) -> Resource | None:
        """Return a text with an address, or None when there is none."""
        return _resource(_Node(self._values[key], f"{self.path}.{key}")) if self.has(key) else None


def _resource(node: _Node) -> Resource:
    raw = node.fields()
    url = raw.text("url", LONGEST_TEXT, optional=True)
    if url and not url.lower().startswith(("https://", "http://")):
        raw.refuse("url", "should begin with https://")
    return Resource(raw.text("displayText", LONGEST_TEXT, optional=True), url)


def _pillar(node: _Node) -> LensPillar:
    raw = node.fields()
    return LensPillar(
        id=raw.id(),
        name=raw.text("name", LONGEST_NAME),
        questions=tuple(_question(each) for each in raw.items("questions", 1, MOST_QUESTIONS)),
    )


def _question(node: _Node) -> Question:
    raw = node.fields()
    choices = tuple(_choice(each) for each in raw.items("choices", 1, MOST_CHOICES))
    known = {choice.id for choice in choices}
    rules = tuple(_rule(each, known) for each in raw.items("riskRules", 1, MOST_RULES))
    if sum(rule.condition is None for rule in rules) != 1:
        raw.refuse("riskRules", "one rule, and only one, should be 'default'")
    return Question(
        id=raw.id(),
        title=raw.text("title", LONGEST_NAME),
        description=raw.text("description", LONGEST_TEXT, optional=True),
        help=raw.resource("helpfulResource"),
        choices=choices,
        # The default is what is left when no other holds, wherever it stands.
        rules=tuple(sorted(rules, key=lambda rule: rule.condition is None)),
    )


def _choice(node: _Node) -> Choice:
    raw = node.fields()
    choice = Choice(
        id=raw.id(),
        title=raw.text("title", LONGEST_NAME),
        help=raw.resource("helpfulResource"),
        improvement=raw.resource("improvementPlan"),
        more=tuple(_more(each) for each in raw.items("additionalResources", 0, len(KINDS))),
    )
    if choice.improvement is None and not choice.is_none_of_these:
        raw.refuse("improvementPlan", "is missing")
    return choice


def _more(node: _Node) -> MoreReading:
    raw = node.fields()
    kind = raw.text("type", 32)
    if kind not in KINDS:
        raw.refuse("type", f"should be {KINDS[0]} or {KINDS[1]}")
    pages = tuple(_resource(each) for each in raw.items("content", 1, MOST_PAGES))
    return MoreReading(kind=kind, content=pages)


def _rule(node: _Node, known: set[str]) -> RiskRule:
    raw = node.fields()
    text = raw.text("condition", LONGEST_TEXT)
    word = raw.text("risk", 32)
    if word not in {risk.value for risk in Risk}:
        raw.refuse("risk", "should be HIGH_RISK, MEDIUM_RISK or NO_RISK")
    if text.strip() == "default":
        return RiskRule(condition=None, risk=Risk(word), text="default")
    try:
        condition = parse(text)
    except ConditionRefused as error:
        raw.refuse("condition", error.reason)
    for name in names(condition):
        if name not in known:
            raw.refuse("condition", f"asks for '{name}', which is no choice of this question")
    return RiskRule(condition=condition, risk=Risk(word), text=text)


def _require_distinct(lens: Lens) -> None:
    """Refuse an id that stands twice: among pillars, among questions or among choices."""
    pillars: set[str] = set()
    questions: set[str] = set()
    choices: set[str] = set()
    for p, pillar in enumerate(lens.pillars):
        path = f"$.pillars[{p}]"
        _require_new(pillar.id, pillars, path)
        for q, question in enumerate(pillar.questions):
            at = f"{path}.questions[{q}]"
            _require_new(question.id, questions, at)
            for c, choice in enumerate(question.choices):
                _require_new(choice.id, choices, f"{at}.choices[{c}]")


def _require_new(key: str, seen: set[str], path: str) -> None:
    if key in seen:
        raise LensRefused(f"{path}.id", f"'{key}' stands twice in the lens")
    seen.add(key)


def write_lens(lens: Lens) -> str:
    """Return the lens as the text of a custom lens file; reading it gives an equal lens."""
    raw = {
        "schemaVersion": SCHEMA_VERSION,
        "name": lens.name,
        "description": lens.description,
        "pillars": [
            {
                "id": pillar.id,
                "name": pillar.name,
                "questions": [_question_row(question) for question in pillar.questions],
            }
            for pillar in lens.pillars
        ],
    }
    return json.dumps(raw, ensure_ascii=False, indent=2) + "\n"


def _question_row(question: Question) -> Fields:
    row: Fields = {"id": question.id, "title": question.title, "description": question.description}
    if question.help is not None:
        row["helpfulResource"] = _resource_row(question.help)
    row["choices"] = [_choice_row(choice) for choice in question.choices]
    row["riskRules"] = [
        {"condition": rule.text, "risk": rule.risk.value} for rule in question.rules
    ]
    return row


def _choice_row(choice: Choice) -> Fields:
    row: Fields = {"id": choice.id, "title": choice.title}
    for key, resource in (
        ("helpfulResource", choice.help),
        ("improvementPlan", choice.improvement),
    ):
        if resource is not None:
            row[key] = _resource_row(resource)
    if choice.more:
        row["additionalResources"] = [
            {"type": more.kind, "content": [_resource_row(page) for page in more.content]}
            for more in choice.more
        ]
    return row


def _resource_row(resource: Resource) -> Fields:
    row = {"displayText": resource.text, "url": resource.url}
    return {key: value for key, value in row.items() if value}
