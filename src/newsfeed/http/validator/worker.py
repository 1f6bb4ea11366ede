"""The process of checks: it reads documents from its input, and writes the responses to its output.

`worker_pool` starts it, and it ends with its input. It can write no file, open no connection and start no process.
"""

import math
import os
import signal
import sys
from typing import IO, Final

import msgspec

from newsfeed.http.validator.answers import answer
from newsfeed.http.validator.frames import Answer, Question, read_frame, write_frame
from newsfeed.http.validator.settings import CheckLimits

_REFUSED_EVENTS: Final = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_GRACE: Final = 2
"""Seconds after the limit until a process ends itself: the server that should kill it may have been killed."""
_WARM_UPS: Final = (
    b'<rss version="2.0"><channel><title>T</title><item><title>T</title></item></channel></rss>',
    b'{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","content_html":"<p>T</p>"}]}',
)
"""Documents that need the libraries for XML, and for JSON and its schemas."""


def main() -> None:
    """Answer one message after the other until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server; it then closes the input
    questions, answers = _take_streams()
    frame = read_frame(questions)
    if frame is None:
        return
    limits = msgspec.json.decode(frame[0], type=CheckLimits)
    # Everything that is imported when it is first used is imported now, and not in the time of the first document.
    for document in _WARM_UPS:
        answer(Question(accept="text/html", as_of="1970-01-01T00:00:00Z"), document, limits)
    _limit_process(limits)
    write_frame(answers, Answer())
    try:
        while (frame := read_frame(questions)) is not None:
            _set_alarm(math.ceil(limits.seconds) + _GRACE)
            header, body = answer(msgspec.json.decode(frame[0], type=Question), frame[1], limits)
            _set_alarm(0)
            write_frame(answers, header, body)
    except (
        MemoryError
    ):  # Receiving or sending a document needs memory, too; a signal tells the server of the lack of it.
        os.abort()


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return stdin and stdout, and replace them, so that no library can write to them."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)
    return questions, answers


def _set_alarm(seconds: int) -> None:
    """End the process after some time by the default action of SIGALRM, without Python; 0 cancels it."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit_process(limits: CheckLimits) -> None:
    """Limit the memory of the process; forbid files, connections and further processes."""
    if sys.platform != "win32":
        import resource

        if sys.platform == "linux":  # macOS refuses it
            _, highest = resource.getrlimit(resource.RLIMIT_AS)
            memory = limits.memory if highest == resource.RLIM_INFINITY else min(limits.memory, highest)
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would have the document
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Raise PermissionError for events that no check causes."""
    if event.startswith(_REFUSED_EVENTS):
        raise PermissionError(f"a check must not use {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("a check must not write files")


if __name__ == "__main__":
    main()
