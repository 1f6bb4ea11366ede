"""mypy --strict and pyright accept the calls that users make, and reject wrong ones."""

import subprocess
import sys
from pathlib import Path

import pytest

import newsfeed

ACCEPTED = """
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import newsfeed

story = newsfeed.Story(
    id="tag:news.example.com,2026:1",
    authors=["Jo Farrow", newsfeed.Person(name="Ada Low")],
    published="2026-11-05T07:00:00Z",
    press=[newsfeed.PressMention(outlet="The Marl Courier", text="It says so.")],
    publisher="The Harbour Desk",
)
changed: newsfeed.Story = story.replace(headline="Bridge open")
feed: newsfeed.Feed = newsfeed.load(Path("feed.rss"), "rss", content=False, recover=True)
stories: Iterator[newsfeed.Story] = newsfeed.iter_stories(io.BytesIO(), base="https://news.example.com/")
data: bytes = newsfeed.dumps(feed, "newsml", cache=newsfeed.RenderCache(max_bytes=1 << 20), mode="qcode")
newsfeed.dump(story, "story.jsonld", strict=True)
report: newsfeed.Report = newsfeed.validate(Path("feed.rss"), limit=5)
valid: bool = report.valid
chunks: Iterator[bytes] = newsfeed.iter_bytes(feed, "rss", stories=stories, description="none")
script: str = newsfeed.to_script(story, as_of=datetime(2026, 11, 5, tzinfo=UTC))
revised: newsfeed.Story = newsfeed.revise(
    story, at=datetime(2026, 11, 5, tzinfo=UTC), correction="Two spans.", headline="Bridge open", authors=["Jo Farrow"]
)
msn: newsfeed.Report = newsfeed.validate(feed, "rss", profile="msn", as_of=datetime(2026, 11, 5, tzinfo=UTC))
dated: list[tuple[str, date]] = [(profile.name, profile.as_of) for profile in newsfeed.profiles()]
names: list[str] = [listed.name for listed in newsfeed.formats() if listed.writes]
plain: Mapping[str, object] = newsfeed.to_dict(story)
restored: newsfeed.Story | newsfeed.Feed = newsfeed.from_dict(plain)
with newsfeed.open_writer(io.BytesIO(), "rss", feed) as writer:
    writer.write(story)
"""

REJECTED = (
    'newsfeed.load("feed.rss", contents=False)',
    "newsfeed.loads(5)",
    'newsfeed.dumps([], "rss")',
    'newsfeed.dumps(newsfeed.Feed(), "newsml", mode="other")',
    'newsfeed.validate(b"", profile=5)',
    'newsfeed.Story(id="a", authors=5)',
    'newsfeed.Story(id="a", nonsense=True)',
    'newsfeed.revise(newsfeed.Story(id="a"))',
    'newsfeed.revise(newsfeed.Story(id="a"), at=datetime.datetime.now(), version=3)',
    'newsfeed.revise(newsfeed.Story(id="a"), at=datetime.datetime.now(), authors=5)',
    'newsfeed.dumps(newsfeed.Feed(), "rss", as_of="now")',
)


def check(tool: str, source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "snippet.py"
    path.write_text(source, encoding="utf-8")
    root = Path(newsfeed.__file__).parents[2]
    if tool == "mypy":
        command = ["-m", "mypy", "--strict", "--cache-dir", str(root / ".mypy_cache" / "snippets"), str(path)]
    else:
        command = ["-m", "pyright", "--pythonpath", sys.executable, str(path)]
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, cwd=folder, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_calls_are_judged(tool: str, tmp_path: Path) -> None:
    pytest.importorskip(tool, reason=f"{tool} is not installed")
    done = check(tool, ACCEPTED, tmp_path)
    assert done.returncode == 0, done.stdout
    lines = "\n".join(REJECTED)
    done = check(tool, f"import newsfeed\nimport datetime\n{lines}\n", tmp_path)
    for number, call in enumerate(REJECTED, 3):
        assert f"snippet.py:{number}:" in done.stdout, (call, done.stdout)
