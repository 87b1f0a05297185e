from pathlib import Path

import pytest

from designer.grading.checks import (
    Check,
    Checklist,
    ElementRequired,
    FailureKind,
    FindingAbsent,
    RelationRequired,
    SimilarTo,
    Survives,
    TenetScore,
)
from designer.grading.criteria import KINDS
from designer.grading.grade import grade
from designer.grading.lens_checks import (
    CheckPassed,
    DutyDone,
    PillarRisks,
    PillarScore,
    PracticeFollowed,
)
from designer.grading.rubric import Rubric
from designer.grading.rubric_file.reading import read_rubric, rubric_of
from designer.grading.rubric_file.template import template
from designer.grading.rubric_file.writing import to_toml
from designer.grading.selector import Comparison, Condition
from designer.responsibility.areas import Area
from designer.review.checks import ALL_CHECKS
from designer.review.lens import Risk
from designer.review.pillars import Pillar
from designer.rules import ALL_RULES
from designer.scoring.engine import score
from designer.storage.diagram_file import read, write
from designer.storage.refusal import FileRejected, Refused
from tests.builders import diagram

HEAD = 'title = "T"\n'
CRITERION = '[[criterion]]\ntitle = "C"\npoints = 5\n'


def rubric(body: str, head: str = "") -> Rubric:
    return rubric_of(f"{HEAD}{head}{CRITERION}{body}".encode())


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        rubric_of(text.encode())
    return str(refused.value)


def test_the_template_is_a_rubric_that_grades() -> None:
    found = rubric_of(template().encode())
    assert found.total == found.possible == 100
    shop = read("samples/three-tier.tenet")
    result = grade(shop, score(shop), found)
    assert not [c for c in result.criteria if c.state.value == "failed"]
    assert result.total is not None
    assert result.total > 50


def test_the_template_shows_every_kind_of_criterion(
    tmp_path: Path,
) -> None:
    write(tmp_path / "solution.tenet", diagram("users u\nalb lb\nu -> lb"))
    blocks = [b for b in template().split("\n\n") if "# [[criterion]]" in b]
    assert len(blocks) == 3
    shown = "\n".join(
        line.removeprefix("# ") for block in blocks for line in block.splitlines()[1:]
    )
    commented = [line for line in shown.splitlines() if not line.startswith(("(", "#"))]
    path = tmp_path / "all.rubric.toml"
    text = template().replace("total = 100\n", "")
    path.write_text("\n".join([text, *commented]), encoding="utf-8")
    kinds = {KINDS[type(criterion.check)] for criterion in read_rubric(path).criteria}
    assert kinds == set(KINDS.values())


def test_kinds_of_the_two_lenses_are_read_with_their_fields() -> None:
    def check(body: str) -> Check:
        return rubric(body).criteria[0].check

    assert check('kind = "pillar"\npillar = "Cost Optimisation"\nat_least = 60\n') == PillarScore(
        pillar=Pillar.COST, full=60.0
    )
    assert check('kind = "pillar_risk"\npillar = "all"\nat_most = 2\nrisk = "medium"\n') == (
        PillarRisks(pillar=None, at_most=2, medium=True)
    )
    every = check('kind = "check"\npassed = ["sec-*", "SEC-01"]\n')
    assert isinstance(every, CheckPassed)
    assert every.checks == tuple(c.id for c in ALL_CHECKS if c.id.startswith("SEC-"))
    followed = check('kind = "practice"\nfollowed = "A trail records every call to AWS"\n')
    assert followed == PracticeFollowed(practices=("sec_trail",))
    duty = check('kind = "duty"\narea = ["Encryption at rest", "data"]\nservice = "s3"\n')
    assert isinstance(duty, DutyDone)
    assert (duty.areas, duty.services) == ((Area.AT_REST, Area.DATA), frozenset({"s3"}))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('kind = "pillar"\npillar = "securty"\nat_least = 1\n', "did you mean security?"),
        ('kind = "pillar"\npillar = "cost"\nat_least = 5\nscaled_from = 5\n', "should be below"),
        ('kind = "pillar-risk"\npillar = "all"\nat_most = 2\nnone_from = 1\n', "above"),
        ('kind = "check"\npassed = "SEC-1"\nmissing = "SEC-18"\n', "either 'passed' or"),
        ('kind = "check"\npassed = "SEK-18"\n', "there is no check 'SEK-18'; did you mean SEC-18"),
        ('kind = "practice"\nfollowed = "sec_trial"\n', "did you mean sec_trail?"),
        ('kind = "duty"\narea = "back-ups"\n', "there is no area 'back-ups'; did you mean backups"),
        ('kind = "duty"\narea = "facilities"\n', "is shown by no drawing"),
        ('kind = "duty"\narea = "data"\nservice = "rdss"\n', "did you mean rds?"),
        ('kind = "piller"\npillar = "cost"\n', "did you mean pillar"),
    ],
)
def test_what_the_two_lenses_do_not_know_is_told_with_what_was_meant(body: str, told: str) -> None:
    assert told in refusal(f"{HEAD}{CRITERION}{body}")


