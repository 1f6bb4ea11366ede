"""The slowest and the largest case of a battery: each test adds its outcomes, and the end of the test run prints the extremes.

python -m hostile.slowest        in tests/, prints those of the last runs, from a file that the runs leave behind
"""

import fcntl
import json
import tempfile
from pathlib import Path
from typing import Final

from hostile.measured import MEGABYTE, Outcome

FOLDER: Final = Path(tempfile.gettempdir()) / "newsfeed-batteries"
"""One file of extremes for each battery; removed at will."""


def note(battery: str, case: str, size: int, outcome: Outcome) -> None:
    """Add an outcome to the extremes of a battery.

    Args:
        battery: the name of the battery.
        case: the name of the case.
        size: the size of the input in bytes.
        outcome: what the call did.
    """
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{battery}.json"
    entry = [round(outcome.seconds, 3), round(outcome.megabytes, 1), round(size / MEGABYTE, 2), case]
    with (FOLDER / f"{battery}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Several processes may run the tests.
        extremes = _read(path)
        extremes["cases"] += 1
        if outcome.error:
            extremes["refused"] += 1
        if entry[0] > extremes["slowest"][0]:
            extremes["slowest"] = entry
        if entry[1] > extremes["largest"][1]:
            extremes["largest"] = entry
        path.write_text(json.dumps(extremes))


def report() -> list[str]:
    """Return lines about the extremes of each battery."""
    lines = []
    for path in sorted(FOLDER.glob("*.json")):
        extremes = _read(path)
        lines.append(f"{path.stem}: {extremes['cases']} measured calls, {extremes['refused']} ended in an error")
        for kind in ("slowest", "largest"):
            seconds, megabytes, size, case = extremes[kind]
            lines.append(f"  {kind}: {seconds} s, {megabytes} MB, from {size} MB: {case}")
    return lines


def _read(path: Path) -> dict:
    if path.exists():
        return json.loads(path.read_text())
    nothing = [0.0, 0.0, 0.0, ""]
    return {"cases": 0, "refused": 0, "slowest": nothing, "largest": nothing}


if __name__ == "__main__":
    print("\n".join(report()))  # noqa: T201  (a command)
