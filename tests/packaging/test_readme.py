"""The README is short, its table is true, and the tour of the library and the examples print what they should.

tests/docs/test_examples.py runs the examples of the README.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsfeed.plugins import registry

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = (ROOT / "docs" / "guide" / "python.md").read_text(encoding="utf-8")


def test_python_blocks_print_what_they_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", TOUR, re.DOTALL)
    assert len(blocks) == 15
    for block in blocks:
        exec(compile(block, "python.md", "exec"), names)  # noqa: S102  (our own guide)
    printed = capsys.readouterr().out
    assert "Port Ellery votes to build the tidal barrier" in printed
    assert "('The Marl Courier', ('ends forty years of looking at the sea and hoping',))" in printed
    assert "\nTrue " in printed
    assert "2 2026-11-05 12:00:00+00:00 correction" in printed
    assert "the story is under embargo until 2026-11-06T06:00:00Z" in printed
    assert "Bridge open again" in printed
    assert "There are two ways:\n\nonline, through the portal\nin person, at the town hall\n" in printed
    assert "Tide turns https://quay.example.org/tide Read on" in printed
    assert "Ébb & flow https://quay.example.org/ebb a\nb" in printed
    assert "\nTrue\n['feed.stories[0].press']\n" in printed
    assert "'license.xml', 'robots.txt'" in printed
    assert printed.rstrip().endswith("</script>")
    assert names["first"] == names["again"]


def test_the_readme_is_short_and_begins_with_the_example_of_the_tour() -> None:
    assert len(README.splitlines()) <= 150
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert f"```python\n{block}```" in TOUR


def test_the_table_of_formats_equals_the_registry() -> None:
    rows = re.findall(r"^\| (\w+) \| [^|]+ \| (yes|) ?\| (yes|) ?\| (yes|) ?\| ([\w/.+-]+) \|$", README, re.MULTILINE)
    listed = {
        name: (reads == "yes", writes == "yes", validates == "yes", media)
        for name, reads, writes, validates, media in rows
    }
    assert listed == {known.name: (known.reads, known.writes, known.validates, known.media_type) for known in registry}


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False
    )


def test_publish_and_consume(tmp_path: Path) -> None:
    done = run("examples/publish.py", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "NOT valid" not in done.stdout
    assert "warning" not in done.stdout
    for name in ("feed.rss", "feed.atom"):
        shown = run("examples/consume.py", str(tmp_path / name))
        assert shown.returncode == 0, shown.stderr
        assert "press: The Marl Courier: ends forty years of looking at the sea and hoping" in shown.stdout
        assert "3 questions, 2 prompts, 3 topics" in shown.stdout
        assert "和傘の里に若い職人が戻る" in shown.stdout


@pytest.mark.parametrize("story", sorted((ROOT / "examples" / "stories").iterdir()), ids=lambda path: path.name)
def test_embedding(story: Path) -> None:
    done = run("examples/embed_jsonld.py", str(story))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("<script") == 1
    assert '"@graph"' in done.stdout


def test_the_finding_is_as_it_is_shown(tmp_path: Path) -> None:
    lines = re.findall(r"^(feed\.rss:3.*)$", TOUR, re.MULTILINE)
    (tmp_path / "feed.rss").write_text(
        '<rss version="2.0">\n\n<channel>\n<title>T</title><description>D</description></channel></rss>'
    )
    shown = subprocess.run(
        [sys.executable, "-m", "newsfeed", "validate", "feed.rss"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert shown.returncode == 1
    assert len(lines) == 1
    assert lines[0] in shown.stdout
