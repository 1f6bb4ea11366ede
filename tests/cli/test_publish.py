"""`newsfeed publish`: a folder as `build` writes it, and notices that are sent once, after it, and never for errors."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

import newsfeed
from loopback import Hub, hub_process, serving, wait_for
from newsfeed import Feed, Finding, Report, Severity, Story
from newsfeed.cli import program
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.websub import Callback
from newsfeed.hubs import Client, Retries, Subscription, discover, request_subscription
from newsfeed.plugins import CheckContext, Format

pytest.importorskip("httpx", reason="httpx is not installed: pip install newsfeed-kit[publish]")

KEY = "abcdef0123456789"
FEED_URL = "https://news.example.com/feed"


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with hub_process() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a story in `in`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    write_story("tide", "Tide turns")
    return tmp_path


def write_story(name: str, headline: str, day: int = 27) -> None:
    story = Story(
        id=f"tag:news.example.com,2026:{name}",
        url=f"https://news.example.com/{name}",
        headline=headline,
        published=f"2026-11-{day}T09:00:00Z",
        language="en",
    )
    newsfeed.dump(story, Path("in", f"{name}.json"), "json")


def write_feed(*hubs: str, feed_url: str | None = FEED_URL) -> None:
    lines = [
        'title = "Tides"',
        'url = "https://news.example.com/"',
        'authors = ["Jo Farrow"]',
        "updated = 2026-11-27T09:00:00Z",
    ]
    lines += [f'feed_url = "{feed_url}"'] if feed_url else []
    lines.append(f"hubs = [{', '.join(hubs)}]")
    Path("feed.toml").write_text("\n".join(lines))


def websub(hub: Hub, options: str = "") -> str:
    return f'{{ url = "{hub.url}{options}" }}'


def publish(*arguments: str) -> Result:
    return CliRunner().invoke(
        program,
        ["publish", "in", "--feed", "feed.toml", "--attempts", "1", "--as-of", "2026-11-27T12:00:00Z", *arguments],
    )


def indexnow(hub: Hub, options: str = "") -> Sequence[str]:
    return ("--indexnow-key", KEY, "--indexnow-endpoint", f"{hub.url}indexnow{options}")


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


class Forms:
    """The forms that the hub has got since this was made."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.start = len(hub.log())

    def take(self) -> list[str]:
        """Return the new topics and addresses, and begin again."""
        log = self.hub.log()
        new, self.start = log[self.start :], len(log)
        return [line for entry in new for line in _lines(entry["form"])]


def _lines(form: dict[str, str | list[str]]) -> list[str]:
    urls = form.get("urlList")
    return list(urls) if isinstance(urls, list) else [str(form.get("hub.topic") or f"cloud {form['url']}")]


@pytest.fixture
def forms(hub: Hub) -> Forms:
    return Forms(hub)


PAGE = "https://news.example.com/"


def topics() -> list[str]:
    """Return the topics that a hub is told about: the feed, and the list of stories if pages can be written."""
    try:
        import jinja2  # noqa: F401
    except ImportError:
        return [FEED_URL]
    return [FEED_URL, PAGE]


def test_the_folder_is_that_of_build(folder: Path, hub: Hub) -> None:
    write_feed(websub(hub))
    assert publish().exit_code == 0
    arguments = ["build", "in", "--feed", "feed.toml", "--as-of", "2026-11-27T12:00:00Z", "--output", "built"]
    assert CliRunner().invoke(program, arguments).exit_code == 0
    assert files(folder / "public") == files(folder / "built")


