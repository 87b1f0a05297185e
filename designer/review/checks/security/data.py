"""Whether data is encrypted where it lies and on its way, and closed to the internet."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Service
from designer.model.elements import Element, Value
from designer.review.check import Check
from designer.review.checks.entrances import bare_machines, has_data, keeps_data
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every, of_services
from designer.review.pillars import Pillar
from designer.rules.phrasing import names
from designer.rules.rule import Judgement, Severity, Source, Verdict
from designer.rules.statements import is_true, state

_ENTRANCES = ("alb", "nlb", "clb", "cloudfront", "api-gateway", "appsync", "transfer-family")


def _store(_facts: Facts, _element: Element, service: Service) -> bool:
    return keeps_data(service)


def _is_private(value: Value) -> bool:
    return value is False


def _faces_the_web(_facts: Facts, element: Element, service: Service) -> bool:
    return element.service in _ENTRANCES and service.value(element, "scheme") != "internal"


_stated_tls = every(
    "tls",
    "takes connections in plain text",
    "passwords may cross the internet in plain text",
    where=_faces_the_web,
)


def _entrances_take_tls(facts: Facts) -> Iterable[Judgement]:
    """Judge what states it; of a server that is asked directly nothing can be known."""
    yield from _stated_tls(facts)
    bare = tuple(element.id for element in bare_machines(facts))
    if bare:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=bare,
            subject="bare",
            sentence=f"Nothing shows that {names(facts.topology, bare)} takes encrypted "
            "connections only.",
        )


CHECKS = (
    Check(
        id="SEC-18",
        pillar=Pillar.SECURITY,
        choice="sec_rest",
        title="What is stored is encrypted",
        severity=Severity.HIGH,
        asks="Is every store and volume encrypted?",
        why="Disks, snapshots and copies leave the place where access is checked.",
        advice="Turn encryption on; for databases that means a restored copy.",
        limits="Who may use the key is not asked.",
        sources=(
            Source("AWS Config", "rds-storage-encrypted"),
            Source("AWS Config", "encrypted-volumes"),
        ),
        judge=every("encrypted", "is not encrypted", "who holds a copy can read it"),
        fixes=state("Encrypt {name}", "encrypted", True),
    ),
    Check(
        id="SEC-19",
        pillar=Pillar.SECURITY,
        choice="sec_keys",
        title="Keys of one's own",
        severity=Severity.LOW,
        asks="Is there a key of one's own for what is stored?",
        why="Only a key of one's own can be taken away from somebody, and its uses be seen.",
        advice="Draw KMS and encrypt with a key of your own.",
        limits="Any key service in the drawing counts for all stores.",
        sources=(Source("Well-Architected Security Pillar", "data protection"),),
        judge=has_any(("kms", "cloudhsm"), "No key of one's own is drawn.", has_data),
        fixes=add("kms", "Add AWS KMS"),
    ),
    Check(
        id="SEC-20",
        pillar=Pillar.SECURITY,
        choice="sec_keys",
        title="Keys are replaced",
        severity=Severity.LOW,
        asks="Are keys replaced by a schedule?",
        why="The less one key encrypts, the less is lost with it.",
        advice="Turn rotation on.",
        limits="Keys brought from outside are replaced by hand.",
        sources=(Source("AWS Config", "cmk-backing-key-rotation-enabled"),),
        judge=every(
            "rotation",
            "does not replace its keys",
            "one key encrypts for ever",
            where=of_services("kms"),
        ),
        fixes=state("Rotate the keys in {name}", "rotation", True),
    ),
    Check(
        id="SEC-21",
        pillar=Pillar.SECURITY,
        choice="sec_transit",
        title="Entrances take TLS only",
        severity=Severity.HIGH,
        asks="Does everything that faces the internet take encrypted connections only?",
        why="What goes over the internet in plain text is read and changed on its way.",
        advice="Put a certificate on every listener and redirect plain requests.",
        limits="Which versions of TLS are taken is not asked.",
        sources=(Source("AWS Config", "alb-http-to-https-redirection-check"),),
        judge=_entrances_take_tls,
        fixes=state("Take TLS only at {name}", "tls", True),
    ),
    Check(
        id="SEC-22",
        pillar=Pillar.SECURITY,
        choice="sec_inner_transit",
        title="Connections to stores are encrypted",
        severity=Severity.MEDIUM,
        asks="Do databases, caches and file systems require encrypted connections?",
        why="Inside the network, too, somebody may listen.",
        advice="Require TLS in the store's settings.",
        limits="Whether clients check the certificate is not asked.",
        sources=(Source("AWS Config", "redshift-require-tls-ssl"),),
        judge=every(
            "tls", "takes connections in plain text", "queries may be overheard", where=_store
        ),
        fixes=state("Require TLS at {name}", "tls", True),
    ),
    Check(
        id="SEC-23",
        pillar=Pillar.SECURITY,
        choice="sec_not_public",
        title="Databases have no public address",
        severity=Severity.HIGH,
        asks="Is every database without an address that the internet can reach?",
        why="What can be reached is tried, day and night.",
        advice="Take the public address away.",
        limits="Security groups are not read.",
        sources=(Source("AWS Config", "rds-instance-public-access-check"),),
        judge=every(
            "publicly_accessible",
            "has a public address",
            "it may be reached from the internet",
            is_good=_is_private,
        ),
        fixes=state("Take the public address from {name}", "publicly_accessible", False),
    ),
    Check(
        id="SEC-24",
        pillar=Pillar.SECURITY,
        choice="sec_not_public",
        title="Buckets block public access",
        severity=Severity.HIGH,
        asks="Is public access blocked for every bucket?",
        why="A policy that opens a bucket by mistake is then without effect.",
        advice="Block public access; let CloudFront serve what everybody may see.",
        limits="Says nothing of other accounts that may read the bucket.",
        sources=(Source("AWS Config", "s3-bucket-level-public-access-prohibited"),),
        judge=every(
            "public_access_blocked",
            "can be opened to everybody",
            "a policy may open it to everybody",
            is_good=is_true,
        ),
        fixes=state("Block public access to {name}", "public_access_blocked", True),
    ),
    Check(
        id="SEC-25",
        pillar=Pillar.SECURITY,
        choice="sec_classified",
        title="Sensitive data is looked for",
        severity=Severity.LOW,
        asks="Does something look for sensitive data in buckets?",
        why="What nobody knows of nobody protects.",
        advice="Let Macie look, and tag stores by what they may hold.",
        limits="Classes that are agreed on but not drawn are answered by the team.",
        sources=(Source("Security Hub", "Macie.1"),),
        judge=has_any(
            ("macie",),
            "Nothing looks for sensitive data in buckets.",
            lambda facts: bool(facts.topology.of_service("s3")),
            otherwise=Verdict.UNKNOWN,
        ),
        fixes=add("macie", "Add Amazon Macie"),
    ),
)
