"""Plans and states in JSON, of every version, read into exact topologies."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.importers.dispatch import import_file, read
from designer.importers.refusal import ImportRefused
from designer.importers.result import NoteKind, Page
from designer.importers.source import Format, Source
from designer.storage.refusal import Refused
from tests.importers.terraform.drawn import elements, links


def page_of(data: bytes | dict[str, Any]) -> Page:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    (page,) = read(Source(path=Path("plan.json"), data=content), Format.TERRAFORM).pages
    return page


def resource(address: str, **values: Any) -> dict[str, Any]:
    kind, _, name = address.partition(".")
    return {"address": address, "mode": "managed", "type": kind, "name": name, "values": values}


def refer(address: str, **references: list[str]) -> dict[str, Any]:
    told = {key: {"references": names} for key, names in references.items()}
    return {"address": address, "mode": "managed", "expressions": told}


PLAN: dict[str, Any] = {
    "format_version": "1.2",
    "planned_values": {
        "root_module": {
            "resources": [
                resource("aws_vpc.main", cidr_block="10.0.0.0/16"),
                resource("aws_subnet.net[0]", availability_zone="eu-west-1a"),
                resource("aws_subnet.net[1]", availability_zone="eu-west-1b"),
                resource("aws_instance.web[0]", instance_type="t3.micro"),
                resource("aws_instance.web[1]", instance_type="t3.micro"),
                resource("aws_lb.front", load_balancer_type="application", internal=False),
                resource("aws_lb_target_group.web"),
                resource("aws_lb_target_group_attachment.web[0]"),
                resource("aws_lb_target_group_attachment.web[1]"),
                resource("aws_lb_listener.web", default_action=[{"type": "forward"}]),
                resource("aws_db_subnet_group.data"),
                resource("aws_db_instance.data", engine="mysql"),
            ]
        }
    },
    "configuration": {
        "provider_config": {"aws": {"expressions": {"region": {"constant_value": "eu-west-1"}}}},
        "root_module": {
            "resources": [
                refer("aws_subnet.net", vpc_id=["aws_vpc.main.id", "aws_vpc.main"]),
                refer("aws_instance.web", subnet_id=["aws_subnet.net", "count.index"]),
                refer("aws_lb.front", subnets=["aws_subnet.net"]),
                refer(
                    "aws_lb_target_group_attachment.web",
                    target_group_arn=["aws_lb_target_group.web.arn", "aws_lb_target_group.web"],
                    target_id=["aws_instance.web", "count.index"],
                ),
                {
                    "address": "aws_lb_listener.web",
                    "expressions": {
                        "load_balancer_arn": {"references": ["aws_lb.front.arn", "aws_lb.front"]},
                        "default_action": [
                            {"target_group_arn": {"references": ["aws_lb_target_group.web.arn"]}}
                        ],
                    },
                },
                refer("aws_db_subnet_group.data", subnet_ids=["aws_subnet.net"]),
                refer(
                    "aws_db_instance.data", db_subnet_group_name=["aws_db_subnet_group.data.name"]
                ),
            ]
        },
    },
}
DRAWN = {
    "main": ("vpc", "Region: eu-west-1"),
    "eu-west-1a": ("zone", "main"),
    "eu-west-1b": ("zone", "main"),
    "net[0]": ("private-subnet", "eu-west-1a"),
    "net[1]": ("private-subnet", "eu-west-1b"),
    "web[0]": ("ec2", "net[0]"),
    "web[1]": ("ec2", "net[1]"),
    "front": ("alb", "main"),
    "data": ("rds", "main"),
}


def test_references_join_what_a_plan_has_no_ids_for() -> None:
    page = page_of(PLAN)
    assert elements(page) == DRAWN
    assert links(page) == {("front", "web[0]"), ("front", "web[1]")}


def test_multi_az_is_not_stated_unless_it_is_written() -> None:
    (data,) = [e for e in page_of(PLAN).diagram.topology.elements.values() if e.service == "rds"]
    assert "multi_az" not in data.properties
    assert "zones" not in data.properties
    notes = [n.sentence for n in page_of(PLAN).notes if n.kind is NoteKind.UNSTATED]
    assert any("no Multi-AZ" in sentence for sentence in notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_encoding_gives_the_same(encoding: str) -> None:
    assert elements(page_of(json.dumps(PLAN).encode(encoding))) == DRAWN


def test_a_state_joins_by_ids() -> None:
    def state(kind: str, name: str, **attributes: Any) -> dict[str, Any]:
        return {
            "mode": "managed",
            "type": kind,
            "name": name,
            "instances": [{"attributes": attributes}],
        }

    page = page_of(
        {
            "version": 4,
            "resources": [
                state("aws_vpc", "v", id="vpc-1"),
                state(
                    "aws_subnet", "s", id="subnet-1", vpc_id="vpc-1", availability_zone="us-east-1a"
                ),
                state("aws_instance", "i", id="i-1", subnet_id="subnet-1"),
                state("aws_instance", "j", id="i-2", subnet_id="subnet-9"),
            ],
        }
    )
    assert elements(page) == {
        "v": ("vpc", "Region"),
        "us-east-1a": ("zone", "v"),
        "s": ("private-subnet", "us-east-1a"),
        "i": ("ec2", "s"),
        "subnet-9": ("private-subnet", "v"),
        "j": ("ec2", "subnet-9"),
    }


def test_an_old_state_has_flat_lists() -> None:
    def old(kind: str, **attributes: Any) -> dict[str, Any]:
        return {"type": kind, "primary": {"id": "x", "attributes": attributes}}

    page = page_of(
        {
            "version": 3,
            "terraform_version": "0.11.1",
            "modules": [
                {
                    "path": ["root"],
                    "resources": {
                        "aws_vpc.v": old("aws_vpc", id="vpc-1"),
                        "aws_subnet.s": old("aws_subnet", id="subnet-1", vpc_id="vpc-1"),
                        "aws_lb.l": old("aws_lb", **{"subnets.#": "1", "subnets.0": "subnet-1"}),
                    },
                }
            ],
        }
    )
    assert elements(page) == {
        "v": ("vpc", "Region"),
        "s": ("private-subnet", "v"),
        "l": ("alb", "s"),
    }


def test_modules_pass_on_what_they_are_given_and_give() -> None:
    inner = {
        "resources": [resource("aws_vpc.v") | {"address": "module.net.aws_vpc.v"}],
        "address": "module.net",
    }
    plan = {
        "planned_values": {
            "root_module": {"resources": [resource("aws_subnet.s")], "child_modules": [inner]}
        },
        "configuration": {
            "root_module": {
                "resources": [refer("aws_subnet.s", vpc_id=["module.net.id"])],
                "module_calls": {
                    "net": {
                        "module": {
                            "resources": [{"address": "aws_vpc.v"}],
                            "outputs": {"id": {"expression": {"references": ["aws_vpc.v.id"]}}},
                        }
                    }
                },
            }
        },
    }
    assert elements(page_of(plan)) == {
        "net v": ("vpc", "Region"),
        "s": ("private-subnet", "net v"),
    }


def test_nothing_to_draw_says_why() -> None:
    page = page_of({"planned_values": {"root_module": {"resources": [resource("aws_nope.x")]}}})
    assert not page.diagram.topology.elements
    assert [n.kind for n in page.notes] == [NoteKind.UNKNOWN]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"a": 1}',
        "[" * 100_000,
        '{"planned_values": {"root_module": ' + '{"child_modules": [' * 200,
    ],
)
def test_hostile_plans_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(ImportRefused):
        import_file(path, form=Format.TERRAFORM)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["aws_vpc", "aws_vpc.a", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "root_module",
                    "resources",
                    "type",
                    "address",
                    "values",
                    "subnets",
                    "vpc_id",
                    "expressions",
                    "references",
                    "module_calls",
                    "module",
                    "instances",
                    "name",
                    "ingress",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(_JSON, _JSON)
def test_any_table_is_read_or_refused(values: Any, configuration: Any) -> None:
    data = {"planned_values": values, "configuration": configuration, "resources": values}
    with contextlib.suppress(Refused):
        assert page_of(data).notes
