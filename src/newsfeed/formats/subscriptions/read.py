"""Reader of a list of subscriptions in TOML: one wrong value costs only that value or that subscription."""

from newsfeed.formats.subscriptions.document import read_document
from newsfeed.model import Feed
from newsfeed.plugins import ReadContext
from newsfeed.reading.legal_text import legal_text


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a list of feeds.

    Args:
        data: the document, in UTF-8.
        reading: the options of the caller.

    Raises:
        ReadError: the document is not TOML; with line and column.
        LimitError: it exceeds a limit.
    """
    document = read_document(legal_text(data, reading), reading.limits)
    for problem in document.problems:
        reading.report.add(problem.finding("read.subscriptions"))
    return document.feed
