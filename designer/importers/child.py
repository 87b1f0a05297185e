"""The limits that a process sets itself before it reads a file for the window or a batch."""

import contextlib
import importlib
from typing import Any

resource: Any = None
with contextlib.suppress(ImportError):  # Windows has no limits of this kind.
    resource = importlib.import_module("resource")

TIME_LIMIT_S = 20
MEMORY_BYTES = 1 << 30
MAX_ANSWER = 128 << 20


def limit_self() -> None:
    """Bound memory and computing time, where the system can: a hostile file must stay small."""
    if resource is None:
        return
    wanted = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: TIME_LIMIT_S,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        # A limit that is already lower, or that the system does not know, stays as it is.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))
