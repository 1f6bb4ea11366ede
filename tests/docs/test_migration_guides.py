"""The tables of the migration guides: every name of the other library has a row, and every row is true."""

import importlib
import inspect
import json
import pkgutil
import re
import threading
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedgen.ext
import feedparser
import feedparser.api
import feedparser.http
import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from feedparser.mixin import _FeedParserMixin

import newsfeed
from feedgen_documents import EXTENSIONS, full_generator

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
FEEDPARSER = (GUIDE / "migrate-feedparser.md").read_text(encoding="utf-8")
FEEDGEN = (GUIDE / "migrate-feedgen.md").read_text(encoding="utf-8")
BENCHMARKS = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")

_FIELD = re.compile(r"`((?:Feed|Story)\.[\w.\[\]]+)`(?:: `(?:\w+:)?(\w+)`)?")
_NAME = re.compile(r"`newsfeed\.([\w.]+)`")
_INTERNAL = ("extend_atom", "extend_file", "extend_ns", "extend_rss")
"""Methods by which feedgen calls an extension."""


def rows(text: str) -> dict[str, str]:
    """Return the second cell of each row of the tables by the code in the first."""
    pairs = re.findall(r"^\| `([^`|]+)` \| (.*?) \|$", text, re.MULTILINE)
    assert len(pairs) == len(dict(pairs)), "a row is repeated"
    return dict(pairs)


def methods(described: type) -> list[str]:
    functions = inspect.getmembers(described, inspect.isfunction)
    return [name for name, _ in functions if not name.startswith("_") and name not in _INTERNAL]


def calls() -> Iterator[str]:
    """Yield every public call of feedgen as the tables name it."""
    yield from (f"generator.{name}()" for name in methods(FeedGenerator))
    yield from (f"entry.{name}()" for name in methods(FeedEntry))
    for module_info in pkgutil.iter_modules(feedgen.ext.__path__):
        module = importlib.import_module(f"feedgen.ext.{module_info.name}")
        for name, described in inspect.getmembers(module, inspect.isclass):
            if described.__module__ == module.__name__ and not issubclass(described, Exception):
                extension = module_info.name.removesuffix("_entry")
                owner = "" if extension == "dc" else "entry." if "Entry" in name else "generator."
                yield from (f"{owner}{extension}.{method}()" for method in methods(described))


def values(item: object, path: str) -> list[object]:
    """Return the values at a path such as `media[].length`."""
    items = [item]
    for step in path.split("."):
        items = [getattr(parent, step.removesuffix("[]")) for parent in items if parent is not None]
        if step.endswith("[]") or isinstance(items[0] if items else None, tuple):
            items = [element for parent in items for element in parent]
    return [value for value in items if value not in (None, "", ())]


def test_the_guide_for_feedgen_has_a_row_for_every_call_and_no_other() -> None:
    assert set(rows(FEEDGEN)) == set(calls())


def test_all_extensions_of_feedgen_are_in_the_document_of_the_tests() -> None:
    modules = {info.name.removesuffix("_entry") for info in pkgutil.iter_modules(feedgen.ext.__path__)}
    assert set(EXTENSIONS) == modules - {"base"}


@pytest.fixture(scope="module")
def feeds() -> list[newsfeed.Feed]:
    generator = full_generator()
    return [newsfeed.loads(generator.rss_str(), "rss"), newsfeed.loads(generator.atom_str(), "atom")]


ELSEWHERE = {"Feed.hubs", "Feed.links", "Story.categories"}
"""Fields that the calls of the test document do not fill, but others would."""


@pytest.mark.parametrize("call", rows(FEEDGEN))
def test_newsfeed_reads_what_a_call_of_feedgen_writes_into_the_field_of_its_row(
    call: str, feeds: list[newsfeed.Feed]
) -> None:
    cell = rows(FEEDGEN)[call]
    fields = _FIELD.findall(cell)
    assert fields or names_something(cell)
    for path, element in fields:
        if path not in ELSEWHERE:
            items = [feed if path.startswith("Feed.") else feed.stories[0] for feed in feeds]
            assert any(is_filled(item, path, element) for item in items), f"{path} {element}"


def is_filled(item: object, path: str, element: str) -> bool:
    """Return whether an item has a value at a path such as `Story.media[].length`.

    Args:
        item: the feed or story.
        path: the path.
        element: the local name of an element that must be among the extensions at the path, or "".
    """
    filled = values(item, path.partition(".")[2])
    return element in {value.name.rpartition("}")[2] for value in filled} if element else bool(filled)


