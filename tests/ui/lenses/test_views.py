"""What each overlay says of a scored drawing, and that colour never says it alone."""

from collections.abc import Callable

import pytest

from designer.analysis.facts import Facts
from designer.render.theme import CANVAS_THEMES, Theme
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard
from designer.ui.lenses import views
from designer.ui.lenses.domains import domains
from designer.ui.lenses.lens import Lens, LensView
from designer.ui.score_worker import _standings
from designer.ui.tints import Shade, colour_of
from tests.builders import diagram
from tests.render.test_theme import contrast

DRAWN = diagram(
    """
    workload peak_rps=4000 rto.zone=1h rpo.zone=5m rto.region=1h
    users u
    region r eu-west-1
      vpc v
        alb lb
        zone a "Availability Zone a"
          subnet s1 private
            ec2 web1 instance_type=t3.micro
            rds db
        zone b "Availability Zone b"
          subnet s2 private
            ec2 web2 instance_type=t3.micro
      s3 files
    u -> lb
    lb -> web1, web2
    web1, web2 -> db
    web1 -> files
    """
)
CARD = score(DRAWN)


def test_single_points_are_those_of_the_card() -> None:
    view = views.single_points(CARD)
    named = {key for point in CARD.single_points for key in point.ids}
    assert set(view.tints) == named
    assert "db" in named
    assert view.tints["db"].shade is Shade.BAD
    assert view.tints["db"].why
    assert sum(entry.count for entry in view.entries) == len(named)
    assert view.sentence.startswith(f"{len(CARD.single_points)} failures break a journey alone")


def test_capacity_tells_what_the_peak_takes() -> None:
    view = views.capacity(CARD)
    assert set(view.tints) == {tier.id for tier in CARD.capacity.tiers}
    tier = next(tier for tier in CARD.capacity.tiers if tier.id in ("web1", "web2"))
    assert tier.headroom_now is not None
    percent = f"{100 / tier.headroom_now:,.0f} %"
    assert view.tints[tier.id].sign == percent
    expected = Shade.BAD if tier.headroom_now < 1 else Shade.GOOD
    assert view.tints[tier.id].shade is expected
    assert "4,000 requests" in view.sentence


def test_recovery_shows_the_worst_disruption_of_each_store() -> None:
    view = views.recovery(CARD)
    assert set(view.tints) == {row.store for row in CARD.recovery.rows}
    lost = {row.store for row in CARD.recovery.rows if row.unrecoverable}
    assert {key for key, tint in view.tints.items() if tint.sign.startswith("lost")} == lost


def test_not_stated_counts_the_questions() -> None:
    view = views.not_stated(CARD)
    asked = [question for question in CARD.questions if question.element]
    assert view.sentence == f"{len(asked)} things are not stated."
    mine = sum(question.element == "db" for question in asked)
    assert view.tints["db"].sign == f"? {mine}"


def test_domains_tell_zones_apart_and_what_only_a_region_takes() -> None:
    view = domains(_standings(Facts(DRAWN.topology, DRAWN.workload)))
    assert view.tints["web1"].sign == "a"
    assert view.tints["web2"].sign == "b"
    assert view.tints["web1"].shade is not view.tints["web2"].shade
    assert view.tints["files"].sign == "Region"
    assert "u" not in view.tints
    labels = [entry.label for entry in view.entries]
    assert labels[:2] == ["Availability Zone a", "Availability Zone b"]


def test_a_zone_that_is_not_told_is_asked_for() -> None:
    drawn = diagram("region r eu-west-1\n  ec2 lone")
    view = domains(_standings(Facts(drawn.topology)))
    assert view.tints["lone"].sign == "zone ?"


EMPTY = score(diagram("users u"))


@pytest.mark.parametrize("answer", views.OF_CARD.values(), ids=lambda one: one.__name__)
def test_an_empty_drawing_has_a_sentence_and_no_legend(
    answer: Callable[[Scorecard], LensView],
) -> None:
    view = answer(EMPTY)
    assert view.sentence.endswith(".")
    assert view.entries == ()


def test_no_two_kinds_of_an_overlay_differ_by_colour_alone() -> None:
    for kinds in (
        views._SINGLE_KINDS,
        views._CAPACITY_KINDS,
        views._RECOVERY_KINDS,
        views._ASKING_KINDS,
    ):
        patterns = [entry.tint.pattern for entry in kinds]
        assert len(set(patterns)) == len(patterns)
    for answer in views.OF_CARD.values():
        for tint in answer(CARD).tints.values():
            assert tint.sign
            assert tint.why


@pytest.mark.parametrize("theme", CANVAS_THEMES.values(), ids=lambda theme: theme.name)
def test_every_shade_is_seen_on_the_ground(theme: Theme) -> None:
    for shade in Shade:
        assert contrast(colour_of(shade, theme), theme.background) >= 3


def test_every_lens_has_an_answer() -> None:
    assert {*views.OF_CARD, Lens.DOMAINS, Lens.RESPONSIBILITY} == set(Lens)
