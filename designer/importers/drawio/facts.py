"""Reads properties out of labels: "Multi-AZ", "x3", "min 2 max 6", "db.r5.large", "primary"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from designer.catalog.loader import catalog
from designer.catalog.row import fits
from designer.importers.drawio.places import cidr_in
from designer.model.elements import Value

_COUNT = re.compile(r"(?:(?<=\s)|\A|\()[x×]\s?(\d{1,4})\b|\b(\d{1,4})\s?[x×](?=\s|\Z)", re.I)
_INSTANCES = re.compile(r"\b(\d{1,4})\s+(?:instances|nodes|servers|tasks|replicas|readers)\b", re.I)
_LEAST = re.compile(r"\bmin(?:imum|\.)?(?: size)?\s*[:=]?\s*(\d{1,4})\b", re.I)
_MOST = re.compile(r"\bmax(?:imum|\.)?(?: size)?\s*[:=]?\s*(\d{1,5})\b", re.I)
_DESIRED = re.compile(r"\bdes(?:ired|\.)?(?: capacity| size)?\s*[:=]?\s*(\d{1,4})\b", re.I)
_TYPE = re.compile(
    r"\b(?:[a-z]{1,3}\d{1,2}[a-z]{0,3}(?:-flex)?)\.(?:\d{0,2}x?large|nano|micro|small|medium|metal)\b"
)
_MULTI_AZ = re.compile(r"multi[\s_-]*a\.?z\b|multi[\s_-]*availability[\s_-]*zone|マルチ\s*az", re.I)
_SINGLE_AZ = re.compile(
    r"\b(?:single|one)[\s_-]*az\b|\b(?:no|not|without|kein)\s+multi[\s_-]*az", re.I
)
_READ_REPLICA = re.compile(
    r"read[\s_-]*(?:replica|only)|\breplica\b|\breader\b|réplica|リードレプリカ", re.I
)
_STANDBY = re.compile(
    r"stand[\s_-]?by|\bsecondary\b|\bpassive\b|\bslave\b|\bfail-?over\b|スタンバイ", re.I
)
_PRIMARY = re.compile(r"\bprimary\b|\bmaster\b|\bwriter\b|\bactive\b|プライマリ|マスター", re.I)
_VERSIONING = re.compile(r"\bversioning\b|\bversioned\b", re.I)
_PITR = re.compile(r"point[\s-]in[\s-]time|\bpitr\b", re.I)
_GLOBAL_TABLE = re.compile(r"\bglobal tables?\b", re.I)
_GLOBAL_DB = re.compile(r"\bglobal (?:database|cluster)\b", re.I)
_SERVERLESS = re.compile(r"\bserverless\b", re.I)
_ENGINES = (
    ("mysql", "mysql"),
    ("postgre", "postgres"),
    ("mariadb", "mariadb"),
    ("oracle", "oracle"),
    ("sql server", "sqlserver"),
    ("sqlserver", "sqlserver"),
    ("ms sql", "sqlserver"),
    ("ms_sql", "sqlserver"),
    ("redis", "redis"),
    ("valkey", "valkey"),
    ("memcached", "memcached"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One property that a label states."""

    key: str
    value: Value


def is_copy(text: str, stencil: str) -> bool:
    """Tell whether label or stencil say "read replica"."""
    return _READ_REPLICA.search(text) is not None or "replica" in stencil


def is_standby(text: str, stencil: str) -> bool:
    """Tell whether label or stencil say "standby"."""
    return _STANDBY.search(text) is not None or "standby" in stencil or stencil.endswith("slave")


def is_primary(text: str, stencil: str) -> bool:
    """Tell whether label or stencil say "primary"."""
    return _PRIMARY.search(text) is not None or stencil.endswith(("primary", "master"))


def copies_another(text: str, stencil: str) -> bool:
    """Tell whether label and stencil say that a store is the copy of another, of either kind."""
    if is_primary(text, stencil):
        return False
    return is_copy(text, stencil) or is_standby(text, stencil)


def says_multi_az(text: str) -> bool:
    """Tell whether a label says "Multi-AZ"."""
    return _MULTI_AZ.search(text) is not None and _SINGLE_AZ.search(text) is None


def facts_in(service: str, text: str, stencil: str) -> list[Fact]:
    """Return the properties of an element of ``service`` that its label and stencil state.

    Only properties that the row knows, with values that fit it.
    """
    row = catalog().get(service)
    if row is None:
        return []
    kept: dict[str, Fact] = {}
    for fact in _found(service, text, stencil):
        known = row.property(fact.key)
        if known is not None and fits(known, fact.value):
            kept.setdefault(fact.key, fact)
    return list(kept.values())


def _found(service: str, text: str, stencil: str) -> Iterator[Fact]:
    if _SINGLE_AZ.search(text):
        yield Fact("multi_az", False)
    # "Multi-AZ" on a read replica names a wish: a replica does not take over.
    elif (says_multi_az(text) or "multi_az" in stencil) and not is_copy(text, stencil):
        yield Fact("multi_az", True)
    yield from _numbers(text)
    lower = f"{text} {stencil}".lower()
    for word, engine in _ENGINES:
        if word in lower:
            yield Fact("engine", engine)
            break
    size = _TYPE.search(text.lower())
    if size is not None:
        name = size.group()
        yield Fact("instance_type", name)
        yield Fact("instance_class", f"db.{name}" if service in ("rds", "aurora") else name)
        yield Fact("node_type", f"cache.{name}" if service == "elasticache" else name)
    for pattern, key in (
        (_VERSIONING, "versioning"),
        (_PITR, "pitr"),
        (_GLOBAL_TABLE, "global_table"),
        (_GLOBAL_DB, "global_database"),
        (_SERVERLESS, "serverless"),
    ):
        if pattern.search(text):
            yield Fact(key, True)
    block = cidr_in(text)
    if block:
        yield Fact("cidr", block)


def _numbers(text: str) -> Iterator[Fact]:
    for pattern, key in ((_LEAST, "minimum"), (_MOST, "maximum"), (_DESIRED, "desired")):
        found = pattern.search(text)
        if found is not None:
            yield Fact(key, int(found.group(1)))
    count = _COUNT.search(text) or _INSTANCES.search(text)
    if count is not None:
        number = int(next(group for group in count.groups() if group))
        yield Fact("instances", number)
        yield Fact("desired", number)
