"""The tables of a report: availability, capacity, recovery, and a day of load, as words."""

from designer.analysis.autoscaling.loads import shaped
from designer.analysis.autoscaling.simulation import Course, simulated, worst_moments
from designer.analysis.autoscaling.timings import STEP_S
from designer.analysis.facts import Facts
from designer.exporters.report.content import (
    NONE,
    CapacityLine,
    Day,
    DayLine,
    JourneyLine,
    RecoveryLine,
    SinglePointLine,
)
from designer.model.diagram import Diagram
from designer.model.workload import LoadShape
from designer.rules.growth_phrasing import bare_rate, mark, rate, stability
from designer.rules.load_phrasing import SHAPE_NAMES, figures, verdict
from designer.rules.phrasing import listed, name, names, span
from designer.rules.recovery_phrasing import back_after, data_lost, how
from designer.scoring.downtime import Cause, causes, downtime, minutes_of, percent
from designer.scoring.downtime import method as trust
from designer.scoring.score_words import targets_met
from designer.scoring.scorecard import Scorecard

MOST_VALUES = 288
"""Of a plotted day: one for every five minutes."""
MOST_CAUSES = 10
_MOST_TOGETHER = 12
_NO_PEAK = "The design states no peak load, so that no day of load can be simulated."
_NO_TIERS = "No tier states or assumes what it carries, so that nothing can be simulated."


def single_point_lines(card: Scorecard, diagram: Diagram) -> tuple[SinglePointLine, ...]:
    """Return every single point of failure."""
    return tuple(
        SinglePointLine(
            name=point.name,
            kind=point.kind,
            takes_down=names(diagram.topology, point.blast_radius, most=6),
        )
        for point in card.single_points
    )


def together_lines(card: Scorecard) -> tuple[tuple[tuple[int, str], ...], str]:
    """Return what breaks it only together, and a note on how far that was looked for."""
    found = card.cut_sets
    if found is None or found.asked < 2:
        return (), ""
    lines = tuple((cut.order, cut.sentence) for cut in found.combined)
    note = found.note
    if len(lines) > _MOST_TOGETHER:
        note = f"{len(lines) - _MOST_TOGETHER} more are not listed here. {note}".strip()
    return lines[:_MOST_TOGETHER], note


def journey_lines(card: Scorecard, diagram: Diagram) -> tuple[JourneyLine, ...]:
    """Return every journey with its structural availability."""
    found = dict(card.availability.journeys)
    lines = []
    for journey in card.journeys:
        figure = found.get(journey.id)
        lines.append(
            JourneyLine(
                name=journey.name,
                kind=journey.kind,
                availability=NONE if figure is None else percent(figure.unavailability),
                downtime=NONE if figure is None else downtime(minutes_of(figure.unavailability)),
                method=NONE if figure is None else trust(figure),
                passes=names(diagram.topology, journey.elements, most=8),
            )
        )
    return tuple(lines)


def cause_lines(card: Scorecard) -> tuple[Cause, ...]:
    """Return what costs uptime, the worst first."""
    return causes(card.availability, MOST_CAUSES) if card.journeys else ()


def capacity_lines(card: Scorecard) -> tuple[CapacityLine, ...]:
    """Return the capacity of every tier."""
    left = {tier.id: fleet.left_rps for fleet in card.fleets for tier in fleet.tiers}
    return tuple(
        CapacityLine(
            name=tier.name,
            peak=NONE if tier.demand_rps is None else bare_rate(tier.demand_rps),
            now=bare_rate(tier.now_rps),
            bigger=bare_rate(tier.vertical_rps),
            more=bare_rate(tier.max_rps),
            both=bare_rate(tier.grown_rps),
            zone_lost=bare_rate(left[tier.id]),
            mark=mark(card.growth, card.capacity, tier),
        )
        for tier in card.capacity.tiers
    )


def growth_lines(card: Scorecard) -> tuple[str, ...]:
    """Say where growth stops, and what the loss of a zone asks for."""
    if not card.capacity.tiers:
        return ()
    told = [
        f"{listed([tier.name for tier in fleet.tiers])}: {stability(fleet)}."
        for fleet in card.fleets
        if fleet.is_judged
    ]
    return (card.growth_sentence, *told)


def recovery_lines(card: Scorecard, diagram: Diagram) -> tuple[RecoveryLine, ...]:
    """Return the recovery of the workload, then of each store."""
    return tuple(
        RecoveryLine(
            store="Workload" if row.store is None else name(diagram.topology, row.store),
            disruption=row.disruption.value,
            back_after=back_after(row),
            data_lost=data_lost(row),
            rto_target="" if row.rto_target_s is None else span(row.rto_target_s),
            rpo_target="" if row.rpo_target_s is None else span(row.rpo_target_s),
            target=targets_met((row.rto_met, row.rpo_met)),
            how=how(row),
            is_whole=row.store is None,
        )
        for row in (*card.recovery.workload, *card.recovery.rows)
    )


def day_of(facts: Facts) -> Day:
    """Return how the tiers follow the workload's own load, by default a day and a night."""
    shape = facts.workload.load_shape or LoadShape.DIURNAL
    load = shaped(shape, facts.workload)
    if load is None:
        return Day(problem=_NO_PEAK)
    plans = facts.scaling_plans
    if not plans:
        return Day(problem=_NO_TIERS)
    # What moves by itself is what the tenet asks about.
    ordered = sorted(plans, key=lambda plan: plan.still)
    return Day(
        load=SHAPE_NAMES[shape],
        peak=rate(load.peak_rps),
        tiers=tuple(_day_line(simulated(plan, load)) for plan in ordered),
    )


def _day_line(course: Course) -> DayLine:
    factor, demand, supply = worst_moments(course, MOST_VALUES)
    return DayLine(
        name=course.name,
        how=course.how,
        unit=course.unit,
        verdict=verdict(course),
        step_s=STEP_S * factor,
        demand=demand,
        supply=supply,
        figures=figures(course),
        scales=not course.still,
        is_short=bool(course.shortages),
    )
