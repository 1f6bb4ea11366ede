"""Limits on untrusted input."""

from newsfeed.classes.frozen import frozen


@frozen(kw_only=True)
class Limits:
    """Maximum sizes of the input to a reader or validator; exceeding one raises `LimitError` with the limit's name.

    Attributes:
        bytes: size of one document in bytes. Streaming readers apply it to the bytes between two items instead, since
            they do not hold the whole document.
        elements: XML elements, or JSON values, in one document.
        depth: nesting of XML elements or JSON values; libxml2 never accepts more than 256 elements.
        attributes: attributes of one XML element, or of one HTML tag.
        html: size of one HTML value in characters; the time to sanitize HTML grows faster than its depth.
        compression: bytes that one byte of a gzip may stand for; the first 16 MB are allowed in any case.
        nodes: elements, comments, processing instructions and CDATA sections of one document, or objects and arrays of
            JSON. A document may have one more for every `node_bytes` bytes of its length, in JSON for every two. As many
            attributes and end tags are allowed, and three times as many JSON values.
        node_bytes: the length of a document that allows for one more of its `nodes`, in bytes.
        items: items, entries or outlines of one document, lines of a page of text, or headings or preformatted lines of a
            page of HTML; five times as many URLs of a sitemap. A document may have one more for every `item_bytes` bytes
            of its length.
        item_bytes: the length of a document that allows for one more of its `items`, in bytes.
        item_nodes: elements, comments, processing instructions and CDATA sections of one item, or between two items; tags of
            a page or a value of HTML, which may have one more for every two `node_bytes`.
        text: size of one text, tag, comment or CDATA section of XML in bytes; libxml2 never accepts more than 10 MB.
        scripts: elements of a page of HTML with JSON-LD in them.
        values: values of one JSON array or object, which may have one more for every `item_bytes` of the document.
    """

    bytes: int = 256 * 1024 * 1024
    elements: int = 5_000_000
    depth: int = 200
    attributes: int = 256
    html: int = 4 * 1024 * 1024
    compression: int = 100
    nodes: int = 50_000
    node_bytes: int = 32
    items: int = 10_000
    item_bytes: int = 256
    item_nodes: int = 20_000
    text: int = 10_000_000
    scripts: int = 500
    values: int = 5_000


DEFAULT = Limits()
"""The limits that apply unless the caller passes others."""
