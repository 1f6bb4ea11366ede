"""What must hold for any input: each oracle takes bytes, and raises if newsfeed does anything that it must not."""

import contextlib
import io
import re
import warnings
import zlib
from datetime import timedelta
from typing import Final

import html5lib

import newsfeed
from hostile import streams
from newsfeed import Feed, Link, Story
from newsfeed.errors import LimitError, NewsfeedError
from newsfeed.formats.jsonld.answer_html import WRITTEN_ELEMENTS
from newsfeed.io import html as html_io
from newsfeed.values.dates.formatting import rfc822, rfc3339
from newsfeed.values.dates.lenient import parse_date, read_date
from newsfeed.values.dates.strict_rfc822 import parse_rfc822
from newsfeed.values.dates.strict_rfc3339 import parse_rfc3339
from newsfeed.values.iris import check_iri, check_web_url, is_iri
from newsfeed.values.link_repair import Repair, repair_link
from roundtrip import after_embargoes, difference

XML: Final = ("rss", "atom", "newsml", "opml", "rsl", "sitemap")
JSON: Final = ("json", "jsonfeed", "jsonld", "ninjs", "activitystreams", "standardsite")
PAGES: Final = ("text", "markdown", "html", "subscriptions")
WHOLE: Final = ("rss", "atom", "newsml", "jsonfeed", "activitystreams", "json")
"""Formats with a whole feed in a document."""

_STORIES: Final = ("jsonld", "ninjs", "standardsite", "text", "html")
"""Formats with one story in a document."""

_RUNS: Final = frozenset(
    (
        "applet", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link", "math", "meta", "noembed",
        "noframes", "noscript", "object", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title",
        "xmp",
    )
)  # fmt: skip
_ADDRESSES: Final = {
    "href",
    "src",
    "cite",
    "action",
    "formaction",
    "poster",
    "data",
    "background",
    "longdesc",
    "srcset",
}
_UNSAFE: Final = ("javascript:", "vbscript:", "data:", "file:")
_BROWSER_SKIPS: Final = re.compile(r"[\t\n\r]|^[\x00-\x20]+")


class ViolationError(AssertionError):
    """An oracle's rule does not hold; `rule` names it."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(f"{rule}: {detail}"[:2000])
        self.rule = rule


def demand(condition: object, rule: str, detail: object = "") -> None:
    """Raise if a rule does not hold."""
    if not condition:
        raise ViolationError(rule, str(detail))


def _chosen(data: bytes, names: tuple[str, ...]) -> str:
    """Return one of some names, by the content of the input."""
    return names[zlib.crc32(data) % len(names)]


def _read_every_way(data: bytes, names: tuple[str, ...]) -> None:
    detected = None
    with contextlib.suppress(NewsfeedError):
        detected = newsfeed.detect(data)
    for name in {detected, _chosen(data, names)} - {None}:
        strict: Feed | None = None
        try:
            strict = newsfeed.loads(data, name, base="https://example.com/")
        except NewsfeedError as error:
            demand(len(str(error)) < 1500, "the message of an error is short", error)
        try:
            newsfeed.loads(data, name, base="https://example.com/", recover=True)
        except NewsfeedError as error:
            demand(strict is None, "what is read is read with recover, too", error)


def check_xml(data: bytes) -> None:
    """Read an XML document: strictly, and with `recover`."""
    _read_every_way(data, XML)


def check_json(data: bytes) -> None:
    """Read a JSON document: strictly, and with `recover`."""
    _read_every_way(data, JSON)


def check_page(data: bytes) -> None:
    """Read a page of text, Markdown or HTML."""
    _read_every_way(data, PAGES)


# --- HTML ------------------------------------------------------------------------------------------------------------------


def check_html(data: bytes) -> None:
    """Sanitize HTML: the result is what sanitizing leaves as it is, and nothing in it runs by another parser's opinion."""
    html = data.decode("utf-8", "replace")
    html_io.to_plain_text(html)
    html_io.looks_like_html(html)
    html_io.removals_of_plain_text(html)
    try:
        clean = html_io.sanitize(html, removals=[])
        html_io.reduce(html, WRITTEN_ELEMENTS)
    except LimitError:
        return
    again = html_io.sanitize(clean)
    demand(again == clean, "sanitizing twice changes nothing", f"{clean!r:.900} {again!r:.900}")
    _check_clean(clean)


