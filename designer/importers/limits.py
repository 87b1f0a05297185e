"""How large a foreign file may be: past these it is refused, or cut and said so."""

from designer.model.invariants import MAX_NAME

MAX_FILE_BYTES = 20 * 2**20
MAX_TREE_BYTES = 40 * 2**20  # of all files of a directory, or of a stack with its nested stacks
MAX_FILES = 2_000  # of a directory, or of a stack with its nested stacks
MAX_NESTING = 100  # of lists and tables in a data file
MAX_VALUES = 500_000  # in a data file, aliases counted as often as they stand
MAX_PAGES = 100
MAX_PARTS = 5_000  # elements of one page
MAX_RELATIONS = 20_000  # links of one page
MAX_NOTES = 2_000  # of one page; the rest is counted in one last note
MAX_SENTENCE = 400  # characters of a note
MAX_LABEL = MAX_NAME
