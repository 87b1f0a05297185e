"""Parses JSON that may be hostile: size, depth and counts are known before anything is built."""

import json
import re
from typing import Any

from designer.storage.limits import MAX_FILE_BYTES, MAX_NESTING, MAX_OBJECTS, MAX_VALUES
from designer.storage.refusal import Refused, shown

# Possessive, and with an optional closing quote, so that no text makes the search look twice.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"\s*+:?|[{}\[\]]', re.DOTALL)
_HALF_PAIR = re.compile(
    r"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F]..)|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F].."
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class _Duplicate(ValueError):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class _NotFinite(ValueError):
    pass


def parse(data: bytes) -> dict[str, Any]:
    """Return the JSON object in ``data``, which is UTF-8 with or without a byte order mark.

    Every key is unique in its object, every number finite and every text whole.

    Raises:
        Refused: anything else; the place is a line wherever one can be told.
    """
    _check_size(data)
    text = _decoded(data)
    _check_shape(data)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Refused(_place(error), _syntax(error, text)) from error
    except _Duplicate as error:
        line = _line_of_duplicate(text, error.key)
        raise Refused(f"line {line}", f"the key {shown(error.key)} stands twice in it") from error
    except _NotFinite as error:
        raise Refused(_line_of(text, str(error)), f"{error} is not a finite number") from error
    except ValueError as error:  # more digits than Python turns into a number
        raise Refused("", "a number in it has thousands of digits") from error
    if not isinstance(value, dict):
        raise Refused("", "is not a Tenet design: it holds no JSON object")
    _check_pairs(text, value)
    return value


def _check_size(data: bytes) -> None:
    if len(data) > MAX_FILE_BYTES:
        raise Refused("", f"is too large: {MAX_FILE_BYTES // 2**20} MiB is the most")
    if not data.strip():
        raise Refused("", "is empty")
    if data.startswith(_UTF16_MARKS):
        raise Refused("", "is UTF-16 text; a Tenet design is UTF-8")
    if b"\0" in data[:4096]:
        raise Refused("", "is a binary file and not a Tenet design")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"line {line}", "the text is not UTF-8") from error


def _check_shape(data: bytes) -> None:
    # Counted without looking whether they stand in a text: it is fast and takes no memory.
    for mark, limit in ((b"{", MAX_OBJECTS), (b",", MAX_VALUES), (b'"', 2 * MAX_VALUES)):
        if data.count(mark) > limit:
            raise Refused("", "holds more than any design may: too many objects or values")
    skeleton = _STRING.sub(b"", data)
    if skeleton.count(b"{") + skeleton.count(b"[") <= MAX_NESTING:
        return
    depth = 0
    for found in _BRACKET.finditer(skeleton):
        depth += 1 if found.group() in b"[{" else -1
        if depth > MAX_NESTING:
            raise Refused("", f"is nested more than {MAX_NESTING} levels deep")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Duplicate(key)
            seen.add(key)
    return found


def _constant(word: str) -> Any:
    raise _NotFinite(word)


def _place(error: json.JSONDecodeError) -> str:
    return f"line {error.lineno}, column {error.colno}"


def _syntax(error: json.JSONDecodeError, text: str) -> str:
    if error.pos >= len(text.rstrip()) or "Unterminated" in error.msg:
        return "the file ends too early"
    words = error.msg.replace("Invalid \\", "invalid \\")
    return f"not valid JSON: {words[:1].lower()}{words[1:]}"


def _line_of(text: str, word: str) -> str:
    at = text.find(word)
    return f"line {text.count(chr(10), 0, max(at, 0)) + 1}"


def _line_of_duplicate(text: str, key: str) -> int:
    """Return the line on which ``key`` stands for the second time in one object."""
    open_objects: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in "{[":
            open_objects.append(set())
        elif word in "}]":
            open_objects.pop()
        elif word.endswith(":") and json.loads(word[:-1]) == key:
            if key in open_objects[-1]:
                return text.count("\n", 0, token.start()) + 1
            open_objects[-1].add(key)
    return 1


def _check_pairs(text: str, value: dict[str, Any]) -> None:
    # Half a surrogate pair can only come from an escape; the search is cheap, the proof is not.
    found = _HALF_PAIR.search(text)
    if found is None:
        return
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, found.start()) + 1
        reason = "half of a character (a lone surrogate) stands in a text"
        raise Refused(f"line {line}", reason) from error
