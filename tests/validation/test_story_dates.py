"""Dates that contradict each other or lie in the future: found in stories, in documents, and while reading."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from click.testing import CliRunner

import newsfeed
from newsfeed import ArgumentError, LiveUpdate, Severity, Story
from newsfeed.cli import program

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
BEFORE, AFTER = NOON - timedelta(hours=3), NOON + timedelta(hours=3)
RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>F</title><link>https://f.example/</link>
<description>d</description><item><title>A</title><guid>https://f.example/0</guid></item>
<item><title>T</title><guid>https://f.example/1</guid><pubDate>Mon, 18 May 2026 12:00:00 GMT</pubDate>
<atom:updated>2026-05-18T09:00:00Z</atom:updated></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>F</title><updated>2026-05-18T12:00:00Z</updated>
<entry><id>urn:1</id><title>T</title><published>2026-05-18T12:00:00Z</published><updated>2026-05-18T09:00:00Z</updated>
</entry></feed>"""
DATES = {"datePublished": "2026-05-18T12:00:00Z", "dateModified": "2026-05-18T09:00:00Z"}
ITEM = {
    "id": "1",
    "content_text": "T.",
    "date_published": DATES["datePublished"],
    "date_modified": DATES["dateModified"],
}
DOCUMENTS = {
    "rss": (RSS, "/rss/channel/item[2]/"),
    "atom": (ATOM, "/feed/entry[1]/"),
    "jsonfeed": (
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [ITEM]}),
        "/items/0/",
    ),
    "jsonld": (
        json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "T", **DATES}),
        "/",
    ),
    "json": (
        json.dumps(
            {
                "newsfeed": "feed/1",
                "stories": [{"id": "urn:1", "published": "2026-05-18T12:00:00Z", "updated": "2026-05-18T09:00:00Z"}],
            }
        ),
        "/stories/0/",
    ),
    "text": (
        (
            "---\ntitle: T\ndate: 2026-05-18T12:00:00Z\nupdated: 2026-05-18T09:00:00Z\nid: urn:1\n---\n\n"
            "What's happened?\nText.\n"
        ),
        "story.",
    ),
}


def date_findings(report: newsfeed.Report) -> list[tuple[str, str]]:
    ends = (".early", ".order", ".implausible")
    return [(each.code, each.path) for each in report if each.code.startswith("date.") or each.code.endswith(ends)]


# --- stories ---


@pytest.mark.parametrize(
    ("code", "field", "values"),
    [
        ("date.updated_early", "updated", {"published": NOON, "updated": BEFORE}),
        ("date.expires_early", "expires", {"published": NOON, "expires": BEFORE}),
        ("date.coverage_early", "coverage_end", {"coverage_start": NOON, "coverage_end": BEFORE}),
        (
            "date.updated_early",
            "updates[1].updated",
            {"updates": [LiveUpdate(headline="A"), LiveUpdate(headline="B", published=NOON, updated=BEFORE)]},
        ),
    ],
)
def test_dates_that_contradict_each_other_are_found_in_a_story(code: str, field: str, values: dict[str, Any]) -> None:
    story = Story(id="urn:1", headline="T", **values)
    assert date_findings(newsfeed.validate(story, "json")) == [(code, f"story.{field}")]
    feed = newsfeed.Feed(title="F", stories=[Story(id="urn:0", headline="T"), story])
    assert date_findings(newsfeed.validate(feed, "json")) == [(code, f"feed.stories[1].{field}")]


@pytest.mark.parametrize(
    "values",
    [
        {"published": NOON, "updated": NOON},
        {"published": NOON, "expires": NOON},
        {"updated": BEFORE, "expires": NOON},
        {"published": NOON.astimezone(timezone(timedelta(hours=9))), "updated": NOON},
        {"coverage_start": NOON, "coverage_end": NOON},
        {"published": NOON, "updated": NOON.replace(hour=0)},
    ],
)
def test_dates_in_order_give_no_finding(values: dict[str, Any]) -> None:
    assert date_findings(newsfeed.validate(Story(id="urn:1", headline="T", **values), "json", as_of=NOON)) == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("published", {"published": AFTER}),
        ("updated", {"published": BEFORE, "updated": AFTER}),
        ("updates[0].published", {"updates": [LiveUpdate(headline="A", published=AFTER)]}),
        ("updates[0].updated", {"updates": [LiveUpdate(headline="A", updated=AFTER)]}),
    ],
)
def test_a_date_after_the_present_is_found_if_the_caller_names_it(field: str, values: dict[str, Any]) -> None:
    story = Story(id="urn:1", headline="T", **values)
    assert date_findings(newsfeed.validate(story, "json", as_of=NOON)) == [("date.future", f"story.{field}")]
    assert date_findings(newsfeed.validate(story, "json", as_of=AFTER)) == []
    assert date_findings(newsfeed.validate(story, "json")) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *((name, "publication.embargo") for name in ("rss", "atom", "jsonfeed", "jsonld")),
        *((name, "date.embargoed") for name in ("json", "ninjs")),
    ],
)
def test_an_embargo_that_has_not_ended_is_one_error(name: str, code: str) -> None:
    story = Story(id="urn:1", url="https://f.example/1", headline="T", published=BEFORE, embargo=AFTER)
    report = newsfeed.validate(story, name, as_of=NOON)
    about_embargo = [finding for finding in report if finding.path == "story.embargo"]
    assert [(finding.code, finding.severity) for finding in about_embargo] == [(code, Severity.ERROR)]
    assert not report.valid
    assert code not in {finding.code for finding in newsfeed.validate(story, name, as_of=AFTER)}
    withheld = story.replace(status="withheld")
    assert code not in {finding.code for finding in newsfeed.validate(withheld, name, as_of=NOON)}


