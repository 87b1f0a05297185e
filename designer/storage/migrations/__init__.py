"""Lifts files of older formats to the current one, a major version at a time, dict to dict."""

from collections.abc import Callable, Mapping
from typing import Any

from designer.storage.migrations import v0_to_v1
from designer.storage.refusal import Refused, shown
from designer.storage.schema import FORMAT, MAJOR

Migration = Callable[[dict[str, Any]], dict[str, Any]]

MIGRATIONS: Mapping[int, Migration] = {0: v0_to_v1.migrate}


def migrate(raw: dict[str, Any]) -> dict[str, Any]:
    """Return ``raw`` as a file of the current major version; newer minor versions pass as they are.

    Raises:
        Refused: it is no Tenet design, or of a newer major version.
    """
    if raw.get("format") != FORMAT:
        raise Refused("", 'is not a Tenet design: it does not say "format": "tenet"')
    major = _major(raw.get("version"))
    if major > MAJOR:
        raise Refused(
            "version",
            f"was made by Tenet Designer {major} or newer (file format {shown(raw['version'])}); "
            f"this one reads file formats up to {MAJOR}",
        )
    while major < MAJOR:
        raw = MIGRATIONS[major](raw)
        major += 1
    return raw


def _major(version: object) -> int:
    major, dot, minor = version.partition(".") if isinstance(version, str) else ("", "", "")
    if not dot or not all(p.isascii() and p.isdigit() and len(p) < 6 for p in (major, minor)):
        raise Refused("version", f"{shown(version)} is not a version such as '1.0'")
    return int(major)
