"""Registry of all topics by name, in the order of the report."""

from typing import Final

from benchmarks import build, jsonld, newsml, pages, reading, startup, streaming, validation, writing
from benchmarks.topic import Benchmark

_ALL: Final[tuple[Benchmark, ...]] = (
    writing.RSS,
    writing.ATOM,
    jsonld.TOPIC,
    newsml.TOPIC,
    pages.TOPIC,
    reading.RSS,
    reading.ATOM,
    validation.TOPIC,
    streaming.WRITING,
    streaming.READING,
    startup.IMPORT,
    startup.COMMAND,
    build.TOPIC,
)

TOPICS: Final[dict[str, Benchmark]] = {topic.name: topic for topic in _ALL}