def _check_clean(html: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            raise ViolationError("sanitized HTML has no comment", html)
        demand(element.tag not in _RUNS, "sanitized HTML has no element that runs or loads", html)
        for name, value in element.attrib.items():
            demand(not str(name).startswith("on") and name != "style", "sanitized HTML has no handler or style", html)
            address = _BROWSER_SKIPS.sub("", value).lower()
            is_unsafe = name in _ADDRESSES and address.startswith(_UNSAFE)
            demand(not is_unsafe or address.startswith("data:image/"), "sanitized HTML has no unsafe address", html)


# --- single values ---------------------------------------------------------------------------------------------------------


def check_date(data: bytes) -> None:
    """Read a date: it is aware, and comes back from what the writers make of it."""
    text = data.decode("utf-8", "replace")
    for parse in (parse_rfc3339, parse_rfc822):
        with contextlib.suppress(ValueError):
            value = parse(text)
            demand(value.tzinfo is not None, f"{parse.__name__} returns an aware datetime", text)
            demand(read_date(text).value == value, "the lenient parser agrees with the strict ones", text)
    try:
        value = parse_date(text)
    except ValueError as error:
        demand(len(str(error)) < 500, "the message of an error is short", error)
        return
    demand(value.tzinfo is not None and value.utcoffset() is not None, "a date is aware", text)
    demand(abs(value.utcoffset() or timedelta()) < timedelta(days=1), "an offset is less than a day", text)
    with contextlib.suppress(ValueError, OverflowError):
        demand(parse_rfc3339(rfc3339(value)) == value, "a date comes back from RFC 3339", text)
    with contextlib.suppress(ValueError, OverflowError):
        demand(parse_rfc822(rfc822(value)) == value.replace(microsecond=0), "a date comes back from RFC 822", text)


def check_link(data: bytes) -> None:
    """Check a link: what the model takes has a safe scheme, and comes back from a feed."""
    text = data.decode("utf-8", "replace")
    for check in (check_iri, check_web_url):
        try:
            check(text)
        except ValueError as error:
            demand(len(str(error)) < 500, "the message of an error is short", error)
    try:
        link = Link(url=text)
    except NewsfeedError:
        return
    address = _BROWSER_SKIPS.sub("", link.url).lower()
    demand(not address.startswith(_UNSAFE), "a link of the model has a safe scheme", text)
    if not is_iri(text) or repair_link(text) != Repair(text):
        return  # a reader takes it for a slip, such as `ttp://` or `http://http://`
    story = Story(id="urn:example:1", headline="T", url=text)
    for name in ("rss", "atom", "jsonfeed"):
        try:
            document = newsfeed.dumps(Feed(title="T", url="https://example.com/", stories=(story,)), name)
        except NewsfeedError:
            continue
        (back,) = newsfeed.loads(document, name).stories
        demand(back.url == text, f"a link comes back from {name}", f"{text!r} {back.url!r}")


# --- whole documents -------------------------------------------------------------------------------------------------------


def check_validate(data: bytes) -> None:
    """Validate a document: in its format, and in another one."""
    for name in (None, _chosen(data, (*XML, *JSON, *PAGES))):
        try:
            report = newsfeed.validate(data, name)
        except NewsfeedError as error:
            demand(len(str(error)) < 1500, "the message of an error is short", error)
            continue
        for finding in report:
            demand("\n" not in finding.message, "a message is one line", finding)
            demand(len(finding.message) < 1500, "a message is short", finding.message)


def check_round_trip(data: bytes) -> None:
    """Read, write and read: what `losses` does not name comes back."""
    try:
        feed = newsfeed.loads(data)
    except NewsfeedError:
        return
    back = newsfeed.loads(newsfeed.dumps(feed, "json"), "json")
    demand(back == feed, "JSON holds the model", difference(feed, back, ()))
    name = _chosen(data, WHOLE)
    _round_trip(feed, name)
    if feed.stories:
        _round_trip(feed.stories[0], _chosen(data, _STORIES))


def _round_trip(item: Feed | Story, name: str) -> None:
    as_of = after_embargoes(item)
    losses = newsfeed.losses(item, name, as_of=as_of)
    if any(loss.path == "story" for loss in losses):
        return
    try:
        document = newsfeed.dumps(item, name, as_of=as_of)
    except newsfeed.WriteError:
        return
    back = newsfeed.loads(document, name)
    if name in WHOLE:
        changed = difference(item, back if isinstance(item, Feed) else back.stories[0], losses)
        path = re.sub(r"\[\d+\]", "[]", changed.partition(": ")[0])
        demand(changed == "", f"{name} keeps {path}", changed)
    again = newsfeed.dumps(back if isinstance(item, Feed) else back.stories[0], name, as_of=as_of)
    demand(newsfeed.loads(again, name) == back, f"{name} reads the same when it is written twice")


def check_stream(data: bytes) -> None:
    """Read a document as a stream: the stories, findings and errors are those of reading it as a whole."""
    checksum = zlib.crc32(data)
    options = ({}, {"base": "https://example.org/a/b"}, {"content": False}, {"encoding": "iso-8859-1"})[checksum % 4]
    recover, size = checksum % 5 == 0, (7, 65_536)[checksum % 2]
    for name in (None, _chosen(data, ("rss", "atom", "newsml", "sitemap"))):
        whole = streams.as_a_whole(data, name, recover=recover, **options)
        source = streams.Connection(data, size) if checksum % 3 else io.BytesIO(data)
        stream = streams.as_a_stream(source, name, recover=recover, **options)
        changed = streams.difference(stream, whole, positions=streams.has_positions(data, name))
        demand(
            changed == "",
            "a stream is read as the whole is: " + re.split(r"\W*\d| with ", changed)[0],
            f"{options} {changed}",
        )
