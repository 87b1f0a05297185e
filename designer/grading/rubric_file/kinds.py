"""Reads each kind of criterion from its table."""

from collections.abc import Callable, Mapping
from pathlib import Path

from designer.grading.checks import (
    ByHand,
    Check,
    Checklist,
    Choice,
    ElementRequired,
    FailureKind,
    FindingAbsent,
    FindingPresent,
    PointKind,
    PropertyStated,
    RecoveryMet,
    RelationRequired,
    SimilarTo,
    SimpleCheck,
    SinglePointsAtMost,
    Survives,
    TenetScore,
)
from designer.grading.rubric_file.fields import MAX_NAME, Fields, did_you_mean
from designer.grading.rubric_file.lens_kinds import lens_readers
from designer.grading.rubric_file.naming import NotKnown, property_named, rules_named
from designer.grading.rubric_file.selectors import Equivalents, selector
from designer.grading.selector import Selector
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.links import LinkKind
from designer.model.workload import Disruption
from designer.review.conditions import ConditionRefused, names, parse
from designer.review.lens import Risk, RiskRule
from designer.rules.tenets import Tenet
from designer.storage.refusal import Refused, shown

MAX_CHOICES = 50
_OVERALL = "overall"
_UNITS = {"s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0, "days": 86400.0, "d": 86400.0}

ModelReader = Callable[[str, int], Diagram]
"""Gives the diagram in a file that the rubric names, on a page from 1; raises Refused."""


class CheckReader:
    """Reads checks in the light of what the whole rubric defines."""

    def __init__(self, equivalents: Equivalents, read_model: ModelReader) -> None:
        """Know the rubric's own groups of services, and how to read a model solution."""
        self._equivalents = equivalents
        self._read_model = read_model
        self._simple: Mapping[str, Callable[[Fields], SimpleCheck]] = {
            "score": self._score,
            "finding": self._finding,
            "element": self._element,
            "relation": self._relation,
            "property": self._property,
            "recovery": self._recovery,
            "single-points": self._single_points,
            "survives": self._survives,
            "similarity": self._similarity,
            **lens_readers(equivalents),
        }

    def check(self, fields: Fields) -> Check:
        """Return the check of one criterion, by its ``kind``."""
        kind = self._kind(fields, ("checklist", "free"))
        if kind == "checklist":
            return self._checklist(fields)
        if kind == "free":
            return ByHand(guidance=fields.text("guidance", ""))
        return self._simple[kind](fields)

    def _kind(self, fields: Fields, more: tuple[str, ...]) -> str:
        kind = fields.text("kind", most=MAX_NAME).replace("_", "-").casefold()
        known = (*self._simple, *more)
        if kind not in known:
            hint = did_you_mean(kind, known, f"there are {', '.join(known)}")
            fields.refuse("kind", f"{shown(kind)} is no kind{hint}")
        return kind

    def _select(self, fields: Fields, key: str, *, extended: bool = False) -> Selector:
        return selector(fields, key, self._equivalents, extended=extended)

    def _score(self, fields: Fields) -> TenetScore:
        word = fields.text("tenet", most=MAX_NAME).casefold().replace(" ", "_").replace("-", "_")
        tenets = {t.value: t for t in Tenet} | {
            t.title.casefold().replace(" ", "_"): t for t in Tenet
        }
        if word != _OVERALL and word not in tenets:
            known = [*(t.value for t in Tenet), _OVERALL]
            hint = did_you_mean(word, known, f"there are {', '.join(known)}")
            fields.refuse("tenet", f"{shown(word)} is no tenet{hint}")
        full = fields.number("at_least", least=0, most=100)
        zero = fields.maybe_number("scaled_from", least=0, most=100)
        if zero is not None and zero >= full:
            fields.refuse("scaled_from", f"should be below 'at_least', which is {full:g}")
        return TenetScore(tenet=tenets.get(word), full=full, zero=zero)

    def _finding(self, fields: Fields) -> FindingAbsent | FindingPresent:
        if fields.has("absent") == fields.has("present"):
            fields.refuse("", "needs either 'absent' or 'present', a rule id or a list of them")
        if fields.has("absent"):
            return FindingAbsent(
                rules=self._rules(fields, "absent"), if_silent=fields.flag("not_applicable_is_met")
            )
        return FindingPresent(
            rules=self._rules(fields, "present"), if_unstated=fields.flag("not_stated")
        )

    def _rules(self, fields: Fields, key: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for word in fields.texts(key):
            try:
                found.update(dict.fromkeys(rules_named(word)))
            except NotKnown as error:
                fields.refuse(key, str(error))
        return tuple(found)

    def _element(self, fields: Fields) -> ElementRequired:
        at_most = fields.count("at_most", -1) if fields.has("at_most") else None
        at_least = fields.count("at_least", 0 if at_most is not None else 1)
        if at_most is not None and at_least > at_most:
            fields.refuse("at_most", f"is below 'at_least', which is {at_least}")
        return ElementRequired(
            what=self._select(fields, "element", extended=True),
            at_least=at_least,
            at_most=at_most,
            zones=fields.count("zones", 0),
        )

    def _relation(self, fields: Fields) -> RelationRequired:
        kinds = {kind.value: kind for kind in LinkKind}
        chosen: set[LinkKind] = set()
        for word in fields.texts("links") if fields.has("links") else ():
            if word.casefold() not in kinds:
                hint = did_you_mean(word, kinds, f"there are {', '.join(kinds)}")
                fields.refuse("links", f"{shown(word)} is no kind of link{hint}")
            chosen.add(kinds[word.casefold()])
        direct = fields.flag("direct")
        via: tuple[Selector, ...] = ()
        if fields.has("via"):
            if direct:
                fields.refuse("via", "leaves nothing to be direct; take one of them out")
            steps = fields.raw("via")
            if not isinstance(steps, list):
                via = (self._select(fields, "via"),)
            else:
                via = tuple(self._select(fields.sub({"via": step}, "via"), "via") for step in steps)
        return RelationRequired(
            source=self._select(fields, "from"),
            target=self._select(fields, "to"),
            via=via,
            kinds=frozenset(chosen),
            direct=direct,
            either_way=fields.flag("either_way"),
            every=fields.flag("every"),
        )

    def _property(self, fields: Fields) -> PropertyStated:
        what = self._select(fields, "element", extended=True)
        keys: list[str] = []
        for word in fields.texts("stated"):
            try:
                keys.append(property_named(word, what.services).key)
            except NotKnown as error:
                fields.refuse("stated", str(error))
        return PropertyStated(
            what=what, keys=tuple(dict.fromkeys(keys)), any_one=fields.flag("any_one")
        )

    def _recovery(self, fields: Fields) -> RecoveryMet:
        return RecoveryMet(
            disruption=fields.choice("disruption", {d.value: d for d in Disruption}),
            rto_s=duration_s(fields, "rto"),
            rpo_s=duration_s(fields, "rpo"),
        )

    def _single_points(self, fields: Fields) -> SinglePointsAtMost:
        at_most = fields.count("at_most", 0)
        zero = fields.count("none_from", -1) if fields.has("none_from") else None
        if zero is not None and zero <= at_most:
            fields.refuse("none_from", f"should be above 'at_most', which is {at_most}")
        return SinglePointsAtMost(
            at_most=at_most,
            zero=zero,
            of=fields.choice("of", {kind.value: kind for kind in PointKind}, PointKind.ELEMENT),
            managed=fields.flag("managed"),
        )

    def _survives(self, fields: Fields) -> Survives:
        word = fields.raw("failure")
        any_of = {k.value: k for k in FailureKind if k is not FailureKind.SELECTED}
        chosen = any_of.get(" ".join(word.split()).casefold()) if isinstance(word, str) else None
        if chosen is None and isinstance(word, str) and word.casefold().startswith("any "):
            hint = did_you_mean(word, any_of, f"there are {', '.join(any_of)}")
            fields.refuse("failure", f"{shown(word)} is not known{hint}")
        return Survives(
            failure=chosen or FailureKind.SELECTED,
            what=Selector() if chosen else self._select(fields, "failure"),
            together=fields.flag("together"),
            at_peak=fields.flag("at_peak"),
            partial=fields.flag("partial"),
        )

    def _similarity(self, fields: Fields) -> SimilarTo:
        model = fields.text("model", most=1000)
        page = fields.count("page", 1, least=1)
        try:
            diagram = self._read_model(model, page)
        except Refused as error:
            fields.refuse("model", f"{shown(model)}: {error.reason}")
        full = fields.number("full_at", 1.0, least=0, most=1)
        zero = fields.number("nothing_below", 0.0, least=0, most=1)
        if zero >= full:
            fields.refuse("nothing_below", f"should be below 'full_at', which is {full:g}")
        return SimilarTo(
            model=model,
            page=page,
            diagram=diagram,
            full=full,
            zero=zero,
            extras=fields.flag("extras"),
            either_way=fields.flag("either_way"),
        )

    def _checklist(self, fields: Fields) -> Checklist:
        choices = tuple(
            self._choice(one)
            for one in fields.tables("choice", lambda n, row: f"choice {_label(n, row)}")
        )
        if not 1 <= len(choices) <= MAX_CHOICES:
            fields.refuse("choice", f"there should be 1 to {MAX_CHOICES} [[criterion.choice]]")
        seen: set[str] = set()
        for choice in choices:
            if choice.id in seen:
                fields.refuse("choice", f"'{choice.id}' stands twice")
            seen.add(choice.id)
        rules = tuple(
            self._rule(one, seen) for one in fields.tables("rule", lambda n, _row: f"rule {n + 1}")
        )
        if not rules or rules[-1].condition is not None:
            fields.refuse("rule", 'the last [[criterion.rule]] should have if = "default"')
        return Checklist(choices=choices, rules=rules, shares=_shares(fields))

    def _choice(self, fields: Fields) -> Choice:
        inner = fields.table("check", f"{fields.label}, check")
        check = None
        if inner is not None:
            check = self._simple[self._kind(inner, ())](inner)
            inner.finish()
        choice = Choice(
            id=fields.text("id", most=MAX_NAME),
            title=fields.text("title", most=MAX_NAME),
            advice=fields.text("advice", ""),
            check=check,
        )
        fields.finish()
        return choice

    def _rule(self, fields: Fields, known: set[str]) -> RiskRule:
        text = fields.text("if", most=2048)
        risk = fields.choice("risk", {risk.value.casefold(): risk for risk in Risk})
        fields.finish()
        if text.strip() == "default":
            return RiskRule(condition=None, risk=risk, text="default")
        try:
            condition = parse(text)
        except ConditionRefused as error:
            fields.refuse("if", error.reason)
        for name in names(condition):
            if name not in known:
                fields.refuse("if", f"'{name}' is no choice{did_you_mean(name, known)}")
        return RiskRule(condition=condition, risk=risk, text=text)


def _shares(fields: Fields) -> FrozenMap[Risk, float]:
    usual = {Risk.NONE: 1.0, Risk.MEDIUM: 0.5, Risk.HIGH: 0.0}
    table = fields.table("earns", f"{fields.label}, earns")
    if table is None:
        return FrozenMap(usual)
    found = {r: table.number(r.value, usual[r], least=0, most=1) for r in usual}
    table.finish()
    return FrozenMap(found)


def _label(number: int, row: Mapping[str, object]) -> str:
    key = row.get("id")
    return shown(key) if isinstance(key, str) and key else str(number + 1)


def duration_s(fields: Fields, key: str) -> float | None:
    """Return a length of time in seconds: a number of them, or a text such as "15 min"."""
    value = fields.raw(key)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = float(value)
    else:
        seconds = _spoken_s(fields, key, value)
    if not 0 <= seconds <= 1e10:
        fields.refuse(key, "should be a length of time of 0 or more")
    return seconds


def _spoken_s(fields: Fields, key: str, value: object) -> float:
    text = str(value).strip()
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    unit = text[len(digits) :].strip().casefold()
    try:
        return float(digits) * _UNITS[unit or "s"]
    except (ValueError, KeyError):
        fields.refuse(
            key,
            f"should be seconds, or a text such as '15 min', '4 h' or '2 days', not {shown(value)}",
        )


def model_reader(folder: Path | None) -> ModelReader:
    """Return what reads model solutions named relative to ``folder``; None reads none."""

    def read_model(name: str, page: int) -> Diagram:
        from designer.importers.dispatch import import_file
        from designer.importers.sniffing import is_foreign
        from designer.storage.diagram_file import FileRejected, read

        if folder is None:
            raise Refused("", "cannot be read: the rubric is in no folder")
        path = folder / name
        try:
            if not is_foreign(path):
                if page != 1:
                    raise Refused("", f"has no page {page}: a Tenet design is one page")
                return read(path)
            pages = import_file(path).pages
        except FileRejected as error:
            raise Refused("", error.reason) from error
        if page > len(pages):
            raise Refused("", f"has no page {page}: {len(pages)} is the last")
        return pages[page - 1].diagram

    return read_model
