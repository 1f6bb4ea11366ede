"""The source of a folder: what it reads, notices and keeps."""

import logging
import os
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

import newsfeed
from http_sources import FEED, body, get, settings
from newsfeed.http import FolderSource
from newsfeed.http import folder_files as files_module
from newsfeed.io.files import atomic_writer
from newsfeed.site.documents import ReadingOptions

NOW = datetime.now(UTC) + timedelta(hours=1)
"""A present in which all files of the tests are old enough."""


def write(folder: Path, name: str, headline: str, *, day: int = 1, **values: str) -> None:
    """Replace the page of a story at once."""
    lines = [
        f'id = "tag:example.com,2026:{name}"',
        f'url = "https://news.example.com/{name}"',
        f'headline = "{headline}"',
    ]
    lines += [f"published = 2026-11-{day:02}T08:00:00Z", *(f"{field} = {value}" for field, value in values.items())]
    with atomic_writer(folder / f"{name}.txt") as write_bytes:
        write_bytes("\n".join(["+++", *lines, "+++", "What's happened", f"{headline}.", ""]).encode())


def headlines(source: FolderSource, as_of: datetime = NOW) -> list[str]:
    page = source.page(None, as_of)
    assert page is not None
    return [entry.load().headline for entry in page.entries]


@pytest.fixture
def folder(tmp_path):
    stories = tmp_path / "stories"
    (stories / "more").mkdir(parents=True)
    write(stories, "ferry", "The ferry is back", day=2)
    write(stories / "more", "bridge", "The bridge is open", day=3)
    write(stories, "tide", "The tide turns", day=1)
    return stories


def test_the_stories_are_in_order_newest_first(folder):
    (folder / "README.md").write_text("Just notes.\n")
    (folder / ".hidden.txt").write_text("no")
    source = FolderSource(folder, FEED)
    assert headlines(source) == ["The bridge is open", "The ferry is back", "The tide turns"]
    assert source.story("ferry", NOW).load().headline == "The ferry is back"
    assert source.story("nothing", NOW) is None


def test_pages_follow_each_other_by_their_cursors(folder):
    source = FolderSource(folder, FEED, page_size=2)
    first = source.page(None, NOW)
    second = source.page(first.next, NOW)
    assert [len(first.entries), len(second.entries)] == [2, 1]
    assert (first.first, second.first, second.next) == (True, False, None)
    write(folder, "newest", "Newest", day=9)
    changed = FolderSource(folder, FEED, page_size=2).page(first.next, NOW)
    assert [entry.slug for entry in changed.entries] == ["tide"]
    for cursor in ("x", "", "!", "LTE", first.next + "=", "9" * 200):
        assert source.page(cursor, NOW) is None


def test_changes_are_noticed_and_change_the_tag_and_the_date(folder):
    source = FolderSource(folder, FEED, interval=0)
    first = source.page(None, NOW)
    write(folder, "ferry", "The ferry is late", day=2)
    later = NOW + timedelta(minutes=5)
    second = source.page(None, later)
    assert headlines(source, later)[1] == "The ferry is late"
    assert later <= second.modified < later + timedelta(seconds=30)
    assert second.modified > first.modified
    assert [entry.digest for entry in first.entries] != [entry.digest for entry in second.entries]
    assert [entry.modified for entry in second.entries] == [
        first.entries[0].modified,
        second.modified,
        first.entries[2].modified,
    ]
    (folder / "tide.txt").unlink()
    third = source.page(None, later + timedelta(minutes=5))
    assert (len(third.entries), third.modified >= later + timedelta(minutes=5)) == (2, True)


def test_the_folder_is_looked_at_once_in_an_interval(folder, monkeypatch):
    source = FolderSource(folder, FEED, interval=1000)
    assert not source.is_ready
    assert len(headlines(source)) == 3
    assert source.is_ready
    write(folder, "new", "New", day=9)
    assert len(headlines(source)) == 3
    source._scanned -= 1000
    assert len(headlines(source)) == 4


def test_an_unchanged_folder_keeps_its_snapshot_and_reads_no_file(folder, monkeypatch):
    source = FolderSource(folder, FEED, interval=0)
    before = source.page(None, NOW)
    monkeypatch.setattr(files_module, "read_document", None)
    after = source.page(None, NOW + timedelta(seconds=1))
    assert after.feed is before.feed
    assert [entry.modified for entry in after.entries] == [entry.modified for entry in before.entries]
    assert after.modified == before.modified


