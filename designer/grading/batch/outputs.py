"""Writes everything that comes of a class, and takes away what an earlier run has left."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from designer.grading.alike.class_likeness import ClassLikeness
from designer.grading.alike.tables import pairs_csv
from designer.grading.batch.options import Gradebook, RunOptions
from designer.grading.batch.store import Store, put
from designer.grading.cohort.figures import figures_of
from designer.grading.cohort.table import ClassRow, ClassTable
from designer.grading.feedback.index import index_html
from designer.grading.feedback.page import page_html
from designer.grading.gradebooks.canvas import canvas_csv
from designer.grading.gradebooks.grades_csv import adjustments_csv, grades_csv, unmatched_csv
from designer.grading.gradebooks.gradescope import results_json
from designer.grading.gradebooks.lti_scores import lti_scores
from designer.grading.gradebooks.moodle_gradebook import moodle_gradebook_csv
from designer.grading.gradebooks.moodle_worksheet import fill_worksheet
from designer.grading.gradebooks.sarif_log import sarif_log
from designer.storage.file_bytes import reason_of
from designer.storage.refusal import SaveFailed

WORKSHEET = "moodle-worksheet.csv"
SIMILARITY = "similarity.html"
MOST_PAIRS = 200
Progress = Callable[[int, int], None]


class Outputs:
    """The files of one output folder, with their fingerprints."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Write nothing yet."""
        self.folder = folder
        self.digests: dict[str, str] = {}
        self.remarks: list[str] = []
        self._store = store

    def write(
        self,
        table: ClassTable,
        options: RunOptions,
        worksheet: Path | None,
        progress: Progress,
        likeness: ClassLikeness | None = None,
    ) -> None:
        """Write all that is asked for.

        Raises:
            SaveFailed: a file cannot be written.
            FileRejected: the worksheet cannot be read.
        """
        self._pages(table, options, progress)
        self._put("grades.csv", grades_csv(table))
        self._put(
            "index.html",
            index_html(table, figures_of(table), SIMILARITY if likeness is not None else ""),
        )
        if likeness is not None:
            self._similarity(table, likeness, options)
        self._workbook(table)
        if any(not row.entry.is_listed for row in table.rows()):
            self._put("unmatched.csv", unmatched_csv(table))
        if any(row.adjustments for row in table.rows()):
            self._put("adjustments.csv", adjustments_csv(table))
        if worksheet is not None:
            filled = fill_worksheet(worksheet, table)
            self._put(WORKSHEET, filled.data)
            self.remarks += filled.remarks
            self.remarks.append(f"{filled.filled} rows of the Moodle worksheet were filled.")
        self._gradebooks(table, options)

    def _similarity(self, table: ClassTable, likeness: ClassLikeness, options: RunOptions) -> None:
        from designer.grading.feedback.similarity import similarity_html

        pairs = likeness.ranking.pairs[:MOST_PAIRS]
        pages = {row.entry.code: row.page for row in table.rows() if row.outcome is not None}
        page = similarity_html(
            likeness,
            table.rubric.title,
            pairs,
            pictures=options.pictures,
            pages=pages,
            index="index.html",
        )
        self._put(SIMILARITY, page)
        self._put("similarity.csv", pairs_csv(likeness, pairs))

    def _gradebooks(self, table: ClassTable, options: RunOptions) -> None:
        wanted = options.gradebooks
        if Gradebook.CANVAS in wanted:
            self._put("canvas.csv", canvas_csv(table, options.assignment))
        if Gradebook.MOODLE in wanted:
            self._put("moodle-gradebook.csv", moodle_gradebook_csv(table))
        if Gradebook.LTI in wanted and options.graded_at is not None:
            self._put("lti-scores.json", lti_scores(table, options.graded_at))
        if Gradebook.SARIF in wanted:
            self._stream("findings.sarif", sarif_log(table))
        if Gradebook.GRADESCOPE in wanted:
            for row in table.rows():
                self._put(f"gradescope/{row.entry.code}/results.json", results_json(row))

    def _workbook(self, table: ClassTable) -> None:
        from designer.grading.gradebooks.grades_xlsx import grades_xlsx

        self._put("grades.xlsx", grades_xlsx(table))

    def _pages(self, table: ClassTable, options: RunOptions, progress: Progress) -> None:
        title = table.rubric.title
        for done, row in enumerate(table.rows(), 1):
            if row.outcome is not None:
                picture = self._store.picture(row.key) if options.pictures else b""
                self._put(row.page, page_html(row, title, picture))
                if options.pdf:
                    self._put(f"feedback/{row.entry.code}.pdf", self._pdf(row, title, picture))
            progress(done, table.count)

    def _pdf(self, row: ClassRow, title: str, picture: bytes) -> bytes:
        from designer.grading.feedback.document import page_pdf

        return page_pdf(row, title, picture)

    def _put(self, name: str, data: bytes) -> None:
        path = self._made(name)
        put(path, data)
        self.digests[name] = hashlib.sha256(data).hexdigest()

    def _stream(self, name: str, parts: Iterable[bytes]) -> None:
        path = self._made(name)
        temporary = path.with_name(f".{path.name}.part")
        digest = hashlib.sha256()
        try:
            with temporary.open("wb") as file:
                for part in parts:
                    digest.update(part)
                    file.write(part)
            temporary.replace(path)
        except OSError as error:
            raise SaveFailed(str(path), "", f"cannot be written: {reason_of(error)}") from error
        self.digests[name] = digest.hexdigest()

    def _made(self, name: str) -> Path:
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveFailed(str(path), "", f"cannot be made: {reason_of(error)}") from error
        return path

    def clear(self, earlier: Iterable[str]) -> None:
        """Remove files of an ``earlier`` run that this one has not written."""
        for name in earlier:
            path = self.folder / name
            is_inside = ".." not in path.parts and not Path(name).is_absolute()
            if name in self.digests or not is_inside:
                continue
            with suppress(OSError):
                path.unlink()
            for folder in path.parents:
                if folder == self.folder:
                    break
                with suppress(OSError):
                    # Only a folder that is empty now can be removed.
                    folder.rmdir()
