"""YAML front matter, as static site generators write it: its keys, its errors, and documents that attack its reader."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from hostile.alarm import at_most
from newsfeed import LimitError, ReadError, Report, Severity, Story, detect, loads, loads_story
from newsfeed.model import (
    Access,
    AIUse,
    AlternativeHeadline,
    Breadcrumb,
    Category,
    Media,
    Organization,
    Person,
    Place,
    Rights,
    Translation,
)
from newsfeed.plain_data.yaml import parse_yaml

PAGE = "What's happened\nRain.\n"


def read(front_matter: str, page: str = PAGE, report: Report | None = None, **options: Any) -> Story:
    return loads_story(f"---\n{front_matter}\n---\n{page}", "text", report=report, **options)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


# --- keys -------------------------------------------------------------------------------------------------------------

HUGO = """# The keys of a static site generator.
title: "Storm hits: the harbour"
description: What the storm did.
date: 2026-05-17T09:30:00+02:00
lastmod: 2026-05-18 10:00:00 +0200
author: Anna Berg
tags: [harbour, storm]
keywords:
  - cranes
categories: [World]
lang: en_GB
canonical: https://news.example.com/storm
slug: storm-hits
image:
  src: /img/storm.jpg
  alt: A storm
copyright: © 2026 The Harbour Desk
draft: true
layout: post
weight: 10"""

CET = timezone(timedelta(hours=2))


def test_the_keys_of_static_sites() -> None:
    report = Report()
    story = read(HUGO, "Analysis\nThe wall is old.\n", report)
    assert story.headline == "Storm hits: the harbour"
    assert story.summary == "What the storm did."
    assert (story.published, story.updated) == (
        datetime(2026, 5, 17, 9, 30, tzinfo=CET),
        datetime(2026, 5, 18, 10, 0, tzinfo=CET),
    )
    assert story.authors == (Person(name="Anna Berg"),)
    assert story.keywords == ("harbour", "storm", "cranes")
    assert story.categories == (Category(term="World"),)
    assert (story.language, story.id, story.url) == ("en-GB", "https://news.example.com/storm", story.id)
    assert story.media == (Media(url="https://news.example.com/img/storm.jpg", alt="A storm"),)
    assert story.rights == Rights(notice="© 2026 The Harbour Desk")
    assert story.status == "withheld"
    unknown = [finding for finding in report if finding.code == "text.front_matter.unknown"]
    assert [(finding.line, finding.severity) for finding in unknown] == [(20, Severity.INFO), (21, Severity.INFO)]
    assert "`layout`" in unknown[0].message
    assert unknown[0].message.endswith("its value: post")


def test_the_fields_of_a_story_are_keys_too() -> None:
    front_matter = """
id: urn:x:1
headline: Storm hits
authors:
  - name: Anna Berg
    email: anna@example.com
    twitter: "@anna"
  - {name: The Desk, type: organization}
published: 2026-05-17T09:30:00Z
version: 3
topics:
  - name: Vallmar
    same_as: https://data.example.com/v
feed:
  title: Explainers
  url: https://news.example.com/"""
    report = Report()
    feed = loads(f"---{front_matter}\n---\n{PAGE}Topics\n- Vallmar is a city.\n", "text", report=report)
    (story,) = feed.stories
    assert (feed.title, story.id, story.version) == ("Explainers", "urn:x:1", 3)
    assert story.authors == (Person(name="Anna Berg", email="anna@example.com"), Organization(name="The Desk"))
    assert (story.topics[0].kind, story.topics[0].same_as) == ("place", ("https://data.example.com/v",))
    assert codes(report) == ["text.front_matter.unknown", "text.heading.spelling"]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Title: Storm", "headline", "Storm"),
        ("title: 1984", "headline", "1984"),
        ("title: No", "headline", "No"),
        ("title: 10:30", "headline", "10:30"),
        ("title: 2026-05-17", "headline", "2026-05-17"),
        ("title: 'It''s: here'", "headline", "It's: here"),
        ("title: >\n  Storm\n  hits", "headline", "Storm hits"),
        ("lang: no", "language", "no"),
        ("locale: pt_BR", "language", "pt-BR"),
        ("last-modified: 2026-05-17T00:00:00Z", "updated", datetime(2026, 5, 17, tzinfo=UTC)),
        ("publishDate: 2026-05-17T00:00:00Z", "published", datetime(2026, 5, 17, tzinfo=UTC)),
        ("date: 2026-05-17 09:30:00 -05:00", "published", datetime(2026, 5, 17, 14, 30, tzinfo=UTC)),
        ("date: Sun, 17 May 2026 09:30:00 GMT", "published", datetime(2026, 5, 17, 9, 30, tzinfo=UTC)),
        ("tags: a, b", "keywords", ("a", "b")),
        ("tags: [2026, no]", "keywords", ("2026", "no")),
        ("author: [Anna, Bo]", "authors", (Person(name="Anna"), Person(name="Bo"))),
        ("authors: Anna", "authors", (Person(name="Anna"),)),
        ("draft: false", "status", "usable"),
        ("image: https://e.example.com/a.jpg", "media", (Media(url="https://e.example.com/a.jpg"),)),
        ("permalink: https://e.example.com/a", "url", "https://e.example.com/a"),
        ("title: null\nheadline: Storm", "headline", "Storm"),
    ],
)  # fmt: skip
def test_values(line: str, field: str, value: object) -> None:
    assert getattr(read(line, defaults={"id": "urn:x:1"}), field) == value


