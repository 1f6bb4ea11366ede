"""Equal input gives equal bytes over hash seeds, zones, locales, processes and Pythons, and in any order that means nothing."""

import functools
import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

import newsfeed
from hostile import determinism
from hostile.shuffling import shuffled, shuffled_attributes, shuffled_members, with_other_prefixes
from newsfeed.errors import NewsfeedError
from newsfeed.findings import Report

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = Path(determinism.__file__)
TIMEOUT: Final = 300

SEEDS: Final = ("0", "1", "4242")
ZONES: Final = ("UTC", "America/St_Johns", "Pacific/Kiritimati")
LOCALES: Final = ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
"""UTF-8, and a locale in which Python's text files are ASCII. One with a comma in numbers is added if the machine has it."""


def other_locales() -> list[dict[str, str]]:
    """Return locales with other rules for letters or numbers that the machine has."""
    try:
        listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    except OSError:
        return []
    return [{"LC_ALL": name} for name in ("tr_TR.utf8", "de_DE.utf8") if name in listed]


def environments(sample: bool) -> list[dict[str, str]]:
    """Return the environments: two seeds and two zones, or all of everything, each twice."""
    if sample:
        return [{"PYTHONHASHSEED": SEEDS[n], "TZ": ZONES[n], **LOCALES[n]} for n in (0, 1)]
    locales = [*LOCALES, *other_locales()]
    combinations = product(SEEDS, ZONES, locales, range(2))
    return [{"PYTHONHASHSEED": seed, "TZ": zone, **locale} for seed, zone, locale, _ in combinations]


def digests(environment: dict[str, str], step: int, python: str = sys.executable) -> dict[str, str]:
    """Return what the program prints in an environment: the digests by what they are of."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "TZ"))
    }
    command = [python, str(PROGRAM), str(ROOT), str(step)]
    done = subprocess.run(command, env={**inherited, **environment}, capture_output=True, check=False, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    return dict(line.split("\t") for line in done.stdout.decode().splitlines())


def changed(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Return what has another digest."""
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


@pytest.mark.slow
def test_a_sample_is_the_same_in_two_environments() -> None:
    first, second = (digests(environment, 12) for environment in environments(sample=True))
    assert len(first) > 200
    assert changed(first, second) == []


@functools.cache
def reference_digests() -> dict[str, str]:
    """Return the digests of all documents in the first environment."""
    return digests(environments(sample=False)[0], 1)


@pytest.mark.battery
@pytest.mark.parametrize(
    "environment", environments(sample=False), ids=lambda environment: " ".join(environment.values())
)
def test_everything_is_the_same_in_every_environment(environment: dict[str, str]) -> None:
    assert len(reference_digests()) > 3000
    assert changed(reference_digests(), digests(environment, 1)) == []


PYTHONS: Final = [os.path.abspath(path) for path in os.environ.get("PYTHONS", "").split()]  # noqa: PTH100
"""The programs of other versions of Python, with newsfeed; `make determinism` sets them."""


@pytest.mark.battery
@pytest.mark.parametrize(
    "python", PYTHONS or [pytest.param("", marks=pytest.mark.skip(reason="run `make determinism`"))]
)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("zone", ZONES)
def test_everything_is_the_same_in_other_versions_of_python(python: str, seed: str, zone: str) -> None:
    environment = {"PYTHONHASHSEED": seed, "TZ": zone, **LOCALES[0]}
    assert changed(reference_digests(), digests(environment, 1, python)) == []


# --- order that means nothing ----------------------------------------------------------------------------------------------

CHANGES: Final = {"attributes": shuffled_attributes, "prefixes": with_other_prefixes, "members": shuffled_members}

ORDER_COUNTS: Final = {
    "jsonld": "the first medium of a story is the one that the document has first, since its writer put the main one there",
    "opml": "attributes of a feed that are kept as extensions stay in their order, so that the list is written as it was",
}
"""Where the order of the members or attributes has a meaning, by format."""


def candidates(change: str) -> list[Path]:
    """Return the documents that a change applies to."""
    paths = [
        path
        for folder in ("golden", "valid")
        for path in sorted((ROOT / "tests" / folder).rglob("*"))
        if path.is_file()
    ]
    start = b"{" if change == "members" else b"<"
    return [path for path in paths if path.suffix != ".html" and path.read_bytes().lstrip()[:1] == start]


def outcome(data: bytes, name: str) -> tuple[Any, list[str]]:
    """Return the model of a document as plain data without what order decides, and where its findings are."""
    report = Report()
    try:
        plain = newsfeed.to_dict(newsfeed.loads(data, name, report=report))
    except NewsfeedError as error:
        return type(error).__name__, []
    return without_order(plain, name), sorted(f"{finding.code} {finding.path}" for finding in report)


def without_order(value: Any, name: str) -> Any:
    """Return plain data with kept JSON in one order, without the prefixes of extensions, and see `ORDER_COUNTS`."""
    if isinstance(value, dict):
        items = {key: without_order(item, name) for key, item in value.items() if key != "prefix"}
        for key in {"jsonld": ("media",), "opml": ("extensions",)}.get(name, ()):
            if isinstance(items.get(key), list):
                items[key] = sorted(items[key], key=json.dumps)
        return items
    if isinstance(value, list):
        return [without_order(item, name) for item in value]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.dumps(json.loads(value), sort_keys=True)
        except ValueError:
            return value
    return value


@pytest.mark.parametrize("change", CHANGES)
def test_order_without_a_meaning_changes_nothing(change: str) -> None:
    different, generator = [], Random(5)
    paths = candidates(change)
    assert len(paths) > 15
    for path in paths:
        data = path.read_bytes()
        name = newsfeed.detect(data)
        if outcome(data, name) != outcome(CHANGES[change](data, generator), name):
            different.append(path.relative_to(ROOT).as_posix())
    assert different == []


def test_plain_data_in_any_order_is_the_same_model() -> None:
    generator = Random(5)
    for path in sorted((ROOT / "tests" / "golden").rglob("story.json")):
        feed = newsfeed.load(path)
        assert newsfeed.from_dict(shuffled(newsfeed.to_dict(feed), generator)) == feed


def test_the_order_of_the_inputs_of_a_build_changes_nothing(tmp_path: Path) -> None:
    inputs = sorted((ROOT / "examples" / "stories").iterdir())
    for number in range(3):  # of one moment, so that dates do not decide about the order
        story = newsfeed.Story(id=f"urn:example:{number}", headline=f"Tide {number}", published=determinism.AS_OF)
        inputs.append(tmp_path / f"{number}.json")
        newsfeed.dump(story, inputs[-1])
    first, second = (dict(determinism.site_digests(order, ROOT)) for order in (inputs, inputs[::-1]))
    assert len(first) > 15
    assert changed(first, second) == []
