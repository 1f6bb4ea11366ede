"""The explainer page: plain text under the headings of an explainer, with a TOML block for what has no place in it."""

from newsfeed.formats.text.lines import heading_keys, key
from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

BLOCK = "+++"


def looks_like(head: bytes) -> bool:
    """Say whether this begins a page: a TOML block, or a line that is a heading in any language we know."""
    if head[:1] in (b"{", b"[", b"<") or b"\0" in head:
        return False
    lines = head.decode("utf-8", "ignore").replace("\r", "\n").split("\n")
    return lines[0].strip() == BLOCK or any(key(line) in heading_keys() for line in lines if len(line) < 200)


def _reader() -> Reader:
    from newsfeed.formats.text import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.text import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.text import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.text import rules

    return rules


FORMAT = Format(
    name="text",
    title="Explainer page",
    media_type="text/plain",
    suffixes=(".txt", ".page.txt"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("headings",)),
    feed=False,
)