@pytest.mark.parametrize("date", ["2026-05-17", "2026-05-17 09:30", "2026-05-17T09:30:00", "17 May 2026"])
def test_a_date_without_a_zone_is_read_as_utc_and_reported(date: str) -> None:
    report = Report()
    story = read(f"id: urn:x:1\ntitle: T\ndate: {date}", report=report)
    hour, minute = (9, 30) if ":" in date else (0, 0)
    assert story.published == datetime(2026, 5, 17, hour, minute, tzinfo=UTC)
    (finding,) = report
    assert (finding.code, finding.severity, finding.line) == ("text.front_matter.date", Severity.WARNING, 4)


def test_a_description_is_the_summary_of_a_page_without_one() -> None:
    report = Report()
    assert read("id: x\ntitle: T\ndescription: Wind.", "How we got here\nSo.\n", report).summary == "Wind."
    assert codes(report) == []
    assert read("id: x\ntitle: T\ndescription: Wind.", report=report).summary == "Rain."
    assert codes(report) == ["text.front_matter.double"]
    assert read("id: x\ntitle: T\ndescription: Wind.", "Rain falls.\nAnalysis\nSo.\n").summary == "Rain falls."


def test_two_keys_for_one_field() -> None:
    report = Report()
    assert read("id: x\ntitle: One\nheadline: Two", report=report).headline == "One"
    (finding,) = report
    assert (finding.code, finding.line) == ("text.front_matter.double", 4)
    assert finding.message.endswith("its value: Two")


def test_relative_addresses() -> None:
    report = Report()
    lines = "id: x\ntitle: T\nimage: a.jpg\npermalink: /storm"
    story = read(lines, report=report)
    assert (story.media, story.url, codes(report)) == ((), None, ["text.front_matter.address"] * 2)
    story = read(lines, base="https://news.example.com/explainers/")
    assert (story.url, story.media[0].url) == ("https://news.example.com/storm", "https://news.example.com/a.jpg")
    report = Report()
    assert read("id: x\ntitle: T\nimage: 'javascript:x'", report=report).media == ()
    assert codes(report) == ["text.front_matter.address"]


@pytest.mark.parametrize(
    ("front_matter", "base", "expected"),
    [
        ("slug: storm", None, "storm"),
        ("slug: storm", "https://news.example.com/e/", "https://news.example.com/e/storm"),
        ("slug: /2026/storm/", "https://news.example.com/e", "https://news.example.com/e/2026/storm"),
        ("slug: storm\nurl: https://news.example.com/1", "https://news.example.com/", "https://news.example.com/1"),
        ("slug: storm\nid: urn:x:1", "https://news.example.com/", "urn:x:1"),
    ],
)
def test_the_id(front_matter: str, base: str | None, expected: str) -> None:
    assert read(front_matter, base=base).id == expected


# --- front matter or a rule -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{PAGE}---\nAnalysis\nSo.\n",
        f"---\n\n{PAGE}\n---\n\nAnalysis\nSo.\n",
        f"{PAGE}---\ntitle: of a film\n---\nAnalysis\nSo.\n",
        f"---\n{PAGE}Analysis\nSo.\n",
    ],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    story = loads_story(text, "text", defaults={"id": "x", "headline": "H"})
    assert str(story.summary).startswith("Rain.")
    assert story.headline == "H"
    assert [section.kind for section in story.sections][-1:] == ["analysis"]


@pytest.mark.parametrize(
    "text", [f"---\r\ntitle: T\r\n---\r\n{PAGE}", f"\ufeff\n---\ntitle: T\n...\n{PAGE}", f"---\n---\n{PAGE}"]
)
def test_fences(text: str) -> None:
    assert loads_story(text, defaults={"id": "x"}).summary == "Rain."


