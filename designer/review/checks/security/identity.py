"""Whether people and programs have identities of their own, and secrets a place of theirs."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.review.check import Check
from designer.review.checks.practices import ACCOUNTS
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every, of_services
from designer.review.pillars import Pillar
from designer.rules.phrasing import names
from designer.rules.rule import Judgement, Severity, Source, Verdict
from designer.rules.statements import state

_BOOK = "Well-Architected Security Pillar"
_BY_PASSWORD = ("rds", "aurora", "documentdb", "redshift", "mq", "database-server")


def _secrets(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    opened = topology.of_service(*_BY_PASSWORD)
    if not opened:
        return
    places = topology.of_service("secrets-manager")
    if places:
        yield Judgement(verdict=Verdict.PASS, elements=tuple(place.id for place in places))
        return
    bare = [e.id for e in opened if e.properties.get("iam_authentication") is not True]
    if bare:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(bare),
            subject="passwords",
            sentence=f"No place for secrets is drawn for the passwords of {names(topology, bare)}.",
        )
    else:
        yield Judgement(verdict=Verdict.PASS, elements=tuple(e.id for e in opened))


CHECKS = (
    Check(
        id="SEC-04",
        pillar=Pillar.SECURITY,
        choice="sec_one_directory",
        title="People sign in through one directory",
        severity=Severity.MEDIUM,
        asks="Is there one directory through which people sign in?",
        why="Users of single accounts are forgotten when somebody leaves.",
        advice="Draw IAM Identity Center or a directory.",
        limits="A directory that belongs to the company and is not drawn is not seen.",
        sources=(Source(_BOOK, "identity and access management"),),
        judge=has_any(
            ("identity-center", "directory-service"),
            "No directory is drawn through which people sign in.",
            otherwise=Verdict.UNKNOWN,
        ),
        fixes=add("identity-center", "Add IAM Identity Center"),
    ),
    Check(
        id="SEC-05",
        pillar=Pillar.SECURITY,
        choice="sec_second_factor",
        title="A second factor is asked for",
        severity=Severity.MEDIUM,
        asks="Is a second factor asked for wherever people sign in?",
        why="A password alone is guessed, reused and phished.",
        advice="Turn the second factor on.",
        limits="Only what is drawn is asked; other ways to sign in are not known.",
        sources=(Source("AWS Config", "iam-user-mfa-enabled"),),
        judge=every(
            "mfa",
            "does not ask for a second factor",
            "a password alone may be enough",
            where=of_services("identity-center", "cognito"),
        ),
        fixes=state("Ask for a second factor at {name}", "mfa", True),
        needs_subject=True,
    ),
    Check(
        id="SEC-06",
        pillar=Pillar.SECURITY,
        choice="sec_roles",
        title="Programs use roles",
        severity=Severity.HIGH,
        asks="Is it drawn that programs act by roles?",
        why="Keys in code and on disks are copied and never expire; credentials of roles do.",
        advice="Draw IAM and give each server and function a role of its own.",
        limits="Shows only that roles are thought of, not what they allow.",
        sources=(Source("AWS Config", "ec2-instance-profile-attached"),),
        judge=has_any(("iam",), "Nothing in the drawing says by which roles programs act."),
        fixes=add("iam", "Add IAM roles"),
    ),
    Check(
        id="SEC-07",
        pillar=Pillar.SECURITY,
        choice="sec_secrets",
        title="Passwords have a place of their own",
        severity=Severity.HIGH,
        asks="Are the passwords of databases kept in a place for secrets, or not needed at all?",
        why="A password in a file or a variable is read by everybody who reads the file.",
        advice="Draw Secrets Manager, or open the database by roles.",
        limits="Parameters kept in Systems Manager are not told from others.",
        sources=(Source(_BOOK, "identity and access management"),),
        judge=_secrets,
        fixes=add("secrets-manager", "Add Secrets Manager"),
    ),
    Check(
        id="SEC-08",
        pillar=Pillar.SECURITY,
        choice="sec_secrets",
        title="Secrets are replaced",
        severity=Severity.LOW,
        asks="Are secrets replaced by a schedule?",
        why="What was copied unnoticed is worth nothing after the next rotation.",
        advice="Turn rotation on.",
        limits="Looks at what is drawn as Secrets Manager.",
        sources=(Source("AWS Config", "secretsmanager-rotation-enabled-check"),),
        judge=every(
            "rotation",
            "does not replace its secrets",
            "a secret that was copied stays good for ever",
            where=of_services("secrets-manager"),
        ),
        fixes=state("Rotate the secrets in {name}", "rotation", True),
    ),
    Check(
        id="SEC-09",
        pillar=Pillar.SECURITY,
        choice="sec_accounts",
        title="Accounts are apart, with guard rails",
        severity=Severity.MEDIUM,
        asks="Are accounts used to keep workloads apart?",
        why="The account is the hardest wall there is in AWS; what breaks in stays in it.",
        advice="Draw Organizations or Control Tower, or the accounts themselves.",
        limits="One account that is drawn says nothing of others.",
        sources=(Source(_BOOK, "security foundations"),),
        judge=ACCOUNTS.judge,
        fixes=ACCOUNTS.fixes,
    ),
)
