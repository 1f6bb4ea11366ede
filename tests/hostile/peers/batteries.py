"""The batteries that are run on every library: their cases, and the judge of each."""

import importlib
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree

from hostile.cases import characters, dates, xml_attacks
from hostile.peers import FeedValues, NotSupportedError, ReadItem, adapter

ATTACKED: Final = Path(tempfile.gettempdir(), "newsfeed-peers.txt").as_uri()
"""The file that attacks try to read; the runner writes it."""


class Battery(NamedTuple):
    """A battery.

    Attributes:
        title: what the cases are.
        function: the function of an adapter that it needs: `read`, `write` or `file_writer`.
        cases: returns the cases by name.
        judge: returns what is wrong with what a library does with a case, or "". It raises NotSupportedError for a case that
            does not apply to the library.
        alone: True if each case is measured in a process of its own, as time and memory are what it is about.
        violation: what counts as one.
    """

    title: str
    function: str
    cases: Callable[[], Mapping[str, Any]]
    judge: Callable[[str, Any], str]
    alone: bool
    violation: str


def _kinds(names: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Return each case for RSS and for Atom."""
    return {f"{kind}, {name}": (kind, case) for kind in ("rss", "atom") for name, case in names.items()}


# --- readers ---------------------------------------------------------------------------------------------------------------


def _xml_cases() -> dict[str, bytes]:
    hosts = {name: xml_attacks.Host(name, ATTACKED) for name in ("rss", "atom")}
    return {
        f"{name}, {attack}": build(host)
        for name, host in hosts.items()
        for attack, build in xml_attacks.ATTACKS.items()
    }


def _judge_xml(peer: str, data: bytes) -> str:
    everything = _read(peer, data).everything
    if xml_attacks.SECRET in everything:
        return "the file's content is in the feed"
    return "a script is in the feed" if "<script" in everything else ""


def _read(peer: str, data: bytes) -> ReadItem:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        item: ReadItem = adapter(peer).read(data)
    return item._replace(notices=(*item.notices, *(str(warning.message) for warning in caught)))


def _date_cases() -> dict[str, tuple[bytes, str | None]]:
    cases = {}
    for kind in ("rss", "atom"):
        for group, texts in dates.CASES.items():
            for number, case in enumerate(texts):
                data = dates.document(kind, case.text)
                if data is not None:
                    cases[f"{kind}, {group}-{number}"] = (data, case.instant)
    return cases


def _judge_date(peer: str, case: tuple[bytes, str | None]) -> str:
    data, expected = case
    item = _read(peer, data)
    if not item.published or _notes_date(item):
        return ""
    returned = datetime.fromisoformat(item.published)
    returned = returned if returned.tzinfo else returned.replace(tzinfo=UTC)
    if expected is None:
        return f"{returned.isoformat()} for a text without a certain instant"
    # Some libraries have whole seconds.
    is_right = abs(returned - datetime.fromisoformat(expected)) < timedelta(seconds=1)
    return "" if is_right else f"{returned.isoformat()} for {expected}"


def _notes_date(item: ReadItem) -> bool:
    return any("zone" in notice or "date" in notice for notice in item.notices)


def _link_cases() -> dict[str, bytes]:
    links = importlib.import_module("hostile.cases.links")
    cases = {}
    for name, link in links.UNSAFE.items():
        text = _escaped(link)
        if text is None:
            continue
        cases[f"rss, {name}"] = (
            '<rss version="2.0"><channel><title>T</title><description>D</description>'
            f'<link>{text}</link><item><title>A</title><guid isPermaLink="false">a</guid><link>{text}</link>'
            f'<enclosure url="{text}" type="audio/mpeg" length="9"/></item></channel></rss>'
        ).encode()
        cases[f"atom, {name}"] = (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:f</id><updated>2026-03-02T12:00:00Z</updated>'
            f'<link href="{text}"/><entry><id>urn:x:a</id><title>A</title><updated>2026-03-02T12:00:00Z</updated>'
            f'<link href="{text}"/><link rel="enclosure" href="{text}"/></entry></feed>'
        ).encode()
    return cases


def _escaped(text: str) -> str | None:
    """Return a text as XML; None if XML cannot have it. Line ends are references, or the parser would change them."""
    if any(not characters.is_legal(ord(character)) for character in text):
        return None
    for character, reference in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        ('"', "&quot;"),
        ("\t", "&#9;"),
        ("\n", "&#10;"),
        ("\r", "&#13;"),
    ):
        text = text.replace(character, reference)
    return text


def _judge_link(peer: str, data: bytes) -> str:
    judge = importlib.import_module("hostile.html_judge")
    unsafe = [address for address in _read(peer, data).addresses if not judge.is_safe(address)]
    return f"{unsafe[0]!r:.80} is returned as an address" if unsafe else ""


def _html_cases() -> dict[str, bytes]:
    payloads = importlib.import_module("hostile.cases.html_payloads").PAYLOADS
    texts = {name: _escaped(payload) for name, payload in payloads.items()}
    return {name: _described(text) for name, text in texts.items() if text is not None}


def _described(text: str) -> bytes:
    return (
        '<rss version="2.0"><channel><title>T</title><link>https://post.example.com/</link><description>D</description>'
        f"<item><title>A</title><guid>urn:x:a</guid><description>{text}</description></item></channel></rss>"
    ).encode()


_RUNNING: Final = tuple(
    f"<{name}{end}"
    for name in (
        "script",
        "iframe",
        "object",
        "embed",
        "applet",
        "frame",
        "svg",
        "math",
        "base",
        "meta",
        "link",
        "template",
    )
    for end in (">", " ")
)


def _judge_html(peer: str, data: bytes) -> str:
    judge = importlib.import_module("hostile.html_judge")
    for markup in _read(peer, data).markup[1:]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of html5lib, about names that XML does not have
            faults = judge.violations(markup)
        for fault in faults:
            if fault.startswith((*_RUNNING, "<{")) or _is_live(judge, fault):
                return f"{fault:.100} is left"
    return ""


def _is_live(judge: Any, fault: str) -> bool:
    """Return whether an attribute that the judge refuses is a handler, or an address that runs or loads something."""
    name, _, value = fault.partition(" ")[2].partition("=")
    return name.lower().startswith("on") or (
        name.lower()
        in ("href", "src", "cite", "poster", "action", "formaction", "data", "srcdoc", "background", "xlink:href")
        and (name.lower() == "srcdoc" or not judge.is_safe(value[1:-2]))
    )


def _cost_cases() -> dict[str, bytes]:
    fragments = importlib.import_module("hostile.cases.html_shapes").FRAGMENTS
    sizes = (64_000, 256_000)
    texts = {f"{name}, {size // 1000} KB": _escaped(build(size)) for name, build in fragments.items() for size in sizes}
    return {name: _described(text) for name, text in texts.items() if text is not None}


def _judge_cost(peer: str, data: bytes) -> str:
    _read(peer, data)
    return ""


# --- writers ---------------------------------------------------------------------------------------------------------------

_BASE: Final[FeedValues] = {
    "title": "The Harbour Desk",
    "url": "https://desk.example.com/",
    "feed_url": "https://desk.example.com/feed",
    "id": "https://desk.example.com/",
    "description": "News from the harbour",
    "language": "en",
    "updated": datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
    "authors": [{"name": "Jo Farrow", "email": "jo@example.com"}],
    "stories": [
        {
            "id": "https://desk.example.com/1",
            "url": "https://desk.example.com/1",
            "headline": "A longer quay for the ferries",
            "summary": "The quay is to be rebuilt.",
            "published": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
            "updated": datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
            "authors": [{"name": "Jo Farrow", "email": "jo@example.com"}],
            "categories": [{"term": "transport"}],
        }
    ],
}


def feed_of(text: str) -> FeedValues:
    """Return a feed for writers with a text in a title, a description and a category."""
    feed = deepcopy(_BASE)
    feed["stories"][0].update(headline=text, summary=text, categories=[{"term": text}])
    return feed


def big_feed(number: int) -> FeedValues:
    """Return a feed of 2,000 stories for the test of files; `number` is in each of them."""
    feed = deepcopy(_BASE)
    story = feed["stories"][0]
    feed["stories"] = [
        {**story, "id": f"urn:x:{index}", "headline": f"Story {index} of version {number}"} for index in range(2000)
    ]
    return feed


def _plain(text: str) -> str:
    return "a" + "".join([character for character in text if character not in " \t\r\n"]) + "z"


def _character_cases() -> dict[str, tuple[str, tuple[str, bool]]]:
    texts = {f"legal {group}": (_plain(text), True) for group, text in characters.LEGAL.items()}
    texts |= {name: (f"a{text}z", True) for name, text in characters.SEQUENCES.items()}
    texts |= {f"illegal U+{ord(character):04X}": (f"a{character}z", False) for character in characters.ILLEGAL}
    return _kinds(texts)


def _judge_characters(peer: str, case: tuple[str, tuple[str, bool]]) -> str:
    kind, (text, is_legal) = case
    try:
        data = adapter(peer).write(feed_of(text), kind)
    except NotSupportedError:
        raise
    except Exception as error:  # noqa: BLE001  (peers have no common class of errors)
        return f"{type(error).__name__} for legal characters" if is_legal else ""
    try:
        root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    except etree.XMLSyntaxError as error:
        return f"not well-formed: {error}"
    if not is_legal:
        return "the character is dropped without a word"
    item = root.find(".//item") if kind == "rss" else root.find(".//{*}entry")
    values = [] if item is None else [*(element.text or "" for element in item.iter()), *_attributes(item)]
    # A description of RSS is HTML, so that a writer may escape a text for it.
    return "" if sum(text in (value, unescape(value)) for value in values) >= 3 else "a text is changed"


def _attributes(item: Any) -> Iterator[str]:
    for element in item.iter():
        yield from map(str, element.attrib.values())


def _wrong_cases() -> dict[str, tuple[str, Any]]:
    cases = importlib.import_module("hostile.cases.wrong_inputs").WRONG
    return _kinds({case.name: case for case in cases})


def _judge_wrong(peer: str, case: tuple[str, Any]) -> str:
    kind, wrong = case
    if peer == "newsfeed":
        # The judge of newsfeed's own battery, which accepts an error, a finding or a loss that names the field.
        silence: str = importlib.import_module("hostile.test_writer_gates").silence(wrong, kind)
        return silence
    built = importlib.import_module("hostile.cases.wrong_inputs").built(wrong)
    fields = {path.rpartition(".")[2].partition("[")[0] for path in wrong.values}
    supported = adapter(peer).FIELDS
    if not all(set(path.replace("stories[0].", "").partition("[")[0].split(".")) <= supported for path in wrong.values):
        raise NotSupportedError(str(fields))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            data = adapter(peer).write(built, kind)
        except Exception:  # noqa: BLE001  (whatever it is, it was not silent)
            return ""
    if data == _sound(peer, kind):
        raise NotSupportedError("the value does not get into the document")
    return "" if caught else "written without objection"


@cache
def _sound(peer: str, kind: str) -> bytes:
    """Return the document of the sound feed that wrong values are put into."""
    data: bytes = adapter(peer).write(importlib.import_module("hostile.cases.wrong_inputs").BASE, kind)
    return data


BATTERIES: Final = {
    "xml": Battery(
        "attacks on XML parsers", "read", _xml_cases, _judge_xml, True,
        "over 1 s of CPU time, over 64 MB and 3 times the input, a crash, a file's content or a script in the result",
    ),
    "html-cost": Battery(
        "HTML that is expensive to read", "read", _cost_cases, _judge_cost, True, "over 1 s, over 64 MB and 3 times the input",
    ),
    "html": Battery(
        "HTML that runs", "read", _html_cases, _judge_html, False,
        "an element, a handler or an address that runs or loads something is in the HTML that the reader returns",
    ),
    "links": Battery(
        "unsafe addresses", "read", _link_cases, _judge_link, False, "the reader returns one as the address of a story or file",
    ),
    "dates": Battery(
        "date strings", "read", _date_cases, _judge_date, False,
        "another instant than the right one, or an instant for a text that has none, without a notice",
    ),
    "characters": Battery(
        "all code points", "write", _character_cases, _judge_characters, False,
        "XML that is not well-formed, a legal text refused or changed, an illegal character dropped silently",
    ),
    "wrong-inputs": Battery(
        "wrong values", "write", _wrong_cases, _judge_wrong, False, "written without an error, a warning or a finding",
    ),
}  # fmt: skip
"""The batteries whose cases run in the process that measures; `processes` has two more."""
