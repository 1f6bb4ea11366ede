"""The schemas of tables: stories, results of rendering and results of reading, and the cells of nested columns."""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from newsfeed.plain_data import rows

MORE: Final = "more"
"""The member of a struct that has its other fields as JSON."""

_TEXT: Final = pa.string()
_LINES: Final = pa.list_(_TEXT)


def _objects(*names: str) -> pa.DataType:
    """Return the type of a list of objects: the members that queries ask for, and the others as JSON."""
    return pa.list_(pa.struct([pa.field(name, _TEXT) for name in (*names, MORE)]))


_AGENTS: Final = _objects("type", "name", "url", "email")
_TERMS: Final = _objects("term", "scheme", "label")

NATIVE: Final[Mapping[str, pa.DataType]] = {
    "keywords": _LINES,
    "speakable": _LINES,
    "authors": _AGENTS,
    "contributors": _AGENTS,
    "categories": _TERMS,
    "genre": _TERMS,
    "signals": _TERMS,
    "services": _TERMS,
    "audiences": _TERMS,
    "topics": _objects("name", "kind", "description", "url"),
    "places": _objects("name", "uri", "role"),
    "links": _objects("url", "rel", "title"),
}
"""Nested fields that have types of Arrow, since queries filter and group by them. The others are JSON text: no Arrow type
can hold the blocks of a body or extensions, which are recursive."""

_TYPES: Final[Mapping[rows.Kind, pa.DataType]] = {
    "text": _TEXT,
    "markup": _TEXT,
    "offsets": _TEXT,
    "nested": _TEXT,
    "number": pa.int64(),
    "date": pa.timestamp("us", "UTC"),
}

STORY_SCHEMA: Final = pa.schema(
    [
        pa.field(name, NATIVE.get(name, _TYPES[kind]), metadata={"spelling": "json"} if kind == "nested" else None)
        for name, kind in rows.columns().items()
    ]
)
"""A story a row. The columns are those of `newsfeed.to_rows`; `NATIVE` ones have types of Arrow, and other nested fields
are JSON text. Nothing of a story is outside of it, and nothing is in two columns."""

FINDING: Final = pa.struct(
    [
        pa.field("code", _TEXT),
        pa.field("severity", _TEXT),
        pa.field("path", _TEXT),
        pa.field("message", _TEXT),
        pa.field("line", pa.int64()),
    ]
)
LOSS: Final = pa.struct([pa.field("path", _TEXT), pa.field("reason", _TEXT)])

RESULT_SCHEMA: Final = pa.schema(
    [
        pa.field("id", _TEXT),
        pa.field("format", _TEXT, nullable=False),
        pa.field("document", pa.binary()),
        pa.field("sha256", _TEXT),
        pa.field("findings", pa.list_(FINDING), nullable=False),
        pa.field("losses", pa.list_(LOSS), nullable=False),
        pa.field("error", _TEXT),
    ]
)
"""A row for each story and format. `document` is null if `error` says why there is none, or if readers must not get the story;
then the only loss is the story, with the reason."""

DOCUMENT_SCHEMA: Final = pa.schema(
    [
        pa.field("document_source", _TEXT),
        pa.field("document", pa.binary()),
        pa.field("format", _TEXT),
        pa.field("encoding", _TEXT),
        pa.field("base", _TEXT),
    ]
)
"""A document a row, to be read. Only `document` must be there; `document_source` names it in the result, a `format` that is
null is detected, and `encoding` and `base` are those of `newsfeed.loads`."""

READ_SCHEMA: Final = pa.schema(
    [
        pa.field("document_source", _TEXT),
        pa.field("position", pa.int64()),
        pa.field("findings", pa.list_(FINDING), nullable=False),
        pa.field("error", _TEXT),
        *STORY_SCHEMA,
    ]
)
"""A row for each story of each document, with its position in it; a document without any has one row whose `id` is null. The
findings about a document are in its first row."""
