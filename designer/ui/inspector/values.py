"""Turns a property's value into the text of its field and back, or says why it cannot."""

import math

from designer.catalog.service import Property, PropertyType
from designer.model.elements import Value
from designer.ui.durations import format_duration, parse_duration

_SECONDS = {"s": 1.0, "h": 3600.0}
_NUMBERS = (PropertyType.INT, PropertyType.NUMBER)
MAX_LIST = 32
MAX_TEXT = 200


class NotUnderstood(ValueError):
    """The text is no value of the property; the message says what would be."""


def is_duration(prop: Property) -> bool:
    """Tell whether the property is entered as a duration such as "15 min"."""
    return prop.type is PropertyType.NUMBER and prop.unit in _SECONDS


def shown_unit(prop: Property) -> str:
    """Return the unit to write beside the label; durations carry theirs in the text."""
    return "" if is_duration(prop) else prop.unit


def to_text(prop: Property, value: Value | None) -> str:
    """Return the text that a field shows for ``value``; "" for None."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return choice_label(value) if prop.type is PropertyType.CHOICE else value
    if is_duration(prop):
        return format_duration(value * _SECONDS[prop.unit])
    return number_text(value)


def number_text(value: float) -> str:
    """Write a number with as few digits as it needs."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.10g}"


def choice_label(choice: str) -> str:
    """Return the words for one of a property's choices."""
    words = choice.replace("_", " ")
    return words if any(letter.isupper() for letter in words) else words[:1].upper() + words[1:]


def unstated_text(prop: Property) -> str:
    """Say that nothing is stated, and which of AWS's defaults then counts."""
    if prop.default is None:
        return "not stated"
    text = to_text(prop, prop.default)
    unit = f" {shown_unit(prop)}" if shown_unit(prop) and text else ""
    return f"not stated (AWS default: {text}{unit})" if text else "not stated"


def from_text(prop: Property, text: str) -> Value | None:
    """Return the value that ``text`` means, None when it is empty; raise NotUnderstood."""
    text = text.strip()
    if not text:
        return None
    if prop.type is PropertyType.LIST:
        return _listed(text)
    if prop.type not in _NUMBERS:
        if len(text) > MAX_TEXT:
            raise NotUnderstood(f"At most {MAX_TEXT} characters.")
        return text
    if is_duration(prop):
        seconds = parse_duration(text)
        if seconds is None:
            raise NotUnderstood("A duration such as “90 s”, “15 min” or “4 h”.")
        value = seconds / _SECONDS[prop.unit]
        return _within(prop, int(value) if value.is_integer() else value)
    return _within(prop, _number(prop, text))


def _listed(text: str) -> tuple[str, ...] | None:
    parts = tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())
    if len(parts) > MAX_LIST or any(len(part) > MAX_TEXT for part in parts):
        raise NotUnderstood(f"At most {MAX_LIST} short names, separated by commas.")
    return parts or None


def _number(prop: Property, text: str) -> int | float:
    unit = shown_unit(prop)
    if unit and text.lower().endswith(unit.lower()):
        text = text[: -len(unit)].strip()
    text = text.replace(" ", "").replace("\u202f", "")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        raise NotUnderstood(f"A number{f' of {unit}' if unit else ''}.") from None
    if not math.isfinite(value):
        raise NotUnderstood("A finite number.")
    if value.is_integer():
        return int(value)
    if prop.type is PropertyType.INT:
        raise NotUnderstood("A whole number.")
    return value


def _within(prop: Property, value: int | float) -> int | float:
    low, high = prop.minimum, prop.maximum
    if low is not None and value < low:
        raise NotUnderstood(f"At least {to_text(prop, low) or number_text(low)}.")
    if high is not None and value > high:
        raise NotUnderstood(f"At most {to_text(prop, high) or number_text(high)}.")
    return value


def read_number(text: str, *, low: float, high: float) -> float | None:
    """Return the number that ``text`` means, None when it is empty; raise NotUnderstood."""
    text = text.strip().removesuffix("%").strip().replace(" ", "")
    if not text:
        return None
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        raise NotUnderstood("A number.") from None
    if not low <= value <= high:
        raise NotUnderstood(f"Between {number_text(low)} and {number_text(high)}.")
    return value


def write_number(value: object) -> str:
    """Return the text of a field's number; "" for what is none."""
    return number_text(value) if isinstance(value, int | float) else ""
