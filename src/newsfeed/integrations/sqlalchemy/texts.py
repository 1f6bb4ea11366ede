"""Texts of stories in memory, read and parsed once."""

from collections import OrderedDict

from newsfeed.classes.forking import ForkableLock
from newsfeed.integrations.sqlalchemy.documents import story_of
from newsfeed.model import Story


class StoredText:
    """The text of a story, parsed when the story is first asked for.

    Args:
        text: the story as newsfeed JSON.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._story: Story | None = None

    def load(self) -> Story:
        """Return the story.

        Raises:
            DatabaseError: the text is not newsfeed JSON.
        """
        story = self._story
        if story is None:  # two threads may parse it at once, with equal results
            self._story = story = story_of(self._text)
        return story


class TextCache:
    """Least-recently-used cache of texts, by their digests. Threads may share it.

    Args:
        size: the most texts that it holds.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._texts: OrderedDict[str, StoredText] = OrderedDict()
        self._lock = ForkableLock(self._after_fork)

    def get(self, digest: str) -> StoredText | None:
        """Return a text, or None if it is not here."""
        with self._lock:
            text = self._texts.get(digest)
            if text is not None:
                self._texts.move_to_end(digest)
            return text

    def _after_fork(self, is_held: bool) -> None:
        if is_held:
            self._texts.clear()

    def add(self, digest: str, text: str) -> StoredText:
        """Keep a text and drop the least recently used; return the kept one, possibly an equal one from before."""
        with self._lock:
            kept = self._texts.setdefault(digest, StoredText(text))
            self._texts.move_to_end(digest)
            while len(self._texts) > self._size:
                self._texts.popitem(last=False)
            return kept
