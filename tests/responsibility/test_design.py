"""What of a design is the customer's, tied to what the drawing states."""

from designer.analysis.facts import Facts
from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import ElementId
from designer.responsibility.areas import Area
from designer.responsibility.design import Duty, Standing, duties_of, responsibility
from tests.builders import diagram

SHOP = """
    users u
    region r eu-west-1
      vpc v
        zone a
          subnet s1 public
            ec2 web patched imdsv2
            rds db off:encrypted
    u -> web -> db
    note n
"""


def _duty(drawn: Diagram, service: str, area: Area) -> Duty:
    found = responsibility(drawn)
    return next(d for d in found.duties if (d.service, d.area) == (service, area))


def test_a_duty_is_done_missing_not_stated_or_not_shown() -> None:
    drawn = diagram(SHOP)
    assert _duty(drawn, "ec2", Area.GUEST_OS).standing is Standing.DONE
    at_rest = _duty(drawn, "rds", Area.AT_REST)
    assert at_rest.standing is Standing.MISSING
    assert at_rest.blamed == ("db",)
    assert [name for name, _ in at_rest.reasons] == ["SEC-18"]
    assert _duty(drawn, "rds", Area.IN_TRANSIT).standing is Standing.NOT_STATED
    assert _duty(drawn, "rds", Area.DATA).standing is Standing.NOT_SHOWN
    assert "SEC-26" in {name for name, _ in _duty(drawn, "rds", Area.NETWORK).reasons}


def test_actors_notes_and_places_are_left_out() -> None:
    rows = responsibility(diagram(SHOP)).rows
    assert {own.service for own, _ in rows} == {"vpc", "public-subnet", "ec2", "rds"}
    assert responsibility(EMPTY).rows == ()


def test_what_aws_answers_for_alone_is_no_duty() -> None:
    duties = responsibility(diagram("lambda pay")).duties
    assert not {Area.FACILITIES, Area.HOST, Area.GUEST_OS, Area.PLATFORM} & {d.area for d in duties}


def test_duties_of_one_element_are_those_of_the_design_for_it_alone() -> None:
    drawn = diagram(SHOP)
    facts = Facts(drawn.topology, drawn.workload)
    key = ElementId("db")
    assert duties_of(facts, (key,)) == tuple(
        duty for duty in responsibility(drawn).duties if duty.elements == (key,)
    )
    assert duties_of(facts, (ElementId("u"), ElementId("gone"))) == ()
