"""Registry of all topics by name, in the order of the report."""

from typing import Final

from benchmarks import build, jsonfeed, jsonld, newsml, pages, reading, startup, streaming, tables, validation, writing
from benchmarks.topic import Benchmark

_ALL: Final[tuple[Benchmark, ...]] = (
    writing.RSS,
    writing.ATOM,
    writing.RSS_KINDS,
    writing.ATOM_KINDS,
    jsonfeed.TOPIC,
    jsonld.TOPIC,
    newsml.TOPIC,
    pages.TOPIC,
    reading.RSS,
    reading.ATOM,
    reading.JSON_FEED,
    reading.RSS_KINDS,
    reading.ATOM_KINDS,
    validation.TOPIC,
    tables.TOPIC,
    streaming.WRITING,
    streaming.READING,
    startup.IMPORT,
    startup.COMMAND,
    build.TOPIC,
)

TOPICS: Final[dict[str, Benchmark]] = {topic.name: topic for topic in _ALL}
