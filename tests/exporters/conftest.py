"""Pictures are rasterised by Qt; tests of windows in the same process need one application."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _one_application(qapp: QApplication) -> None:
    """Start the application that pytest-qt keeps, before an exporter starts a lesser one."""
