"""Every public function on one document: which exceptions come out that are not newsfeed's own."""

import io
import traceback
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

import newsfeed
from hostile.alarm import TookTooLongError, at_most
from newsfeed import Feed
from newsfeed.errors import NewsfeedError
from newsfeed.plugins import registry

READ: Final = [each.name for each in registry if each.reads]
WRITTEN: Final = [each.name for each in registry if each.writes]
VALIDATED: Final = [each.name for each in registry if each.validates]
SECONDS: Final = 30
"""Wall-clock time after which a call counts as hanging."""


class Calls:
    """Calls of the public functions, with the exceptions that they must not raise.

    Attributes:
        count: the number of calls.
        faults: for each place in the code that raised or hung, the first case.
    """

    def __init__(self) -> None:
        self.count = 0
        self.faults: dict[str, str] = {}
        self._written: set[int] = set()
        self._explained: set[str] = set()
        self._previous = Feed()

    def document(self, case: str, data: bytes, name: str = "") -> None:
        """Read, validate and write a document in every way.

        Args:
            case: its name in the faults.
            data: the document.
            name: the format of what it was made of, or "".
        """
        detected = self.call(case, newsfeed.detect, data)
        names = dict.fromkeys(each for each in (name, detected) if each)
        for target in names:
            if target in READ:
                for recover in (False, True):
                    feed = self.call(case, newsfeed.loads, data, target, recover=recover)
                    self.call(case, _streamed, data, target, recover)
                    if feed is not None:
                        self.feed(case, feed)
            if target in VALIDATED:
                self._report(case, self.call(case, newsfeed.validate, data, target))

    def feed(self, case: str, feed: Feed) -> None:
        """Write a feed in every format, and compare it with the one before.

        Args:
            case: the name of its document in the faults.
            feed: the feed.
        """
        digest = hash(repr(newsfeed.to_dict(feed)))
        if digest in self._written:
            return
        self._written.add(digest)
        for name in WRITTEN:
            self.call(case, newsfeed.dumps, feed, name)
            for story in islice(feed.stories, 1):
                self.call(case, newsfeed.dumps, story, name)
            self.call(case, newsfeed.losses, feed, name)
            if name in VALIDATED:
                self.call(case, newsfeed.validate, feed, name)
        self.call(case, newsfeed.diff, self._previous, feed)
        self.call(case, newsfeed.merge, [feed, self._previous])
        self.call(case, newsfeed.to_script, feed)
        self.call(case, newsfeed.rights_files, feed)
        self.call(case, newsfeed.rights_headers, feed)
        self.call(case, newsfeed.rights_head, feed.usage)
        self._previous = feed

    def _report(self, case: str, report: Any) -> None:
        for finding in () if report is None else report:
            if finding.code not in self._explained:
                self._explained.add(finding.code)
                self.call(case, newsfeed.explain, finding.code)

    def call(self, case: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Return the result of a call, or None if it raised."""
        self.count += 1
        try:
            with at_most(SECONDS):
                return function(*arguments, **options)
        except NewsfeedError:
            return None
        except (Exception, TookTooLongError) as error:  # noqa: BLE001  (this is what is looked for)
            self.faults.setdefault(_place(error), f"{function.__name__}: {case}")
            return None


def _streamed(data: bytes, name: str, recover: bool) -> int:
    return sum(1 for _ in newsfeed.iter_stories(io.BytesIO(data), name, recover=recover))


def _place(error: BaseException) -> str:
    """Return the class of an exception with the innermost places of newsfeed and of any code."""
    frames = traceback.extract_tb(error.__traceback__)
    of_newsfeed = [frame for frame in frames if "/newsfeed/" in frame.filename]
    lines = ", ".join(
        dict.fromkeys(
            f"{frame.filename.rpartition('/newsfeed/')[2]}:{frame.lineno}" for frame in (*of_newsfeed[-1:], frames[-1])
        )
    )
    return f"{type(error).__name__} at {lines}"