def names_something(cell: str) -> bool:
    """Return whether a cell without a field says so, or names something that newsfeed has."""
    for name in _NAME.findall(cell):
        target: object = newsfeed
        for step in name.split("."):
            target = getattr(target, step) if hasattr(target, step) else importlib.import_module(f"newsfeed.{step}")
    return cell.startswith("nothing: ") or _NAME.search(cell) is not None


def target(name: str) -> float:
    """Return the measured ratio of a target in docs/benchmarks.md."""
    match = re.search(rf"^\| {re.escape(name)} +\| +([\d.]+)x \|", BENCHMARKS, re.MULTILINE)
    assert match, name
    return float(match[1])


def claimed(text: str) -> list[float]:
    """Return the numbers in phrases such as "at least 3 times" of a guide."""
    return [float(claim) for claim in re.findall(r"at\s+least\s+([\d.]+)\s+times", text)]


def test_the_figures_for_feedgen_are_not_better_than_those_measured() -> None:
    claims = claimed(FEEDGEN)
    kinds = [target(f"{name}, models to bytes, faster than feedgen, for every kind") for name in ("RSS", "Atom")]
    sizes = [target(f"{name}, models to bytes, faster than feedgen, at every size") for name in ("RSS", "Atom")]
    built = [
        target(f"{name}, rows to bytes with models built, faster than feedgen{suffix}")
        for name in ("RSS", "Atom")
        for suffix in ("", ", for every kind")
    ]
    assert len(claims) == 3
    assert claims[0] <= min(kinds[0], sizes[0])
    assert claims[1] <= min(kinds[1], sizes[1])
    assert claims[2] <= min(built)
    assert target("RSS, all stories but one unchanged, faster than feedgen") > 15


# --- feedparser ------------------------------------------------------------------------------------------------------------

CORE = frozenset(["cloud", "comments", "docs", "icon", "logo", "rating", "skipdays", "skiphours", "textinput", "ttl"])
"""Elements of RSS and Atom that feedparser keeps by their name without having code for them."""

ELSEWHERE_IN_FEEDS = {"Feed.paging"}
"""Fields for relations of links that feedparser returns in one list with others."""


FURTHER = b"""<rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:psc="http://podlove.org/simple-chapters" xmlns:georss="http://www.georss.org/georss"><channel><title>Tides</title>
<dcterms:created>2020-01-01T00:00:00Z</dcterms:created><dcterms:valid>start=2020-01-01;end=2021-01-01</dcterms:valid>
<media:rating>nonadult</media:rating><georss:point>45.2 -71.9</georss:point><newLocation>https://news.example.com/new</newLocation>
<item><guid>1</guid><title>High tide</title><expirationDate>2021-01-01</expirationDate>
<media:keywords>ebb</media:keywords><dcterms:valid>start=2020-01-01;end=2021-01-01</dcterms:valid>
<psc:chapters version="1.2"><psc:chapter start="0" title="Ebb"/></psc:chapters></item></channel></rss>"""
"""Elements that feedparser has code for, and that no other document has where it reads them."""


def own_documents() -> list[bytes]:
    """Return documents with every element of RSS, Atom and their modules."""
    generator = full_generator()
    paths = (path for folder in ("valid", "golden", "invalid") for path in sorted((ROOT / "tests" / folder).rglob("*")))
    suffixes = (".rss", ".atom", ".xml", ".rdf")
    return [
        FURTHER,
        generator.rss_str(),
        generator.atom_str(),
        *(path.read_bytes() for path in paths if path.suffix in suffixes),
    ]


Parsed = list[tuple[bytes, Any]]


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return [(document, feedparser.parse(document)) for document in own_documents()]


def is_of_another_vocabulary(key: str, document: bytes) -> bool:
    """Return whether feedparser has a key only because an element of the document has this name."""
    name = key.replace("-", "_")
    if key in CORE or hasattr(_FeedParserMixin, f"_start_{name}") or hasattr(_FeedParserMixin, f"_end_{name}"):
        return False
    candidates = {key, key.partition("_")[2]} - {""}
    elements = "|".join(map(re.escape, candidates))
    return re.search(rf"<(?:[\w.-]+:)?(?:{elements})[\s/>]".encode(), document, re.IGNORECASE) is not None