def test_a_file_that_cannot_be_read_keeps_its_former_stories_and_is_logged_once(folder, caplog):
    source = FolderSource(folder, FEED, interval=0)
    assert len(headlines(source)) == 3
    (folder / "ferry.txt").write_bytes(b"+++\nheadline = \n+++\n")
    (folder / "new.txt").write_bytes(b"+++\nheadline = \n+++\n")
    with caplog.at_level(logging.WARNING, "newsfeed.http"):
        assert headlines(source) == ["The bridge is open", "The ferry is back", "The tide turns"]
        assert headlines(source) == ["The bridge is open", "The ferry is back", "The tide turns"]
    assert sorted(record.getMessage().partition(": ")[0].rpartition("/")[2] for record in caplog.records) == [
        "ferry.txt' cannot be read and keeps its former version",
        "new.txt' cannot be read and is left out",
    ]


def test_a_file_that_changes_while_it_is_read_is_read_again(folder, monkeypatch):
    read = files_module.read_document
    done = []

    def read_slowly(source, reading, note):
        document = read(source, reading, note)
        if source.path.endswith("ferry.txt") and not done:
            done.append(True)
            write(folder, "ferry", "Changed meanwhile", day=2)
        return document

    monkeypatch.setattr(files_module, "read_document", read_slowly)
    assert headlines(FolderSource(folder, FEED))[1] == "Changed meanwhile"


def test_a_second_change_with_the_same_time_and_size_is_noticed(folder):
    now = datetime.now(UTC)
    source = FolderSource(folder, FEED, interval=0)
    path = folder / "ferry.txt"
    headlines(source, now)
    times = path.stat()
    data = path.read_bytes().replace(b"The ferry is back", b"The ferry is gone")
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert headlines(source, now)[1] == "The ferry is gone"


def test_an_embargo_that_ends_and_a_story_that_expires_change_the_feed_without_a_change_of_a_file(folder):
    end = NOW + timedelta(hours=2)
    write(folder, "held", "Held", day=4, embargo=f"{end:%Y-%m-%dT%H:%M:%SZ}")
    write(folder, "brief", "Brief", day=5, expires=f"{end + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}")
    write(folder, "secret", "Secret", day=6, status='"withheld"')
    source = FolderSource(folder, FEED)
    end = end.replace(microsecond=0)
    moments = [end - timedelta(seconds=1), end, end + timedelta(seconds=10), end + timedelta(hours=1, seconds=5)]
    responses = [get(source, "/feed", settings(clock=lambda moment=moment: moment)) for moment in moments]
    titles = [[item.headline for item in newsfeed.loads(body(response)).stories][:2] for response in responses]
    assert titles == [
        ["Brief", "The bridge is open"],
        ["Brief", "Held"],
        ["Brief", "Held"],
        ["Held", "The bridge is open"],
    ]
    tags = [response.header("ETag") for response in responses]
    assert (tags[0] != tags[1], tags[1] == tags[2], tags[2] != tags[3]) == (True, True, True)
    assert responses[2].header("Last-Modified") == format_datetime(end + timedelta(seconds=1), usegmt=True)
    assert source.story("held", end - timedelta(seconds=1)) is None
    assert source.story("held", end).modified == end
    assert source.story("secret", end) is None


def test_a_file_that_is_read_again_for_certainty_changes_no_date(folder):
    now = datetime.now(UTC)
    source = FolderSource(folder, FEED, interval=0)
    first = source.page(None, now)
    again = source.page(None, now + timedelta(seconds=10))
    assert again.modified == first.modified
    assert [entry.modified for entry in again.entries] == [entry.modified for entry in first.entries]


def test_a_change_is_dated_later_than_any_process_served_the_former_document(folder):
    interval = timedelta(seconds=1)
    source = FolderSource(folder, FEED, interval=interval.total_seconds())
    first = source.page(None, NOW).modified
    assert first >= datetime.fromtimestamp((folder / "ferry.txt").stat().st_ctime, UTC) + 2 * interval
    source._scanned -= 10
    write(folder, "ferry", "The ferry is late", day=2)
    noticed = NOW + timedelta(milliseconds=300)
    assert source.page(None, noticed).modified >= noticed + 2 * interval