def test_words_mean_services_categories_kinds_and_groups_of_the_rubric() -> None:
    def services(word: str) -> frozenset[str]:
        head = '[equivalent]\n"my balancers" = ["alb", "Network Load Balancer"]\n'
        body = f'kind = "element"\nelement = {word}\n'
        found = rubric(body, head).criteria[0].check
        assert isinstance(found, ElementRequired)
        return found.what.services

    assert services('"ALB"') == {"alb"}
    assert services('"application load balancer"') == {"alb"}
    assert services('"my balancers"') == {"alb", "nlb"}
    assert services('"subnet"') == {"public-subnet", "private-subnet"}
    assert {"alb", "nlb", "clb", "gwlb"} <= services('"Load balancing"')
    assert {"alb", "nlb", "clb", "gwlb"} <= services('"load balancer"')
    assert services('["sqs", "sns"]') == {"sqs", "sns"}


def test_places_and_properties_narrow_what_is_meant() -> None:
    check = (
        rubric(
            'kind = "element"\nelement = "rds"\nin = "private-subnet"\n'
            'with = {"Multi-AZ" = true, engine = ["mysql", "postgres"], '
            'backup_retention_days = ">= 7"}\n'
        )
        .criteria[0]
        .check
    )
    assert isinstance(check, ElementRequired)
    assert check.what.inside is not None
    assert check.what.inside.services == {"private-subnet"}
    assert check.what.conditions == {
        "multi_az": Condition(Comparison.EQUAL, True),
        "engine": Condition(Comparison.EQUAL, ("mysql", "postgres")),
        "backup_retention_days": Condition(Comparison.AT_LEAST, 7),
    }


def test_kinds_are_read_with_their_fields() -> None:
    scaled = rubric(
        'kind = "score"\ntenet = "High Availability"\nat_least = 90\nscaled_from = 50\n'
    )
    check = scaled.criteria[0].check
    assert isinstance(check, TenetScore)
    assert (check.full, check.zero) == (90, 50)
    every = rubric('kind = "finding"\nabsent = "ha-*"\n').criteria[0].check
    assert isinstance(every, FindingAbsent)
    assert every.rules == tuple(rule.id for rule in ALL_RULES if rule.id.startswith("HA-"))
    path = (
        rubric(
            'kind = "relation"\nfrom = "users"\nto = {name = "Orders"}\n'
            'via = ["alb", ["ec2", "ecs"]]\n'
        )
        .criteria[0]
        .check
    )
    assert isinstance(path, RelationRequired)
    assert [step.services for step in path.via] == [{"alb"}, {"ec2", "ecs"}]
    assert path.target.name == "Orders"
    lost = rubric('kind = "survives"\nfailure = "Any  zone"\n').criteria[0].check
    assert isinstance(lost, Survives)
    assert lost.failure is FailureKind.ANY_ZONE