def keys(parsed: Parsed) -> Iterable[str]:
    """Return the keys of the feeds and entries that feedparser returned, as the tables name them."""
    return {
        f"{kind}.{key}"
        for document, result in parsed
        for kind, items in (("feed", [result.feed]), ("entry", result.entries))
        for item in items
        for key in item
        if not is_of_another_vocabulary(key, document)
    }


def test_the_guide_for_feedparser_has_a_row_for_every_key_of_our_documents(parsed: Parsed) -> None:
    assert sorted(keys(parsed) - rows(FEEDPARSER).keys()) == []


@pytest.mark.slow
def test_the_guide_for_feedparser_has_a_row_for_every_key_of_the_corpora(corpora: Path) -> None:
    folder = corpora / "reader"
    paths = [folder / row["path"] for row in json.loads((folder / "manifest.json").read_bytes())]
    read = [(path.read_bytes(), feedparser.parse(path.read_bytes())) for path in paths]
    assert sorted(keys(read) - rows(FEEDPARSER).keys()) == []


def test_the_guide_for_feedparser_has_a_row_for_every_key_of_the_result() -> None:
    sources = inspect.getsource(feedparser.api) + inspect.getsource(feedparser.http)
    names = set(re.findall(r"result\[['\"](\w+)['\"]\] = ", sources)) | feedparser.parse(b"<rss/>").keys()
    assert {name for name in rows(FEEDPARSER) if "." not in name} == names


@pytest.mark.parametrize("key", [key for key in rows(FEEDPARSER) if "." in key])
def test_newsfeed_has_the_value_of_a_key_of_feedparser_in_the_field_of_its_row(key: str, parsed: Parsed) -> None:
    cell = rows(FEEDPARSER)[key]
    fields = _FIELD.findall(cell)
    assert fields or names_something(cell)
    wanted = {field for field in fields if field[0] not in ELSEWHERE_IN_FEEDS}
    filled: set[tuple[str, str]] = set()
    owner, _, name = key.partition(".")
    for document, result in parsed:
        if filled == wanted:
            break
        if not any(name in item for item in ([result.feed] if owner == "feed" else result.entries)):
            continue
        try:
            feed = newsfeed.loads(document, recover=True)
        except newsfeed.NewsfeedError:
            continue
        items = [feed] if owner == "feed" else feed.stories
        filled |= {field for field in wanted - filled for item in items if is_filled(item, *field)}
    assert sorted(wanted - filled) == []


def test_the_figures_for_feedparser_are_not_better_than_those_measured() -> None:
    rss, atom, metadata = claimed(FEEDPARSER)
    for name, claim in (("RSS 2.0", rss), ("Atom", atom)):
        assert claim <= target(f"Reading {name}, sanitized, faster than feedparser")
        assert claim <= target(f"Reading {name}, sanitized, faster than feedparser, for every kind")
        assert metadata <= target(f"Reading {name}, content=False, faster than feedparser")


class _FeedHandler(BaseHTTPRequestHandler):
    """A server that has one feed with a strong validator, in Latin-1 as its header says."""

    def do_GET(self) -> None:
        is_current = self.headers["If-None-Match"] == '"1"' and bool(self.headers["If-Modified-Since"])
        self.send_response(304 if is_current else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 18 May 2026 09:30:00 GMT")
        self.send_header("Content-Type", "application/rss+xml; charset=iso-8859-1")
        self.end_headers()
        if not is_current:
            item = "<item><title>Ébbe</title><link>ebb</link></item>"
            document = f'<rss version="2.0"><channel><title>Tides</title>{item}</channel></rss>'
            self.wfile.write(document.encode("latin-1"))

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def test_the_function_that_fetches_a_feed_asks_again_only_if_it_has_changed() -> None:
    session = next(block for block in re.findall(r"```pycon\n(.*?)```", FEEDPARSER, re.DOTALL) if "def fetch(" in block)
    lines = [line[4:] for line in session.splitlines() if line.startswith((">>> ", "... "))]
    names: dict[str, Any] = {"newsfeed": newsfeed}
    exec("\n".join(lines), names)  # noqa: S102  (the code is that of the guide)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _FeedHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/feed"
        feed, etag, modified = names["fetch"](address)
        assert (feed.stories[0].headline, etag) == ("Ébbe", '"1"')
        assert feed.stories[0].url == f"http://127.0.0.1:{server.server_port}/ebb"
        assert names["fetch"](address, etag, modified) == (None, etag, modified)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
