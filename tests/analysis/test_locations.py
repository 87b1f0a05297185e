"""Zones and Regions as drawn, implied or left open."""

from designer.analysis.facts import Facts
from designer.catalog.service import Scope
from designer.model.ids import ElementId
from tests.builders import topology

E = ElementId


def facts(text: str) -> Facts:
    return Facts(topology(text))


def test_a_zone_drawn_in_two_vpcs_of_one_region_is_one_zone() -> None:
    found = facts(
        """
        region r eu-west-1
          vpc v1
            zone a "AZ 1"
              ec2 x
          vpc v2
            zone b "AZ 1"
              ec2 y
            zone c "AZ 2"
              ec2 z
        """
    )
    assert found.placement.zones_of(E("x")) == found.placement.zones_of(E("y"))
    assert found.placement.zones_of(E("x")) != found.placement.zones_of(E("z"))
    (key,) = found.placement.zones_of(E("x"))
    assert found.zone(key).elements == ("a", "b")


def test_zone_boxes_with_the_catalogs_name_are_different_zones() -> None:
    found = facts(
        """
        region r eu-west-1
          zone a "Availability Zone"
            ec2 x
          zone b "Availability Zone"
            ec2 y
        """
    )
    assert found.placement.zones_of(E("x")) != found.placement.zones_of(E("y"))


def test_zones_of_one_name_in_two_regions_are_different_zones() -> None:
    found = facts(
        """
        region r eu-west-1
          zone a "A"
            ec2 x
        region s eu-central-1
          zone b "A"
            ec2 y
        """
    )
    assert found.placement.zones_of(E("x")) != found.placement.zones_of(E("y"))
    assert found.placement.region_of(E("x")) == "region:eu-west-1"
    assert found.placement.region_of(E("y")) == "region:eu-central-1"


def test_stated_zones_find_the_drawn_ones_by_name() -> None:
    found = facts(
        """
        region r eu-west-1
          zone a "eu-west-1a"
          zone b "eu-west-1b"
          ecs svc zones=eu-west-1a,EU-WEST-1B,eu-west-1c desired=3
        """
    )
    zones = found.placement.zones_of(E("svc"))
    assert [found.zone(key).elements for key in zones] == [("a",), ("b",), ()]
    assert found.placement.is_zone_known(E("svc"))


def test_a_zonal_thing_without_a_zone_shares_the_unknown_one_of_its_region() -> None:
    found = facts(
        """
        region r eu-west-1
          vpc v
            zone a
            ec2 x
            ec2 y
        """
    )
    assert found.placement.zones_of(E("x")) == found.placement.zones_of(E("y"))
    assert not found.placement.is_zone_known(E("x"))
    (key,) = found.placement.zones_of(E("x"))
    assert not found.zone(key).known


def test_a_subnet_that_names_its_zone_is_that_zones_box() -> None:
    found = facts(
        """
        region r eu-west-1
          vpc v
            subnet s zone_name=eu-west-1a
              ec2 x
            zone b "eu-west-1a"
              ec2 y
        """
    )
    assert found.placement.zones_of(E("x")) == found.placement.zones_of(E("y"))


def test_regional_services_cover_their_regions_zones() -> None:
    drawn = facts("region r eu-west-1\n  zone a\n  zone b\n  lambda f")
    assert len(drawn.placement.zones_of(E("f"))) == 2
    bare = facts("region r eu-west-1\n  lambda f")
    assert len(bare.placement.zones_of(E("f"))) == 3
    assert bare.placement.service_zone(E("f")) is None


def test_a_regional_service_outside_the_only_regions_box_belongs_to_it() -> None:
    found = facts("s3 b\nregion r eu-west-1\n  ec2 x")
    assert found.placement.region_of(E("b")) == "region:eu-west-1"


def test_global_and_external_things_are_in_no_region() -> None:
    found = facts("region r eu-west-1\n  ec2 x\nusers u\nroute53 dns\nserver s")
    for key in ("u", "dns", "s"):
        assert found.placement.region_of(E(key)) is None
        assert found.placement.zones_of(E(key)) == ()


def test_a_balancer_in_one_zone_fails_with_it() -> None:
    found = facts(
        """
        region r eu-west-1
          vpc v
            zone a
              alb one
            zone b
            alb two zones=a,b
            alb three
        """
    )
    assert found.placement.service_zone(E("one")) == found.placement.zones_of(E("one"))[0]
    assert found.placement.service_zone(E("two")) is None
    assert found.placement.service_zone(E("three")) is None


def test_a_service_that_knows_no_zones_is_not_bound_to_the_box_it_is_drawn_in() -> None:
    found = facts("region r eu-west-1\n  zone a\n    dynamodb t\n  zone b")
    assert found.placement.service_zone(E("t")) is None


def test_a_storage_class_confines_a_bucket_to_one_zone() -> None:
    found = facts("region r eu-west-1\n  s3 b storage_class=one_zone_ia\n  s3 c")
    assert found.locations.scope(E("b")) is Scope.ZONAL
    assert found.placement.service_zone(E("b")) is not None
    assert found.placement.service_zone(E("c")) is None
