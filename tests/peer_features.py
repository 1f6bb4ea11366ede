"""What other libraries do with the same documents and values: each feature is a small experiment, run on each library."""

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import fastfeedparser
import feedgenerator
import feedparser
import feedparser_rs
import NewsMLG2
import PyRSS2Gen
from feedgen.feed import FeedGenerator
from lxml import etree

import newsfeed

NODE = Path(__file__).resolve().parents[1] / "benchmarks" / "node"
FEEDSMITH = "feedsmith (Node.js)"
SITE = "https://quay.example.org/"
MOMENT = datetime(2026, 5, 18, 9, 30, tzinfo=UTC)


class Item(NamedTuple):
    """What a library read of the first item of a document; everything as text."""

    title: str = ""
    link: str = ""
    html: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    warned: bool = False


# --- reading: a document to the first item -----------------------------------------------------------------------------------


def _read_newsfeed(document: bytes) -> Item:
    report = newsfeed.Report()
    story = newsfeed.loads(document, report=report).stories[0]
    html = newsfeed.dumps(story, "json").decode()
    names = tuple(author.name for author in story.authors)
    return Item(story.headline, story.url or "", html, names, _date(_utc(story.published)), len(report) > 0)


def _read_feedparser(document: bytes) -> Item:
    parsed = feedparser.parse(document)
    entry = parsed.entries[0]
    html = " ".join([*(content.value for content in entry.get("content", [])), entry.get("summary", "")])
    names = tuple(author.get("name", "") for author in entry.get("authors", []))
    date = entry.get("published_parsed") or entry.get("updated_parsed")
    return Item(entry.get("title", ""), entry.get("link", ""), html, names, _date(date), bool(parsed.bozo))


def _read_fastfeedparser(document: bytes) -> Item:
    entry = fastfeedparser.parse(document).entries[0]
    html = " ".join(
        [*(content["value"] for content in entry.get("content", []) or []), entry.get("description", "") or ""]
    )
    names = tuple(name for name in [entry.get("author", "")] if name)
    return Item(
        entry.get("title", "") or "", entry.get("link", "") or "", html, names, str(entry.get("published") or "")
    )


def _read_feedparser_rs(document: bytes) -> Item:
    parsed = feedparser_rs.parse(document)
    entry = parsed.entries[0]
    html = " ".join([*(content.value for content in entry.content), entry.summary or ""])
    names = tuple(author.name or "" for author in entry.authors)
    return Item(entry.title or "", entry.link or "", html, names, _date(entry.published_parsed), bool(parsed.bozo))


def _read_newsmlg2(document: bytes) -> Item:
    item = NewsMLG2.NewsMLG2Document(document).item
    return Item(title=str(item.contentmeta.headline[0]))


_READ = """
import { readFileSync } from 'node:fs'
import { parseFeed } from 'feedsmith'
const { feed } = parseFeed(readFileSync(0, 'utf8'))
const item = (feed.items ?? feed.entries)[0]
const text = (value) => (typeof value === 'string' ? value : value?.value) ?? ''
console.log(JSON.stringify([text(item.title), item.link ?? item.url ?? item.links?.[0]?.href ?? '',
  text(item.description) + text(item.content?.encoded) + text(item.content) + (item.content_html ?? ''),
  (item.dc?.creators ?? item.authors ?? []).map((author) => author.name ?? text(author)),
  item.pubDate ?? item.published ?? '']))
"""


def _read_feedsmith(document: bytes) -> Item:
    command = ["node", "--input-type=module", "--eval", _READ]
    done = subprocess.run(command, input=document, capture_output=True, cwd=NODE, check=True, timeout=60)
    title, link, html, authors, date = json.loads(done.stdout)
    return Item(title, link, html, tuple(authors), date)


def _utc(moment: datetime | None) -> Any:
    return moment and moment.astimezone(UTC).timetuple()


def _date(parsed: Any) -> str:
    return "-".join(f"{part:02}" for part in parsed[:3]) + f" {parsed[3]:02}:{parsed[4]:02}" if parsed else ""


READERS: Mapping[str, Callable[[bytes], Item]] = {
    "newsfeed": _read_newsfeed,
    "feedparser": _read_feedparser,
    "feedparser-rs": _read_feedparser_rs,
    "fastfeedparser": _read_fastfeedparser,
    FEEDSMITH: _read_feedsmith,
    "newsmlg2": _read_newsmlg2,
}


def _rss(item: str, head: str = "") -> bytes:
    channel = "<title>T</title><link>https://quay.example.org/</link><description>D</description>"
    namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'{head}<rss version="2.0" {namespaces}><channel>{channel}<item>{item}</item></channel></rss>'.encode()


def _bomb() -> bytes:
    entities = ['<!ENTITY e0 "lollollollol">']
    entities += [f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 5)]
    return _rss("<title>&e4;</title>", f"<!DOCTYPE rss [{''.join(entities)}]>")


