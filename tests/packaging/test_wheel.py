"""The wheel, built through the sdist, works from an empty environment and ships the schemas and the examples."""

import importlib.util
import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SHIPPED = {"schemas": "schemas", "invalid": "tests/invalid", "valid": "tests/valid"}
"""What a wheel has inside the package, and where a checkout has it."""

PROGRAM = """
import newsfeed, json, pathlib
from newsfeed.validation import schemas
package = pathlib.Path(newsfeed.__file__).parent
story = newsfeed.Story(id="https://news.example.com/1", headline="One", url="https://news.example.com/1")
explained = newsfeed.explain("rss.item.guid.missing")
print(json.dumps({
    "folder": schemas.schema_folder() == package / "schemas",
    "shipped": {
        name: sorted(str(each.relative_to(package / name)) for each in (package / name).rglob("*") if each.is_file())
        for name in ("schemas", "invalid", "valid")
    },
    "valid": newsfeed.validate(newsfeed.dumps(story, "rss")).valid,
    "examples": [explained.bad.path, explained.good.path],
}))
"""


@pytest.mark.slow
def test_wheel_through_the_sdist(tmp_path: Path) -> None:
    pytest.importorskip("build")
    # uv takes a quarter of the time of pip.
    uv = importlib.util.find_spec("uv") is not None
    build = [sys.executable, "-m", "build", "--installer", "uv" if uv else "pip"]
    subprocess.run([*build, "--outdir", str(tmp_path), str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=not uv)
    python = tmp_path / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "uv", "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    subprocess.run([*pip, "--quiet", f"{wheel}[cli,html]"], check=True, capture_output=True)
    done = subprocess.run([python, "-I", "-c", PROGRAM], check=True, capture_output=True, text=True, cwd=tmp_path)
    said = json.loads(done.stdout)
    assert said == {
        "folder": True,
        "shipped": {name: _files(ROOT / folder) for name, folder in SHIPPED.items()},
        "valid": True,
        "examples": ["/rss/channel/item", "/rss/channel/item/guid"],
    }
    shown = subprocess.run(
        [tmp_path / "venv" / "bin" / "newsfeed", "formats"], check=True, capture_output=True, text=True
    )
    assert "NewsML-G2" in shown.stdout
    empty = tmp_path / "empty"
    empty.mkdir()
    for line in ("examples", "build -q examples/stories --feed examples/feed.toml --output public", "validate public"):
        command = [tmp_path / "venv" / "bin" / "newsfeed", *line.split()]
        done = subprocess.run(command, capture_output=True, text=True, cwd=empty, check=False)
        assert (done.returncode, done.stderr) == (0, ""), line


def _files(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())
