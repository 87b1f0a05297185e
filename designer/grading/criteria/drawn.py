"""Criteria on what is drawn: elements of a kind, and what is stated about them."""

from designer.grading.checks import ElementRequired, PropertyStated
from designer.grading.judgement import Judgement, all_or_nothing, counted
from designer.grading.selector import Selector
from designer.grading.subject import Subject, ids
from designer.model.elements import Element
from designer.rules.phrasing import agreed, count, listed


def element_required(check: ElementRequired, subject: Subject) -> Judgement:
    """Judge how many elements of a kind are drawn, and in how many zones they run."""
    found = subject.matching(check.what)
    number = sum(subject.weight(element) for element in found)
    share = counted(number, check.at_least) if check.at_least else 1.0
    sentence = _there(check, subject, found, number)
    wanted: list[str] = []
    lacking = max(0, check.at_least - number)
    if lacking:
        wanted.append(_wanted(check))
    if check.at_most is not None and number > check.at_most:
        share, lacking = 0.0, number - check.at_most
        wanted.append(f"at most {check.at_most} of: {described(check.what)}")
    if check.zones and found:
        zones = _zones(subject, found)
        share *= counted(zones, check.zones)
        sentence += f" Together they run in {count(zones, 'known zone')}."
        if zones < check.zones:
            wanted.append(f"that they run in {check.zones} zones or more")
    return Judgement(
        share=share,
        found=sentence,
        missing=f"{_sentence(wanted)}." if wanted else "",
        elements=ids(found),
        done=number,
        lacking=lacking,
    )


def _there(
    check: ElementRequired, subject: Subject, found: tuple[Element, ...], number: int
) -> str:
    if not found:
        return f"There is none of: {described(check.what)}.{_near(check.what, subject)}"
    more = f", which stand for {number}" if number != len(found) else ""
    return f"There {agreed(len(found), 'is', 'are')} {len(found)}{more}: {subject.names(found)}."


def _wanted(check: ElementRequired) -> str:
    if check.at_least == 1:
        return f"one of: {described(check.what)}"
    return f"{check.at_least} of: {described(check.what)}"


def _near(what: Selector, subject: Subject) -> str:
    """Say what would match but for its place or its properties: the most useful hint there is."""
    if what.inside is None and not what.conditions:
        return ""
    near = subject.matching(Selector(services=what.services, name=what.name))
    if not near:
        return ""
    reasons = []
    if what.inside is not None:
        reasons.append("stands elsewhere" if len(near) == 1 else "stand elsewhere")
    if what.conditions:
        reasons.append(f"{agreed(len(near), 'has', 'have')} other properties")
    are = agreed(len(near), "is", "are")
    return f" {subject.names(near)} {are} there, but {' or '.join(reasons)}."


def _zones(subject: Subject, found: tuple[Element, ...]) -> int:
    places = subject.facts.locations
    zones = {zone for element in found for zone in places.zones_of(element.id)}
    return sum(1 for zone in zones if places.zones[zone].known)


def property_stated(check: PropertyStated, subject: Subject) -> Judgement:
    """Judge whether the drawing states properties, whatever their values."""
    found = subject.matching(check.what)
    asked = [
        (element, key)
        for element in found
        for key in check.keys
        if subject.facts.services.of(element.id).property(key) is not None
    ]
    words = listed([key.replace("_", " ") for key in check.keys])
    if not asked:
        return all_or_nothing(
            False,
            f"There is nothing to state {words} of: {described(check.what)} is not drawn.",
            f"A statement of {words}.",
        )
    silent = [(element, key) for element, key in asked if key not in element.properties]
    done = len(asked) - len(silent)
    share = float(done > 0) if check.any_one else counted(done, len(asked))
    if not silent or (check.any_one and done):
        told = tuple(dict.fromkeys(e for e, key in asked if key in e.properties))
        return Judgement(
            share=share,
            found=f"{subject.names(told)} {agreed(len(told), 'states', 'state')} {words}.",
            elements=ids(told),
            done=done,
            lacking=len(silent),
        )
    quiet = tuple(dict.fromkeys(element for element, _ in silent))
    keys = [key.replace("_", " ") for key in dict.fromkeys(key for _, key in silent)]
    do = agreed(len(quiet), "does", "do")
    return Judgement(
        share=share,
        found=f"{subject.names(quiet)} {do} not state {listed(keys)}.",
        missing=f"A statement of {listed(keys)}.",
        elements=ids(quiet),
        done=done,
        lacking=len(silent),
    )


def described(what: Selector) -> str:
    """Return ``what`` in words: "alb or nlb called “Web” in vpc, with multi az = true"."""
    text = what.words or "any element"
    if what.name and what.words != what.name:
        text += f" called “{what.name}”"
    if what.inside is not None:
        text += f" in {described(what.inside)}"
    if what.conditions:
        shown = [
            f"{key.replace('_', ' ')} {condition.comparison.value} {_value(condition.value)}"
            for key, condition in what.conditions.items()
        ]
        text += f", with {listed(shown)}"
    return text


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return " or ".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _sentence(parts: list[str]) -> str:
    text = ", and ".join(parts)
    return text[:1].upper() + text[1:]
