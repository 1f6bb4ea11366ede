"""What the numbers were measured with: no names of machines or people, no paths."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import newsfeed

LIBRARIES: Final = (
    *("attrs", "lxml", "msgspec", "nh3", "jsonschema-rs"),
    *("feedgen", "feedgenerator", "PyRSS2Gen", "newsmlg2", "feedparser", "fastfeedparser"),
    *("click", "rich"),
)


def describe() -> list[tuple[str, str]]:
    """Give pairs of what and which: processor, cores, system, Python, versions."""
    versions = {name: _version(name) for name in LIBRARIES}
    return [
        ("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("System", platform.system()),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("newsfeed", newsfeed.__version__),
        ("Libraries", ", ".join(f"{name} {found}" for name, found in versions.items() if found)),
        ("Not installed", ", ".join(name for name, found in versions.items() if not found) or "none"),
    ]


def _version(name: str) -> str:
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
