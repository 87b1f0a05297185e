"""Unpacks what strangers have packed, without ever holding more than is allowed."""

import zlib

from designer.storage.refusal import Refused


def inflated(data: bytes, most: int, place: str = "", wbits: int = zlib.MAX_WBITS) -> bytes:
    """Return the content of ``data``, which ends where its own end says.

    Args:
        data: begins with what zlib has packed.
        most: the greatest size allowed, in bytes.
        place: where in a file it stands.
        wbits: as `zlib.decompressobj` takes it.

    Raises:
        Refused: it is damaged, breaks off, or is larger.
    """
    unpacker = zlib.decompressobj(wbits)
    try:
        content = unpacker.decompress(data, most + 1)
    except zlib.error as error:
        raise Refused(place, "its compressed content is damaged") from error
    if len(content) > most:
        raise Refused(place, f"unfolds to more than {most // 2**20} MiB")
    if not unpacker.eof:
        raise Refused(place, "its compressed content breaks off")
    return content
