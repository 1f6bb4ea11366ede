"""Reader of Markdown: pages as the format `text` reads them, and lists of stories as `llms.txt`."""

from newsfeed.formats.markdown.detection import is_list
from newsfeed.formats.markdown.index_reader import read_index
from newsfeed.model import Feed
from newsfeed.pages import document_reader
from newsfeed.pages.decoding import decode
from newsfeed.plugins import ReadContext
from newsfeed.reading.legal_text import legal_text


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a page of a story, or a list of stories.

    Raises:
        ReadError: the document is not text, or the page cannot be read.
        MissingFieldError: the page has no id and no url, and the defaults have none either.
    """
    data = legal_text(data, reading)
    lines = decode(data, reading.limits)
    if is_list([f"{line.indent}{line.text}" for line in lines]):
        return read_index(lines, reading)
    return document_reader.read(data, reading)
