"""Lines and columns of byte offsets in a document."""


def line_and_column(source: bytes, offset: int) -> tuple[int, int]:
    """Return the line and column of a byte offset, both counted from 1.

    Args:
        source: the document in UTF-8; columns count characters, not bytes.
        offset: a byte offset in it; a negative one is taken as 0.
    """
    offset = max(offset, 0)
    line_start = source.rfind(b"\n", 0, offset) + 1
    return source.count(b"\n", 0, offset) + 1, len(source[line_start:offset].decode("utf-8", "replace")) + 1