def test_hubs_and_search_engines_are_told_once(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed(websub(hub), f'{{ url = "{hub.url}rsscloud/pleaseNotify", type = "rssCloud" }}')
    result = publish(*indexnow(hub))
    assert result.exit_code == 0, result.output
    assert forms.take() == [*topics(), f"cloud {FEED_URL}", "https://news.example.com/tide"]
    assert f"newsfeed: {hub.url}: told about {FEED_URL}" in result.stderr.splitlines()

    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == []

    write_story("ferry", "Night ferry sails")
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == [*topics(), f"cloud {FEED_URL}", "https://news.example.com/ferry"]

    Path("in", "tide.json").unlink()
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == [*topics(), f"cloud {FEED_URL}", "https://news.example.com/tide"]


def test_everything_is_written_before_the_hub_is_told(folder: Path, hub: Hub) -> None:
    """The hub fetches the topic at once, and a subscriber gets the stories of the new version."""
    feeds: list[Feed] = []
    current: list[Subscription] = []

    def respond(request: Request) -> Rendered:
        if request.path.startswith("/callback"):
            return callback.respond(request)
        return Rendered(
            body=((folder / "public" / "feed.rss").read_bytes(),), headers=(("Content-Type", "application/rss+xml"),)
        )

    class Subscriptions:
        def find(self, _path: str) -> Subscription | None:
            return current[-1] if current else None

        def save(self, _path: str, changed: Subscription) -> None:
            current.append(changed)

    def receive(_subscription: Subscription, feed: Feed, _report: Report) -> None:
        feeds.append(feed)

    callback = Callback(
        subscriptions=Subscriptions(), receive=receive, clock=lambda: datetime(2026, 11, 27, 12, tzinfo=UTC)
    )
    client = Client(allow_private=True)
    with serving(respond) as root:
        write_feed(websub(hub), feed_url=f"{root}feed")
        publish("--no-ping")
        discovery = discover(f"{root}feed", client)
        verified = len(hub.log("verification"))
        current.append(
            Subscription(topic=discovery.topic, hub=discovery.hubs[0], callback=f"{root}callback", secret=KEY)
        )
        assert request_subscription(current[0], client=client, retries=Retries(random=Random(1))).delivered
        wait_for(lambda: not current[-1].pending)
        hub.wait("verification", verified + 1)
        write_story("ferry", "Night ferry sails")
        assert publish().exit_code == 0
        wait_for(lambda: bool(feeds))
        # The list of stories is another topic, which nobody has subscribed to.
        assert {story.headline for story in feeds[0].stories} == {"Tide turns", "Night ferry sails"}


def test_a_failed_ping_is_an_error_that_the_next_run_repeats(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed(websub(hub, "retry?fail=1"), websub(hub, "fine"))
    result = publish()
    assert result.exit_code == 1
    assert (
        f"newsfeed: {hub.url}retry?fail=1: not told about {FEED_URL}: status 503: busy; the next run tells it again"
        in result.stderr
    )
    assert (folder / "public" / "feed.rss").is_file()
    assert len(forms.take()) == 2 * len(topics())
    assert publish().exit_code == 0
    assert forms.take() == topics()
    assert publish().exit_code == 0
    assert forms.take() == []


def test_a_failed_submission_is_repeated_with_later_ones(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed()
    result = publish(*indexnow(hub, "?status=403"))
    assert result.exit_code == 1
    assert "put a file with the key" in result.stderr
    write_story("ferry", "Night ferry sails")
    forms.take()
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == ["https://news.example.com/ferry", "https://news.example.com/tide"]
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == []


def test_nothing_is_sent_if_a_document_has_errors(
    folder: Path, hub: Hub, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The feed is written, another document is not; the run that corrects it tells the hub about the feed."""
    write_feed(websub(hub))
    module = sys.modules["newsfeed.cli.site_output"]
    real = module.check_document

    def check_document(data: bytes, target_format: Format, checking: CheckContext) -> Iterator[Finding]:
        finding = Finding(severity=Severity.ERROR, code="made.up", message="is wrong", path="/", line=2)
        return iter([finding]) if target_format.name == "newsml" else real(data, target_format, checking)

    with monkeypatch.context() as patch:
        patch.setattr(module, "check_document", check_document)
        result = publish(*indexnow(hub))
    assert result.exit_code == 1
    assert "nothing is sent" in result.stderr
    assert (folder / "public" / "feed.rss").is_file()
    assert forms.take() == []
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == [*topics(), "https://news.example.com/tide"]


def test_a_feed_that_cannot_be_written_does_not_make_the_state_forget_its_hubs(
    folder: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_feed(websub(hub))
    publish()
    before = json.loads(Path(".newsfeed/publish.json").read_text())
    write_story("ferry", "Night ferry sails")
    finding = Finding(severity=Severity.ERROR, code="made.up", message="is wrong", path="/", line=2)
    monkeypatch.setattr("newsfeed.cli.site_output.check_document", lambda *_arguments: iter([finding]))
    assert publish().exit_code == 1
    after = json.loads(Path(".newsfeed/publish.json").read_text())
    assert set(after["versions"]) == set(before["versions"]) == {hub.url}
    assert after["versions"][hub.url][FEED_URL] == before["versions"][hub.url][FEED_URL]


def test_nothing_is_sent_if_an_input_cannot_be_read(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed(websub(hub))
    Path("in", "broken.json").write_text('{"version": ')
    assert publish().exit_code == 2
    assert forms.take() == []
    Path("in", "broken.json").unlink()
    assert publish().exit_code == 0
    assert forms.take() == topics()


def test_a_run_that_was_killed_after_writing_is_made_up_for(folder: Path, hub: Hub, forms: Forms) -> None:
    """Files that another command has written count, since the version that the hub knows is remembered."""
    write_feed(websub(hub))
    publish(*indexnow(hub))
    forms.take()
    write_story("ferry", "Night ferry sails")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsfeed.cli.publishing.pings", lambda *_arguments: (_ for _ in ()).throw(KeyboardInterrupt))
        assert publish(*indexnow(hub)).exit_code == 130
    assert forms.take() == []
    assert "ferry" in (folder / "public" / "feed.rss").read_text()
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == [*topics(), "https://news.example.com/ferry"]


def test_a_dry_run_writes_and_sends_nothing(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed(websub(hub))
    before = files(folder)
    result = publish("--dry-run", *indexnow(hub))
    assert result.exit_code == 0
    assert files(folder) == before
    assert forms.take() == []
    assert f"would tell {hub.url} about {FEED_URL}\n" in result.stdout
    assert "would tell IndexNow about 1 URL of news.example.com\n" in result.stdout
    publish()
    before = files(folder)
    assert "would tell" not in publish("--dry-run").stdout
    write_story("ferry", "Night ferry sails")
    assert "would tell" in publish("--dry-run").stdout
    Path("in", "ferry.json").unlink()
    assert files(folder) == before


def test_without_a_ping_the_next_run_tells(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed(websub(hub))
    assert publish("--no-ping", *indexnow(hub)).exit_code == 0
    assert forms.take() == []
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == [*topics(), "https://news.example.com/tide"]


def test_without_a_state_an_unchanged_feed_is_not_told_about(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed(websub(hub))
    publish()
    forms.take()
    Path(".newsfeed", "publish.json").unlink()
    assert publish().exit_code == 0
    assert forms.take() == []


def test_the_state_can_be_elsewhere_and_forgets_hubs_that_are_gone(folder: Path, hub: Hub) -> None:
    write_feed(websub(hub), websub(hub, "old"))
    publish("--state", "state/sent.json")
    assert set(json.loads(Path("state/sent.json").read_text())["versions"]) == {hub.url, f"{hub.url}old"}
    write_feed(websub(hub))
    publish("--state", "state/sent.json")
    assert set(json.loads(Path("state/sent.json").read_text())["versions"]) == {hub.url}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 2}',
        '{"version": 1, "versions": [], "urls": []}',
        '{"version": 1, "versions": {"a": {"b": 1}}, "urls": []}',
        '{"version": 1, "versions": {}, "urls": [1]}',
        "[" * 100_000,
        "\0",
    ],
    ids=range(9),
)
def test_a_damaged_state_is_replaced_with_a_note(folder: Path, hub: Hub, text: str) -> None:
    write_feed(websub(hub))
    Path("state.json").write_text(text)
    result = publish("--state", "state.json")
    assert result.exit_code == 0
    assert "is no state of newsfeed publish" in result.stderr
    assert json.loads(Path("state.json").read_text())["version"] == 1


def test_wrong_use_writes_nothing(folder: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    write_feed(websub(hub))
    before = files(folder)
    assert publish("--indexnow-key", "short").exit_code == 2
    assert publish("--indexnow-endpoint", "file:///etc/passwd").exit_code == 2
    assert publish("--attempts", "0").exit_code == 2
    write_feed(websub(hub), feed_url=None)
    result = publish()
    assert result.exit_code == 2
    assert "add it to feed.toml" in result.stderr
    monkeypatch.setattr("newsfeed.hubs.client.find_spec", lambda _name: None)
    result = publish()
    assert (result.exit_code, "newsfeed-kit[publish]" in result.stderr) == (2, True)
    write_feed(websub(hub))
    assert set(files(folder)) == set(before)
    assert publish("--no-ping").exit_code == 0


def test_a_feed_without_hubs_is_published_with_a_note(folder: Path) -> None:
    write_feed()
    result = publish()
    assert result.exit_code == 0
    assert "nobody is told" in result.stderr
    assert "nobody is told" not in publish("--quiet").stderr


def test_archives_are_told_to_nobody(folder: Path, hub: Hub, forms: Forms) -> None:
    for number in range(6):
        write_story(f"story-{number}", f"Story {number}", 10 + number)
    write_feed(websub(hub))
    assert publish("--archive", "2").exit_code == 0
    assert (folder / "public" / "archive-1.rss").is_file()
    assert forms.take() == topics()


def test_held_stories_are_told_to_nobody(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed(websub(hub))
    publish(*indexnow(hub))
    forms.take()
    held = newsfeed.load_story("in/tide.json").replace(
        id="tag:news.example.com,2026:held", url="https://news.example.com/held", embargo="2026-12-01T00:00:00Z"
    )
    newsfeed.dump(held, "in/held.json", "json")
    assert publish(*indexnow(hub)).exit_code == 0
    assert forms.take() == []


def test_a_damaged_feed_of_the_folder_makes_every_story_new(folder: Path, hub: Hub, forms: Forms) -> None:
    write_feed()
    publish(*indexnow(hub))
    Path("public/feed.json").write_text("{")
    forms.take()
    result = publish(*indexnow(hub))
    assert "every story counts as new" in result.stderr
    assert forms.take() == ["https://news.example.com/tide"]
