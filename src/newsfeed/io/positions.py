"""Lines and columns of offsets in a document."""


def line_and_column(source: bytes, at: int) -> tuple[int, int]:
    """Give line and column, counted from 1, of an offset."""
    start = source.rfind(b"\n", 0, max(at, 0)) + 1
    return source.count(b"\n", 0, max(at, 0)) + 1, len(source[start : max(at, 0)].decode("utf-8", "replace")) + 1
