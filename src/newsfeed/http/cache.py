"""Cache of finished responses, bounded by bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import attrs

from newsfeed.classes.forking import ForkableLock
from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.http.messages import Rendered

DEFAULT_MAX_BYTES: Final = 32 << 20
"""Default size limit: 32 MiB."""

_ENTRY_OVERHEAD: Final = 1024
"""Bytes counted for each entry besides its content: the key, the headers and the bookkeeping, rounded up."""

_RESPONSES: Final = 8
"""Number of responses that are remembered with a content."""

ResponseKey = tuple[str | bool | None, ...]


@frozen(kw_only=True)
class Content:
    """The content of a response, encoded, with the headers that describe it.

    Attributes:
        data: the bytes to send.
        headers: the headers that only the rendered document tells.
        coding: the content coding of the bytes; "" for none.
        responses: responses with it, by what else they depend on.
    """

    data: bytes
    headers: tuple[tuple[str, str], ...] = ()
    coding: str = ""
    responses: dict[ResponseKey, Rendered] = attrs.field(factory=dict, eq=False, repr=False)

    def remembered(self, key: ResponseKey, make: Callable[[], Rendered]) -> Rendered:
        """Return the response of a key, making it if it is asked for the first time."""
        response = self.responses.get(key)
        if response is None:
            if len(self.responses) >= _RESPONSES:
                self.responses.clear()
            response = self.responses[key] = make()
        return response


class _Rendering:
    """A content that is being rendered, and the number of threads that need it."""

    __slots__ = ("lock", "waiting")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting = 0


class ResponseCache:
    """Least-recently-used cache of contents, by entity tag. Threads may share it.

    An entity tag names exact bytes, so an entry is never stale: a changed document has another tag, and the entry of the
    former one is dropped when room is needed.

    Args:
        max_bytes: the most bytes that it holds, bookkeeping included; 0 keeps nothing.

    Attributes:
        size: the bytes that it holds.

    Raises:
        ArgumentError: `max_bytes` is no whole number from 0.
    """

    def __init__(self, max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        if type(max_bytes) is not int or max_bytes < 0:
            raise ArgumentError(f"ResponseCache(): max_bytes is {max_bytes!r:.64}, must be a whole number from 0")
        self.max_bytes: Final = max_bytes
        self.size: int = 0
        self._contents: OrderedDict[str, Content] = OrderedDict()
        self._renderings: dict[str, _Rendering] = {}
        self._lock = ForkableLock(self._after_fork)

    def __len__(self) -> int:
        """Return the number of contents."""
        return len(self._contents)

    def get(self, key: str) -> Content | None:
        """Return a content, or None if it is not here."""
        with self._lock:
            content = self._contents.get(key)
            if content is not None:
                self._contents.move_to_end(key)
            return content

    def put(self, key: str, content: Content) -> None:
        """Keep a content and drop the least recently used ones until all fit; one larger than the cache is not kept."""
        cost = len(content.data) + _ENTRY_OVERHEAD
        if cost > self.max_bytes:
            return
        with self._lock:
            if (former := self._contents.pop(key, None)) is not None:
                self.size -= len(former.data) + _ENTRY_OVERHEAD
            self._contents[key] = content
            self.size += cost
            while self.size > self.max_bytes:
                _, oldest = self._contents.popitem(last=False)
                self.size -= len(oldest.data) + _ENTRY_OVERHEAD

    def get_or_render(self, key: str, render: Callable[[], Content]) -> Content:
        """Return a content, rendering it if it is not here. Of several threads that ask for it at once, one renders.

        Args:
            key: its key.
            render: renders it; an error is passed on, and the next thread tries again.
        """
        with self._lock:
            rendering = self._renderings.setdefault(key, _Rendering())
            rendering.waiting += 1
        try:
            with rendering.lock:
                content = self.get(key)
                if content is None:
                    content = render()
                    self.put(key, content)
                return content
        finally:
            with self._lock:
                rendering.waiting -= 1
                if not rendering.waiting:
                    self._renderings.pop(key, None)

    def _after_fork(self, is_held: bool) -> None:
        # Renderings by threads of the parent are not finished here.
        self._renderings = {}
        if is_held:
            self.clear()

    def clear(self) -> None:
        """Drop everything."""
        with self._lock:
            self._contents.clear()
            self.size = 0
