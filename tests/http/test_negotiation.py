"""Accept and Accept-Encoding, held to a small model of RFC 9110, 12.5."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed.http.negotiation import (
    IDENTITY,
    MediaRange,
    acceptable_codings,
    choose_media_type,
    media_type,
    parse_accept,
    parse_accept_encoding,
    quality_of,
)

OFFERED = [
    media_type("application/rss+xml"),
    media_type("text/html", {"charset": "utf-8"}),
    media_type("application/ld+json"),
    media_type("application/ld+json", {"profile": "https://www.w3.org/ns/activitystreams"}),
]
NAMES = ["rss", "html", "jsonld", "as2"]


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "rss"),
        ("", "rss"),
        ("  ,  ,", "rss"),
        ("*/*", "rss"),
        ("text/*", "html"),
        ("TEXT/HTML", "html"),
        ("text/html;charset=UTF-8", "html"),
        ('text/html; charset="utf-8"', "html"),
        ("text/html;level=1", None),
        ("text/html;q=0.5, application/ld+json;q=0.6", "jsonld"),
        ("text/html;q=0.5, */*;q=0.6", "rss"),
        ("*/*, application/rss+xml;q=0", "html"),
        ("text/html;q=0", None),
        ("*/*;q=0", None),
        ("application/*;q=0.9, application/rss+xml;q=0.1", "jsonld"),
        ('application/ld+json; profile="https://www.w3.org/ns/activitystreams"', "as2"),
        ('application/ld+json; profile="a, b;c", text/html', "html"),
        ("text/html;q=0.5;ext=1", "html"),
        ("text/html ; q=0.5", "html"),
        ("text/html;;q=1", "html"),
        ("image/png", None),
        # Malformed elements are left out; if nothing else is there, anything goes.
        ("text", "rss"),
        ("*/html", "rss"),
        ("text/html;q=2", "rss"),
        ("text/html;q=0.1234, application/ld+json", "jsonld"),
        ("text/html;q=-1, application/ld+json", "jsonld"),
        ('application/ld+json, text/html;a="x, text/html', "jsonld"),
        ("te xt/html, application/ld+json", "jsonld"),
        ("\x00, application/ld+json;q=0.001", "jsonld"),
    ],
)
def test_the_best_media_type_is_chosen(accept, name):
    index = choose_media_type(OFFERED, accept)
    assert (None if index is None else NAMES[index]) == name


def test_parameters_are_read_with_their_quotation_marks_and_escapes():
    assert parse_accept('text/html; A="x\\"y, z" ;b=c; q=0.25;ignored=1') == (
        MediaRange("text", "html", (("a", 'x"y, z'), ("b", "c")), 0.25),
    )


# --- a model: every rule of RFC 9110 as one plain expression ------------------------------------------------------------

TYPES = ["text", "application", "image", "*"]
SUBTYPES = ["html", "rss+xml", "ld+json", "*"]
QUALITIES = ["", ";q=1", ";q=0", ";q=0.5", ";q=0.001", ";q=1.000", ";Q=0.25", "; q=0."]
PARAMETERS = ["", ";charset=utf-8", ";level=1", ';profile="https://www.w3.org/ns/activitystreams"']
MALFORMED = [
    "text",
    ";q=1",
    "text/",
    "/html",
    "*/html",
    "text/html;q=x",
    "text/html;q=1.5",
    "te(xt/html",
    "text/html;=",
]

sound = st.builds(
    "{}/{}{}{}".format, st.sampled_from(TYPES), st.sampled_from(SUBTYPES), st.sampled_from(PARAMETERS),
    st.sampled_from(QUALITIES),
).filter(lambda text: not text.startswith("*/") or text.startswith("*/*"))  # fmt: skip
elements = st.one_of(sound, sound, sound, st.sampled_from(MALFORMED))
headers = st.lists(elements, min_size=1, max_size=6)


def model_ranges(parts):
    """Return ranges of sound elements, read in another way than the implementation does."""
    ranges = []
    for part in parts:
        if part in MALFORMED:
            continue
        name, *fields = [field.strip() for field in part.split(";")]
        pairs = [field.split("=", 1) for field in fields]
        quality = next((float(value) for key, value in pairs if key.lower() == "q"), 1.0)
        ranges.append((name, {key: value.strip('"') for key, value in pairs if key.lower() != "q"}, quality))
    return ranges


def model_quality(offered, ranges):
    name, parameters = f"{offered.type}/{offered.subtype}", dict(offered.parameters)
    matching = [
        (2 if listed == name else 1 if listed == f"{offered.type}/*" else 0, len(wanted), quality)
        for listed, wanted, quality in ranges
        if listed in (name, f"{offered.type}/*", "*/*") and wanted.items() <= parameters.items()
    ]
    return max(matching, default=(0, 0, 0.0))[2]


@given(headers)
def test_qualities_are_those_of_the_model(parts):
    ranges = model_ranges(parts)
    parsed = parse_accept(", ".join(parts))
    assert len(parsed) == len(ranges)
    expected = [model_quality(offered, ranges) for offered in OFFERED]
    assert [quality_of(offered, parsed) for offered in OFFERED] == expected
    chosen = choose_media_type(OFFERED, ", ".join(parts))
    if ranges:
        assert chosen == (expected.index(max(expected)) if max(expected) else None)
    else:
        assert chosen == 0


@given(st.text(max_size=200))
def test_any_text_is_parsed(text):
    assert all(0 <= media_range.quality <= 1 for media_range in parse_accept(text))
    assert all(0 <= quality <= 1 for quality in parse_accept_encoding(text).values())
    assert choose_media_type(OFFERED, text) in (None, *range(len(OFFERED)))


# --- codings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept_encoding", "codings"),
    [
        (None, ["identity"]),
        ("", ["identity"]),
        ("gzip", ["gzip", "identity"]),
        ("x-gzip", ["gzip", "identity"]),
        ("GZIP;Q=0.5, br;q=1", ["br", "gzip", "identity"]),
        ("gzip, br", ["br", "gzip", "identity"]),
        ("gzip;q=0.5, identity", ["identity", "gzip"]),
        ("gzip;q=0", ["identity"]),
        ("identity;q=0", []),
        ("*;q=0", []),
        ("*;q=0, gzip", ["gzip"]),
        ("*", ["br", "gzip", "identity"]),
        ("*;q=0.5, identity;q=0", ["br", "gzip"]),
        ("gzip;q=2, br", ["br", "identity"]),
        ("gzip;foo=bar, br;q=", ["identity"]),
        ("deflate, zstd", ["identity"]),
    ],
)
def test_codings_are_ranked(accept_encoding, codings):
    assert list(acceptable_codings(("br", "gzip"), accept_encoding)) == codings


coding_elements = st.builds(
    "{}{}".format,
    st.sampled_from(["gzip", "br", "identity", "*", "zstd", "compress"]),
    st.sampled_from(["", ";q=0", ";q=1", ";q=0.3", "; q=0.7"]),
)


@given(st.lists(coding_elements, max_size=5, unique_by=lambda element: element.partition(";")[0]))
def test_the_acceptable_codings_are_those_of_the_model(parts):
    qualities = {part.partition(";")[0]: float((re.findall(r"[0-9.]+$", part) or ["1"])[0]) for part in parts}
    fallback = qualities.get("*", 0.0)
    expected = {name for name in ("br", "gzip") if qualities.get(name, fallback)}
    if qualities.get(IDENTITY, qualities.get("*", 1.0)):
        expected.add(IDENTITY)
    assert set(acceptable_codings(("br", "gzip"), ", ".join(parts))) == expected
