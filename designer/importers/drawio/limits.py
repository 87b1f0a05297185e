"""How much a draw.io file may hold, beside what bounds every foreign file: more is refused.

The largest drawing in a sample of 119 public files has 900 cells and 280 kB.
"""

MAX_INFLATED_BYTES = 32 * 2**20  # of all pages together, once decompressed
MAX_XML_NODES = 150_000
MAX_XML_DEPTH = 64
MAX_CELLS = 8_000  # of one page
MAX_LABEL = 20_000  # characters of a label that are looked at
MAX_POINTS = 200  # of one line
MAX_BOXES = 400  # that others stand in, of one page
MAX_LINES = 2_500  # of one page
MAX_ATTRIBUTES = 1_000  # of one XML node
MAX_CANDIDATES = 40  # icons that one text is tried on
