"""The batteries that run whole processes: equal bytes in every run, and files that are whole after kill -9."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from hostile.peers import adapter
from hostile.peers.batteries import big_feed, feed_of
from hostile.peers.running import Cell

KILLS: Final = 30
_ENVIRONMENTS: Final = [
    (seed, zone) for seed in ("0", "1", "2") for zone in ("UTC", "Asia/Kathmandu", "America/St_Johns")
]
_DETERMINISM: Final = (
    "import sys; sys.path[:0] = sys.argv[2:]\nfrom hostile.peers.processes import digests; print(digests(sys.argv[1]))"
)
_KILL: Final = (
    "import sys; sys.path[:0] = sys.argv[3:]\n"
    "from hostile.peers.processes import write_for_ever; write_for_ever(sys.argv[1], sys.argv[2])"
)
_TESTS: Final = str(Path(__file__).resolve().parents[2])


_DOCUMENTS: Final = ("rss", "atom", "rss of a feed without a date", "atom of a feed without a date")


def digests(peer: str) -> str:
    """Return the digests of the documents that are compared."""
    feed = feed_of("A longer quay")
    undated = {name: value for name, value in feed.items() if name != "updated"}
    texts = [adapter(peer).write(values, kind) for values in (feed, undated) for kind in ("rss", "atom")]
    return " ".join(hashlib.sha256(text).hexdigest() for text in texts)


def determinism(peer: str) -> Cell:
    """Write the same feeds in processes with other hash seeds and time zones; a case is a document of another process."""
    lines: list[list[str]] = []
    for seed, zone in _ENVIRONMENTS:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", _DETERMINISM, peer, _TESTS]
        lines.append(
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
        )
        time.sleep(0.2)
    violations = {
        f"{document}, hash seed {seed}, {zone}": "other bytes"
        for (seed, zone), line in zip(_ENVIRONMENTS[1:], lines[1:], strict=True)
        for document, digest, first in zip(_DOCUMENTS, line, lines[0], strict=True)
        if digest != first
    }
    return Cell(len(_DOCUMENTS) * (len(_ENVIRONMENTS) - 1), violations, 0, is_hung=False, megabytes=0)


def write_for_ever(peer: str, path: str) -> None:
    """Write two versions of a feed into one file, one after the other, until the process is killed."""
    writers = [adapter(peer).file_writer(big_feed(number)) for number in (0, 1)]
    writers[0](Path(path))
    print("ready", flush=True)  # noqa: T201
    while True:
        for write in writers:
            write(Path(path))


def crash(peer: str) -> Cell:
    """Kill processes that write a file; a case is a kill, and a violation a file that is not whole."""
    chance = random.Random(17)
    violations = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(KILLS):
            path = Path(folder, "feed.rss")
            command = [sys.executable, "-c", _KILL, peer, str(path), _TESTS]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(chance.uniform(0.05, 1.0))
                process.send_signal(signal.SIGKILL)
            data = path.read_bytes()
            if not data.rstrip().endswith(b"</rss>"):
                violations[f"kill {number}"] = f"the file has {len(data)} bytes and no end"
    return Cell(KILLS, violations, 0, is_hung=False, megabytes=0)
