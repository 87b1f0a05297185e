from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

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
    SimpleCheck,
    SinglePointsAtMost,
    Survives,
    TenetScore,
)
from designer.grading.lens_checks import (
    CheckMissing,
    CheckPassed,
    DutyDone,
    PillarRisks,
    PillarScore,
    PracticeFollowed,
)
from designer.grading.rubric import (
    Criterion,
    Equivalence,
    Group,
    LateRule,
    LateUnit,
    Letter,
    MissingKind,
    MissingRule,
    Rubric,
    Visibility,
)
from designer.grading.rubric_file.lens import rubric_of_lens
from designer.grading.rubric_file.naming import meaning
from designer.grading.rubric_file.reading import rubric_of
from designer.grading.rubric_file.template import template
from designer.grading.rubric_file.writing import to_toml
from designer.grading.selector import Comparison, Condition, Selector
from designer.model.frozen import FrozenMap
from designer.model.links import LinkKind
from designer.model.workload import Disruption
from designer.responsibility.design import READ_AREAS
from designer.review.checks import ALL_CHECKS
from designer.review.lens import Risk, RiskRule
from designer.review.pillars import Pillar
from designer.review.questions import WELL_ARCHITECTED
from designer.rules import ALL_RULES
from designer.rules.tenets import Tenet

OWN = {"my servers": frozenset({"ec2", "ecs"})}
TERMS = ["alb", "rds", "Databases", "my servers", "private-subnet", "load balancer"]
WORDS = st.text(st.sampled_from("abc \"\\#=[]{}'é€"), min_size=1, max_size=8).map(
    lambda text: f"x{text}x"
)
LINES = st.text(st.sampled_from('ab "\\#\n'), max_size=12).map(str.strip)
POINTS = st.integers(1, 2000).map(lambda n: n / 8)
SECONDS = st.integers(0, 100_000).map(float)


def named(terms: list[str]) -> Selector:
    found = [meaning(term, OWN) for term in terms]
    return Selector(
        terms=tuple(terms),
        words=" or ".join(dict.fromkeys(one.words for one in found)),
        services=frozenset().union(*(one.services for one in found)),
    )


CONDITIONS = st.dictionaries(
    st.sampled_from(["multi_az", "backup_retention_days"]),
    st.just(None),
    max_size=2,
).map(
    lambda keys: FrozenMap(
        {
            key: Condition(Comparison.NOT_EQUAL, True)
            if key == "multi_az"
            else Condition(Comparison.AT_LEAST, 7)
            for key in keys
        }
    )
)
PLAIN = st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True).map(named)
SELECTORS = st.one_of(
    PLAIN,
    st.builds(
        lambda inside, conditions: Selector(
            terms=("rds",),
            words="RDS",
            services=frozenset({"rds"}),
            inside=inside,
            conditions=conditions,
        ),
        st.none() | PLAIN,
        CONDITIONS,
    ),
    WORDS.map(lambda name: Selector(name=name)),
)
RULES = st.lists(
    st.sampled_from([rule.id for rule in ALL_RULES]), min_size=1, max_size=3, unique=True
).map(tuple)
CHECK_IDS = st.lists(
    st.sampled_from([check.id for check in ALL_CHECKS]), min_size=1, max_size=3, unique=True
).map(tuple)
LENSES: st.SearchStrategy[SimpleCheck] = st.one_of(
    st.builds(
        PillarScore,
        pillar=st.none() | st.sampled_from(Pillar),
        full=st.integers(60, 100).map(float),
        zero=st.none() | st.integers(0, 59).map(float),
        drawn_only=st.booleans(),
    ),
    st.builds(
        PillarRisks,
        pillar=st.none() | st.sampled_from(Pillar),
        at_most=st.integers(0, 3),
        zero=st.none() | st.integers(4, 9),
        medium=st.booleans(),
        if_open=st.booleans(),
        drawn_only=st.booleans(),
    ),
    st.builds(CheckPassed, checks=CHECK_IDS, if_silent=st.booleans()),
    st.builds(CheckMissing, checks=CHECK_IDS, if_unstated=st.booleans()),
    st.builds(
        PracticeFollowed,
        practices=st.sampled_from([("sec_trail",), ("sec_trail", "sec_roles")]),
        if_silent=st.booleans(),
        drawn_only=st.booleans(),
    ),
    st.builds(
        lambda area, what, silent: DutyDone(
            areas=(area,),
            terms=what.terms,
            words=what.words,
            services=what.services,
            if_silent=silent,
        ),
        st.sampled_from(READ_AREAS),
        PLAIN | st.just(Selector()),
        st.booleans(),
    ),
)
SIMPLE: st.SearchStrategy[SimpleCheck] = st.one_of(
    LENSES,
    st.builds(
        TenetScore,
        tenet=st.none() | st.sampled_from(Tenet),
        full=st.integers(60, 100).map(float),
        zero=st.none() | st.integers(0, 59).map(float),
    ),
    st.builds(FindingAbsent, rules=RULES, if_silent=st.booleans()),
    st.builds(FindingPresent, rules=RULES, if_unstated=st.booleans()),
    st.builds(
        ElementRequired,
        what=SELECTORS,
        at_least=st.integers(0, 4),
        at_most=st.none() | st.integers(4, 9),
        zones=st.integers(0, 3),
    ),
    st.builds(
        RelationRequired,
        source=SELECTORS,
        target=SELECTORS,
        via=st.lists(SELECTORS, max_size=2).map(tuple),
        kinds=st.frozensets(st.sampled_from(LinkKind)),
        either_way=st.booleans(),
        every=st.booleans(),
    ),
    st.builds(PropertyStated, what=PLAIN, keys=st.just(("name",)), any_one=st.booleans()).map(
        lambda c: PropertyStated(what=named(["rds"]), keys=("multi_az",), any_one=c.any_one)
    ),
    st.builds(
        RecoveryMet,
        disruption=st.sampled_from(Disruption),
        rto_s=st.none() | SECONDS,
        rpo_s=st.none() | SECONDS,
    ),
    st.builds(
        SinglePointsAtMost,
        at_most=st.integers(0, 3),
        zero=st.none() | st.integers(4, 9),
        of=st.sampled_from(PointKind),
        managed=st.booleans(),
    ),
    st.builds(
        Survives,
        failure=st.sampled_from([k for k in FailureKind if k is not FailureKind.SELECTED]),
        at_peak=st.booleans(),
        partial=st.booleans(),
    ),
    st.builds(
        Survives, failure=st.just(FailureKind.SELECTED), what=SELECTORS, together=st.booleans()
    ),
)
CHECKS: st.SearchStrategy[Check] = st.one_of(
    SIMPLE,
    st.builds(ByHand, guidance=LINES),
    st.builds(
        lambda one, two, share: Checklist(
            choices=(
                Choice(id="one", title="One", advice="Do one.", check=one),
                Choice(id="two", title="Two", check=two),
            ),
            rules=(
                RiskRule(condition="one", risk=Risk.NONE, text="one"),
                RiskRule(condition=None, risk=Risk.MEDIUM, text="default"),
            ),
            shares=FrozenMap({Risk.NONE: 1.0, Risk.MEDIUM: share, Risk.HIGH: 0.0}),
        ),
        SIMPLE,
        st.none() | SIMPLE,
        st.sampled_from([0.5, 0.25]),
    ),
)