def test_toml_pages_may_follow() -> None:
    text = f'---\nid: a\ntitle: A\n---\n{PAGE}+++\nid = "b"\nheadline = "B"\n+++\n{PAGE}'
    assert [(story.id, story.headline) for story in loads(text, "text").stories] == [("a", "A"), ("b", "B")]


def test_toml_keys_stay_as_they_are() -> None:
    with pytest.raises(ReadError, match=r"line 1: the TOML block: Story\.title: is not a field"):
        loads(f'+++\ntitle = "A"\n+++\n{PAGE}', "text")


def test_detection() -> None:
    assert detect("---\ntitle: A\n---\nWords.\n") == "text"
    assert detect("---\nlayout: post\n---\n## What happened\n") == "text"
    with pytest.raises(LookupError):
        detect("---\nname: build\non: push\n")


# --- errors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        ("title: a: b", "line 2, column 9: the YAML block is not YAML: mapping values are not allowed here"),
        ("title: T\ntags: [a, b", "line 3, column 12: the YAML block is not YAML"),
        ("title: T\n\tdate: x", "line 3, column 1: the YAML block is not YAML"),
        ("title: 'T", "the YAML block is not YAML"),
        ('title: "\\UFFFFFFFF"', "the YAML block is not YAML"),
        ("title: T\ntitle: U", "line 3, column 1: the YAML block has the key 'title' twice: write it once"),
        (
            "title: *star",
            r"line 2, column 8: the YAML block has the alias \*star, which is not read: write the value in",
        ),
        (
            "title: !!python/object:os.system x",
            "line 2, column 8: the YAML block has the tag .*python/object:os.system",
        ),
        ("title: !include secret", "the YAML block has the tag '!include', which is not read: remove it"),
        ("title: T\n? [a, b]\n: c", "line 3, column 3: the YAML block has a key that is not a word"),
        ("title: T\nlang: the English", "line 3: the YAML block: Story.language"),
        ("title: T\ndate: yesterday", "line 3: the YAML block: Story.published: .* 2024-05-17T09:30:00"),
        ("title: T\ndate: 2026-02-30", "line 3: the YAML block: Story.published"),
        ("title: T\nauthor: [[a]]", "line 3: the YAML block: Story.authors"),
        ("title: T\nimage: 5", "line 3: the YAML block|has no id"),
    ],
)
def test_wrong_yaml_is_an_error_with_its_line(front_matter: str, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        read(front_matter)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["---\ntitle: T\nWords.\n", "---\n# comment\ntitle: T\n"])
def test_front_matter_that_is_not_closed(text: str) -> None:
    with pytest.raises(ReadError, match="line 1: the YAML block that begins here is not closed: write --- below it"):
        loads(text, "text")


def test_a_page_with_wrong_yaml_among_others() -> None:
    report = Report()
    text = f'---\ntitle: a: b\n---\nLost words.\n+++\nid = "b"\nheadline = "B"\n+++\n{PAGE}'
    assert [story.id for story in loads(text, "text", report=report).stories] == ["b"]
    (finding,) = (finding for finding in report if finding.code == "text.page.unreadable")
    assert "title: a: b" in finding.message
    assert "Lost words." in finding.message


# --- attacks ----------------------------------------------------------------------------------------------------------

LEVELS = "\n".join(f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 10)}]" for level in range(1, 12))
ATTACKS = {
    "alias bomb": f"l0: &l0 ha\n{LEVELS}",
    "recursive alias": "title: &a [*a]",
    "merge key": "a: &a {title: x}\nb:\n  <<: *a",
    "deep lists": f"title: {'[' * 5_000}{']' * 5_000}",
    "deep mappings": f"title: {'{a: ' * 5_000}{'}' * 5_000}",
    "deep indentation": "\n".join(f"{' ' * level}a:" for level in range(200)),
    "deep items": f"title:\n  {'- ' * 5_000}a",
    "long": "title: x\n" + "tags: " + "a" * 1_000_000,
    "many keys": "title: x\n" + "\n".join(f"k{number}: {number}" for number in range(20_000)),
    "many lines": "title: >\n" + "  a\n" * 15_000,
    "anchors": "title: x\n" + "\n".join(f"k{number}: &a{number} x" for number in range(3_000)),
    "unterminated lists": "title: " + "[" * 30_000,
    "unterminated strings": "title: '" + "a' '" * 10_000,
    "question marks": "title: x\n" + "? " * 20_000,
    "colons": "title: " + ": " * 20_000,
    "commas": "title: [" + "," * 30_000 + "]",
    "tags": "title: " + "!a " * 20_000,
    "binary": "title: !!binary aGE=",
    "directives": "title: x\n%YAML 9.9",
    "control characters": "title: \x07",
}


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_end_in_a_story_or_a_typed_error(attack: str) -> None:
    with at_most(10):
        try:
            story = read(ATTACKS[attack], defaults={"id": "x"})
        except ReadError as error:
            assert len(str(error)) < 1000  # noqa: PT017  (no error is fine too)
        else:
            assert len(repr(story)) < 100_000


