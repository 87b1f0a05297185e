"""What scores leave behind for later ones, put aside: as in a process that has scored nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from designer.analysis import services
from designer.scoring import questions


@contextmanager
def nothing_known() -> Iterator[None]:
    """Forget how elements are set up and what is open about them; the catalog stays read."""
    questions._open.cache_clear()
    questions._best.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "_READ", {})
        yield
