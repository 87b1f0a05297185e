"""Plain Python data in a script: the few harmless operations on it, bounded in size."""

import ast
from typing import Any

from designer.importers.scripts.sketch import UNKNOWN

UNSAFE_TEXT = 2_000  # characters of any text that is kept
_MOST_ITEMS = 10_000


def iterated(value: Any) -> list[Any] | None:
    """Return the items of a list, table, text or range; None when they cannot be told."""
    if isinstance(value, list):
        return list(value)
    if isinstance(value, (dict, str)):
        return list(value)[:_MOST_ITEMS]
    return None


def binary(operator: ast.operator, left: Any, right: Any) -> Any:
    """Return the sum, product or formatted text of plain data."""
    match operator:
        case ast.Add() if isinstance(left, str) and isinstance(right, str):
            return (left + right)[:UNSAFE_TEXT]
        case ast.Add() if isinstance(left, list) and isinstance(right, list):
            return (left + right)[:_MOST_ITEMS]
        case ast.Mult() if isinstance(left, list) and isinstance(right, int):
            times = max(0, min(right, _MOST_ITEMS // max(1, len(left))))
            return left * times
        case ast.Mod() if isinstance(left, str):
            for mark in ("%s", "%d"):
                left = left.replace(mark, _shown(right)[:200], 1)
            return left[:UNSAFE_TEXT]
        case _ if _are_numbers(left, right):
            return _number(operator, left, right)
    return UNKNOWN


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, (str, int, float)) else "…"


def _are_numbers(left: Any, right: Any) -> bool:
    return all(isinstance(v, (int, float)) and abs(v) < 1e9 for v in (left, right))


def _number(operator: ast.operator, left: float, right: float) -> Any:
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Mod() if right:
            return left % right
        case ast.FloorDiv() if right:
            return left // right
    return UNKNOWN


def compared(operator: ast.cmpop, left: Any, right: Any) -> Any:
    """Return whether the comparison of plain data holds."""
    if not _can_be_compared(left):
        return UNKNOWN
    match operator:
        case ast.Eq() | ast.Is() if _can_be_compared(right):
            return left == right
        case ast.NotEq() | ast.IsNot() if _can_be_compared(right):
            return left != right
        case ast.In() if isinstance(right, (list, dict)):
            return any(_can_be_compared(item) and left == item for item in right)
        case ast.In() if isinstance(right, str):
            return str(left) in right
        case ast.Lt() if _are_numbers(left, right):
            return left < right
        case ast.Gt() if _are_numbers(left, right):
            return left > right
    return UNKNOWN


def _can_be_compared(value: Any) -> bool:
    """Tell whether ``value`` is neither unknown nor a list, which may hold itself."""
    return value is None or isinstance(value, (str, int, float))


def item_of(value: Any, key: Any) -> Any:
    """Return ``value[key]`` of a list or table."""
    if isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
        return value[key]
    if isinstance(value, dict) and isinstance(key, (str, int, float)):
        return value.get(key, UNKNOWN)
    return UNKNOWN


def put_item(held: Any, key: Any, value: Any) -> None:
    """Do what ``held[key] = value`` does to a list or table."""
    is_known = isinstance(key, int) if isinstance(held, list) else isinstance(key, (str, int))
    if isinstance(held, list) and is_known and not -1 < key < len(held):
        return
    if is_known and isinstance(held, (dict, list)) and len(held) < _MOST_ITEMS:
        held[key] = value


def called_builtin(name: str, given: list[Any]) -> Any:
    """Return what a harmless built-in function makes of plain data."""
    if name == "range" and given and all(isinstance(number, int) for number in given):
        span = range(*given[:3]) if len(given) < 3 or given[2] else range(0)
        return list(span[:_MOST_ITEMS])
    if name == "str" and given and isinstance(given[0], (str, int, float)):
        return str(given[0])[:UNSAFE_TEXT]
    lists = [iterated(value) for value in given]
    if not lists or any(items is None for items in lists):
        return UNKNOWN
    known = [items for items in lists if items is not None]
    if name == "len":
        return len(known[0])
    if name in ("list", "tuple", "sorted", "set"):
        return known[0]
    if name == "reversed":
        return known[0][::-1]
    if name == "enumerate":
        return [[number, item] for number, item in enumerate(known[0])]
    if name == "zip":
        return [list(row) for row in zip(*known, strict=False)]
    return UNKNOWN


def called_method(held: Any, name: str, given: list[Any]) -> Any:
    """Return what a harmless method of a list, table or text comes to."""
    if isinstance(held, list) and len(held) < _MOST_ITEMS and given:
        if name == "append":
            held.append(given[0])
            return None
        if name == "extend":
            held += iterated(given[0]) or []
            return None
    if isinstance(held, dict):
        return _table_method(held, name, given)
    if isinstance(held, str):
        return _text_method(held, name, given)
    return UNKNOWN


def _table_method(held: dict[Any, Any], name: str, given: list[Any]) -> Any:
    match name:
        case "items":
            return [[key, value] for key, value in held.items()]
        case "values":
            return list(held.values())
        case "keys":
            return list(held)
        case "get" if given and isinstance(given[0], (str, int)):
            return held.get(given[0], given[1] if len(given) > 1 else None)
    return UNKNOWN


def size_of(value: Any) -> int:
    """Return how many items a list, table or text has, and 0 for anything else."""
    return len(value) if isinstance(value, (list, dict, str)) else 0


def _text_method(held: str, name: str, given: list[Any]) -> Any:
    if name in ("upper", "lower", "title", "strip", "capitalize") and not given:
        return str(getattr(held, name)())
    if name == "format":
        for value in given:
            held = held.replace("{}", _shown(value)[:200], 1)
        return held[:UNSAFE_TEXT]
    if name == "join" and given:
        texts = [_shown(item) for item in iterated(given[0]) or ()]
        return held.join(texts)[:UNSAFE_TEXT]
    return UNKNOWN
