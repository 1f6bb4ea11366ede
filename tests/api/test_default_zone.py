"""The option `default_zone` of everything that reads, and `--zone` of the command line."""

import json
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

import newsfeed
from newsfeed.cli import program

DATE = "2026-05-18T09:30:00"
DOCUMENTS = {
    "jsonfeed": json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "date_published": DATE}]}
    ),
    "rss": "<rss version='2.0'><channel><title>F</title><link>https://f.example/</link><description>d</description>"
    f"<item><title>T</title><guid>https://f.example/1</guid><pubDate>{DATE}</pubDate></item></channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:f</id><title>F</title><updated>2026-05-18T09:30:00Z</updated>"
    f"<entry><id>urn:1</id><title>T</title><published>{DATE}</published></entry></feed>",
    "jsonld": json.dumps(
        {"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": DATE, "headline": "T"}
    ),
    "text": f"---\ntitle: T\ndate: {DATE}\nid: urn:x:1\n---\n\nWhat's happened?\nText.\n",
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "+02:00", ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=2))])
def test_a_date_without_a_zone_has_the_default_zone(name: str, zone: str | tzinfo) -> None:
    report = newsfeed.Report()
    (story,) = newsfeed.loads(DOCUMENTS[name], name, default_zone=zone, report=report).stories
    assert story.published == datetime(2026, 5, 18, 7, 30, tzinfo=UTC)
    assert not [finding for finding in report if "date" in finding.code]


def test_the_metadata_of_an_html_page_has_the_default_zone() -> None:
    page = (
        f'<html lang="en"><head><title>T</title><meta property="article:published_time" content="{DATE}"/></head><body>'
        "<h1>T</h1><h2>What's happened</h2><p>The ferry runs.</p></body></html>"
    )
    (story,) = newsfeed.loads(page, "html", defaults={"id": "urn:x:1"}, default_zone="+02:00").stories
    assert story.published == datetime(2026, 5, 18, 7, 30, tzinfo=UTC)


def test_a_date_of_an_html_page_without_a_zone_is_reported() -> None:
    page = (
        f'<html lang="en"><head><title>T</title><meta property="article:published_time" content="{DATE}"/></head><body>'
        "<h1>T</h1><h2>What's happened</h2><p>The ferry runs.</p></body></html>"
    )
    report = newsfeed.Report()
    (story,) = newsfeed.loads(page, "html", defaults={"id": "urn:x:1"}, report=report).stories
    assert story.published == datetime(2026, 5, 18, 9, 30, tzinfo=UTC)
    assert [finding.code for finding in report if "date" in finding.code] == ["html.date.zone_missing"]


def test_the_local_dates_of_toml_have_the_default_zone() -> None:
    page = (
        f'+++\nid = "urn:x:1"\nheadline = "T"\npublished = {DATE}\n[[updates]]\nheadline = "U"\npublished = {DATE}\n+++\n\n'
        "What's happened?\nText.\n"
    )
    (story,) = newsfeed.loads(page, "text", default_zone="+02:00").stories
    assert story.published == story.updates[0].published == datetime(2026, 5, 18, 7, 30, tzinfo=UTC)
    with pytest.raises(newsfeed.ReadError, match="has no time zone"):
        newsfeed.loads(page, "text")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_without_a_default_zone_it_is_in_utc_and_reported(name: str) -> None:
    report = newsfeed.Report()
    (story,) = newsfeed.loads(DOCUMENTS[name], name, report=report).stories
    assert story.published == datetime(2026, 5, 18, 9, 30, tzinfo=UTC)
    expected = "text.front_matter.date" if name == "text" else "read.date.zone_missing"
    assert [finding.code for finding in report if "date" in finding.code] == [expected]


def test_every_function_that_reads_takes_it(tmp_path: Path) -> None:
    data, path = DOCUMENTS["jsonfeed"].encode(), tmp_path / "feed.json"
    path.write_bytes(data)
    stories = [
        *newsfeed.load(path, default_zone="+02:00").stories,
        *newsfeed.iter_stories(path, default_zone="+02:00"),
        newsfeed.load_story(path, default_zone="+02:00"),
        newsfeed.loads_story(data, default_zone="+02:00"),
        *newsfeed.loads(newsfeed.convert(data, to="json", default_zone="+02:00")).stories,
    ]
    assert {story.published for story in stories} == {datetime(2026, 5, 18, 7, 30, tzinfo=UTC)}


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "+99:00", 2, ("Europe/Berlin",)])
def test_a_wrong_zone_is_an_argument_error(zone: object) -> None:
    with pytest.raises(newsfeed.ArgumentError, match="default_zone"):
        newsfeed.loads(DOCUMENTS["rss"], default_zone=zone)  # type: ignore[arg-type]


def test_the_command_line_has_the_option_zone(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    path.write_text(DOCUMENTS["jsonfeed"], encoding="utf-8")
    result = CliRunner().invoke(program, ["convert", str(path), "--to", "json", "--default-zone", "Europe/Berlin"])
    assert result.exit_code == 0
    assert "2026-05-18T09:30:00+02:00" in result.stdout
    assert "zone_missing" not in result.stderr
    wrong = CliRunner().invoke(program, ["convert", str(path), "--to", "json", "--zone", "Mars/Olympus"])
    assert wrong.exit_code == 2
    assert "there is no zone 'Mars/Olympus'" in wrong.stderr
