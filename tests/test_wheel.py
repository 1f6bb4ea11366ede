"""The wheel, built through the sdist, works from an empty environment and ships the schemas."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

PROGRAM = """
import newsfeed, pathlib
from newsfeed import _schemas
folder = _schemas.folder()
print(folder == pathlib.Path(newsfeed.__file__).parent / "schemas")
print(len([each for each in folder.rglob("*") if each.is_file()]))
story = newsfeed.Story(id="https://news.example.com/1", headline="One", url="https://news.example.com/1")
print(newsfeed.validate(newsfeed.dumps(story, "rss")).valid)
"""


def test_wheel_through_the_sdist(tmp_path: Path) -> None:
    pytest.importorskip("build")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(tmp_path), str(ROOT)], check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, f"{wheel}[cli]"], check=True, capture_output=True)
    done = subprocess.run([python, "-c", PROGRAM], check=True, capture_output=True, text=True, cwd=tmp_path)
    count = len([each for each in (ROOT / "schemas").rglob("*") if each.is_file()])
    assert done.stdout.split("\n")[:3] == ["True", str(count), "True"]
    shown = subprocess.run(
        [tmp_path / "venv" / "bin" / "newsfeed", "formats"], check=True, capture_output=True, text=True
    )
    assert "NewsML-G2" in shown.stdout
