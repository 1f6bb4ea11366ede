"""Functions that read a single value take time that is linear in its length, whatever the value is made of."""

import contextlib
from collections.abc import Callable
from typing import Final

import pytest

from hostile import growth
from hostile.cases.repetitions import UNITS
from newsfeed.attribution import quotes
from newsfeed.errors import NewsfeedError
from newsfeed.http import negotiation
from newsfeed.hubs import discovery
from newsfeed.io.sanitizing import images
from newsfeed.pages import inline_syntax
from newsfeed.pages.topics import subjects
from newsfeed.reports import printing
from newsfeed.rights import web
from newsfeed.validation import html, html_styles
from newsfeed.values import dates, emails, escaping, iris, languages, link_repair, media_types, numbers, references

pytestmark = pytest.mark.slow

SIZES: Final = (10_000, 40_000)
FRAMES: Final = ("{}x", "a{}", "http://a.example/{}x", "http://{}x", "2026-01-01T00:00:00 {}x")
FUNCTIONS: Final[dict[str, Callable[[str], object]]] = {
    "date": dates.parse_date,
    "RFC 822 date": dates.parse_rfc822,
    "RFC 3339 date": dates.parse_rfc3339,
    "W3C date": dates.parse_w3cdtf,
    "zone": dates.parse_zone,
    "e-mail address": emails.check_email,
    "references": escaping.unescape,
    "IRI": iris.check_iri,
    "web address": iris.check_web_url,
    "URI": references.to_uri,
    "percent-encoding": references.percent_encode,
    "relative reference": lambda text: references.resolve("https://e.example.com/a/b", text),
    "repaired link": link_repair.repair_link,
    "language": languages.check_language,
    "canonical language": languages.canonical_tag,
    "name of a language": languages.tag_of_name,
    "media type": media_types.check_media_type,
    "guessed media type": lambda text: media_types.guess_media_type(text, "image"),
    "number": numbers.whole_number,
    "sentences": lambda text: list(quotes.sentence_spans(text)),
    "quotations": quotes.quoted_words,
    "style": lambda text: list(html_styles.unsafe_parts(text)),
    "HTML": lambda text: list(html.check_fragment(text)),
    "plain text": lambda text: list(html.check_plain_text(text)),
    "srcset": images.candidates_of,
    "printed message": printing.printable,
    "inline markup": inline_syntax.count_marks,
    "escapes": inline_syntax.resolve_escapes,
    "description of a topic": lambda text: subjects.subject(text, "en"),
    "Japanese description": lambda text: subjects.subject(text, "ja"),
    "Arabic description": lambda text: subjects.subject(text, "ar"),
    "Accept": negotiation.parse_accept,
    "Accept-Encoding": negotiation.parse_accept_encoding,
    "Link": lambda text: list(discovery.header_links([text], "https://e.example.com/")),
    "headers of usage": lambda text: web.read_headers([("Link", text), ("Content-Usage", text)]),
}


def _problems(name: str, units: dict[str, str]) -> list[str]:
    function = FUNCTIONS[name]

    def call(text: str) -> None:
        with contextlib.suppress(NewsfeedError, ValueError):
            function(text)

    problems = []
    for label, unit in units.items():
        for frame in FRAMES:

            def make(size: int, unit: str = unit, frame: str = frame) -> str:
                return frame.format(unit * (size // len(unit)))

            if problem := growth.problem(call, make, SIZES):
                problems.append(f"{label} in {frame!r}: {problem}")
    return problems


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_sample_is_linear(name: str) -> None:
    assert not _problems(name, {"spaces": " ", "full stops": ".", "hyphens": "w-", "brackets": "(", "ideographs": "は"})


@pytest.mark.battery
@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_linear(name: str) -> None:
    assert not _problems(name, UNITS)
