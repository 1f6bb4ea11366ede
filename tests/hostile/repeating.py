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

MAX_RATIO: Final = 13
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
                # A busy machine can slow down one measurement, and hardly all.
                large = min(large, *(seconds(operation, large_data, name) for _ in range(3)))
                small = max(small, seconds(operation, data, name))
            if large > small * MAX_RATIO or (large > MAX_SECONDS and large > len(large_data) / 1_000_000 * 4):
                problems.append(f"{label} takes {small:.3f} s and {large:.2f} s for {len(large_data)} bytes")
        except Exception as error:  # noqa: BLE001  (an untyped error is what is looked for)
            problems.append(f"{label} raises {type(error).__name__}: {str(error)[:150]}")
    return "; ".join(problems)


def problems(
    path: str, name: str, values: tuple[str, ...], parts: tuple[str, ...], labels: frozenset[str]
) -> Iterator[str]:
    """Yield the problems of a document of which one value is replaced, or one part repeated.

    Args:
        path: the path of the file.
        name: the name of its format.
        values: the values that are replaced, one at a time.
        parts: the parts that are repeated, one at a time.
        labels: the names of the fillings that the values are replaced by.
    """
    document = sample(ROOT / path)
    assert document is not None
    for value in values:
        for label, fill in fillings():
            if label in labels and (text := problem(_filled(document, value, fill), name, SIZES)):
                yield f"{path} {value}: {label}: {text}"
    for part in parts:
        if text := problem(_repeated(document, part), name, COUNTS):
            yield f"{path} {part} repeated: {text}"


def _filled(document: Sample, value: str, fill: Callable[[str, int], str]) -> Make:
    return lambda size: document.filled(value, lambda text: fill(text, size))


def _repeated(document: Sample, part: str) -> Make:
    return lambda count: document.repeated(part, count)


def documents(name: str) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Yield the sample documents of a format: path, format, and the values and parts that no document before it has.

    Args:
        name: the name of the format.
    """
    seen: set[Any] = set()
    suffixes = next(entry.suffixes for entry in newsfeed.formats() if entry.name == name)
    golden = [path for path in sorted((ROOT / "tests/golden").rglob("*.*")) if _suffix(path) in suffixes]
    others = [path for folder in ("valid", "invalid") for path in sorted((ROOT / "tests" / folder / name).glob("*.*"))]
    for path in (*golden, *others):
        document = sample(path)
        if document is None:
            continue
        values = tuple(_unseen(document.values, "value", seen))
        parts = tuple(_unseen(document.parts, "part", seen))
        if values or parts:
            yield str(path.relative_to(ROOT)), name, values, parts


def _suffix(path: Path) -> str:
    return "." + path.name.partition(".")[2]


def _unseen(names: tuple[str, ...], kind: str, seen: set[Any]) -> Iterator[str]:
    """Yield the names whose last two steps are new."""
    for name in names:
        steps = [name] if name.startswith("/html") else name.replace(".", "/").split("/")
        key = (kind, *steps[-2:])
        if key not in seen:
            seen.add(key)
            yield name
