"""How many generated drawings a test looks at: few, or as many as TENET_EXAMPLES says."""

import os


def examples(usual: int) -> int:
    """Return the number to try."""
    return int(os.environ.get("TENET_EXAMPLES", usual))
