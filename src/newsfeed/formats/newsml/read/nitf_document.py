"""Reading an NITF document that stands alone, the predecessor of NewsML-G2 for text."""

import re
from typing import Final, cast

from lxml import etree

from newsfeed.formats.newsml.read import nitf
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.nitf_account import account_for_metadata
from newsfeed.formats.newsml.read.nitf_metadata import document_id, read_metadata
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.read_values import Values
from newsfeed.model import Story
from newsfeed.reading.fields import StoryFields
from newsfeed.values.patterns import pattern

_DOCTYPE: Final = pattern(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*+(<!DOCTYPE\s+(?:nitf|NewsML)\b[^<>\[\]]*>)", re.DOTALL)


def without_doctype(data: bytes) -> bytes:
    """Return a document without the document type declaration that NITF and NewsML 1 require, if it only names a DTD.

    A DTD is never fetched, so the declaration says nothing; spaces take its place, so that positions stay right.
    """
    match = _DOCTYPE.match(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0)
    if match is None:
        return data
    spaces = b"".join(b"\n" if byte == 10 else b" " for byte in match[1])
    return data[: match.start(1)] + spaces + data[match.end(1) :]


def read_nitf(reader: ElementReader, document: "etree._Element") -> Story | None:
    """Read an `<nitf>` element as a story.

    Returns:
        the story, or None, with a finding, if it cannot be built.
    """
    fields = nitf_fields(reader, document)
    account_for_metadata(reader, document, Values(fields, QCodeResolver()))
    return reader.focus(document).story(fields)


def nitf_fields(reader: ElementReader, document: "etree._Element") -> StoryFields:
    """Return the arguments of `Story` in an `<nitf>` element."""
    article = nitf.read_article(document)
    fields = read_metadata(reader, document)
    fields.update(cast("StoryFields", reader.focus(document).body(article.html)))
    fields["headline"] = article.headline
    fields["authors"] = article.authors
    if article.summary:
        fields["summary"] = article.summary
    fields["id"] = document_id(document)
    return fields
