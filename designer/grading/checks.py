"""The kinds of criteria: what each asks of a drawing, as plain values without any judgement."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from designer.grading.lens_checks import LensCheck
from designer.grading.selector import Selector
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.links import LinkKind
from designer.model.workload import Disruption
from designer.review.lens import Risk, RiskRule
from designer.rules.tenets import Tenet


@dataclass(frozen=True, slots=True, kw_only=True)
class TenetScore:
    """The score of a tenet, or the overall score, reaches a bar.

    Attributes:
        tenet: None for the overall score.
        full: score (0 to 100) from which everything is earned.
        zero: score up to which nothing is earned; in between the share grows evenly. None for
            all or nothing at ``full``.
    """

    tenet: Tenet | None
    full: float
    zero: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAbsent:
    """Rules that the drawing must pass; the share earned is that of the rules passed.

    Attributes:
        rules: rule ids.
        if_silent: a rule that has nothing to judge in the drawing counts as passed.
    """

    rules: tuple[str, ...]
    if_silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPresent:
    """At least one finding of some rules is there: usually a mistake that takes points.

    Attributes:
        rules: rule ids.
        if_unstated: a finding that only says "not stated" counts too.
    """

    rules: tuple[str, ...]
    if_unstated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRequired:
    """So many elements of a kind are drawn.

    Attributes:
        what: which elements.
        at_least: number that earns everything; fewer earn their share.
        at_most: more than so many earn nothing; None for no limit.
        zones: the elements must run in at least so many zones between them; 0 for any number.
    """

    what: Selector
    at_least: int = 1
    at_most: int | None = None
    zones: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRequired:
    """A path of links leads from one kind of element to another.

    Attributes:
        source, target: where it begins and ends.
        via: elements it must pass, in any order; each may be passed at any place.
        kinds: the kinds of links it may take; empty for all.
        direct: it may pass nothing else in between.
        either_way: the direction of links does not matter.
        every: each source needs one, and the share earned is that of the sources that have one.
    """

    source: Selector
    target: Selector
    via: tuple[Selector, ...] = ()
    kinds: frozenset[LinkKind] = frozenset()
    direct: bool = False
    either_way: bool = False
    every: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyStated:
    """The drawing states properties of elements, whatever their values.

    Attributes:
        what: which elements; each that has the property in the catalog must state it.
        keys: properties; the share earned is that of the statements made.
        any_one: one statement, about any element, earns everything.
    """

    what: Selector
    keys: tuple[str, ...]
    any_one: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryMet:
    """The workload comes back from a disruption soon enough and with little enough lost.

    Attributes:
        disruption: what strikes.
        rto_s, rpo_s: the targets in seconds; None for not asked. With neither, those that the
            drawing states for itself are held against it.
    """

    disruption: Disruption
    rto_s: float | None = None
    rpo_s: float | None = None


class PointKind(Enum):
    """Which single points of failure are counted."""

    ALL = "all"
    ELEMENT = "element"
    ZONE = "zone"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePointsAtMost:
    """No more than so many single points of failure break a user's request.

    Attributes:
        at_most: number that earns everything.
        zero: number from which nothing is earned, above ``at_most``; None for all or nothing.
        of: which are counted.
        managed: services that AWS replicates inside a Region count too.
    """

    at_most: int
    zero: int | None = None
    of: PointKind = PointKind.ELEMENT
    managed: bool = False


class FailureKind(Enum):
    """What a named failure is."""

    ANY_INSTANCE = "any instance"
    ANY_ZONE = "any zone"
    ANY_REGION = "any region"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survives:
    """Every user's request is still answered when something fails.

    Attributes:
        failure: what fails, one thing after the other; ``SELECTED`` are those of ``what``.
        what: elements that fail, each alone.
        together: they fail all at once instead.
        at_peak: what then carries less than the stated peak does not count as answered.
        partial: the share earned is that of the failures survived; else it must be all.
    """

    failure: FailureKind
    what: Selector = field(default_factory=Selector)
    together: bool = False
    at_peak: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarTo:
    """The drawing has what a model solution has.

    Attributes:
        model, page: the file the model solution came from, and its page, from 1.
        diagram: the model solution.
        full: likeness (0 to 1) from which everything is earned.
        zero: likeness up to which nothing is earned; in between the share grows evenly.
        extras: what is drawn beyond the model solution counts against the likeness, too.
        either_way: the direction of links does not matter.
    """

    model: str
    page: int = 1
    diagram: Diagram
    full: float = 1.0
    zero: float = 0.0
    extras: bool = False
    either_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing of a checklist that a drawing may do.

    Attributes:
        advice: what to do where it is not done; "" when nothing is said.
        check: how the program tells; None where a person must.
    """

    id: str
    title: str
    advice: str = ""
    check: "SimpleCheck | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Choices, and rules that tell the risk by what is chosen; the first that holds counts.

    Questions of Well-Architected lenses are such checklists.

    Attributes:
        shares: what each risk earns, 0 to 1.
    """

    choices: tuple[Choice, ...]
    rules: tuple[RiskRule, ...]
    shares: FrozenMap[Risk, float] = field(
        default_factory=lambda: FrozenMap({Risk.NONE: 1.0, Risk.MEDIUM: 0.5, Risk.HIGH: 0.0})
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Something only a person can judge.

    Attributes:
        guidance: what the person who grades should look at.
    """

    guidance: str = ""


SimpleCheck = (
    TenetScore
    | FindingAbsent
    | FindingPresent
    | ElementRequired
    | RelationRequired
    | PropertyStated
    | RecoveryMet
    | SinglePointsAtMost
    | Survives
    | SimilarTo
    | LensCheck
)
"""What the program can judge by itself."""

Check = SimpleCheck | Checklist | ByHand


def models_in(check: Check) -> Iterator[SimilarTo]:
    """Yield the model solutions that ``check`` compares with."""
    if isinstance(check, SimilarTo):
        yield check
    elif isinstance(check, Checklist):
        yield from (c.check for c in check.choices if isinstance(c.check, SimilarTo))
