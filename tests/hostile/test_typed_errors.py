"""No malformed document, header or argument makes a public function raise anything but an error of newsfeed's own."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

import newsfeed
from hostile.cases import malformed
from hostile.typed_calls import Calls
from newsfeed.errors import NewsfeedError
from newsfeed.plugins import registry

SOURCES: Final = malformed.sources()
QUICK: Final = 25
"""Number of mutants in a run of the suite; each makes about 35 calls."""
CHUNKS: Final = 80
CHUNK: Final = 250
"""The battery has CHUNKS x CHUNK mutants."""
SMALL: Final = 8_000
"""Size of the largest document of which every member is replaced, in bytes."""


def format_of(source: malformed.Source) -> str:
    """Return the format of a source by its folder, or ""."""
    folder = source.name.split("/")[-2]
    return folder if folder in {each.name for each in registry} else ""


def run(count: int, seed: int) -> Calls:
    """Make all calls on some mutants.

    Args:
        count: the number of mutants.
        seed: the seed of their changes.
    """
    calls = Calls()
    for source, mutant in malformed.mutants(SOURCES, count, seed):
        calls.document(mutant.name, mutant.data, format_of(source))
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_mutants_give_typed_errors(seed: int) -> None:
    assert run(QUICK, seed).faults == {}


@pytest.mark.battery
@pytest.mark.parametrize("seed", range(1000, 1000 + CHUNKS))
def test_many_mutants_give_typed_errors(seed: int) -> None:
    assert run(CHUNK, seed).faults == {}


def members(source: malformed.Source, every: int, first: int) -> Iterator[tuple[str, bytes]]:
    """Yield a JSON document with values of every kind at every member, every nth of them."""
    document = json.loads(source.data)
    number = first
    for path in malformed.json_places(document):
        for value in malformed.JSON_VALUES:
            number += 1
            if number % every == 0:
                yield f"{source.name} {path} {value[:20]}", malformed.with_json_value(document, path, value)


JSON: Final = [source for source in SOURCES if source.syntax == "json" and len(source.data) < SMALL]


@pytest.mark.battery
@pytest.mark.parametrize("source", JSON, ids=lambda source: source.name)
def test_every_value_at_every_member_gives_typed_errors(source: malformed.Source) -> None:
    calls = Calls()
    for name, data in members(source, 5, 0):
        calls.document(name, data, format_of(source))
    assert calls.faults == {}


@pytest.mark.slow
def test_some_values_at_every_member_give_typed_errors() -> None:
    calls = Calls()
    for index, source in enumerate(JSON):
        for name, data in members(source, 1499, 37 * index):
            calls.document(name, data, format_of(source))
    assert calls.faults == {}


@pytest.mark.battery
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_documents_cut_at_every_tag_give_typed_errors(source: malformed.Source) -> None:
    calls = Calls()
    for place in malformed.cuts(source.data)[::7]:
        calls.document(f"{source.name} cut at {place}", source.data[:place], format_of(source))
    assert calls.faults == {}


KNOWN: Final = {
    "schema error with prefixes": ("newsml",
    b'<n:newsItem xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:foo/></n:newsItem>'),
    "unbound prefix on the root": ("rss", b'<a:rss version="2.0"><channel/></a:rss>'),
    "comment that never ends": ("atom", b"<!----><feed><:"),
    "bad byte in JSON": ("jsonfeed",
    b'{"version":"https://jsonfeed.org/version/1.1","title":"a\xff","items":[{"id":"1"}]}'),
    "text as a quantity": ("jsonld",
    b'{"@context":"https://schema.org","@type":"Organization","name":"x","numberOfEmployees":"100"}'),
    "400 digits": ("jsonld", b'{"@context":"https://schema.org","@type":"Person","name":"x","height":' + b"9" * 400 + b"}"),
    "comment before a part": (
        "newsml",
        b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"><partMeta><!--x--></partMeta></newsItem>',
    ),
    "list as a type": ("activitystreams",
    b'{"type":"OrderedCollection","orderedItems":[{"type":["Create"],"object":{"type":"Article"}}]}'),
}  # fmt: skip
"""Documents that once made a function raise something else."""


@pytest.mark.parametrize(("name", "data"), KNOWN.values(), ids=KNOWN)
def test_documents_that_failed_once_give_typed_errors(name: str, data: bytes) -> None:
    calls = Calls()
    calls.document("", data, name)
    assert calls.faults == {}


@pytest.mark.parametrize("name", [each.name for each in registry if each.reads and each.name != "sitemap"])
def test_recovery_replaces_bad_bytes(name: str) -> None:
    """A document of every format with a bad byte in a text is read, and a finding names the byte."""
    source = next(source for source in SOURCES if f"/{name}/" in source.name and "valid" in source.name)
    text = re.search(
        rb"(?:title|headline|name|label)[\"\w]*\s*[>:=]\s*\"?(?=\w)|^# (?=\w)|(?<=\n)(?=[A-Z])", source.data
    )
    place = text.end() if text else source.data.index(b"example")
    report = newsfeed.Report()
    newsfeed.loads(source.data[:place] + b"\xff" + source.data[place:], name, recover=True, report=report)
    assert len(report)


@pytest.mark.parametrize(
    "tag", ["english", "abcd", "abcdefgh", "qq", "x-house", "i-klingon", "a" * 8 + "-x-" + "b" * 8]
)
def test_any_language_is_written_or_refused_by_name(tag: str) -> None:
    story = newsfeed.Story(
        id="urn:example:1", url="https://example.com/1", headline="Tide", summary="High.", language=tag,
        published="2026-03-01T09:30:00Z", authors=["Jo Farrow"],
    )  # fmt: skip
    calls = Calls()
    calls.feed(tag, newsfeed.Feed(title="Tides", url="https://example.com/", language=tag, stories=(story,)))
    assert calls.faults == {}


WRONG_ARGUMENTS: Final[tuple[Any, ...]] = (
    None,
    5,
    b"x",
    "x",
    [],
    {},
    object(),
    float("nan"),
    ("a",),
    True,
    newsfeed.Story,
)


def _reads_with(name: str) -> Callable[[Any], object]:
    return lambda value: newsfeed.loads(b"<rss><channel/></rss>", "rss", **{name: value})


def _writes_with(name: str) -> Callable[[Any], object]:
    return lambda value: newsfeed.dumps(FEED, "rss", **{name: value})


def _validates_with(name: str) -> Callable[[Any], object]:
    return lambda value: newsfeed.validate(b"<rss><channel/></rss>", "rss", **{name: value})


FEED: Final = newsfeed.Feed(url="https://example.com/", title="Tides")
FUNCTIONS: Final[dict[str, Callable[[Any], object]]] = {
    "loads": newsfeed.loads,
    "load": newsfeed.load,
    "loads_story": newsfeed.loads_story,
    "load_story": newsfeed.load_story,
    "iter_stories": lambda value: list(newsfeed.iter_stories(value)),
    "detect": newsfeed.detect,
    "validate": newsfeed.validate,
    "explain": newsfeed.explain,
    "merge": newsfeed.merge,
    "merge of a list": lambda value: newsfeed.merge([FEED, value]),
    "diff": lambda value: newsfeed.diff(FEED, value),
    "diff before": lambda value: newsfeed.diff(value, FEED),
    "index_now": lambda value: newsfeed.index_now(value, key="abcdefgh"),
    "index_now key": lambda value: newsfeed.index_now((), key=value),
    "to_dict": newsfeed.to_dict,
    "from_dict": newsfeed.from_dict,
    "to_rows": newsfeed.to_rows,
    "from_rows": newsfeed.from_rows,
    "to_script": newsfeed.to_script,
    "rights_files": newsfeed.rights_files,
    "rights_head": newsfeed.rights_head,
    "rights_headers": newsfeed.rights_headers,
    "check_rights": newsfeed.check_rights,
    "split_pages": lambda value: newsfeed.split_pages(value, size=2, address=str),
    "split_pages size": lambda value: newsfeed.split_pages(FEED, size=value, address=str),
    "split_archives": lambda value: newsfeed.split_archives(value, size=2, address=str),
    "link_headers": newsfeed.link_headers,
    "dumps": lambda value: newsfeed.dumps(value, "rss"),
    "dumps format": lambda value: newsfeed.dumps(FEED, value),
    "losses": lambda value: newsfeed.losses(value, "rss"),
    "convert": lambda value: newsfeed.convert(value, to="rss"),
    "convert to": lambda value: newsfeed.convert(b"{}", to=value, format="json"),
    "iter_bytes": lambda value: list(newsfeed.iter_bytes(value, "json")),
    "loads format": lambda value: newsfeed.loads(b"{}", value),
    **{f"loads {name}": _reads_with(name) for name in ("base", "limits", "defaults", "encoding", "report")},
    **{f"loads {name}": _reads_with(name) for name in ("default_zone", "outlets", "headings", "recover", "content")},
    **{f"dumps {name}": _writes_with(name) for name in ("as_of", "headings", "cache", "stylesheet", "profile")},
    **{f"dumps {name}": _writes_with(name) for name in ("description", "body", "no_such_option")},
    **{f"validate {name}": _validates_with(name) for name in ("profile", "as_of", "encoding", "base", "limits", "schema")},
}  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_wrong_arguments_give_typed_errors(function: Any) -> None:
    faults = {}
    for value in WRONG_ARGUMENTS:
        try:
            function(value)
        except (NewsfeedError, OSError):
            pass
        except Exception as error:  # noqa: BLE001  (this is what is looked for)
            faults[repr(value)[:20]] = repr(error)[:100]
    assert faults == {}
