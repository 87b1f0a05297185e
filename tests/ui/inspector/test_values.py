import pytest

from designer.catalog.loader import catalog
from designer.catalog.service import Property, PropertyType
from designer.edit.property_edits import checked_value
from designer.ui.inspector.values import NotUnderstood, from_text, to_text, unstated_text

PROPERTIES = [
    pytest.param(service.key, prop, id=f"{service.key}.{prop.key}")
    for service in catalog().values()
    for prop in service.properties
    if prop.type not in (PropertyType.BOOL, PropertyType.CHOICE)
]


@pytest.mark.parametrize(("service", "prop"), PROPERTIES)
def test_what_a_field_shows_is_read_back_and_can_be_stated(service: str, prop: Property) -> None:
    for value in {prop.default, prop.best, prop.minimum, prop.maximum} - {None}:
        shown = to_text(prop, value)
        again = from_text(prop, shown)
        assert again == value or again == float(str(value))
        assert again is not None
        assert checked_value(catalog()[service], prop.key, again) == again


def _number(**changes: object) -> Property:
    fields: dict[str, object] = {
        "key": "k",
        "label": "K",
        "type": PropertyType.NUMBER,
        "help": "",
        **changes,
    }
    return Property(**fields)  # type: ignore[arg-type]  # the fields of a test


@pytest.mark.parametrize(
    ("prop", "text", "value"),
    [
        (_number(type=PropertyType.INT), " 7 ", 7),
        (_number(unit="days"), "7 days", 7),
        (_number(), "1,5", 1.5),
        (_number(), "10 000", 10000),
        (_number(unit="s"), "5 min", 300),
        (_number(unit="h"), "90 min", 1.5),
        (_number(unit="h"), "1 d", 24),
        (_number(), "", None),
        (_number(type=PropertyType.LIST), "a, b ;c,", ("a", "b", "c")),
        (_number(type=PropertyType.LIST), " , ", None),
        (_number(type=PropertyType.TEXT), "  m7g.large ", "m7g.large"),
    ],
)
def test_entries(prop: Property, text: str, value: object) -> None:
    assert from_text(prop, text) == value


@pytest.mark.parametrize(
    ("prop", "text", "why"),
    [
        (_number(type=PropertyType.INT), "1.5", "whole"),
        (_number(unit="days"), "many", "number of days"),
        (_number(), "nan", "finite"),
        (_number(), "1e999", "finite"),
        (_number(minimum=2), "1", "At least 2"),
        (_number(maximum=9), "10", "At most 9"),
        (_number(unit="s", maximum=300), "10 min", "At most 5 min"),
        (_number(unit="s"), "soon", "duration"),
        (_number(type=PropertyType.TEXT), "x" * 201, "200 characters"),
    ],
)
def test_entries_that_are_refused_with_a_reason(prop: Property, text: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        from_text(prop, text)


@pytest.mark.parametrize(
    ("prop", "text"),
    [
        (_number(), "not stated"),
        (_number(default=7, unit="days"), "not stated (AWS default: 7 days)"),
        (_number(default=3600, unit="s"), "not stated (AWS default: 1 h)"),
        (_number(type=PropertyType.BOOL, default=False), "not stated (AWS default: No)"),
    ],
)
def test_not_stated_names_the_default(prop: Property, text: str) -> None:
    assert unstated_text(prop) == text