_SCRIPT = "&lt;p onclick='x()'&gt;Tide&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;"
_ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>a</id><updated>2026-05-18T09:30:00Z</updated><entry>'
    b"<id>b</id><title>Tide</title><updated>2026-05-18T09:30:00Z</updated></entry></feed>"
)
_JSON = (
    b'{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"Tide","content_text":"x"}]}'
)


def _newsml() -> bytes:
    return newsfeed.dumps(
        newsfeed.Story(id="tag:example.com,2026:1", headline="Tide", publisher="Desk", published=MOMENT), "newsml"
    )


# The document, and whether what was read of it shows the feature.
READING: Mapping[str, tuple[Callable[[], bytes], Callable[[Item], bool]]] = {
    "reads RSS 2.0": (lambda: _rss("<title>Tide</title>"), lambda item: item.title == "Tide"),
    "reads Atom": (lambda: _ATOM, lambda item: item.title == "Tide"),
    "reads JSON Feed": (lambda: _JSON, lambda item: item.title == "Tide"),
    "reads NewsML-G2": (_newsml, lambda item: item.title == "Tide"),
    "keeps two authors of an RSS item": (
        lambda: _rss("<title>T</title><dc:creator>Jo Farrow</dc:creator><dc:creator>Ines Okafor</dc:creator>"),
        lambda item: item.authors == ("Jo Farrow", "Ines Okafor"),
    ),
    "removes scripts and event handlers from HTML": (
        lambda: _rss(f"<title>T</title><description>{_SCRIPT}</description>"),
        lambda item: "Tide" in item.html and "steal" not in item.html and "onclick" not in item.html,
    ),
    "removes `javascript:` links from HTML": (
        lambda: _rss("<title>T</title><description>&lt;a href='javascript:x()'&gt;Tide&lt;/a&gt;</description>"),
        lambda item: "Tide" in item.html and "javascript:" not in item.html,
    ),
    "resolves relative addresses": (
        lambda: _rss("<title>T</title><link>/tide</link>"),
        lambda item: item.link == "https://quay.example.org/tide",
    ),
    "reads a date in German, `Mo, 18. Mai 2026 09:30 MESZ`": (
        lambda: _rss("<title>T</title><pubDate>Mo, 18. Mai 2026 09:30 MESZ</pubDate>"),
        lambda item: item.date.startswith("2026-05-18") and "07:30" in item.date,
    ),
    "reads a feed that is not well-formed (a bare `&`)": (
        lambda: _rss("<title>Ebb & flow</title><link>https://quay.example.org/ebb</link>"),
        lambda item: item.title.replace("&amp;", "&") == "Ebb & flow" and item.link == "https://quay.example.org/ebb",
    ),
    "tells that a feed is not well-formed": (
        lambda: _rss("<title>Ebb & flow</title><link>https://quay.example.org/ebb</link>"),
        lambda item: item.warned,
    ),
}


def reads(library: str, feature: str) -> bool:
    """Return whether a library has a feature of `READING`; one that cannot read the document has not."""
    document, shows = READING[feature]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return shows(READERS[library](document()))
        except Exception:  # noqa: BLE001  (each library has errors of its own)
            return False


