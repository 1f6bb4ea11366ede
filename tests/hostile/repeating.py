"""Time of everything that reads a document in which something is repeated, at two sizes."""

import contextlib
import io
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, Final

import newsfeed
from hostile.cases.repetitions import Make, Sample, fillings, sample
from newsfeed.errors import NewsfeedError

ROOT: Final = Path(__file__).resolve().parents[2]

SIZES: Final = (20_000, 80_000)
"""Characters of a hostile text."""

COUNTS: Final = (500, 2_000)
"""Times that a part is repeated."""

NOTICEABLE: Final = 0.04
"""CPU seconds for the small size up to which the large one takes under 1 s even if it is quadratic."""

MAX_RATIO: Final = 9
"""Limit for the ratio of the times: four times the size takes 4 times as long if linear, 16 times if quadratic."""

MAX_SECONDS: Final = 1.0
_ALARM: Final = 8.0


def _write(data: bytes, name: str) -> None:
    feed = newsfeed.loads(data, name)
    for target in newsfeed.formats():
        if target.writes:
            with contextlib.suppress(NewsfeedError):
                newsfeed.dumps(feed, target.name)


def _detect(data: bytes, _name: str) -> str:
    return newsfeed.detect(data)


def _recover(data: bytes, name: str) -> object:
    return newsfeed.loads(data[:-3], name, recover=True)


def _iterate(data: bytes, name: str) -> object:
    return list(newsfeed.iter_stories(io.BytesIO(data), name))


OPERATIONS: Final[Mapping[str, Callable[[bytes, str], object]]] = {
    "detect": _detect,
    "read": newsfeed.loads,
    "recover": _recover,
    "iterate": _iterate,
    "validate": newsfeed.validate,
}
WRITING: Final = {"write": _write}


class TookTooLongError(BaseException):
    """The CPU time is up."""


def seconds(operation: Callable[[bytes, str], object], data: bytes, name: str) -> float:
    """Return the CPU seconds of an operation; more than the alarm allows count as the alarm's.

    Raises:
        Exception: an error that is not newsfeed's.
    """
    start = time.process_time()
    try:
        with _alarm(), contextlib.suppress(NewsfeedError):
            operation(data, name)
    except TookTooLongError:
        return _ALARM
    return time.process_time() - start


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    def on_alarm(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLongError

    previous = signal.signal(signal.SIGPROF, on_alarm)
    signal.setitimer(signal.ITIMER_PROF, _ALARM)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def problem(
    make: Make, name: str, sizes: tuple[int, int], operations: Mapping[str, Callable[[bytes, str], object]] = OPERATIONS
) -> str:
    """Return which operations are too slow or raise an untyped error on a variant of a document, or "".

    Args:
        make: makes the variant of a size.
        name: the name of the format.
        sizes: the small and the large size.
        operations: what is done with the document.
    """
    problems = []
    data = make(sizes[0])
    for label, operation in operations.items():
        try:
            small = seconds(operation, data, name)
            if small <= NOTICEABLE:
                continue
            small = min(small, seconds(operation, data, name))
            if small <= NOTICEABLE:
                continue
            large_data = make(sizes[1])
            large = seconds(operation, large_data, name)
            if large > MAX_SECONDS or large > small * MAX_RATIO:
                large = min(large, seconds(operation, large_data, name))
            if large > small * MAX_RATIO or (large > MAX_SECONDS and large > len(large_data) / 1_000_000 * 4):
                problems.append(f"{label} takes {small:.3f} s and {large:.2f} s for {len(large_data)} bytes")
        except Exception as error:  # noqa: BLE001  (an untyped error is what is looked for)
            problems.append(f"{label} raises {type(error).__name__}: {str(error)[:150]}")
    return "; ".join(problems)


def variants(
    document: Sample, values: tuple[str, ...], parts: tuple[str, ...]
) -> Iterator[tuple[str, Make, tuple[int, int]]]:
    """Yield the variants of a document: a name, a function that makes it, and the sizes."""
    for value in values:
        for label, fill in fillings():
            yield f"{value}: {label}", _filled(document, value, fill), SIZES
    for part in parts:
        yield f"{part} repeated", _repeated(document, part), COUNTS


def _filled(document: Sample, value: str, fill: Callable[[str, int], str]) -> Make:
    return lambda size: document.filled(value, lambda text: fill(text, size))


def _repeated(document: Sample, part: str) -> Make:
    return lambda count: document.repeated(part, count)


def problems(path: str, name: str, values: tuple[str, ...], parts: tuple[str, ...]) -> str:
    """Return the problems of a file's variants, a line each."""
    document = sample(ROOT / path)
    assert document is not None
    lines = []
    for label, make, sizes in variants(document, values, parts):
        if text := problem(make, name, sizes):
            lines.append(f"{label}: {text}")
    return "\n".join(lines)


def documents() -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Return all sample documents: path, format, and the values and parts that no document before it has."""
    seen: set[Any] = set()
    result = []
    by_suffix = {suffix: entry.name for entry in newsfeed.formats() for suffix in entry.suffixes}
    for folder in ("tests/golden", "tests/valid", "tests/invalid"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if not path.is_file() or path.parent.name == "diff":
                continue
            name = (
                by_suffix.get("." + path.name.partition(".")[2], "") if folder == "tests/golden" else path.parent.name
            )
            document = sample(path)
            if document is None or not name:
                continue
            values = tuple(_unseen(document.values, (name, "value"), seen))
            parts = tuple(_unseen(document.parts, (name, "part"), seen))
            if values or parts:
                result.append((str(path.relative_to(ROOT)), name, values, parts))
    return result


def _unseen(names: tuple[str, ...], kind: tuple[str, str], seen: set[Any]) -> Iterator[str]:
    """Yield the names whose last two steps are new."""
    for name in names:
        steps = name.replace(".", "/").split("/") if not name.startswith("/html") else [name]
        key = (*kind, *steps[-2:])
        if key not in seen:
            seen.add(key)
            yield name
