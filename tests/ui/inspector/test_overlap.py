"""What several services have in common is what each of them would take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.catalog.service import Service
from designer.ui.inspector.overlap import shared_properties

SERVICES = sorted(catalog())
SOME = st.lists(st.sampled_from(SERVICES), min_size=1, max_size=4, unique=True)


def rows(keys: list[str]) -> list[Service]:
    return [catalog()[key] for key in keys]


@given(SOME)
def test_a_shared_property_is_one_of_each_and_no_wider(keys: list[str]) -> None:
    for shared in shared_properties(rows(keys)):
        for row in rows(keys):
            own = row.property(shared.key)
            assert own is not None
            assert (own.type, own.unit, own.choices) == (shared.type, shared.unit, shared.choices)
            if own.minimum is not None:
                assert shared.minimum is not None
                assert shared.minimum >= own.minimum
            if own.maximum is not None:
                assert shared.maximum is not None
                assert shared.maximum <= own.maximum
            assert shared.default in (None, own.default)


@given(SOME)
def test_the_order_of_the_services_does_not_matter(keys: list[str]) -> None:
    one, other = shared_properties(rows(keys)), shared_properties(rows(keys[::-1]))
    assert {p.key: p.default for p in one} == {p.key: p.default for p in other}


@pytest.mark.parametrize("key", SERVICES)
def test_one_service_shares_all_with_itself(key: str) -> None:
    row = catalog()[key]
    assert shared_properties([row]) == row.properties


def test_none_have_nothing_in_common() -> None:
    assert shared_properties([]) == ()
    assert "mttr_h" in {p.key for p in shared_properties(rows(["ec2", "rds"]))}
