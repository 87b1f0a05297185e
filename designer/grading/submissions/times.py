"""Reads when something was handed in, as learning platforms and people write it."""

import re
from datetime import UTC, datetime

_FRACTION = re.compile(r"(\.\d{6})\d+")
_ZONE = re.compile(r"\s+(?=(?:Z|[+-]\d{2}:?\d{2})\Z)")


def moment(text: str) -> datetime | None:
    """Return the moment that ``text`` (ISO 8601) names, in UTC where it names no time zone.

    None when it names none. Gradescope writes nanoseconds, and a blank before the zone.
    """
    try:
        found = datetime.fromisoformat(_ZONE.sub("", _FRACTION.sub(r"\1", text.strip())))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
