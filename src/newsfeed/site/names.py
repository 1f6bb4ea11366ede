"""Names of the pages of stories: from their addresses, safe on every file system, and the same in each build."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Final
from urllib.parse import unquote, urlsplit

from newsfeed.model import Story

_UNSAFE: Final = re.compile(r"[^\w.-]+")
_SUFFIX: Final = re.compile(r"\.(?:html?|xhtml|php|aspx?|md|txt|json)\Z", re.IGNORECASE)
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\.|\Z)", re.IGNORECASE)
"""Names of devices on Windows, and the page that a web server shows for a folder."""

_MAX_BYTES: Final = 120
_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


def page_names(stories: Iterable[Story]) -> dict[str, str]:
    """Return the name of each story's page, without a suffix, by the id of the story.

    A name is the last part of the story's address, or else of its id. Of stories with the same name, the one published first
    keeps it and the others get a digest of their ids, so that a new story never moves the page of an older one.

    Args:
        stories: the stories, in any order.
    """
    names: dict[str, str] = {}
    used_names: set[str] = set()
    for story in sorted(stories, key=lambda story: (story.published or _EARLIEST, story.id)):
        if story.id in names:
            continue
        name = page_name(story)
        if name.casefold() in used_names:
            name = page_name(story, distinct=True)
        used_names.add(name.casefold())  # some file systems ignore case
        names[story.id] = name
    return names


def page_name(story: Story, *, distinct: bool = False) -> str:
    """Return the name of a story's page as if it were the only one.

    Args:
        story: the story.
        distinct: True for the name that it gets if another story has the first.
    """
    name = next((part for address in (story.url, story.id) if address and (part := _last_part(address))), "story")
    if distinct or _RESERVED.match(name):
        return f"{name}-{blake2b(story.id.encode(), digest_size=4).hexdigest()}"
    return name


def _last_part(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        path = address
    part = _SUFFIX.sub("", unquote(path).rstrip("/").rpartition("/")[2])
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", part)).strip("-._")
    return name.encode()[:_MAX_BYTES].decode("utf-8", "ignore").strip("-._")