def test_a_checklist_is_read_with_its_rules() -> None:
    check = (
        rubric(
            'kind = "checklist"\n'
            '[[criterion.choice]]\nid = "a"\ntitle = "A"\n'
            'check = {kind = "element", element = "sqs"}\n'
            '[[criterion.choice]]\nid = "b"\ntitle = "B"\n'
            '[[criterion.rule]]\nif = "a && !b"\nrisk = "NO_RISK"\n'
            '[[criterion.rule]]\nif = "default"\nrisk = "HIGH_RISK"\n'
        )
        .criteria[0]
        .check
    )
    assert isinstance(check, Checklist)
    assert [rule.risk for rule in check.rules] == [Risk.NONE, Risk.HIGH]
    assert check.choices[1].check is None


def test_model_solutions_lie_beside_the_rubric_and_count_into_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "r.rubric.toml"
    path.write_text(f'{HEAD}{CRITERION}kind = "similarity"\nmodel = "m.tenet"\n')
    write(tmp_path / "m.tenet", diagram("alb lb"))
    first = read_rubric(path)
    check = first.criteria[0].check
    assert isinstance(check, SimilarTo)
    assert list(check.diagram.topology.elements) == ["lb"]
    write(tmp_path / "m.tenet", diagram("nlb lb"))
    assert read_rubric(path).digest != first.digest
    (tmp_path / "m.tenet").unlink()
    with pytest.raises(FileRejected) as refused:
        read_rubric(path)
    assert "line 6, criterion 'C', model: 'm.tenet'" in str(refused.value)


def test_the_template_lies_beside_the_rubric_and_is_named_when_written(tmp_path: Path) -> None:
    path = tmp_path / "r.rubric.toml"
    path.write_text(f'template = "start.tenet"\n{HEAD}{CRITERION}kind = "free"\n')
    write(tmp_path / "start.tenet", diagram("alb lb"))
    first = read_rubric(path)
    assert (first.template, first.handed_out) == ("start.tenet", diagram("alb lb"))
    (tmp_path / "again.rubric.toml").write_text(to_toml(first))
    assert read_rubric(tmp_path / "again.rubric.toml") == first
    write(tmp_path / "start.tenet", diagram("nlb lb"))
    assert read_rubric(path).digest != first.digest
    (tmp_path / "start.tenet").unlink()
    with pytest.raises(FileRejected, match=r"line 1, template: 'start\.tenet': "):
        read_rubric(path)


def test_the_total_is_worked_out_or_held_against_the_criteria() -> None:
    body = 'kind = "free"\n'
    assert rubric(body).total == 5
    assert rubric(body, "start = 10\n").total == 15
    assert "line 2, total: is 7, but start and criteria without bonus come to 5" in refusal(
        f"{HEAD}total = 7\n{CRITERION}{body}"
    )