@st.composite
def criteria(draw: st.DrawFn, key: str) -> Criterion:
    sign = draw(st.sampled_from([1, 1, -1]))
    points = sign * draw(POINTS)
    each = draw(st.booleans())
    return Criterion(
        id=key,
        title=draw(WORDS),
        check=draw(CHECKS),
        points=points,
        inverted=draw(st.booleans()),
        each=each,
        cap=4 * points if each else draw(st.sampled_from([None, points / 2])),
        group=draw(st.sampled_from(["", "g"])),
        bonus=sign > 0 and draw(st.booleans()),
        visibility=draw(st.sampled_from(Visibility)),
        met=draw(LINES),
        not_met=draw(LINES),
    )


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    found = Rubric(
        title=draw(WORDS),
        total=1.0,
        description=draw(LINES),
        start=10.0,
        rounding=draw(st.sampled_from([0.01, 0.5, 0.0])),
        bonus_cap=draw(st.sampled_from([None, 5.0])),
        criteria=tuple(draw(criteria(f"c{n}")) for n in range(draw(st.integers(1, 3)))),
        groups=(
            Group(
                id="g",
                title="G",
                cap=draw(st.sampled_from([None, 7.5])),
                best_of=draw(st.sampled_from([None, 1])),
            ),
        ),
        letters=draw(st.sampled_from([(Letter("A", 50.0), Letter("no pass", 0.0))])),
        late=draw(
            st.sampled_from(
                [
                    LateRule(),
                    LateRule(
                        due=datetime(2026, 11, 20, 23, 59, tzinfo=UTC),
                        grace_s=60.0,
                        percent=12.5,
                        unit=LateUnit.HOUR,
                        lowest_percent=20.0,
                        closed_after_s=86_400.0,
                    ),
                ]
            )
        ),
        missing=draw(
            st.sampled_from(
                [MissingRule(), MissingRule(percent=5.0), MissingRule(kind=MissingKind.EXCUSED)]
            )
        ),
        equivalents=tuple(Equivalence(name=k, services=v) for k, v in OWN.items()),
        synonyms=draw(st.sampled_from([(), (("web", "frontend"),)])),
    )
    return Rubric(**{**found.__dict__, "total": found.possible})


@given(rubrics())
@settings(max_examples=25, deadline=None)
def test_what_is_written_is_read_as_the_same(rubric: Rubric) -> None:
    assert rubric_of(to_toml(rubric).encode()) == rubric


def test_the_template_comes_back_the_same() -> None:
    found = rubric_of(template().encode())
    assert rubric_of(to_toml(found).encode()) == found


def test_a_lens_becomes_a_rubric_of_checklists() -> None:
    found = rubric_of_lens(WELL_ARCHITECTED)
    assert [group.id for group in found.groups] == [p.id for p in WELL_ARCHITECTED.pillars]
    assert found.total == len(WELL_ARCHITECTED.questions)
    assert rubric_of(to_toml(found).encode()) == found
