"""Answers each overlay from the scorecard: figures are looked up here, never worked out."""

import math
from collections.abc import Callable, Mapping

from designer.analysis.capacity import Tier
from designer.analysis.recovery import RecoveryRow
from designer.analysis.single_points import ELEMENT, SinglePoint
from designer.model.workload import Disruption
from designer.scoring.scorecard import Question, Scorecard
from designer.ui.durations import rough_duration
from designer.ui.lenses.lens import Entry, Lens, LensView, with_legend
from designer.ui.tints import Pattern, Shade, Tint

TIGHT = 1.25
"""Headroom below which a tier counts as tight."""
_PRESSING_POINTS = 1.0

# -- single points of failure
_ALONE = Tint(shade=Shade.BAD, pattern=Pattern.SOLID)
_PLACE = Tint(shade=Shade.BAD, pattern=Pattern.HATCHED)
_BY_AWS = Tint(shade=Shade.WARN, pattern=Pattern.DASHED)
_SINGLE_KINDS = (
    Entry(tint=_ALONE, label="breaks a journey on its own"),
    Entry(tint=_PLACE, label="zone or Region whose loss breaks a journey"),
    Entry(tint=_BY_AWS, label="run by AWS: fails only as a whole service"),
)


def single_points(card: Scorecard) -> LensView:
    """Return what breaks a journey on its own."""
    tints: dict[str, Tint] = {}
    for point in card.single_points:
        for key in point.ids:
            found = _single(point)
            if key not in tints or found.shade is Shade.BAD:
                tints[key] = found
    count = len(card.single_points)
    managed = sum(point.managed for point in card.single_points)
    if not count:
        return with_legend("No single failure breaks a journey.", _SINGLE_KINDS, tints)
    sentence = "1 failure breaks" if count == 1 else f"{count} failures break"
    by_aws = f", {managed} of them of services that AWS runs" if managed else ""
    return with_legend(f"{sentence} a journey alone{by_aws}.", _SINGLE_KINDS, tints)


def _single(point: SinglePoint) -> Tint:
    kind = _BY_AWS if point.managed else _ALONE if point.kind == ELEMENT else _PLACE
    others = max(0, len(point.blast_radius) - 1)
    sign = f"breaks {others}" if others else "single"
    return Tint(shade=kind.shade, pattern=kind.pattern, sign=sign, why=point.scenario)


# -- capacity at peak
_ENOUGH = Tint(shade=Shade.GOOD, pattern=Pattern.SOLID)
_TIGHT = Tint(shade=Shade.WARN, pattern=Pattern.DASHED)
_GROWS = Tint(shade=Shade.ASK, pattern=Pattern.UPRIGHT)
_SHORT = Tint(shade=Shade.BAD, pattern=Pattern.HATCHED)
_UNKNOWN = Tint(shade=Shade.NEUTRAL, pattern=Pattern.DOTTED)
_CAPACITY_KINDS = (
    Entry(tint=_ENOUGH, label="carries the peak as it runs today"),
    Entry(tint=_TIGHT, label=f"carries it with less than {TIGHT - 1:.0%} to spare"),
    Entry(tint=_GROWS, label="has to grow for it, and may"),
    Entry(tint=_SHORT, label="cannot carry it"),
    Entry(tint=_UNKNOWN, label="not known"),
)


def capacity(card: Scorecard) -> LensView:
    """Return what of each tier's capacity the peak takes."""
    tints: dict[str, Tint] = {str(tier.id): _tier(tier) for tier in card.capacity.tiers}
    if not tints:
        sentence = "No tier is on the way of a request."
    elif card.peak_rps is None:
        sentence = "State the peak load in the properties to see what it takes."
    else:
        sentence = f"At the peak of {card.peak_rps:,.10g} requests a second."
    return with_legend(sentence, _CAPACITY_KINDS, tints)


def _tier(tier: Tier) -> Tint:
    now, most = tier.headroom_now, tier.headroom
    if now is None:
        why = f"{tier.name}: what it carries or what it has to is not known."
        return Tint(shade=_UNKNOWN.shade, pattern=_UNKNOWN.pattern, sign="?", why=why)
    if math.isinf(now):
        why = f"{tier.name}: nothing limits it that a drawing could show."
        return Tint(shade=_ENOUGH.shade, pattern=_ENOUGH.pattern, sign="no limit", why=why)
    sign = "over" if not now else _percent(1 / now)
    why = f"{tier.name}: the peak takes {sign} of what it carries today."
    if now >= TIGHT:
        kind = _ENOUGH
    elif now >= 1:
        kind = _TIGHT
    else:
        kind = _GROWS if most is not None and most >= 1 else _SHORT
    return Tint(shade=kind.shade, pattern=kind.pattern, sign=sign, why=why)


