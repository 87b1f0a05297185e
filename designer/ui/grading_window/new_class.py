"""Asks what is to be graded, by which rubric, and where the grades go."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from designer.grading.batch.options import NAMING, Gradebook
from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE, current_look

_Standard = QDialogButtonBox.StandardButton
RUBRICS = "Rubrics (*.rubric.toml *.toml);;All files (*)"
_TABLES = "Lists (*.csv *.txt *.tsv);;All files (*)"
BOOKS = {
    Gradebook.CANVAS: "Canvas",
    Gradebook.MOODLE: "Moodle",
    Gradebook.GRADESCOPE: "Gradescope",
    Gradebook.LTI: "LTI",
    Gradebook.SARIF: "SARIF",
}


class PathField(QWidget):
    """A path with a button that asks for it."""

    def __init__(self, name: str, title: str, filters: str | None, parent: QWidget) -> None:
        """Ask for a file of ``filters``, or for a folder when there are none."""
        super().__init__(parent)
        self._title, self._filters = title, filters
        self.line = QLineEdit(self)
        self.line.setAccessibleName(name)
        self._button = QPushButton("Choose…", self)
        self._button.setAccessibleName(title)
        self._button.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """The path, "" for none."""
        return self.line.text().strip()

    def ask(self) -> None:
        """Ask for the path."""
        if self._filters is None:
            found = QFileDialog.getExistingDirectory(self, self._title, self.text)
        else:
            found = QFileDialog.getOpenFileName(self, self._title, self.text, self._filters)[0]
        if found:
            self.line.setText(found)


class BookBoxes(QWidget):
    """A box for each platform that can be told grades."""

    def __init__(self, ticked: frozenset[Gradebook], parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._boxes = {book: QCheckBox(name, self) for book, name in BOOKS.items()}
        for book, box in self._boxes.items():
            box.setChecked(book in ticked)
            row.addWidget(box)
        row.addStretch(1)

    def hide_naming(self, *, hidden: bool) -> None:
        """Offer only what needs no names."""
        for book in NAMING:
            self._boxes[book].setEnabled(not hidden)

    def words(self) -> tuple[str, ...]:
        """Return the options of the command for what is ticked."""
        wanted = (book for book, box in self._boxes.items() if box.isChecked() and box.isEnabled())
        return tuple(f"--for={book.value}" for book in wanted)


class NewClass(Frame):
    """What `tenet grade` is to be told; `words` is its command line once it was accepted."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Grade a class", _Standard.Ok | _Standard.Cancel)
        self.resize(700, 600)
        self.rubric = PathField("Rubric", "Choose a rubric", RUBRICS, self)
        self.roster = PathField("Roster", "Choose the list of the class", _TABLES, self)
        self.roster.line.setPlaceholderText("The list of the class, if there is one")
        self.output = PathField("Output folder", "Choose a new or empty folder", None, self)
        self.output.line.setPlaceholderText("A new or empty folder, or one to go on in")
        self.work = QListWidget(self)
        self.work.setAccessibleName("Submissions")
        self.work.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.work.setStyleSheet(f"QListWidget {{ border: 1px solid {current_look().border}; }}")
        self.alike = QCheckBox("&Compare: whom is each drawing most like?", self)
        self.template = PathField("Template", "Choose the template", "All files (*)", self)
        self.template.line.setPlaceholderText("What was handed out; it is taken off first")
        self.template.setEnabled(False)
        self.alike.toggled.connect(self.template.setEnabled)
        self.blind = QCheckBox("&Blind: no output tells whose a submission is", self)
        self.pdf = QCheckBox("Feedback as &PDF as well", self)
        self.books = BookBoxes(frozenset(), self)
        self.blind.toggled.connect(self._blinded)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(10)
        form.addRow("&Rubric", self.rubric)
        form.addRow("&Submissions", self._work_side())
        form.addRow("R&oster", self.roster)
        form.addRow("&Grades go to", self.output)
        form.addRow("Also for", self.books)
        form.addRow("", self.blind)
        form.addRow("", self.pdf)
        form.addRow("", self.alike)
        form.addRow("&Template", self.template)
        self.body.addLayout(form, 1)
        self._wrong = PlainLabel(parent=self, wrap=True)
        self._wrong.setStyleSheet(f"color: {current_look().bad};")
        self.body.addWidget(self._wrong)
        self.buttons.button(_Standard.Ok).setText("Grade")

    @property
    def target(self) -> Path:
        """The output folder."""
        return Path(self.output.text).expanduser().absolute()

    @property
    def words(self) -> tuple[str, ...]:
        """The command line, without the command."""
        options = [*self.books.words()]
        if self.blind.isChecked():
            options.append("--blind")
        if self.pdf.isChecked():
            options.append("--pdf")
        if self.alike.isChecked():
            has_template = bool(self.template.text)
            options.append(f"--template={self.template.text}" if has_template else "--similarity")
        if self.roster.text:
            options.append(f"--roster={self.roster.text}")
        work = [self.work.item(row).text() for row in range(self.work.count())]
        return (*options, "-o", str(self.target), "--", self.rubric.text, *work)

    def add_work(self, paths: list[str]) -> None:
        """Take files or folders of submissions."""
        known = {self.work.item(row).text() for row in range(self.work.count())}
        for path in dict.fromkeys(paths):
            if path and path not in known:
                self.work.addItem(path)

    def accept(self) -> None:
        wrong = self._problem()
        self._wrong.setText(wrong)
        if not wrong:
            super().accept()

    def _problem(self) -> str:
        if not Path(self.rubric.text).is_file():
            return "Choose a rubric: 'tenet rubric new' writes one to begin with."
        if not self.work.count():
            return "Add what was handed in: files, folders, or the zip file of your platform."
        if not self.output.text:
            return "Choose the folder that grades and feedback go to."
        if self.alike.isChecked() and self.template.text and not Path(self.template.text).exists():
            return f"{self.template.text}: there is no such file."
        if self.roster.text and not Path(self.roster.text).is_file():
            return f"{self.roster.text}: there is no such file."
        return ""

    def _work_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.work, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for text, words, slot in (
            (
                "Add &files…",
                "Designs, or zip files as platforms let you download them",
                self._files,
            ),
            ("Add a f&older…", "A folder with a file or folder for each student", self._folder),
            ("Re&move", "Leave out what is selected", self._remove),
        ):
            button = QPushButton(text, side)
            tip(button, words)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        side.setMinimumHeight(20 * SPACE)
        return side

    def _files(self) -> None:
        self.add_work(QFileDialog.getOpenFileNames(self, "Choose what was handed in")[0])

    def _folder(self) -> None:
        self.add_work([QFileDialog.getExistingDirectory(self, "Choose a folder of submissions")])

    def _remove(self) -> None:
        for item in self.work.selectedItems():
            self.work.takeItem(self.work.row(item))

    def _blinded(self, checked: bool) -> None:
        self.books.hide_naming(hidden=checked)


class WriteGrades(Frame):
    """What is to be written anew, with everything that was adjusted."""

    def __init__(
        self, told: str, ticked: frozenset[Gradebook], parent: QWidget | None, *, blind: bool
    ) -> None:
        super().__init__(parent, "Write grades and feedback", _Standard.Save | _Standard.Cancel)
        self.resize(520, 220)
        self.body.addWidget(PlainLabel(told, self, wrap=True))
        self.books = BookBoxes(ticked, self)
        self.books.hide_naming(hidden=blind)
        self.pdf = QCheckBox("Feedback as &PDF as well", self)
        self.alike_once = QCheckBox("&Nearly identical drawings are judged once", self)
        tip(
            self.alike_once, "What was given by hand for one holds for all that are nearly the same"
        )
        form = QFormLayout()
        form.addRow("Also for", self.books)
        form.addRow("", self.pdf)
        form.addRow("", self.alike_once)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.buttons.button(_Standard.Save).setText("Write")
        self.buttons.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> tuple[str, ...]:
        """The options of the command."""
        ticked = (("--pdf", self.pdf), ("--alike-once", self.alike_once))
        return (*self.books.words(), *(word for word, box in ticked if box.isChecked()))