def test_a_folder_that_cannot_be_listed_keeps_its_stories(folder, caplog):
    source = FolderSource(folder, FEED, interval=0)
    assert len(headlines(source)) == 3
    folder.rename(folder.with_name("elsewhere"))
    assert len(headlines(source)) == 3
    assert "cannot be listed" in caplog.text
    folder.with_name("elsewhere").rename(folder)
    (folder / "more" / "bridge.txt").unlink()
    (folder / "more").rmdir()
    assert headlines(source) == ["The ferry is back", "The tide turns"]


def test_a_held_story_keeps_its_name_and_others_keep_theirs(folder):
    write(folder, "copy", "Other", day=9, url='"https://other.example.com/ferry"')
    text = (folder / "copy.txt").read_text().replace('url = "https://news.example.com/copy"\n', "")
    (folder / "copy.txt").write_text(text)
    names = {entry.load().headline: entry.slug for entry in FolderSource(folder, FEED).page(None, NOW).entries}
    write(folder, "ferry", "The ferry is back", day=2, status='"withheld"')
    without = {entry.load().headline: entry.slug for entry in FolderSource(folder, FEED).page(None, NOW).entries}
    assert names["The ferry is back"] == "ferry"
    assert names["Other"].startswith("ferry-")
    assert without["Other"] == names["Other"]


def test_of_two_versions_of_a_story_the_newest_is_served(folder, caplog):
    write(folder, "ferry-2", "The ferry is back again", day=2, version="2")
    text = (folder / "ferry-2.txt").read_text().replace("2026:ferry-2", "2026:ferry")
    (folder / "ferry-2.txt").write_text(text)
    source = FolderSource(folder, FEED)
    assert headlines(source) == ["The bridge is open", "The ferry is back again", "The tide turns"]
    assert "two files have the story" in caplog.text


def test_the_values_of_the_feed_are_read_again_and_its_outlets_are_recognized(folder, tmp_path, caplog):
    toml = tmp_path / "feed.toml"
    toml.write_text('title = "Before"\nurl = "https://news.example.com/"\n')
    source = FolderSource(folder, toml, interval=0)
    assert source.page(None, NOW).feed.title == "Before"
    toml.write_text('title = "After"\nurl = "https://news.example.com/"\n[[outlets]]\nname = "Marl Lamp"\n')
    later = NOW + timedelta(minutes=1)
    assert source.page(None, later).feed.title == "After"
    assert source.page(None, later).modified >= later
    assert source.page(None, later).entries[0].modified >= later
    toml.write_text("title = ")
    assert source.page(None, later).feed.title == "After"
    assert "keeps its former version" in caplog.text


def test_without_values_those_of_the_first_feed_are_taken(folder):
    assert FolderSource(folder, reading=ReadingOptions(base="https://news.example.com/")).page(None, NOW).feed.url == (
        "https://news.example.com/"
    )


def test_a_wrong_folder_or_feed_is_refused_at_once(tmp_path, folder):
    with pytest.raises(newsfeed.ArgumentError, match="no folder"):
        FolderSource(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        FolderSource(folder, tmp_path / "feed.toml")
    with pytest.raises(newsfeed.ArgumentError, match="page_size"):
        FolderSource(folder, page_size=0)


def test_while_a_thread_reads_others_get_the_former_stories(folder, monkeypatch):
    source = FolderSource(folder, FEED, interval=0)
    headlines(source)
    write(folder, "ferry", "New ferry", day=2)
    reading, go_on = threading.Event(), threading.Event()
    scan = files_module.scan

    def wait(name):
        reading.set()
        assert go_on.wait(10)
        return scan(name)

    monkeypatch.setattr("newsfeed.http.folder.scan", wait)
    results = []
    thread = threading.Thread(target=lambda: results.append(headlines(source)[1]))
    thread.start()
    assert reading.wait(10)
    results.append(headlines(source)[1])
    go_on.set()
    thread.join(10)
    assert results == ["The ferry is back", "New ferry"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_that_was_forked_while_the_folder_was_read_reads_on(folder):
    source = FolderSource(folder, FEED, interval=0)
    headlines(source)
    write(folder, "ferry", "New ferry", day=2)
    with source._lock:
        child = os.fork()
        if child == 0:
            os._exit(0 if headlines(source)[1] == "New ferry" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
