"""Reports of samples, each made once for all tests that read it."""

from dataclasses import replace
from functools import cache

from designer.exporters.report.building import report_of
from designer.exporters.report.content import Report
from designer.model.diagram import Diagram
from designer.resources import samples_folder
from designer.storage.diagram_file import read


@cache
def sample(name: str) -> Diagram:
    """Return the sample called ``name``."""
    return read(samples_folder() / f"{name}.tenet")


def unstamped(made: Report) -> Report:
    """Return a report without the versions it was made by, which change for other reasons."""
    return replace(made, stamp="Tenet Designer")


@cache
def report(name: str) -> Report:
    """Return the report of the sample called ``name``, with its fixes."""
    return report_of(sample(name))
