"""What labels say about places: zones, Regions, VPCs, subnets, in the languages met in drawings."""

import re

from designer.catalog.loader import region_names, regions
from designer.importers.drawio.words import words_of
from designer.model.elements import Kind

_CODE = re.compile(r"\b(?:[a-z]{2}(?:-(?:gov|iso|isob))?)-[a-z]+-\d\b")
_ZONE_CODE = re.compile(r"\b([a-z]{2}(?:-gov)?-[a-z]+-\d)-?([a-f])\b")
# As in: AZ 1, AZ-a, Zone B, (AZ2), availability zone a.
_ZONE_TAG = re.compile(
    r"\b(?:az|zone|zona|availability zone|avail\. zone)[\s_-]*#?([a-f]|\d{1,2})\b", re.IGNORECASE
)
_SHORT_ZONE = re.compile(r"(?<![0-9a-z.])([1-4][a-f])(?![0-9a-z])", re.IGNORECASE)
_CIDR = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}/\d{1,2}\b")

_ROLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.SCALING_GROUP,
        re.compile(r"auto[\s-]*scaling|autoscal|\basg\b|scaling group|オートスケーリング", re.I),
    ),
    (
        Kind.SUBNET,
        re.compile(
            r"sub-?nets?\b(?![\s_-]*gr)|subnet-|sub-?rede|subred|sous-r[ée]seau|subnetz|サブネット|子网",
            re.I,
        ),
    ),
    (
        Kind.ZONE,
        re.compile(
            r"availab\w* ?zone|\baz\b|\baz[\s_-]?[0-9a-f]\b|zona de disp|zone de disp|"
            r"verf[üu]gbarkeitszone|アベイラビリティ|可用区|\bzone [a-f1-9]\b",
            re.I,
        ),
    ),
    (Kind.VPC, re.compile(r"\bvpc|vpc\b|virtual private cloud|\bv-?net\b|虚拟私有云", re.I)),
    (Kind.ACCOUNT, re.compile(r"\baccount\b|\bconta\b|\bcuenta\b|アカウント|账户", re.I)),
    (
        Kind.REGION,
        re.compile(r"\bregion\b|regi[ãa]o|regi[óo]n\b|région|リージョン|区域|地域", re.I),
    ),
    (
        Kind.ON_PREMISES,
        re.compile(
            r"on[\s-]?prem|corporate (data|network|office)|data ?cent(er|re)\b|head ?quarters?|"
            r"\boffice\b|オンプレミス|本地",
            re.I,
        ),
    ),
    (Kind.CLOUD, re.compile(r"\baws cloud\b|\bcloud\b|\A\s*aws\s*\Z|nuvem|nube|クラウド", re.I)),
)
_SECURITY_GROUP = re.compile(r"security[\s-]*gr\w*|\bsg\b|\bsg-|grupo de seguran|安全组", re.I)
_PUBLIC = re.compile(
    r"public|p[úu]blic|\bdmz\b|öffentlich|パブリック|公有|公开|\bweb (tier )?sub|ingress", re.I
)
_PRIVATE = re.compile(
    r"privat|privé|privad|isolat|internal|\bdb\b|data|\bapp\b|application|backend|プライベート|私有",
    re.I,
)
_PLAIN_ZONE = re.compile(
    r"\A\W*(?:availability\s+zones?|az|zone|zona de disponibilidade|zona de disponibilidad)\W*\Z",
    re.I,
)


def kind_told(text: str) -> Kind | None:
    """Return the kind of container that a label names, or None.

    The most special one counts: "Private subnet (eu-west-1a)" is a subnet.
    """
    for kind, pattern in _ROLES:
        if pattern.search(text):
            return kind
    bare = text.strip().lower()
    if _ZONE_CODE.fullmatch(bare) or _SHORT_ZONE.fullmatch(bare):
        return Kind.ZONE
    if region_code(text):
        return Kind.REGION
    return None


def kinds_told(text: str) -> frozenset[Kind]:
    """Return every kind of container that a label names."""
    return frozenset(kind for kind, pattern in _ROLES if pattern.search(text))


def is_security_group(text: str) -> bool:
    """Tell whether a label names a security group."""
    return _SECURITY_GROUP.search(text) is not None


def is_public(text: str) -> bool | None:
    """Tell whether a subnet's label says that it is public; None when it says neither."""
    if _PUBLIC.search(text):
        return True
    return False if _PRIVATE.search(text) else None


def region_code(text: str) -> str:
    """Return the code of the Region that ``text`` names by its own or a zone's code; ""."""
    lower = text.lower()
    for found in _CODE.finditer(lower):
        if found.group() in regions():
            return found.group()
    for found in _ZONE_CODE.finditer(lower):
        if found.group(1) in regions():
            return found.group(1)
    return ""


def region_named(text: str) -> str:
    """Return the code of the Region that ``text`` names by code or place ("N. Virginia"); ""."""
    code = region_code(text)
    if code:
        return code
    lower = f" {' '.join(words_of(text))} "
    for code, place in region_names().items():
        if f" {' '.join(words_of(place))} " in lower:
            return code
    return ""


def zone_named(text: str) -> str:
    """Return the zone that ``text`` names ("eu-west-1a", "AZ 1", "1c"); ""."""
    lower = text.lower()
    found = _ZONE_CODE.search(lower)
    if found is not None and found.group(1) in regions():
        return found.group(1) + found.group(2)
    found = _ZONE_TAG.search(text)
    if found is not None:
        return f"AZ {found.group(1).upper()}"
    found = _SHORT_ZONE.search(_CIDR.sub(" ", lower))
    return found.group(1) if found is not None else ""


def is_zone_code(text: str) -> bool:
    """Tell whether ``text`` is nothing but the name of a zone."""
    bare = text.strip().lower()
    return bool(_ZONE_CODE.fullmatch(bare))


def is_plain_zone(text: str) -> bool:
    """Tell whether a label says "Availability Zone" without saying which."""
    return not text.strip() or _PLAIN_ZONE.match(text) is not None


def cidr_in(text: str) -> str:
    """Return the address range in ``text``; ""."""
    found = _CIDR.search(text)
    return found.group() if found is not None else ""
