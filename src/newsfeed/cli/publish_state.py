"""The state of `newsfeed publish`: the versions of the feed that hubs know, and the addresses to submit to IndexNow."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs

from newsfeed.cli.terminal import print_note
from newsfeed.errors import LimitError
from newsfeed.io.files import readable
from newsfeed.io.folders import Folder

_VERSION: Final = 1
UNKNOWN: Final = ""
"""The digest of a version that a hub was not told about."""


@attrs.define
class PublishState:
    """A state, kept in a file.

    Attributes:
        path: the file.
        versions: the digest of the documents that a receiver was told about last, by receiver and topic.
        urls: the addresses that IndexNow is still to be told about.
    """

    path: Path
    versions: dict[str, dict[str, str]] = attrs.field(factory=dict)
    urls: set[str] = attrs.field(factory=set)

    @classmethod
    def load(cls, path: str) -> "PublishState":
        """Read the state from a file; start afresh, with a note, if it is damaged.

        Raises:
            OSError: the file cannot be read.
            OutputError: it is a link.
        """
        import json

        file = Path(path)
        with Folder(file.parent) as folder:
            try:
                data = folder.read(file.name)
                if data is None:
                    return cls(file)
                document = json.loads(data)
                return cls(file, _checked_versions(document), set(_checked_urls(document)))
            except (ValueError, RecursionError, LimitError):
                print_note(f"{readable(path)}: is no state of newsfeed publish; starting afresh")
                return cls(file)

    def save(self) -> None:
        """Replace the file.

        Raises:
            OSError: it cannot be written.
            OutputError: it is a link.
        """
        import json

        document = {"version": _VERSION, "versions": self.versions, "urls": sorted(self.urls)}
        with Folder(self.path.parent) as folder:
            folder.write(self.path.name, f"{json.dumps(document, indent=1, sort_keys=True)}\n".encode())

    def version(self, receiver: str, topic: str) -> str | None:
        """Return the digest that a receiver knows of a topic; None if the state does not have the receiver."""
        return self.versions.get(receiver, {}).get(topic)

    def set_version(self, receiver: str, topic: str, digest: str) -> None:
        """Remember the digest that a receiver knows of a topic."""
        self.versions.setdefault(receiver, {})[topic] = digest

    def keep_only(self, receivers: Iterable[str]) -> None:
        """Forget receivers that the feed no longer names."""
        named = set(receivers)
        self.versions = {receiver: topics for receiver, topics in self.versions.items() if receiver in named}


def _checked_versions(document: object) -> dict[str, dict[str, str]]:
    versions = _member(document, "versions")
    if not isinstance(versions, dict) or not all(map(_is_text_by_text, versions.values())):
        raise ValueError
    return versions


def _checked_urls(document: object) -> list[str]:
    urls = _member(document, "urls")
    if not isinstance(urls, list) or not all(isinstance(url, str) for url in urls):
        raise ValueError
    return urls


def _member(document: object, name: str) -> object:
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        raise ValueError
    return document.get(name)


def _is_text_by_text(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
