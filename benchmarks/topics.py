"""The topics by their names."""

from typing import Final

from benchmarks import writing
from benchmarks.topic import Topic

TOPICS: Final[dict[str, Topic]] = {topic.name: topic for topic in (writing.RSS, writing.ATOM)}
