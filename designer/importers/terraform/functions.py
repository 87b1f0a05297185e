"""The few of Terraform's functions and operators that decide what is there and where."""

from collections.abc import Callable
from typing import Any

from designer.importers.terraform.values import Of, Secret, Symbol, Value, known_whole

_MOST = 1_000


def operated(sign: str, left: Value, right: Value) -> Value:
    """Return what an operator makes of two values."""
    if sign in ("==", "!="):
        left, right = (v.value if isinstance(v, Secret) else v for v in (left, right))
    if any(isinstance(value, (Symbol, Of)) for value in (left, right)):
        return Symbol(f"{left} {sign} {right}"[:300])
    if sign == "==":
        return left == right
    if sign == "!=":
        return left != right
    if sign in ("&&", "||"):
        return bool(left and right) if sign == "&&" else bool(left or right)
    # A number may be written as text.
    one, other = (known_whole(v) if isinstance(v, str) else v for v in (left, right))
    if not all(isinstance(v, (int, float)) and abs(v) < 1e12 for v in (one, other)):
        return Symbol(f"{left} {sign} {right}"[:300])
    rows: dict[str, Callable[[Any, Any], Value]] = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b if b else 0,
        "%": lambda a, b: a % b if b else 0,
        "<": lambda a, b: a < b,
        ">": lambda a, b: a > b,
        "<=": lambda a, b: a <= b,
        ">=": lambda a, b: a >= b,
    }
    return rows[sign](one, other)


def called(name: str, given: list[Value]) -> Value:
    """Return what a function makes of its arguments; a symbol when that is not known."""
    first = given[0] if given else None
    if name in ("try", "coalesce"):
        return next((v for v in given if v is not None and not isinstance(v, Symbol)), first)
    if name in ("tolist", "toset", "tomap", "tostring", "tonumber", "sort", "one", "nonsensitive"):
        return first[0] if name == "one" and isinstance(first, list) and first else first
    if name in ("jsonencode", "templatefile", "base64encode", "yamlencode", "join", "file"):
        return given
    if name == "element" and len(given) == 2:
        return _element(first, given[1])
    if name == "slice" and len(given) == 3 and isinstance(given[1], int):
        return _slice(first, given[1], given[2])
    if name == "range" and isinstance(first, int):
        return list(range(*[int(n) for n in given[:2]]))[:_MOST]
    if name == "lookup" and isinstance(first, dict):
        return first.get(str(given[1]), given[2] if len(given) > 2 else None)
    if name in ("concat", "flatten", "compact", "distinct", "setunion"):
        return _joined(given)
    if name == "merge":
        return {k: v for row in given if isinstance(row, dict) for k, v in row.items()}
    if name == "length" and isinstance(first, Secret):
        return len(first.value)
    if name == "length" and isinstance(first, (list, dict, str)):
        return len(first)
    if name in ("keys", "values") and isinstance(first, dict):
        return list(first) if name == "keys" else list(first.values())
    if name in ("min", "max") and given and all(isinstance(v, (int, float)) for v in given):
        return min(given) if name == "min" else max(given)
    if name in ("lower", "upper") and isinstance(first, str):
        return first.lower() if name == "lower" else first.upper()
    return Symbol(f"{name}({', '.join(str(v)[:60] for v in given[:6])})")


def _element(value: Value, index: Value) -> Value:
    if isinstance(value, list) and value and isinstance(index, (int, float)):
        return value[int(index) % len(value)]
    return Symbol(f"{value}[{index}]"[:300])


def _slice(value: Value, start: int, end: Value) -> Value:
    if not isinstance(end, int):
        return value
    if isinstance(value, list):
        return value[start:end]
    return [Symbol(f"{value}[{n}]") for n in range(start, min(end, start + 20))]


def _joined(value: Value) -> list[Value]:
    """Return the items of lists in lists, each of those that can be told apart once."""
    once: dict[Value, None] = {}
    tables: list[Value] = []
    pending = list(reversed(value))
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, dict):
            tables.append(item)
        elif item not in (None, ""):
            once.setdefault(item)
    return [*once, *tables][:_MOST]
