"""Fuzzing of all targets in turn (`make fuzz TIME=600`), or of some (`make fuzz TIME=60 TARGET="xml date"`).

The corpus and the inputs that violate an oracle are kept in `.fuzz/`. Each violation is tried again without atheris, made as
small as possible, and printed as a line for `tests/hostile/cases/fuzz_findings.py`.
"""

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import attrs

from hostile.fuzzing.minimizing import minimized
from hostile.fuzzing.targets import ROOT, TARGETS, Target, run

FOLDER: Final = ROOT / ".fuzz"
_MARGIN: Final = 300
"""Seconds that a session may take longer than it was asked to, for its start and the last input."""

_EXECUTIONS: Final = re.compile(r"stat::number_of_executed_units:\s*(\d+)|^#(\d+)\s", re.MULTILINE)
_COVERAGE: Final = re.compile(r"\bcov: (\d+)")
_ARTIFACTS: Final = ("timeout-*", "crash-*", "oom-*", "leak-*")


@attrs.frozen
class Summary:
    """The result of a target: its name, the seconds and executions that it took, the coverage points, and the violations."""

    name: str
    seconds: float
    executions: int
    coverage: int
    violations: int

    def __str__(self) -> str:
        return (
            f"{self.name:<12}{self.seconds:>6.0f} s {self.executions:>10} executions {self.coverage:>7} coverage points "
            f"{self.violations:>4} violations"
        )


def main(seconds: int, names: list[str]) -> int:
    """Fuzz targets, print what violates their oracles, and return the exit code."""
    targets = [TARGETS[name] for name in names] or list(TARGETS.values())
    summaries = [_fuzz(target, max(1, seconds // len(targets))) for target in targets]
    print()  # noqa: T201
    for summary in summaries:
        print(summary)  # noqa: T201
    total = Summary(
        "total",
        sum(summary.seconds for summary in summaries),
        sum(summary.executions for summary in summaries),
        max(summary.coverage for summary in summaries),
        sum(summary.violations for summary in summaries),
    )
    print(total)  # noqa: T201
    return 1 if total.violations else 0


def _fuzz(target: Target, seconds: int) -> Summary:
    """Fuzz one target in a process of its own, again if libFuzzer ended it early, for example after a hang."""
    start = time.monotonic()
    executions = coverage = 0
    while (left := seconds - (time.monotonic() - start)) >= 1:
        command = [sys.executable, "-m", "hostile.fuzzing.session", target.name, str(int(left)), str(FOLDER)]
        log = FOLDER / f"{target.name}.log"
        FOLDER.mkdir(exist_ok=True)
        with log.open("wb") as output:
            try:
                subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False, timeout=left + _MARGIN)
            except subprocess.TimeoutExpired:
                print(f"{target.name}: the session did not end by itself")  # noqa: T201
        text = log.read_text(encoding="utf-8", errors="replace")
        counts = [int(total or number) for total, number in _EXECUTIONS.findall(text)]
        if not counts:
            raise SystemExit(f"{target.name}: atheris did not start:\n{text[-2000:]}")
        executions += max(counts)
        coverage = max([coverage, *map(int, _COVERAGE.findall(text))])
    taken = time.monotonic() - start
    return Summary(target.name, taken, executions, coverage, _report(target))


def _report(target: Target) -> int:
    """Print the violations that happen without atheris, too, each minimized; return how many there are."""
    folder = FOLDER / "discoveries" / target.name
    kinds = set()
    for path in sorted(folder.glob("*")):
        if path.suffix == ".txt":
            continue
        data = path.read_bytes()
        if any(path.match(pattern) for pattern in _ARTIFACTS):
            kinds.add(path.name)
            print(f'    "{target.name}: {path.name}": ("{target.name}", {data!r}),')  # noqa: T201
            continue
        discovery = run(target, data)
        if discovery is None or discovery.kind in kinds:
            _forget(path)
            continue
        kinds.add(discovery.kind)
        smallest = minimized(target, data, discovery.kind)
        path.write_bytes(smallest)
        print(f"# {discovery.detail[-1500:]}".replace("\n", "\n# "))  # noqa: T201
        print(f'    "{target.name}: {discovery.kind}": ("{target.name}", {smallest!r}),', flush=True)  # noqa: T201
    return len(kinds)


def _forget(path: Path) -> None:
    path.unlink()
    path.with_name(f"{path.name}.txt").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
