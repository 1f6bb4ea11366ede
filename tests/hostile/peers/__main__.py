"""Command that runs the batteries on the libraries, and writes the table of docs/trust.md: see `make compare-peers`."""

import argparse
import platform
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from hostile.cases.xml_attacks import SECRET
from hostile.peers import NAMES, adapter
from hostile.peers.batteries import ATTACKED, BATTERIES
from hostile.peers.processes import KILLS, crash, determinism
from hostile.peers.running import Cell, run_battery

PAGE: Final = Path(__file__).resolve().parents[3] / "docs" / "trust.md"
BEGIN: Final = "<!-- comparison: begin -->\n"
END: Final = "<!-- comparison: end -->\n"

_PROCESSES: Final[dict[str, tuple[str, str, str, Callable[[str], Cell]]]] = {
    "determinism": (
        "write",
        "documents of other processes",
        "other bytes than in the first process, with other hash seeds and time zones",
        determinism,
    ),
    "crash": ("file_writer", f"{KILLS} times kill -9 while a file is written", "the file is not whole", crash),
}
"""The function that each battery of whole processes needs, its title, what counts as a violation, and its run."""

NAMES_OF_BATTERIES: Final = (*BATTERIES, *_PROCESSES)


def run(battery: str, peer: str) -> Cell | None:
    """Return the result of a battery on a library; None if the library has no such function."""
    needed = _PROCESSES[battery][0] if battery in _PROCESSES else BATTERIES[battery].function
    if not hasattr(adapter(peer), needed):
        return None
    cell = _PROCESSES[battery][3](peer) if battery in _PROCESSES else run_battery(battery, peer)
    return cell if cell.cases else None


def shown(battery: str, cell: Cell | None) -> str:
    """Return a cell of the table."""
    if cell is None:
        return "n/a"
    return f"{len(cell.violations)} of {cell.cases}" if battery in _PROCESSES else str(cell)


def table(rows: dict[str, dict[str, str]]) -> str:
    """Return the part of the page that is measured."""
    names = [adapter(name).DISTRIBUTION for name in NAMES]
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    machine = f"Python {platform.python_version()}, {platform.system()} on {platform.machine()}"
    lines = [
        f"Measured on {datetime.now(UTC):%d %B %Y} with {versions}; {machine}.",
        "",
        f"| BATTERY \\ PEER | {' | '.join(NAMES)} |",
        f"|---|{'---|' * len(NAMES)}",
        *(f"| `{battery}` | {' | '.join(cells[name] for name in NAMES)} |" for battery, cells in rows.items()),
    ]
    return "\n".join(lines) + "\n"


def meanings() -> str:
    """Return the table of what the batteries have and what counts as a violation."""
    lines = ["| battery | cases | a violation is |", "|---|---|---|"]
    lines += [f"| `{name}` | {battery.title} | {battery.violation} |" for name, battery in BATTERIES.items()]
    lines += [f"| `{name}` | {title} | {meaning} |" for name, (_, title, meaning, _) in _PROCESSES.items()]
    return "\n".join(lines) + "\n"


def promises() -> str:
    """Return what each library does not promise."""
    return "".join(f"- **{adapter(name).DISTRIBUTION}**: {adapter(name).NOT_PROMISED}\n" for name in NAMES[1:])


def _rows_of_page(text: str) -> dict[str, dict[str, str]]:
    """Return the rows of the table in a page."""
    rows = {}
    for battery in NAMES_OF_BATTERIES:
        if match := re.search(rf"^\| `{battery}` \|(( [^|]* \|){{{len(NAMES)}}})$", text, re.MULTILINE):
            rows[battery] = dict(zip(NAMES, [cell.strip() for cell in match[1].split("|")[:-1]], strict=True))
    return rows


def write_page(rows: dict[str, dict[str, str]]) -> None:
    """Write the measured part of the page between its markers; cells that were not measured now stay as they are."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    former, _, after = rest.partition(END)
    kept = _rows_of_page(former)
    merged = {
        battery: {
            name: rows.get(battery, {}).get(name) or kept.get(battery, {}).get(name, "not measured") for name in NAMES
        }
        for battery in NAMES_OF_BATTERIES
    }
    PAGE.write_text(f"{before}{BEGIN}\n{table(merged)}\n{meanings()}\n{promises()}\n{END}{after}", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what the arguments name."""
    parser = argparse.ArgumentParser(prog="compare-peers", description=__doc__)
    parser.add_argument("--battery", choices=NAMES_OF_BATTERIES)
    parser.add_argument("--peer", choices=NAMES)
    parser.add_argument("--page", action="store_true", help="write what was measured into docs/trust.md")
    chosen = parser.parse_args(arguments)
    attacked = Path(urlsplit(ATTACKED).path)
    attacked.write_text(SECRET)
    rows: dict[str, dict[str, str]] = {}
    try:
        for battery in [chosen.battery] if chosen.battery else NAMES_OF_BATTERIES:
            for peer in [chosen.peer] if chosen.peer else NAMES:
                cell = run(battery, peer)
                rows.setdefault(battery, {})[peer] = shown(battery, cell)
                _print(battery, peer, cell, verbose=bool(chosen.peer))
    finally:
        attacked.unlink(missing_ok=True)
    if chosen.page:
        write_page(rows)


def _print(battery: str, peer: str, cell: Cell | None, *, verbose: bool) -> None:
    print(f"{battery:14} {peer:16} {shown(battery, cell)}", flush=True)  # noqa: T201
    for name, violation in cell.violations.items() if cell and verbose else ():
        print(f"    {name!a}: {violation!a}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
