"""How much may be handed in: past these an entry, or a whole submission, is refused by name."""

from designer.importers.limits import MAX_FILE_BYTES, MAX_TREE_BYTES

MAX_ENTRIES = 200_000  # files of one folder or archive of a whole class
MAX_DEPTH = 20  # folders within folders
MAX_MEMBER_BYTES = MAX_FILE_BYTES  # of one file, once unpacked
MAX_SUBMISSION_BYTES = MAX_TREE_BYTES  # of all files of one student, once unpacked
MAX_SUBMISSION_FILES = 500  # of one student
MAX_NAME = 240  # characters of a path inside a submission
MAX_TABLE_BYTES = 20 * 2**20  # of a roster or a downloaded worksheet
MAX_TABLE_ROWS = 100_000
