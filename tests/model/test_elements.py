"""Kinds and properties of single elements."""

import pytest

from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.workload import NUMBER_FIELDS, Workload

WEB = Element(id=ElementId("web"), kind=Kind.RESOURCE, service="ec2", name="Web")


def test_properties_are_stated_and_forgotten() -> None:
    stated = WEB.with_property("instances", 2)
    assert stated.properties == {"instances": 2}
    assert WEB.properties == {}
    assert stated.with_property("instances", 3).properties == {"instances": 3}
    assert stated.with_property("instances", None) == WEB
    # False is stated; only None is not.
    assert WEB.with_property("multi_az", False).properties == {"multi_az": False}


@pytest.mark.parametrize("kind", Kind)
def test_only_containers_have_members(kind: Kind) -> None:
    assert kind.is_container == (kind not in {Kind.RESOURCE, Kind.ACTOR, Kind.NOTE})
    assert kind.has_members == (kind in {Kind.SCALING_GROUP, Kind.GROUP})
    assert kind.is_container or not kind.has_members


def test_every_plain_number_of_a_workload_is_listed() -> None:
    numbers = dict.fromkeys(NUMBER_FIELDS, 1.0)
    stated = Workload(**numbers)  # type: ignore[arg-type]  # the fields are all numbers
    assert all(getattr(stated, name) == 1.0 for name in NUMBER_FIELDS)
    assert "rto_s" not in NUMBER_FIELDS
    assert "load_shape" not in NUMBER_FIELDS
    assert "figures" not in NUMBER_FIELDS
