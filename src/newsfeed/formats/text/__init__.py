"""The explainer page: text under the headings of an explainer, with front matter in TOML or YAML for everything else.

A page is read in steps by `newsfeed.pages`, one module each: bytes to lines (`decoding`, `line_syntax`), pages
(`page_splitting`), parts (`part_splitting`), blocks and entries (`block_reader`, `entry_reader`), the inline Markdown in
their text (`inline_reader`), and a story (`page_reader`, `document_reader`). Writing lays a story out in a form that cannot
be misread (`layout`, `line_guard`, `item_layout`, `press_layout`, `inline_writer`), and puts the rest into the front matter
(`plain_data.toml_writer`, `write`).
"""

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer


def looks_like(head: bytes) -> bool:
    """Return whether a document begins with front matter or has a heading of an explainer in its first lines."""
    if head[:1] in (b"{", b"[", b"<") or b"\0" in head:
        return False
    from newsfeed.pages.detection import looks_like_page  # compiles the patterns of pages

    return looks_like_page(head.decode("utf-8", "ignore"))


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
    published=False,
)
