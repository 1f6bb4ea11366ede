"""The topics by their names."""

from typing import Final

from benchmarks import jsonld, newsml, writing
from benchmarks.topic import Measured

TOPICS: Final[dict[str, Measured]] = {
    topic.name: topic for topic in (writing.RSS, writing.ATOM, jsonld.TOPIC, newsml.TOPIC)
}
