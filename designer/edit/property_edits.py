"""Applies SetProperty, judging each value by the property's row in the catalog."""

import math

from designer.catalog.loader import catalog
from designer.catalog.service import Property, PropertyType, Service
from designer.edit.edits import SetProperty
from designer.edit.element_edits import with_elements
from designer.edit.refusal import EditRefused, checked_text_value, element_of
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.ids import ElementId

# What any element may state, whatever its row says: where it is when no box shows it.
_COMMON = frozenset({"zones"})
_MAX_KEY = 64
LARGEST_NUMBER = 1e15
"""Up to here every whole number is exact; a file holds no larger one."""


def set_property(diagram: Diagram, edit: SetProperty) -> Diagram:
    """State one property of elements, or make it not stated."""
    if not 0 < len(edit.key) <= _MAX_KEY:
        raise EditRefused(f"A property's key has 1 to {_MAX_KEY} characters.")
    changed: dict[ElementId, Element] = {}
    for key in edit.ids:
        element = element_of(diagram, key)
        if edit.value is None:
            if edit.key in element.properties:
                changed[key] = element.with_property(edit.key, None)
            continue
        value = checked_value(catalog().get(element.service), edit.key, edit.value)
        old = element.properties.get(edit.key)
        if old != value or type(old) is not type(value):
            changed[key] = element.with_property(edit.key, value)
    return with_elements(diagram, changed)


def checked_value(service: Service | None, key: str, value: Value) -> Value:
    """Return ``value`` as the property holds it; refuse what its row does not allow.

    Args:
        service: the element's row; None (a service of a newer version) allows any property.
        key: the property.
        value: a whole number is taken for a number, nothing else is converted.
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise EditRefused("A property must be a finite number.")
    if isinstance(value, (int, float)) and abs(value) > LARGEST_NUMBER:
        raise EditRefused(f"A property must be a number of at most {LARGEST_NUMBER:,.0f}.")
    value = checked_text_value(value)
    found = None if service is None else service.property(key)
    if found is None:
        if service is not None and key not in _COMMON:
            raise EditRefused(f"“{service.name}” has no property “{key}”.")
        return value
    return _of_type(found, value)


def _of_type(found: Property, value: Value) -> Value:
    match found.type:
        case PropertyType.BOOL:
            if not isinstance(value, bool):
                raise EditRefused(f"{found.label} is either on or off.")
        case PropertyType.INT:
            if isinstance(value, bool) or not isinstance(value, int):
                raise EditRefused(f"{found.label} must be a whole number.")
            _require_range(found, value)
        case PropertyType.NUMBER:
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise EditRefused(f"{found.label} must be a number.")
            _require_range(found, value)
            return float(value)
        case PropertyType.TEXT:
            if not isinstance(value, str):
                raise EditRefused(f"{found.label} must be text.")
        case PropertyType.CHOICE:
            if value not in found.choices:
                raise EditRefused(f"{found.label} must be one of {', '.join(found.choices)}.")
        case PropertyType.LIST:
            if not isinstance(value, tuple):
                raise EditRefused(f"{found.label} must be a list.")
    return value


def _require_range(found: Property, value: float) -> None:
    unit = f" {found.unit}" if found.unit else ""
    if found.minimum is not None and value < found.minimum:
        raise EditRefused(f"{found.label} must be at least {found.minimum:,.10g}{unit}.")
    if found.maximum is not None and value > found.maximum:
        raise EditRefused(f"{found.label} must be at most {found.maximum:,.10g}{unit}.")
