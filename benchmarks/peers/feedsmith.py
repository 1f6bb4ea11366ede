"""feedsmith 3 for Node.js: read in a process of its own, which measures its CPU time and answers requests line by line."""

import json
import shutil
import subprocess
import tempfile
import weakref
from typing import IO, Any, Final

from benchmarks.measure import ROOT
from benchmarks.topic import NotMeasured

FOLDER: Final = ROOT / "benchmarks" / "node"
PACKAGE: Final = FOLDER / "node_modules" / "feedsmith" / "package.json"


class Reader:
    """Run that reads a document in Node.js.

    Args:
        document: the input.

    Raises:
        NotMeasured: Node.js or feedsmith is not installed.
    """

    def __init__(self, document: bytes) -> None:
        node = shutil.which("node")
        if node is None:
            raise NotMeasured("Node.js is not installed")
        if not PACKAGE.is_file():
            raise NotMeasured("feedsmith is not installed")
        self.document = document
        self._process = subprocess.Popen(
            [node, FOLDER / "read.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=FOLDER
        )
        weakref.finalize(self, _stop, self._process)
        with tempfile.NamedTemporaryFile() as file:
            file.write(document)
            file.flush()
            self._request(document=file.name)

    def __call__(self) -> list[dict[str, Any]]:
        """Read the document and return the values of each entry."""
        entries: list[dict[str, Any]] = self._request(entries=True)["entries"]
        return entries

    def time(self) -> float:
        """Read the document and return the CPU time of Node.js in seconds, without that of the request."""
        return float(self._request(run=True)["microseconds"]) / 1e6

    def _request(self, **request: object) -> dict[str, Any]:
        requests, answers = _pipes(self._process)
        requests.write(json.dumps(request).encode() + b"\n")
        requests.flush()
        answer: dict[str, Any] = json.loads(answers.readline())
        return answer


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process has no pipes")
    return process.stdin, process.stdout


def _stop(process: "subprocess.Popen[bytes]") -> None:
    for pipe in _pipes(process):
        pipe.close()
    process.wait()


def version() -> str:
    """Return the installed version, or "" if it is not installed."""
    return str(json.loads(PACKAGE.read_text(encoding="utf-8"))["version"]) if PACKAGE.is_file() else ""
