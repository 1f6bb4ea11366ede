"""The configurations that docs/guide/ci.md shows fit the schemas of the services, and the action and hooks of this project."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from click.testing import CliRunner

from newsfeed.cli import program

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide" / "ci.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r"^```yaml (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "schema"), [(".github/workflows/feeds.yml", "github-workflows"), (".gitlab-ci.yml", "gitlab-ci")]
)
def test_configurations_fit_the_schemas_of_the_services(name: str, schema: str) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    folder = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    document = json.loads(json.dumps({str(key): value for key, value in yaml.safe_load(FILES[name]).items()}))
    if "True" in document:
        document["on"] = document.pop("True")  # YAML 1.1 takes the key `on` for a boolean
    text = (folder / f"{schema}.json").read_text(encoding="utf-8")
    jsonschema_rs.validator_for(json.loads(text)).validate(document)


def test_the_configuration_of_pre_commit(tmp_path: Path) -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pre-commit is not installed")
    path = tmp_path / "config.yaml"
    path.write_text(FILES[".pre-commit-config.yaml"])
    config = clientlib.load_config(str(path))
    named = [hook["id"] for repository in config["repos"] for hook in repository["hooks"]]
    offered = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())]
    assert named == offered


def test_the_table_of_inputs_is_that_of_the_action() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| .* \| (?:`([^`]*)`)? ?\|$", GUIDE, re.MULTILINE))
    assert rows == {name: values["default"] for name, values in ACTION["inputs"].items()}
    workflow = yaml.safe_load(FILES[".github/workflows/feeds.yml"])
    used = next(step["with"] for step in workflow["jobs"]["validate"]["steps"] if "with" in step)
    assert set(used) <= set(ACTION["inputs"])


def test_the_command_of_gitlab_is_one_of_newsfeed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    job = yaml.safe_load(FILES[".gitlab-ci.yml"])["validate-feeds"]
    (command,) = [line.split() for line in job["script"] if line.startswith("newsfeed ")]
    Path("public").mkdir()
    Path("public/feed.jsonfeed").write_text(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}'
    )
    assert CliRunner().invoke(program, command[1:]).exit_code == 0
    assert Path(job["artifacts"]["reports"]["junit"]).is_file()
