"""Repetition of requests that failed for the moment: exponential backoff with jitter, and Retry-After."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.hubs.client import Response
from newsfeed.hubs.errors import HubError, RequestError

if TYPE_CHECKING:
    from random import Random

_TRANSIENT: Final = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Status codes of failures that may pass (RFC 9110, 15.5 and 15.6; RFC 6585, 4; RFC 8470, 5.2)."""

_MAX_SECONDS: Final = 10**9
_SHOWN: Final = 200
"""Characters of a server's explanation that a message repeats."""


@frozen(kw_only=True)
class Notice:
    """The outcome of telling one server something.

    Attributes:
        protocol: "WebSub", "rssCloud" or "IndexNow".
        receiver: the address that was told.
        topic: the address that it was told about; the host for IndexNow.
        status: the status of the last response; None if there was none.
        attempts: the number of requests that were sent.
        error: the reason of the failure, and the remedy; "" if the server accepted the notice.
    """

    protocol: str
    receiver: str
    topic: str
    status: int | None = None
    attempts: int = 0
    error: str = ""

    @property
    def delivered(self) -> bool:
        """True if the server accepted the notice."""
        return not self.error


@attrs.frozen(kw_only=True)
class Retries:
    """The number of repetitions of a request, and the waits in between.

    The wait before attempt n + 1 is `first_delay * 2 ** (n - 1)` seconds, at most `longest_delay`, times a random
    factor from 0.5 to 1, so that many publishers do not come back at once. If the server says
    `Retry-After`, at least that is waited; if it is over `longest_delay`, the request is given up.

    Attributes:
        random: the source of the jitter.
        attempts: number of requests at most.
        first_delay: seconds.
        longest_delay: seconds.
        sleep: waits for a number of seconds.

    Raises:
        ArgumentError: a number is 0 or negative.
    """

    random: "Random"
    attempts: int = 4
    first_delay: float = 1.0
    longest_delay: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def __attrs_post_init__(self) -> None:
        if min(self.attempts, self.first_delay, self.longest_delay) <= 0:
            raise ArgumentError("Retries: attempts, first_delay and longest_delay must be greater than 0")

    def delay(self, attempt: int, least: float = 0.0) -> float:
        """Return the seconds to wait after an attempt.

        Args:
            attempt: its number, counted from 1.
            least: the seconds that the server asks to wait.
        """
        backoff = min(self.longest_delay, self.first_delay * 2.0 ** min(attempt - 1, 60))
        return max(least, backoff * self.random.uniform(0.5, 1.0))


def retry_after(response: Response) -> float:
    """Return the seconds that a response asks to wait (RFC 9110, 10.2.3); 0 if it does not.

    A date is compared with that of the response, so that the clocks of both sides need not agree.
    """
    text = response.header("Retry-After").strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:12]), _MAX_SECONDS))
    try:
        wait = _moment(text) - _moment(response.header("Date"))
    except (ValueError, OverflowError):  # an offset or a year that no date has
        return 0.0
    return min(max(0.0, wait.total_seconds()), float(_MAX_SECONDS))


def _moment(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def send_notice(
    notice: Notice, send: Callable[[], Response], retries: Retries, judge: Callable[[Response], str]
) -> Notice:
    """Send a request until it is accepted or refused for good.

    Args:
        notice: the receiver and the topic.
        send: sends the request once.
        retries: the number of attempts, and the waits.
        judge: returns why a response is no success; "" if it is one.

    Returns:
        the notice with its outcome.
    """
    for attempt in range(1, retries.attempts + 1):
        notice, wait = _attempt(notice, send, judge)
        notice = attrs.evolve(notice, attempts=attempt)
        if wait is None:
            return notice
        if wait > retries.longest_delay:
            error = f"{notice.error}; it asks to wait for {wait:,.0f} s: repeat it then"
            return attrs.evolve(notice, error=error)
        if attempt < retries.attempts:
            retries.sleep(retries.delay(attempt, wait))
    return notice


def _attempt(
    notice: Notice, send: Callable[[], Response], judge: Callable[[Response], str]
) -> tuple[Notice, float | None]:
    """Return the outcome of one request, and the least seconds to wait before the next; None if there must be none."""
    try:
        response = send()
    except RequestError as error:
        return attrs.evolve(notice, status=None, error=str(error)), 0.0 if error.transient else None
    except HubError as error:
        return attrs.evolve(notice, status=None, error=str(error)), None
    notice = attrs.evolve(notice, status=response.status, error=judge(response))
    if notice.delivered or response.status not in _TRANSIENT:
        return notice, None
    return notice, retry_after(response)


def explain(response: Response) -> str:
    """Return the status of a response with the server's explanation, as one line; "" for a success (2xx)."""
    if 200 <= response.status < 300:
        return ""
    if 300 <= response.status < 400:
        target = response.header("Location") or "another address"
        return f"status {response.status}: it has moved to {target[:_SHOWN]}: name that address in the feed"
    kind = response.header("Content-Type").partition(";")[0].strip().lower()
    words = " ".join(response.body[:4096].decode("utf-8", "replace").split()) if kind == "text/plain" else ""
    return f"status {response.status}{': ' if words else ''}{words[:_SHOWN]}"