def test_a_rule_of_the_format_about_the_same_dates_is_not_repeated() -> None:
    story = Story(id="urn:1", url="https://f.example/1", headline="T", published=NOON, updated=BEFORE)
    for name in ("rss", "atom", "jsonfeed"):
        assert date_findings(newsfeed.validate(story, name)) == [("date.updated_early", "story.updated")]
    story = story.replace(publisher="P")
    assert date_findings(newsfeed.validate(story, "newsml")) == [("newsml.model.date.order", "story.updated")]


# --- documents ---


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_reader_reports_an_update_before_the_publication(name: str) -> None:
    document, path = DOCUMENTS[name]
    report = newsfeed.Report()
    newsfeed.loads(document, name, report=report)
    assert date_findings(report) == [
        ("date.updated_early", f"{path}{'date_modified' if name == 'jsonfeed' else 'updated'}")
    ]


RULES = {
    "rss": ("rss.item.atom_updated.early", "/rss/channel/item[2]/atom:updated"),
    "atom": ("atom.entry.updated.early", "/feed/entry/updated"),
    "jsonfeed": ("jsonfeed.item.date_modified.early", "/items/0/date_modified"),
    "jsonld": ("jsonld.date.early", "/dateModified"),
    "json": ("date.updated_early", "/stories/0/updated"),
    "text": ("date.updated_early", "story.updated"),
}


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("as_of", [None, AFTER])
def test_a_document_with_an_update_before_the_publication(name: str, as_of: datetime | None) -> None:
    assert date_findings(newsfeed.validate(DOCUMENTS[name][0], name, as_of=as_of)) == [RULES[name]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_with_a_date_in_the_future(name: str) -> None:
    report = newsfeed.validate(DOCUMENTS[name][0], name, as_of=NOON - timedelta(hours=1))
    future = [each for each in report if each.code == "date.future"]
    assert len(future) == 1
    assert "published is 2026-05-18T12:00:00Z, after 2026-05-18T11:00:00Z" in future[0].message


def test_a_future_date_that_a_rule_of_the_format_reports_is_not_repeated() -> None:
    document = RSS.replace("2026", "2062").replace("Mon, 18", "Thu, 18")
    codes = [code for code, _ in date_findings(newsfeed.validate(document, as_of=NOON))]
    assert "rss.item.pub_date.implausible" in codes
    assert "date.future" not in codes


def test_a_document_that_cannot_be_read_has_the_findings_of_the_rules_alone() -> None:
    (finding,) = newsfeed.validate("{", "json", as_of=NOON)
    assert finding.code == "json.syntax"


def test_the_default_zone_decides_what_is_in_the_future() -> None:
    document = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "F",
            "items": [{"id": "1", "date_published": "2026-05-18T13:00:00"}],
        }
    )
    for zone, expected in (("+02:00", []), ("-02:00", ["date.future"]), (None, ["date.future"])):
        report = newsfeed.validate(document, "jsonfeed", as_of=NOON, default_zone=zone)
        assert [each.code for each in report if each.code == "date.future"] == expected


@pytest.mark.parametrize("as_of", [datetime(2026, 5, 18), "now", 5])  # noqa: DTZ001
def test_the_present_is_an_aware_datetime(as_of: Any) -> None:
    with pytest.raises(ArgumentError, match="as_of"):
        newsfeed.validate(RSS, as_of=as_of)


def test_a_wrong_default_zone_is_refused() -> None:
    with pytest.raises(ArgumentError, match="default_zone"):
        newsfeed.validate(RSS, default_zone="Mars/Olympus")


# --- the command line ---


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--as-of", "2026-05-18T11:00:00Z"], True),
        (["--as-of", "2026-05-19"], False),
        (["--as-of", ""], False),
        (["--as-of", "now"], False),
        ([], False),
        (["--as-of", "2026-05-18T14:00:00", "--default-zone", "+02:00"], False),
    ],
)
def test_the_command_line_names_the_present(options: list[str], expected: bool, tmp_path: Any) -> None:
    path = tmp_path / "feed.json"
    path.write_text(DOCUMENTS["jsonfeed"][0])
    result = CliRunner().invoke(program, ["validate", str(path), *options])
    assert result.exit_code == 0
    assert ("[date.future]" in result.output) is expected


def test_now_is_the_default_of_the_command_line(tmp_path: Any) -> None:
    path = tmp_path / "story.json"
    path.write_text(json.dumps({"newsfeed": "story/1", "id": "urn:1", "embargo": "2162-05-18T12:00:00Z"}))
    result = CliRunner().invoke(program, ["validate", str(path)])
    assert result.exit_code == 1
    assert "[date.embargoed]" in result.output


def test_a_present_that_is_no_date_is_refused(tmp_path: Any) -> None:
    result = CliRunner().invoke(program, ["validate", str(tmp_path), "--as-of", "soon"])
    assert result.exit_code == 2
    assert "--as-of" in result.output
