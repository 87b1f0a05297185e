"""The real program, driven: opens a sample, waits for its score, exports it, says how that went.

Run by `test_window_xcb` in a process of its own, because what it guards against is a crash.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from designer.exporters.formats import format_called
from designer.ui import application
from designer.ui.export_run import ExportOrder, ExportRun
from designer.ui.main_window import MainWindow

PICTURE = Path(sys.argv[1])


class DrivenWindow(MainWindow):
    """The window, which exports once its sample is scored and then quits."""

    _export: ExportRun | None = None

    def start(self) -> None:
        super().start()
        self.document.scored.connect(self._scored_once)

    def _scored_once(self) -> None:
        if self._export is None:
            self._export = ExportRun(
                self.document.diagram, ExportOrder(path=PICTURE, form=format_called("png")), self
            )
            self._export.finished.connect(self._tell)
            self._export.start()

    def _tell(self, worked: bool, sentence: str) -> None:
        report = {
            "platform": QApplication.platformName(),
            "worked": worked,
            "sentence": sentence,
            "size": PICTURE.stat().st_size if PICTURE.is_file() else 0,
            "loaded": sorted({"pygraphviz", "diagrams"} & sys.modules.keys()),
        }
        print(json.dumps(report), flush=True)  # noqa: T201 - the answer to the test
        QTimer.singleShot(0, QApplication.quit)


if __name__ == "__main__":
    vars(application)["MainWindow"] = DrivenWindow
    sys.exit(application.run(sample="three-tier"))
