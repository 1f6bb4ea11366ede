"""Clients that read a feed while its stories change, and look for torn and older answers."""

import http.client
import threading
import time
from hashlib import blake2b
from urllib.parse import urlsplit

import attrs

from benchmarks.load.stories import versions_in

_TIMEOUT = 30


@attrs.define
class Observations:
    """What all clients saw.

    Attributes:
        reads: the number of answers.
        unchanged: the number of 304 among them.
        torn: the number of items that name several versions, or of feeds with too few or broken items.
        older: the number of items that are older than what the same client had seen.
        mixed: the number of entity tags that two different documents had.
        errors: the requests that failed.
        newest: the newest version of each story.
    """

    reads: int = 0
    unchanged: int = 0
    torn: int = 0
    older: int = 0
    mixed: int = 0
    errors: list[str] = attrs.field(factory=list)
    newest: dict[int, int] = attrs.field(factory=dict)

    @property
    def faults(self) -> int:
        """The number of everything that must not happen."""
        return self.torn + self.older + self.mixed + len(self.errors)


class Readers:
    """Clients that read until they are told to stop.

    Args:
        address: the address of a feed of RSS.
        count: the number of stories that it has.
    """

    def __init__(self, address: str, count: int) -> None:
        self.seen = Observations()
        self._parts = urlsplit(address)
        self._count = count
        self._digests: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def read_for(self, seconds: float, clients: int) -> None:
        """Read with several clients at once, every second one with If-None-Match."""
        end = time.monotonic() + seconds
        threads = [threading.Thread(target=self._read, args=(end, bool(number % 2))) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _read(self, end: float, conditional: bool) -> None:
        versions: dict[int, int] = {}
        tag = ""
        connection = http.client.HTTPConnection(self._parts.netloc, timeout=_TIMEOUT)
        while time.monotonic() < end:
            try:
                connection.request("GET", self._parts.path, headers={"If-None-Match": tag} if tag else {})
                response = connection.getresponse()
                document = response.read()
            except (OSError, http.client.HTTPException) as error:
                self.seen.errors.append(repr(error))
                connection.close()
                continue
            new_tag = response.headers["ETag"] or ""
            self._note(response.status, new_tag, document, versions)
            tag = new_tag if conditional else ""
        connection.close()

    def _note(self, status: int, tag: str, document: bytes, versions: dict[int, int]) -> None:
        with self._lock:
            self.seen.reads += 1
            if status == http.client.NOT_MODIFIED:
                self.seen.unchanged += 1
            elif status != http.client.OK:
                self.seen.errors.append(f"status {status}")
            else:
                self._compare(tag, document, versions)

    def _compare(self, tag: str, document: bytes, versions: dict[int, int]) -> None:
        digest = blake2b(document).digest()
        self.seen.mixed += self._digests.setdefault(tag, digest) != digest
        items = list(versions_in(document))
        self.seen.torn += len(items) != self._count or not document.rstrip().endswith(b"</rss>")
        for number, item_versions in items:
            self.seen.torn += len(item_versions) != 1
            version = max(item_versions)
            self.seen.older += version < versions.get(number, 0)
            versions[number] = version
            self.seen.newest[number] = max(version, self.seen.newest.get(number, 0))
