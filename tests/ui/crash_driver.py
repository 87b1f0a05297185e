"""A window that is edited without a pause until somebody kills it; run by ``test_crash``.

Each line it prints is the number of an edit that has been made and the time of it.
"""

import sys
import time
from pathlib import Path
from random import Random

from PySide6.QtCore import QTimer

from designer.edit.edits import SetTitle
from designer.ui.application import _application
from designer.ui.main_window import MainWindow
from designer.ui.settings import Preferences


def main(path: Path, seed: int) -> None:
    """Open ``path`` and edit it, saving now and then, for ever."""
    app = _application()
    window = MainWindow(Preferences())
    window.show()
    assert window.files.open_path(path)
    window.start()
    random = Random(seed)
    number = 0

    def edit() -> None:
        nonlocal number
        number += 1
        window.document.do(SetTitle(title=f"edit {number}"))
        sys.stdout.write(f"{number} {time.time()}\n")
        sys.stdout.flush()
        if random.random() < 0.005:
            window.files.save()

    timer = QTimer()
    timer.timeout.connect(edit)
    timer.start(20)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
