"""Stories, a clock and threads for the tests of stores in databases."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import newsfeed

START = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> datetime:
        """Move the clock forward by a timedelta, and return its new time."""
        self.now += timedelta(**time)
        return self.now


def story(number: int = 1, headline: str = "The ferry", **fields: object) -> newsfeed.Story:
    """Return a story; one with a higher number is a day older."""
    defaults = {
        "id": f"tag:example.com,2026:{number}",
        "url": f"https://news.example.com/{number}",
        "published": START - timedelta(days=number),
    }
    return newsfeed.Story(headline=headline, **(defaults | fields))


def in_threads(count: int, act: Callable[[int], object]) -> None:
    """Call a function in several threads at once, and raise the first error."""
    errors: list[Exception] = []
    barrier = threading.Barrier(count)

    def run(number: int) -> None:
        barrier.wait()
        try:
            act(number)
        except Exception as error:  # noqa: BLE001  (it is raised below)
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
