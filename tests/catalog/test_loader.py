"""The loader: rows on demand, quickly, and a clear word about a wrong one."""

import time

import pytest

from designer.catalog import loader
from designer.catalog.loader import Catalog, CatalogError, catalog, region_names, regions
from designer.catalog.service import Category

INDEX = '[places]\ninside = ["vpc", "canvas"]\n'
SHARED = 'zones = {type = "list", label = "Zones", help = "Where it runs."}\n'
ROW = """
[thing]
name = "Thing"
full_name = "Amazon Thing"
role = "compute"
summary = "It does things."
icon = "own:generic"
stands_in = "inside"
failure = {scope = "regional", replicas = "managed"}
"""


def _made(text: str, file: str = "compute.toml") -> Catalog:
    return Catalog({file: text}, INDEX, SHARED)


def test_a_row_is_read_with_shared_places_and_properties() -> None:
    rows = _made(ROW + "[thing.properties]\nzones = {help = 'Other.'}\n")
    thing = rows["thing"]
    assert thing.category is Category.COMPUTE
    assert thing.stands_in == {"vpc", "canvas"}
    zones = thing.property("zones")
    assert zones is not None
    assert (zones.label, zones.help) == ("Zones", "Other.")
    assert rows["thing"] is thing
    assert list(rows) == ["thing"]
    assert rows.in_category(Category.COMPUTE) == (thing,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROW.replace("role = ", "roll = "), "role"),
        (ROW.replace('"compute"', '"cook"'), "cook"),
        (ROW + "colour = 'red'\n", "colour"),
        (ROW.replace('"inside"', '["moon"]'), "moon"),
        (ROW.replace('"inside"', '"outside"'), "outside"),
        (ROW.replace('"regional"', '"lunar"'), "lunar"),
        (ROW.replace('"managed"', '"count", count_property = "hands"'), "hands"),
        (ROW + "[thing.properties]\nn = {type='int', label='N', help='N.', default='x'}\n", "n: "),
        (ROW + "[thing.properties]\nzones = {colour = 'red'}\n", "colour"),
        (ROW + "availability = [{of='node', sla=99.0, confidence='sure', source='x'}]\n", "sure"),
        (ROW + "availability = [{of='roof', sla=99.0, confidence='recalled', source=''}]", "roof"),
        (ROW + "recovery = 3\n", "int"),
        (ROW + "name =\n", "Invalid value"),
    ],
)
def test_a_wrong_row_is_named_with_its_file(text: str, said: str) -> None:
    with pytest.raises(CatalogError, match=r"compute\.toml: row 'thing'") as caught:
        _made(text)["thing"]
    assert said in str(caught.value)


def test_a_key_may_stand_only_once() -> None:
    with pytest.raises(CatalogError, match="'thing' stands in the catalog twice"):
        _made(ROW + ROW)


def test_a_file_is_called_like_a_section() -> None:
    with pytest.raises(CatalogError, match=r"kitchen\.toml"):
        _made(ROW, "kitchen.toml")


def test_an_unknown_key_is_a_key_error() -> None:
    assert "nonsense" not in catalog()
    assert catalog().get("nonsense") is None
    with pytest.raises(KeyError):
        catalog()["nonsense"]


def _best_of(runs: int) -> tuple[float, float]:
    few, everything = [], []
    for _ in range(runs):
        loader.catalog.cache_clear()
        start = time.process_time()
        rows = loader.catalog()
        for key in ("users", "route53", "alb", "asg", "ec2", "rds", "s3", "region", "vpc", "zone"):
            rows[key]
        few.append(time.process_time() - start)
        for key in rows:
            rows[key]
        everything.append(time.process_time() - start)
    return min(few), min(everything)


def test_a_drawing_needs_few_milliseconds_of_catalog() -> None:
    few, everything = _best_of(5)
    # Three to four times what is measured on a slow machine; a regression is a factor of ten.
    assert few < 0.04
    assert everything < 0.15


def test_regions_and_their_zones() -> None:
    assert len(regions()) >= 36
    assert regions().keys() == region_names().keys()
    assert {"us-east-1", "eu-west-1", "cn-north-1", "us-gov-west-1"} <= regions().keys()
    for code, zones in regions().items():
        assert len(zones) >= 3
        assert list(zones) == sorted(set(zones))
        assert all(zone[:-1] == code and zone[-1] in "abcdef" for zone in zones)
    assert len(regions()["us-east-1"]) == 6
    assert len(regions()["us-west-2"]) == 4
    assert region_names()["eu-west-1"] == "Ireland"
    assert len(set(region_names().values())) == len(regions())