def refuses_bomb(library: str) -> bool:
    """Return whether a library expands no bomb of entities: it reads no title of 120,000 letters out of 600 bytes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return len(READERS[library](_bomb()).title) < 10_000
        except Exception:  # noqa: BLE001  (refused)
            return True


# --- writing: values to RSS --------------------------------------------------------------------------------------------------


class Values(NamedTuple):
    """The values of an item to write."""

    title: str = "Tide"
    authors: tuple[str, ...] = ("Jo Farrow",)
    date: datetime | None = MOMENT
    html: str = "<p>High water is at noon.</p>"


def _write_newsfeed(values: Values) -> bytes:
    story = newsfeed.Story(
        id="https://quay.example.org/tide",
        url="https://quay.example.org/tide",
        headline=values.title,
        summary="The tide table.",
        authors=values.authors,
        published=values.date,
        sections=[newsfeed.Section(blocks=[newsfeed.Markup(html=values.html)])],
    )
    feed = newsfeed.Feed(title="T", url=SITE, feed_url=f"{SITE}feed.rss", description="D", stories=[story])
    return newsfeed.dumps(feed, "rss")


def _write_feedgen(values: Values) -> bytes:
    generator = FeedGenerator()
    generator.title("T")
    generator.link(href=f"{SITE}feed.rss", rel="self", type="application/rss+xml")
    generator.link(href=SITE)
    generator.description("D")
    entry = generator.add_entry()
    entry.id("https://quay.example.org/tide")
    entry.title(values.title)
    entry.link(href="https://quay.example.org/tide")
    entry.description("The tide table.")
    entry.content(values.html, type="CDATA")
    entry.author([{"name": name, "email": f"{name.split()[0]}@example.com"} for name in values.authors])
    if values.date is not None:
        entry.published(values.date)
    written: bytes = generator.rss_str()
    return written


def _write_feedgenerator(values: Values) -> bytes:
    feed = feedgenerator.Rss201rev2Feed(title="T", link=SITE, description="D", feed_url=f"{SITE}feed.rss")
    feed.add_item(
        title=values.title,
        link="https://quay.example.org/tide",
        description="The tide table.",
        content=values.html,
        unique_id="https://quay.example.org/tide",
        author_name=", ".join(values.authors),
        pubdate=values.date,
    )
    written: bytes = feed.writeString("utf-8").encode()
    return written


def _write_pyrss2gen(values: Values) -> bytes:
    item = PyRSS2Gen.RSSItem(
        title=values.title,
        link="https://quay.example.org/tide",
        description=values.html,
        author=", ".join(f"{name.split()[0]}@example.com ({name})" for name in values.authors),
        guid=PyRSS2Gen.Guid("https://quay.example.org/tide"),
        pubDate=values.date,
    )
    feed = PyRSS2Gen.RSS2(title="T", link=SITE, description="D", items=[item])
    written: bytes = feed.to_xml("utf-8").encode()
    return written


_WRITE = """
import { readFileSync } from 'node:fs'
import { generateRssFeed } from 'feedsmith'
const [title, authors, date, html] = JSON.parse(readFileSync(0, 'utf8'))
const self = { href: 'https://quay.example.org/feed.rss', rel: 'self', type: 'application/rss+xml' }
const site = { title: 'T', link: 'https://quay.example.org/', description: 'D', atom: { links: [self] } }
console.log(generateRssFeed({ ...site, items: [{ title,
  link: 'https://quay.example.org/tide', guid: { value: 'https://quay.example.org/tide' },
  description: 'The tide table.', pubDate: date ? new Date(date) : undefined,
  content: { encoded: html }, dc: { creators: authors } }] }))
"""


def _write_feedsmith(values: Values) -> bytes:
    date = values.date.isoformat() if values.date else None
    request = json.dumps([values.title, values.authors, date, values.html])
    command = ["node", "--input-type=module", "--eval", _WRITE]
    done = subprocess.run(command, input=request.encode(), capture_output=True, cwd=NODE, check=True, timeout=60)
    return done.stdout.strip()


WRITERS: Mapping[str, Callable[[Values], bytes]] = {
    "newsfeed": _write_newsfeed,
    "feedgen": _write_feedgen,
    "feedgenerator (Django's)": _write_feedgenerator,
    "PyRSS2Gen": _write_pyrss2gen,
    FEEDSMITH: _write_feedsmith,
}


def _is_well_formed(document: bytes) -> bool:
    try:
        etree.fromstring(document)
    except etree.XMLSyntaxError:
        return False
    return True


def _refuses(write: Callable[[Values], bytes], values: Values) -> bool:
    try:
        document = write(values)
    except Exception:  # noqa: BLE001  (each library has errors of its own)
        return True
    return not document


def _is_well_formed_or_refused(write: Callable[[Values], bytes], values: Values) -> bool:
    return _refuses(write, values) or _is_well_formed(write(values))


def _names_no_present(write: Callable[[Values], bytes]) -> bool:
    today = datetime.now(UTC).strftime("%d %b %Y").encode()
    return today not in write(Values())


WRITING: Mapping[str, Callable[[Callable[[Values], bytes]], bool]] = {
    "writes RSS 2.0": lambda write: feedparser.parse(write(Values())).entries[0].title == "Tide",
    "writes two authors, so that feedparser reads two": lambda write: (
        len(feedparser.parse(write(Values(authors=("Jo Farrow", "Ines Okafor")))).entries[0].get("authors", [])) == 2
    ),
    "writes the full text as `content:encoded`": lambda write: b"content:encoded>" in write(Values()),
    "refuses a date without a zone": lambda write: _refuses(write, Values(date=MOMENT.replace(tzinfo=None))),
    "never writes XML that is not well-formed (U+000B in a title)": lambda write: _is_well_formed_or_refused(
        write, Values(title="Ti\vde")
    ),
    "stays well-formed with `]]>` in the HTML": lambda write: _is_well_formed_or_refused(
        write, Values(html="<p>a]]>b</p>")
    ),
    "writes equal values to equal bytes on another day": _names_no_present,
    "its output has no finding of `newsfeed validate` above info": lambda write: (
        not [finding for finding in newsfeed.validate(write(Values()), "rss") if finding.severity != "info"]
    ),
}


def writes(library: str, feature: str) -> bool:
    """Return whether a library has a feature of `WRITING`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return WRITING[feature](WRITERS[library])
        except Exception:  # noqa: BLE001  (each library has errors of its own)
            return False


def is_installed(library: str) -> bool:
    """Return whether a library can be asked; those for Node.js are optional."""
    return library != FEEDSMITH or (shutil.which("node") is not None and (NODE / "node_modules" / "feedsmith").is_dir())