def _percent(share: float) -> str:
    percent = share * 100
    return "under 1 %" if percent < 1 else f"{percent:,.0f} %"


# -- recovery
_MET = Tint(shade=Shade.GOOD, pattern=Pattern.SOLID)
_MISSED = Tint(shade=Shade.WARN, pattern=Pattern.DASHED)
_LOST = Tint(shade=Shade.BAD, pattern=Pattern.HATCHED)
_NO_GOAL = Tint(shade=Shade.NEUTRAL, pattern=Pattern.DOTTED)
_RECOVERY_KINDS = (
    Entry(tint=_MET, label="comes back within its goals"),
    Entry(tint=_MISSED, label="comes back, but misses a goal"),
    Entry(tint=_LOST, label="some disruption loses it for good"),
    Entry(tint=_NO_GOAL, label="comes back; no goal is stated"),
)


_STRUCK = {
    Disruption.SOFTWARE: "software",
    Disruption.INFRASTRUCTURE: "host",
    Disruption.ZONE: "zone",
    Disruption.REGION: "Region",
}


def recovery(card: Scorecard) -> LensView:
    """Return how each data store comes back from its worst disruption."""
    worst: dict[str, RecoveryRow] = {}
    for row in card.recovery.rows:
        if row.store is not None:
            known = worst.get(row.store)
            worst[row.store] = row if known is None else max(known, row, key=_badness)
    tints = {key: _store(row) for key, row in worst.items()}
    if not tints:
        return with_legend("No data store is drawn.", _RECOVERY_KINDS, tints)
    sentence = f"Worst case of each store. Loss of a Region: {card.recovery.strategy.value}."
    return with_legend(sentence, _RECOVERY_KINDS, tints)


def _badness(row: RecoveryRow) -> tuple[bool, bool, float]:
    missed = row.rto_met is False or row.rpo_met is False
    return (row.unrecoverable, missed, row.rto_s or 0.0)


def _store(row: RecoveryRow) -> Tint:
    struck = _STRUCK[row.disruption]
    if row.rto_s is None or row.rpo_s is None:
        what = "data are" if row.rpo_s is None else "service is"
        why = f"After the worst disruption ({struck}) its {what} lost for good."
        return Tint(shade=_LOST.shade, pattern=_LOST.pattern, sign=f"lost: {struck}", why=why)
    back, gone = rough_duration(row.rto_s), rough_duration(row.rpo_s)
    why = f"After the worst disruption ({struck}): back in {back}, {gone} of data lost."
    if row.rto_met is False or row.rpo_met is False:
        kind = _MISSED
    else:
        kind = _MET if row.rto_met or row.rpo_met else _NO_GOAL
    return Tint(shade=kind.shade, pattern=kind.pattern, sign=back, why=why)


# -- not stated
_PRESSING = Tint(shade=Shade.ASK, pattern=Pattern.HATCHED)
_ASIDE = Tint(shade=Shade.NEUTRAL, pattern=Pattern.DOTTED)
_ASKING_KINDS = (
    Entry(tint=_PRESSING, label="stating it could bring a point or more"),
    Entry(tint=_ASIDE, label="stating it could bring less"),
)


def not_stated(card: Scorecard) -> LensView:
    """Return what the drawing does not say and the score has to guess."""
    asked: dict[str, list[Question]] = {}
    for question in card.questions:
        if question.element:
            asked.setdefault(question.element, []).append(question)
    tints: dict[str, Tint] = {}
    for key, questions in asked.items():
        gain = sum(question.gain for question in questions)
        kind = _PRESSING if gain >= _PRESSING_POINTS else _ASIDE
        why = " ".join(question.sentence for question in questions[:3])
        sign = f"? {len(questions)}"
        tints[key] = Tint(shade=kind.shade, pattern=kind.pattern, sign=sign, why=why)
    count = sum(map(len, asked.values()))
    if not count:
        return with_legend("Everything that matters is stated.", _ASKING_KINDS, tints)
    noun = "thing is" if count == 1 else "things are"
    return with_legend(f"{count} {noun} not stated.", _ASKING_KINDS, tints)


OF_CARD: Mapping[Lens, Callable[[Scorecard], LensView]] = {
    Lens.SINGLE_POINTS: single_points,
    Lens.CAPACITY: capacity,
    Lens.RECOVERY: recovery,
    Lens.NOT_STATED: not_stated,
}
"""The overlays that the scorecard alone answers; see also `domains` and `duties`."""
