"""Each regular expression of newsfeed takes time that is linear in the text that it is applied to."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest

from hostile.cases.pattern_strings import hostile_strings, is_unlimited

pytestmark = pytest.mark.slow

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
SIZE: Final = 2_400
PARTS: Final = 16
NOTICEABLE: Final = 0.002
MAX_RATIO: Final = 9
"""Four times the length takes 4 times as long if linear, 16 times as long if quadratic."""
_ALARM: Final = 1.5

BOUNDED: Final = {
    "attribution.quotes:_ABBREVIATION": "the last 12 characters before a full stop",
    "profiles.rules.stories:_CUT_OFF": "the last 80 characters of a text",
    "pages.topics.japanese:_AFTER_NOUN": "the last 100 characters of a clause",
    "formats.jsonfeed.__init__:_TOKEN": "the first 4 KB of a document",
    "formats.activitystreams.__init__:_CONTEXT": "the first 4 KB of a document",
    "formats.atom.__init__:_ROOT": "the first 4 KB of a document",
    "formats.rss.__init__:_ROOT": "the first 4 KB of a document",
    "profiles.documents:_DECLARATION": "the first 256 bytes of a document",
    "pages.yaml_fields:_ZONE": "a text that is a date of at most 128 characters",
    "io.sanitizing.images:_PLACEHOLDER": "an address of at most 16 KB",
    "io.sanitizing.sanitizer:_TAG": "HTML up to its last >",
    "io.xml_text:_COMMENT": "a text up to its last -->",
    "syndication.excerpts:_TAG": "HTML up to its last >",
    "syndication.excerpts:_BLOCK_TAG": "HTML up to its last >",
    "reading.lenient:_PARAGRAPH": "HTML that consists of whole paragraphs",
    "pages.commonmark.tables:_ROW": "the HTML of a whole table",
    "body.xhtml:_TAG": "markup of newsfeed's own",
    "formats.jsonld.answer_html:_INLINE_TAG": "sanitized HTML, in which each tag ends",
    "io.sanitizing.addresses:_TAG_WITH_ADDRESS": "sanitized HTML, in which each tag ends",
    "formats.newsml.schema:_VALUE": "messages of libxml2",
    "formats.newsml.schema:_NAMESPACE": "messages of libxml2",
    "explain.reasons:_QUOTED": "messages of findings, which quote at most 200 characters",
    "model.rich_text:markup": "markup of newsfeed's own",
    "model.rich_text:plain": "markup of newsfeed's own",
}
"""What patterns are applied to that are not linear on every text."""

METHODS: Final = {
    "pages.question_labels:_QUESTION": ("fullmatch",),
    "pages.question_labels:_ANSWER": ("fullmatch",),
    "pages.question_labels:words": ("fullmatch",),
    "io.sanitizing.embeds:_EMBEDS": ("match",),
}
"""How patterns are used that are called by another name."""


class TookTooLongError(BaseException):
    """The CPU time is up."""


def _list(*documents: str) -> list[dict[str, Any]]:
    command = [sys.executable, str(HERE / "pattern_list.py"), *documents]
    result = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    entries = [entry for entry in json.loads(result.stdout) if is_unlimited(_source(entry), _flags(entry))]
    return sorted(entries, key=lambda entry: (entry["name"], entry["pattern"]))


@pytest.fixture(scope="module")
def patterns() -> list[dict[str, Any]]:
    """The patterns, those of the grammars of all languages among them."""
    return _list(*map(str, sorted((ROOT / "tests" / "golden").rglob("story.*"))))


def _source(entry: dict[str, Any]) -> str:
    return str(entry["pattern"])


def _flags(entry: dict[str, Any]) -> int:
    return entry["flags"] & ~re.UNICODE if entry["bytes"] else int(entry["flags"])


def _problems(entries: list[dict[str, Any]]) -> list[str]:
    return [problem for entry in entries if entry["name"] not in BOUNDED for problem in _problem(entry)]


def _problem(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the first string on which each use of a pattern is not linear."""
    source = _source(entry)
    compiled: Any = re.compile(source.encode("latin-1") if entry["bytes"] else source, entry["flags"])
    for method in METHODS.get(entry["name"], entry["methods"]):
        for label, text in hostile_strings(source, _flags(entry), SIZE):
            if entry["bytes"] and not text.isascii():
                continue
            large: Any = text.encode() if entry["bytes"] else text
            if _is_quadratic(compiled, method, large):
                yield f"{entry['name']}.{method} on {label[:100]}: {source[:200]}"
                break


def _is_quadratic(compiled: Any, method: str, large: Any) -> bool:
    if _seconds(compiled, method, large) <= NOTICEABLE:
        return False
    seconds = min(_seconds(compiled, method, large) for _ in range(2))
    if seconds >= _ALARM:
        return True
    small = large[: len(large) // 4] + large[-1:]
    return seconds > NOTICEABLE and seconds > MAX_RATIO * max(_seconds(compiled, method, small), NOTICEABLE / 40)


def _seconds(compiled: Any, method: str, text: Any) -> float:
    previous = signal.signal(signal.SIGPROF, _on_alarm)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, _ALARM)
    try:
        if method in ("sub", "subn"):
            getattr(compiled, method)(text[:0], text)
        elif method == "finditer":
            for _ in compiled.finditer(text):
                pass
        else:
            getattr(compiled, method)(text)
    except TookTooLongError:
        return _ALARM
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
    return time.process_time() - start


def _on_alarm(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLongError


@pytest.mark.battery
@pytest.mark.parametrize("part", range(PARTS))
def test_patterns_are_linear(part: int, patterns: list[dict[str, Any]]) -> None:
    assert not _problems(patterns[part::PARTS])


def test_a_sample_of_patterns_is_linear() -> None:
    assert not _problems(_list()[::60])


@pytest.mark.parametrize(
    ("source", "method"),
    [(r"(.+?)\s*[<(]\d+", "fullmatch"), (r"\s+$", "search"), (r"<!--.*?-->", "sub"), (r"(?:a+)+b", "match")],
)
def test_slow_patterns_are_noticed(source: str, method: str) -> None:
    entry = {"pattern": source, "flags": int(re.compile(source).flags), "bytes": False, "name": "", "methods": [method]}
    assert _problems([entry])