MISTAKES = {
    "is no TOML": (HEAD + "total = = 3\n", "line 2: is no TOML"),
    "a key twice": (HEAD + HEAD, "line 2: has a key that has a value already"),
    "no criteria": (HEAD, "has no [[criterion]]"),
    "unknown field": (
        HEAD + CRITERION + 'kind = "free"\npoint = 3\n',
        "line 6, criterion 'C', point: is not known here; did you mean points?",
    ),
    "unknown kind": (
        HEAD + CRITERION + 'kind = "elemnt"\n',
        "line 5, criterion 'C', kind: 'elemnt' is no kind; did you mean element?",
    ),
    "unknown service": (
        HEAD + CRITERION + 'kind = "element"\nelement = "dynamodbb"\n',
        "line 6, criterion 'C', element: there is no service, category or group called "
        "'dynamodbb'; did you mean dynamodb",
    ),
    "unknown rule": (
        HEAD + CRITERION + 'kind = "finding"\nabsent = ["HA-01", "HA-99"]\n',
        "line 6, criterion 'C', absent: there is no rule 'HA-99'; did you mean HA-",
    ),
    "unknown property": (
        HEAD + CRITERION + 'kind = "property"\nelement = "rds"\nstated = "multi-azz"\n',
        "line 7, criterion 'C', stated: 'multi-azz' is no property of rds; did you mean multi_az",
    ),
    "unknown property of a place": (
        HEAD + CRITERION + 'kind = "element"\nelement = "rds"\nwith = {enginee = "mysql"}\n',
        "line 7, criterion 'C', with, enginee: 'enginee' is no property of rds; "
        "did you mean engine",
    ),
    "unknown value": (
        HEAD + CRITERION + 'kind = "element"\nelement = "rds"\nwith = {engine = "mysqll"}\n',
        "line 7, criterion 'C', with, engine: 'mysqll' is no value of it; did you mean mysql",
    ),
    "unknown tenet": (
        HEAD + CRITERION + 'kind = "score"\ntenet = "durabilty"\nat_least = 5\n',
        "line 6, criterion 'C', tenet: 'durabilty' is no tenet; did you mean durability?",
    ),
    "unknown link": (
        HEAD + CRITERION + 'kind = "relation"\nfrom = "alb"\nto = "ec2"\nlinks = "requests"\n',
        "line 8, criterion 'C', links: 'requests' is no kind of link; did you mean request?",
    ),
    "unknown failure": (
        HEAD + CRITERION + 'kind = "survives"\nfailure = "any zones"\n',
        "line 6, criterion 'C', failure: 'any zones' is not known; did you mean any zone?",
    ),
    "each without cap": (
        HEAD + CRITERION + 'kind = "free"\neach = true\n',
        "line 2, criterion 'C': counts each, so it needs a 'cap'",
    ),
    "cap of another sign": (
        HEAD + CRITERION + 'kind = "free"\ncap = -2\n',
        "line 6, criterion 'C', cap: should have the sign of 'points'",
    ),
    "an id twice": (
        HEAD + CRITERION + 'kind = "free"\n' + CRITERION + 'kind = "free"\n',
        "line 6, criterion 'C', id: 'c' stands twice",
    ),
    "no such group": (
        HEAD + '[[group]]\nid = "g"\n' + CRITERION + 'kind = "free"\ngroup = "h"\n',
        "line 8, criterion 'C', group: there is no group 'h'; there are g",
    ),
    "a date without zone": (
        HEAD + "[late]\ndue = 2026-11-20T23:59:00\n" + CRITERION + 'kind = "free"\n',
        "line 3, late, due: should be a date with time and time zone",
    ),
    "no length of time": (
        HEAD + CRITERION + 'kind = "recovery"\ndisruption = "zone"\nrto = "1 fortnight"\n',
        "line 7, criterion 'C', rto: should be seconds, or a text such as '15 min'",
    ),
    "a rule of what is no choice": (
        HEAD
        + CRITERION
        + 'kind = "checklist"\n[[criterion.choice]]\nid = "yes"\ntitle = "Y"\n'
        + '[[criterion.rule]]\nif = "yess"\nrisk = "NO_RISK"\n',
        "line 10, rule 1, if: 'yess' is no choice; did you mean yes?",
    ),
    "words where a list should be": (
        HEAD + 'synonyms = ["web"]\n' + CRITERION + 'kind = "free"\n',
        "line 2, synonyms: should hold lists of two words or more",
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_told_with_line_and_what_was_meant(what: str) -> None:
    text, message = MISTAKES[what]
    assert message in refusal(text)


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    text = f'{HEAD}{CRITERION}kind = "free"\nwrong = 1\n'.replace("\n", "\r\n")
    with pytest.raises(Refused) as refused:
        rubric_of(b"\xef\xbb\xbf" + text.encode())
    assert refused.value.place == "line 6, criterion 'C', wrong"


def test_text_without_unicode_is_refused() -> None:
    with pytest.raises(Refused):
        rubric_of(b"title = '\xff'")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('title = "T\n', "opens a text with a quote and does not close it"),
        ('title = "T"\n[letters]\nA = 90\nB = 95\nC = 70\n', "from best to worst"),
    ],
)
def test_slips_are_told_in_words_of_a_rubric(text: str, reason: str) -> None:
    tail = '[[criterion]]\ntitle = "C"\nkind = "element"\nelement = "ec2"\npoints = 1\n'
    with pytest.raises(Refused, match=reason):
        rubric_of(f"{text}{tail}".encode())