@pytest.mark.parametrize("attack", ["deep lists", "deep mappings", "deep items"])
def test_depth_is_a_limit(attack: str) -> None:
    with pytest.raises(LimitError) as caught:
        parse_yaml(ATTACKS[attack])
    assert (caught.value.limit, caught.value.line is not None) == ("depth", True)


def test_length_is_a_limit() -> None:
    with pytest.raises(LimitError) as caught:
        parse_yaml("a: " + "b" * 100_000)
    assert caught.value.limit == "bytes"


def test_only_pages_with_yaml_import_it() -> None:
    import subprocess
    import sys

    program = "import sys, newsfeed; newsfeed.loads({!r}, 'text', defaults={{'id': 'x'}}); print('yaml' in sys.modules)"
    for text, expected in ((PAGE, "False"), (f"+++\n+++\n{PAGE}", "False"), (f"---\ntitle: T\n---\n{PAGE}", "True")):
        done = subprocess.run([sys.executable, "-c", program.format(text)], capture_output=True, text=True, check=True)
        assert re.sub(r"\s", "", done.stdout) == expected


# --- fields for newsrooms and search engines --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("expiryDate: 2027-01-01T00:00:00Z", "expires", datetime(2027, 1, 1, tzinfo=UTC)),
        ("coverage_start: 2026-05-17 09:30:00 +0200", "coverage_start", datetime(2026, 5, 17, 9, 30, tzinfo=CET)),
        ("section: World / Europe", "section_path", (Breadcrumb(name="World"), Breadcrumb(name="Europe"))),
        ("section: Health/Food", "section_path", (Breadcrumb(name="Health/Food"),)),
        (
            "breadcrumbs: [{name: World, url: /w}]",
            "section_path",
            (Breadcrumb(name="World", url="https://a.example/w"),),
        ),
        (
            "subtitle: After the storm",
            "alternative_headlines",
            (AlternativeHeadline(text="After the storm", role="subtitle"),),
        ),
        (
            "linkTitle: Storm\nseo-title: The storm",
            "alternative_headlines",
            (AlternativeHeadline(text="Storm", role="short"), AlternativeHeadline(text="The storm", role="seo")),
        ),
        ("paywall: true", "access", Access(fee="paid")),
        ("premium: false", "access", Access(fee="free")),
        ("access: paid", "access", Access(fee="paid")),
        ("location: Port Ellery", "places", (Place(name="Port Ellery"),)),
        ("translations: {de: /de/x}", "translations", (Translation(url="https://a.example/de/x", language="de"),)),
        ("translations: [/de/x]", "translations", (Translation(url="https://a.example/de/x"),)),
        ("translation_of: /de/x", "translation_of", Translation(url="https://a.example/de/x")),
        ("ai: humanEdits", "ai", AIUse(source="humanEdits")),
        ("genre: interview", "genre", (Category(term="interview"),)),
        ("kind: opinion", "kind", "opinion"),
        ("urgency: 2", "urgency", 2),
    ],
)
def test_newsroom_fields(lines: str, field: str, value: object) -> None:
    report = Report()
    story = read(f"title: t\nid: x\n{lines}", report=report, base="https://a.example/")
    assert getattr(story, field) == value
    assert codes(report) == []


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("urgency: 12", "Story.urgency"),
        ("kind: gossip", "Story.kind"),
        ("access: maybe", "Story.access.fee"),
        ("expiryDate: soon", "Story.expires"),
        ("ai: robots", "Story.ai.source"),
        ("places: [{name: a, position: x}]", "Story.places[0].position"),
    ],
)
def test_a_refused_value_names_its_field_and_line(line: str, field: str) -> None:
    with pytest.raises(ReadError, match=rf"^line 4: the YAML block: {re.escape(field)}: "):
        read(f"title: t\nid: x\n{line}")


def test_a_translation_without_a_usable_address_is_reported() -> None:
    report = Report()
    assert read("title: t\nid: x\ntranslations: [/de/x]", report=report).translations == ()
    assert codes(report) == ["text.front_matter.address"]
