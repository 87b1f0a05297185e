"""Reads YAML and JSON that may be hostile into plain lists, tables, texts and numbers.

YAML is built from the parser's events and from nothing else: no tag makes an object, an alias
costs what it stands for, and depth and size are known before anything grows.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from designer.importers.limits import MAX_NESTING, MAX_VALUES
from designer.storage.refusal import Refused, shown

Data = Any
"""None, bool, int, float, str, or a list or a dict (with keys of str) of these."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?\Z")
# YAML 1.1 takes yes, no, on and off for truth values; as names of conditions they are texts.
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "": None, "~": None, "null": None}
_STANDARD_TAG = "tag:yaml.org,2002:"
_HARMLESS = frozenset({"str", "int", "float", "bool", "null", "map", "seq", "timestamp", "binary"})
# Possessive, so that no text makes the search look twice.
_JSON_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


@dataclass(slots=True)
class Parsed:
    """The value of a file, and the keys that stood twice in one table (the last one counts)."""

    value: Data
    repeated: list[str] = field(default_factory=list)


def parse_data(text: str) -> Parsed:
    """Return the value of ``text``: JSON when it begins like it and is, else YAML.

    A short tag such as ``!Ref x`` becomes the table {"Ref": "x"}, and ``!Sub x`` becomes
    {"Fn::Sub": "x"}.

    Raises:
        Refused: it is neither, too deeply nested, too large, or asks for an object to be made.
    """
    if text.lstrip().startswith(("{", "[")):
        try:
            return parse_json(text)
        except json.JSONDecodeError as error:
            # YAML may begin with a bracket as well; what is neither is judged as JSON.
            try:
                return _Builder(text).document()
            except Refused:
                place = f"line {error.lineno}, column {error.colno}"
                words = error.msg[:1].lower() + error.msg[1:]
                raise Refused(place, f"not valid JSON: {words}") from error
    return _Builder(text).document()


def parse_json(text: str) -> Parsed:
    """Return the value of the JSON ``text``.

    Raises:
        json.JSONDecodeError: it is no JSON.
        Refused: it is too deeply nested or too large.
    """
    _check_shape(text)
    repeated: list[str] = []

    def table(pairs: list[tuple[str, Data]]) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for key, value in pairs:
            if key in found:
                repeated.append(key)
            found[key] = value
        return found

    try:
        return Parsed(json.loads(text, object_pairs_hook=table, parse_int=_whole), repeated)
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        raise Refused("", "a number in it has thousands of digits") from error


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= 19 else float(digits[:300])


def _check_shape(text: str) -> None:
    if text.count(",") > MAX_VALUES or text.count("{") + text.count("[") > MAX_VALUES:
        raise Refused("", f"holds more than {MAX_VALUES:,} values")
    skeleton = _JSON_STRING.sub("", text)
    depth = 0
    for found in _BRACKET.finditer(skeleton):
        depth += 1 if found.group() in "[{" else -1
        if depth > MAX_NESTING:
            raise Refused("", f"is nested more than {MAX_NESTING} levels deep")


@dataclass(slots=True)
class _Open:
    """A list or table that is being filled."""

    value: list[Data] | dict[str, Data]
    tag: str
    anchor: str | None
    start: int
    key: str | None = None
    merges: list[dict[str, Data]] = field(default_factory=list)


class _Builder:
    """Builds the first document of a text that holds anything."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Data, int]] = {}
        self._count = 0
        self._result: Data = None
        self._repeated: list[str] = []

    def document(self) -> Parsed:
        """Return the value."""
        try:
            for event in yaml.parse(self._text, Loader=_LOADER):
                if isinstance(event, yaml.DocumentEndEvent) and self._result is not None:
                    break
                self._take(event)
        except yaml.YAMLError as error:
            raise Refused(*_explained(error)) from error
        except (UnicodeError, ValueError) as error:
            raise Refused("", "holds characters that YAML does not allow") from error
        return Parsed(self._result, self._repeated)

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event), event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(self._stack) >= MAX_NESTING:
                raise Refused(_line(event), f"is nested more than {MAX_NESTING} levels deep")
            value: list[Data] | dict[str, Data] = (
                {} if isinstance(event, yaml.MappingStartEvent) else []
            )
            tag = self._tag(event)
            self._stack.append(_Open(value, tag, event.anchor, self._count))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise Refused(_line(event), f"the alias {shown(event.anchor)} stands for nothing")
            value, size = self._anchors[event.anchor]
            self._grow(size, event)
            self._place(value, event)

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        value: Data = done.value
        if isinstance(value, dict):
            for merged in done.merges:
                value = {**merged, **value}
        value = _tagged(done.tag, value)
        if done.anchor is not None:
            self._anchors[done.anchor] = (value, self._count - done.start + 1)
        self._grow(1, event)
        self._place(value, event)

    def _put(self, value: Data, event: Any) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)
        self._grow(1, event)
        self._place(value, event)

    def _grow(self, size: int, event: Any) -> None:
        self._count += size
        if self._count > MAX_VALUES:
            raise Refused(_line(event), f"holds more than {MAX_VALUES:,} values, aliases counted")

    def _place(self, value: Data, event: Any) -> None:
        if not self._stack:
            self._result = value
            return
        outer = self._stack[-1]
        if isinstance(outer.value, list):
            outer.value.append(value)
        elif outer.key is None:
            outer.key = self._key(value, event)
        else:
            key, outer.key = outer.key, None
            if key == "<<" and isinstance(value, (dict, list)):
                tables = value if isinstance(value, list) else [value]
                outer.merges += [table for table in tables if isinstance(table, dict)]
                return
            if key in outer.value:
                self._repeated.append(key)
            outer.value[key] = value

    def _key(self, value: Data, event: Any) -> str:
        if isinstance(value, (dict, list)):
            raise Refused(_line(event), "a key is a list or a table")
        if isinstance(value, bool):
            return "true" if value else "false"
        return "null" if value is None else str(value)

    def _scalar(self, event: Any) -> Data:
        tag, text = self._tag(event), event.value
        if tag.startswith("!"):
            return _tagged(tag, text)
        if tag or not event.implicit[0]:
            return text if tag in ("", "str") else _plain(text)
        is_key = bool(self._stack) and isinstance(self._stack[-1].value, dict)
        if is_key and self._stack[-1].key is None:
            return text
        return _plain(text)

    def _tag(self, event: Any) -> str:
        """Return "!Short", a harmless standard tag's name, or "" for none."""
        tag = event.tag
        if tag is None or tag == "!":
            return ""
        if tag.startswith(_STANDARD_TAG) and tag[len(_STANDARD_TAG) :] in _HARMLESS:
            return str(tag[len(_STANDARD_TAG) :])
        if tag.startswith("!") and len(tag) < 80:
            return str(tag)
        raise Refused(_line(event), f"asks for an object by the tag {shown(tag)}, which is refused")


def _plain(text: str) -> Data:
    """Return an unquoted scalar; dates, octal and base-60 numbers stay as written."""
    word = text.lower()
    if word in _WORDS:
        return _WORDS[word]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _tagged(tag: str, value: Data) -> Data:
    if not tag.startswith("!"):
        return value
    name = tag[1:]
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


def _line(event: Any) -> str:
    return f"line {event.start_mark.line + 1}"


def _explained(error: yaml.YAMLError) -> tuple[str, str]:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    place = "" if mark is None else f"line {mark.line + 1}, column {mark.column + 1}"
    return place, f"not valid YAML: {problem}"
