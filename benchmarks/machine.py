"""Description of the test environment, without names of machines or people and without paths."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import newsfeed
from benchmarks import measure
from benchmarks.peers import feedsmith

LIBRARIES: Final = (
    *("attrs", "lxml", "msgspec", "nh3", "jsonschema-rs"),
    *("feedgen", "feedgenerator", "PyRSS2Gen", "newsmlg2", "feedparser", "feedparser-rs", "fastfeedparser"),
    *("click", "rich"),
)


def describe() -> list[tuple[str, str]]:
    """Return labels and values: processor, system, Python, newsfeed, and the versions of all libraries."""
    versions = {name: _version(name) for name in LIBRARIES} | {"feedsmith": feedsmith.version()}
    return [
        ("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("Load", f"{measure.load_average(2):.1f} processes in the last 15 minutes"),
        ("System", platform.system()),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("newsfeed", newsfeed.__version__),
        ("Libraries", ", ".join(f"{name} {installed}" for name, installed in versions.items() if installed)),
        ("Not installed", ", ".join(name for name, installed in versions.items() if not installed) or "none"),
    ]


def _version(name: str) -> str:
    """Return the installed version of a distribution, or "" if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()
