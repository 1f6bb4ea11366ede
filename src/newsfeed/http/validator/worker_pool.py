"""The processes of checks: started when they are needed, killed when a check takes too long, and then replaced."""

import contextlib
import subprocess
import sys
import threading
import weakref
from typing import IO, Final, cast

import msgspec

from newsfeed.classes.forking import ForkableLock
from newsfeed.http.problems import ProblemError
from newsfeed.http.validator.frames import Answer, Question, read_frame, write_frame
from newsfeed.http.validator.settings import CheckLimits

_COMMAND: Final = (sys.executable, "-P", "-B", "-m", "newsfeed.http.validator.worker")
_START_SECONDS: Final = 60.0
"""The time that a process may take to start."""
_SECONDS_TO_END: Final = 5.0
"""The time that a process may take to end once it has closed its output."""
_CHECKS: Final = 500
"""The number of checks of a process until it is replaced, so that its memory does not grow for ever."""
_RETRY_AFTER: Final = 5
"""Seconds until a client that was refused may try again."""


class WorkerPool:
    """Some processes that check documents, one at a time each. All methods may be called from several threads.

    Args:
        size: the number of processes at most.
        limits: the limits of each check.
    """

    def __init__(self, size: int, limits: CheckLimits) -> None:
        self._limits = limits
        self._lock = ForkableLock(self._after_fork)
        self._size = self._free = size
        self._idle: list[_Worker] = []
        self._workers: set[_Worker] = set()
        self._of_parent: list[_Worker] = []
        self._is_closed = False
        # Without `close`, the processes end with the pool, or with the interpreter.
        self._finalizer = weakref.finalize(self, _end_all, self._workers, self._lock)

    def ask(self, question: Question, body: bytes) -> tuple[Answer, bytes]:
        """Have a document checked.

        Args:
            question: the request.
            body: its body.

        Returns:
            the response and its body.

        Raises:
            ProblemError: all processes are busy (503), or the check was ended (422) or has failed (500).
        """
        worker = self._take()
        try:
            response = worker.ask(question, body, self._limits.seconds)
        finally:
            self._give_back(worker)
        return response

    def close(self) -> None:
        """End all processes; checks that are running are answered with 503."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()
        self._finalizer()

    def _after_fork(self, _is_held: bool) -> None:
        # The parent's processes are its own: a child that used their streams would read answers meant for the parent.
        self._of_parent += self._workers
        self._workers.clear()
        self._idle = []
        self._free = self._size

    def _take(self) -> "_Worker":
        with self._lock:
            if self._is_closed or not self._free:
                raise _busy()
            self._free -= 1
            worker = self._idle.pop() if self._idle else None
        if worker is not None and worker.is_alive:
            return worker
        try:
            if worker is not None:
                self._discard(worker)
            return self._start()
        except (OSError, ProblemError) as error:
            with self._lock:
                self._free += 1
            if isinstance(error, ProblemError) and error.status == 503:
                raise
            raise ProblemError(500, "The process that checks documents does not start: tell the operator.") from None

    def _start(self) -> "_Worker":
        worker = _Worker()
        with self._lock:
            self._workers.add(worker)
            is_closed = self._is_closed
        if is_closed:
            worker.kill()
        try:
            worker.set_up(self._limits)
        except ProblemError:
            self._discard(worker)
            raise
        return worker

    def _discard(self, worker: "_Worker") -> None:
        worker.end()
        with self._lock:
            self._workers.discard(worker)

    def _give_back(self, worker: "_Worker") -> None:
        with self._lock:
            is_usable = not self._is_closed and worker.is_alive and worker.checks < _CHECKS
            if is_usable:
                self._idle.append(worker)
        if not is_usable:
            self._discard(worker)
        with self._lock:
            self._free += 1


class _Worker:
    """A process that checks documents.

    Attributes:
        checks: the number of documents that it has been sent.
        is_busy: True while a thread waits for its answer.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._input = cast("IO[bytes]", self._process.stdin)
        self._output = cast("IO[bytes]", self._process.stdout)
        self._was_stopped = False
        self.checks = 0
        self.is_busy = False

    @property
    def is_alive(self) -> bool:
        """True if the process is running."""
        return self._process.poll() is None

    def set_up(self, limits: CheckLimits) -> None:
        """Send the limits and wait until the process has imported everything.

        Raises:
            ProblemError: it does not start.
        """
        self._exchange(limits, b"", _START_SECONDS)

    def ask(self, question: Question, body: bytes, seconds: float) -> tuple[Answer, bytes]:
        """Have a document checked; kill the process after some seconds.

        Raises:
            ProblemError: the process was killed, or has ended.
        """
        self.checks += 1
        return self._exchange(question, body, seconds)

    def _exchange(self, header: Question | CheckLimits, body: bytes, seconds: float) -> tuple[Answer, bytes]:
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            self._process.kill()

        timer = threading.Timer(seconds, expire)
        timer.daemon = True
        timer.start()
        self.is_busy = True
        frame = None
        # The process may have ended, and another thread that closes the pool may have closed the streams.
        with contextlib.suppress(OSError, ValueError):
            frame = self._send(header, body)
        self.is_busy = False
        timer.cancel()
        timer.join()
        if expired.is_set():
            self._process.wait()
        if frame is None:
            raise self._problem(seconds if expired.is_set() else None)
        return msgspec.json.decode(frame[0], type=Answer), frame[1]

    def _send(self, header: Question | CheckLimits, body: bytes) -> tuple[bytes, bytes] | None:
        """Send a message, and return the answer; None if the process ends without one."""
        with contextlib.suppress(BrokenPipeError):
            write_frame(self._input, header, body)
        return read_frame(self._output)

    def _problem(self, seconds: float | None) -> ProblemError:
        """Return the problem of a process that has ended without an answer.

        Args:
            seconds: the limit that was exceeded, or None.
        """
        try:
            status = self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        if self._was_stopped:
            return _busy()
        if seconds is not None:
            return ProblemError(
                422, f"The check took longer than {seconds:g} seconds and was stopped: check a part of the document."
            )
        if status < 0:
            return ProblemError(
                422, "The check needed more memory than it may use and was stopped: check a part of the document."
            )
        return ProblemError(500, "The check failed, which is a defect of newsfeed: please report it.")

    def kill(self) -> None:
        """Kill the process and wait until it is gone; a check that it is at is answered with 503."""
        self._was_stopped = True
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Kill the process, wait until it is gone and close its streams; no thread may be using them."""
        self.kill()
        for stream in (self._input, self._output):
            with contextlib.suppress(OSError):  # a part of a message may be in the buffer still
                stream.close()


def _busy() -> ProblemError:
    return ProblemError(
        503,
        "As many documents as this server checks at once are being checked: try again in a few seconds.",
        headers=(("Retry-After", str(_RETRY_AFTER)),),
    )


def _end_all(workers: set[_Worker], lock: ForkableLock) -> None:
    with lock:
        running = list(workers)
        workers.clear()
    for worker in running:
        if worker.is_busy:
            worker.kill()
        else:
            worker.end()
