"""The overlay of failure domains: what would be lost together with a zone or Region."""

from collections.abc import Mapping

from designer.model.ids import ElementId
from designer.ui.lenses.lens import Entry, LensView, with_legend
from designer.ui.score_messages import Standing
from designer.ui.tints import Pattern, Shade, Tint

# Told apart by pattern and by the letter on the frame as well.
_OF_ZONES = (
    Tint(shade=Shade.FIRST, pattern=Pattern.SOLID),
    Tint(shade=Shade.SECOND, pattern=Pattern.HATCHED),
    Tint(shade=Shade.THIRD, pattern=Pattern.LEVEL),
    Tint(shade=Shade.FOURTH, pattern=Pattern.UPRIGHT),
)
_FURTHER = Tint(shade=Shade.NEUTRAL, pattern=Pattern.CROSSED)
_SEVERAL = Tint(shade=Shade.GOOD, pattern=Pattern.DASHED)
_REGIONAL = Tint(shade=Shade.GOOD, pattern=Pattern.DOTTED)
_UNKNOWN = Tint(shade=Shade.WARN, pattern=Pattern.DOTTED)


def domains(standings: Mapping[ElementId, Standing]) -> LensView:
    """Return which zone, zones or Region each element fails with."""
    zones = list(
        dict.fromkeys(
            (one.region, one.zones[0])
            for one in standings.values()
            if len(one.zones) == 1 and one.is_known
        )
    )
    several_regions = len({one.region for one in standings.values() if one.region}) > 1
    kinds = {
        zone: _OF_ZONES[at] if at < len(_OF_ZONES) else _FURTHER for at, zone in enumerate(zones)
    }
    tints = {
        str(key): _tint(standing, kinds, several_regions)
        for key, standing in standings.items()
        if standing.region
    }
    entries = [
        Entry(tint=kinds[zone], label=_called(zone, several_regions))
        for zone in zones[: len(_OF_ZONES)]
    ]
    entries += [
        Entry(tint=_FURTHER, label="each of the further zones"),
        Entry(tint=_SEVERAL, label="spread over several zones"),
        Entry(tint=_REGIONAL, label="fails only with its Region"),
        Entry(tint=_UNKNOWN, label="in one zone; the drawing does not say which"),
    ]
    count = len(zones)
    sentence = f"{count} zone{'s' * (count != 1)} hold what stands in one zone only."
    return with_legend(sentence if count else "Nothing stands in one zone only.", entries, tints)


def _tint(standing: Standing, kinds: Mapping[tuple[str, str], Tint], several_regions: bool) -> Tint:
    region, zones = standing.region, standing.zones
    if standing.is_regional or not zones:
        sign, why = "Region", f"It fails only with the Region {region}."
        return Tint(shade=_REGIONAL.shade, pattern=_REGIONAL.pattern, sign=sign, why=why)
    if not standing.is_known:
        why = f"It stands in some zone of {region}; the drawing does not say which."
        return Tint(shade=_UNKNOWN.shade, pattern=_UNKNOWN.pattern, sign="zone ?", why=why)
    if len(zones) > 1:
        why = f"It is spread over {', '.join(zones)} of {region}."
        sign = f"{len(zones)} zones"
        return Tint(shade=_SEVERAL.shade, pattern=_SEVERAL.pattern, sign=sign, why=why)
    kind = kinds[region, zones[0]]
    why = f"It fails with {zones[0]} of {region}."
    sign = _called((region, zones[0]), several_regions, short=True)
    return Tint(shade=kind.shade, pattern=kind.pattern, sign=sign, why=why)


def _called(zone: tuple[str, str], several_regions: bool, *, short: bool = False) -> str:
    region, name = zone
    if short:
        name = name.removeprefix("Availability Zone ").removeprefix(f"{region}")
    return f"{region} {name}" if several_regions and not short else name
