"""One session of atheris: a target for some seconds (`python -m hostile.fuzzing.session TARGET SECONDS FOLDER`).

It goes on after a violation, and keeps the smallest input of each kind of violation.
"""

import importlib
import pkgutil
import sys
from pathlib import Path
from random import Random
from typing import Final

import atheris

_SKIPPED: Final = (
    "newsfeed.bulk",
    "newsfeed.cli",
    "newsfeed.http",
    "newsfeed.hubs",
    "newsfeed.integrations",
    "newsfeed.__main__",
)
HANG: Final = 30
"""Seconds after which libFuzzer ends the process, with the input in a file."""


def _instrument() -> None:
    """Import the library with the counters that show atheris which code an input reaches."""
    with atheris.instrument_imports(include=["newsfeed"]):
        _import("newsfeed")


def _import(name: str) -> None:
    """Import a module and those in it, so that none is first imported, without counters, while an input is read."""
    try:
        module = importlib.import_module(name)
    except ImportError:
        return
    for child in pkgutil.iter_modules(getattr(module, "__path__", ()), f"{name}."):
        if child.name not in _SKIPPED:
            _import(child.name)


def main(name: str, seconds: str, folder: str) -> None:
    """Fuzz a target; libFuzzer ends the process."""
    _instrument()
    from hostile.fuzzing.mutations import mutate
    from hostile.fuzzing.targets import MAX_SIZE, TARGETS, Discovery, run

    target = TARGETS[name]
    root = Path(folder)
    corpus, discoveries = root / "corpus" / name, root / "discoveries" / name
    for path in (corpus, discoveries):
        path.mkdir(parents=True, exist_ok=True)
    seeds = target.seeds()
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number:04}").write_bytes(seed)
    sizes: dict[str, int] = {}

    def keep(discovery: Discovery, data: bytes) -> None:
        if len(data) < sizes.get(discovery.key, MAX_SIZE + 1):
            sizes[discovery.key] = len(data)
            (discoveries / discovery.key).write_bytes(data)
            (discoveries / f"{discovery.key}.txt").write_text(discovery.detail)

    def test_one_input(data: bytes) -> None:
        # The counters make the library a few times slower: the caller measures the slow ones without them.
        if discovery := run(target, data):
            keep(discovery, data)

    def custom_mutator(data: bytes, max_size: int, seed: int) -> bytes:
        generator = Random(seed)
        if generator.random() < 0.1:
            return atheris.Mutate(data, max_size)
        return mutate(data, seeds, generator, max_size)

    options = [
        f"-max_total_time={seconds}", f"-max_len={MAX_SIZE}", f"-timeout={HANG}", "-rss_limit_mb=3000",
        "-print_final_stats=1", "-verbosity=1",
        f"-artifact_prefix={discoveries}/", "-len_control=20", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], test_one_input, custom_mutator=custom_mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
