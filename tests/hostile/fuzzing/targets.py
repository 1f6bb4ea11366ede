"""The targets of fuzzing: an oracle each, and the documents that it starts from."""

import hashlib
import time
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import attrs

from hostile.fuzzing import oracles
from hostile.fuzzing.tokens import TEXTS
from hostile.measured import SECONDS

ROOT: Final = Path(__file__).resolve().parents[3]
MAX_SIZE: Final = 32_768
"""The size of an input in bytes at most."""

_FOLDERS: Final = ("tests/golden", "tests/valid", "tests/invalid", "examples/stories", "examples/feeds")

DATES: Final = (
    "2026-03-02T12:00:00Z", "2026-03-02T12:00:00.123456+01:30", "Mon, 02 Mar 2026 12:00:00 GMT", "2 Mar 26 12:00 EST",
    "2026-W10-1", "2026-061T12",
    "20260302T120000Z", "2 mars 2026 à 12:00", "2. M\u00e4rz 2026, 12 Uhr", "2026\u5e743\u67082\u65e5 12:00",
    "1772452800", "3/14/2026 5:06 PM PST",
)  # fmt: skip
LINKS: Final = (
    "https://example.com/a?b=c#d", "http://user@example.com:8080/%7Ea", "urn:newsml:example.com:20260302:x",
    "tag:example.com,2026:x",
    "mailto:a@example.com", "https://[2001:db8::1]/", "https://b\u00fccher.example/\u00e4",
    "data:image/png;base64,AAAA", "feed:https://example.com/",
)  # fmt: skip


@attrs.frozen
class Target:
    """A target.

    Attributes:
        name: its name on the command line.
        check: its oracle.
        suffixes: the suffixes of the documents that it starts from; "" for single values.
    """

    name: str
    check: Callable[[bytes], None]
    suffixes: tuple[str, ...]

    def seeds(self) -> list[bytes]:
        """Return the documents to start from."""
        return [data for suffix, data in documents() if suffix in self.suffixes]


@attrs.frozen
class ValueTarget(Target):
    """A target of single values; `values` are those to start from."""

    values: tuple[str, ...] = ()

    def seeds(self) -> list[bytes]:
        """Return the values to start from."""
        return [value.encode() for value in (*self.values, *TEXTS)]


@cache
def documents() -> tuple[tuple[str, bytes], ...]:
    """Return all documents of the tests and the examples that are not too large, with their suffixes."""
    paths = [path for folder in _FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    documents = ((path.suffix, path.read_bytes()) for path in paths)
    return tuple((suffix, data) for suffix, data in documents if len(data) <= MAX_SIZE // 2)


_XML: Final = (".rss", ".atom", ".xml", ".opml")
_JSON: Final = (".json", ".jsonfeed", ".jsonld")
_PAGES: Final = (".html", ".md", ".txt", ".toml")

TARGETS: Final = {
    target.name: target
    for target in (
        Target("xml", oracles.check_xml, _XML),
        Target("json", oracles.check_json, _JSON),
        Target("html", oracles.check_html, (".html", ".rss", ".md")),
        ValueTarget("date", oracles.check_date, (), DATES),
        ValueTarget("link", oracles.check_link, (), LINKS),
        Target("page", oracles.check_page, _PAGES),
        Target("validate", oracles.check_validate, (*_XML, *_JSON, *_PAGES)),
        Target("round-trip", oracles.check_round_trip, (*_XML, *_JSON, *_PAGES)),
        Target("stream", oracles.check_stream, _XML),
    )
}
"""The targets by their names."""


@attrs.frozen
class Discovery:
    """A violation of an oracle.

    Attributes:
        kind: the exception and where it came from, or the rule: what tells one discovery from another.
        detail: the traceback.
    """

    kind: str
    detail: str

    @property
    def key(self) -> str:
        """A short name for files."""
        return hashlib.sha256(self.kind.encode()).hexdigest()[:12]


def run(target: Target, data: bytes, seconds: float = SECONDS) -> Discovery | None:
    """Run the oracle of a target on an input.

    Args:
        target: the target.
        data: the input.
        seconds: the CPU time that it may take.
    """
    start = time.process_time()
    try:
        target.check(data)
    except oracles.ViolationError as violation:
        return Discovery(violation.rule, str(violation))
    except Exception as error:  # noqa: BLE001  (any other exception is what the fuzzer looks for)
        return Discovery(_kind_of(error), "".join(traceback.format_exception(error))[-4000:])
    if (taken := time.process_time() - start) > seconds:
        return Discovery("slow", f"took {taken:.2f} s for {len(data)} bytes")
    return None


def _kind_of(error: BaseException) -> str:
    """Return the class of an exception, and the innermost function of newsfeed that it passed."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "newsfeed" in Path(frame.filename).parts]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else ""
    return f"{type(error).__name__} {place}"
