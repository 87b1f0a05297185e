"""How large a diagram file may be: past these a file is refused before it can cost anything."""

from designer.edit.property_edits import LARGEST_NUMBER
from designer.model.ids import MAX_ID_LENGTH
from designer.model.invariants import MAX_NAME, MAX_NOTE

MAX_FILE_BYTES = 20 * 2**20
MAX_NESTING = 64  # of brackets and braces; containers nest 16 deep at most (the model's own limit)
MAX_OBJECTS = 250_000  # opening braces in the file
MAX_VALUES = 2_000_000  # commas in the file, and half of the quotation marks

MAX_ELEMENTS = 20_000
MAX_LINKS = 50_000
MAX_PROPERTIES = 200  # of one element
MAX_LIST = 200  # entries of one property, memberships or target groups of one element
MAX_BENDS = 200  # of one link
MAX_WAIVERS = 10_000
MAX_EXTRA = 100  # unknown fields of one object

MAX_KEY = MAX_ID_LENGTH  # characters of a property's or a service's key
MAX_TEXT = MAX_NOTE  # characters of a property's text
MAX_REASON = MAX_NOTE
MAX_NUMBER = LARGEST_NUMBER  # of a property or a goal

__all__ = [
    "MAX_BENDS",
    "MAX_ELEMENTS",
    "MAX_EXTRA",
    "MAX_FILE_BYTES",
    "MAX_KEY",
    "MAX_LINKS",
    "MAX_LIST",
    "MAX_NAME",
    "MAX_NESTING",
    "MAX_NOTE",
    "MAX_NUMBER",
    "MAX_OBJECTS",
    "MAX_PROPERTIES",
    "MAX_REASON",
    "MAX_TEXT",
    "MAX_VALUES",
    "MAX_WAIVERS",
]
