"""Values that templates show: links, people, pictures and files. Addresses that a browser must not follow are left out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.formats.html.theme import trusted
from newsfeed.model import Agent, Media, Person
from newsfeed.model.rich_text import Text, split_paragraphs
from newsfeed.values import link_safety
from newsfeed.values.languages import text_direction

if TYPE_CHECKING:
    from markupsafe import Markup

_UNITS: Final = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))
_WEB: Final = ("http://", "https://")


def paragraphs(text: Text) -> "tuple[Markup, ...]":
    """Return the paragraphs of a text as HTML."""
    return tuple(trusted(paragraph) for paragraph in split_paragraphs(text)) if text else ()


def safe_address(url: str | None) -> str | None:
    """Return an address that a browser may follow, or None."""
    return url if url and link_safety.is_safe_scheme(url) else None


def is_web_address(url: str | None) -> bool:
    """Return whether an address is one of the web, http or https."""
    return url is not None and url.lower().startswith(_WEB)


@attrs.frozen
class PageLink:
    """A link.

    Attributes:
        text: its words.
        url: the address; None shows the words without a link.
        language: the language of the linked page, or None.
        direction: the writing direction of that language, or None.
        media_type: its media type, or None.
    """

    text: str
    url: str | None
    language: str | None = None
    direction: str | None = None
    media_type: str | None = None


def link(text: str, url: str | None, language: str | None = None, *, media_type: str | None = None) -> PageLink:
    """Return a link; without words it shows its address."""
    direction = text_direction(language) if language else None
    return PageLink(text or url or "", safe_address(url), language, direction, media_type)


@attrs.frozen
class PersonView:
    """An author.

    Attributes:
        name: the name.
        url: the page about the author, or None.
        job_title: the position, or "".
    """

    name: str
    url: str | None
    job_title: str


def people(agents: Iterable[Agent]) -> tuple[PersonView, ...]:
    """Return authors or contributors."""
    return tuple(
        PersonView(agent.name, safe_address(agent.url), agent.job_title if isinstance(agent, Person) else "")
        for agent in agents
    )


@attrs.frozen
class Picture:
    """A picture with its caption.

    Attributes:
        url: the address of the file.
        alt: the description for readers who do not see it.
        width, height: its size in pixels, or None.
        caption: the paragraphs below it.
        credit: the credit, or "".
    """

    url: str
    alt: str
    width: int | None
    height: int | None
    caption: "tuple[Markup, ...]"
    credit: str


def picture(media: Media | None) -> Picture | None:
    """Return a picture; None if there is none, or none that a browser may load."""
    if media is None or not (url := safe_address(media.url)):
        return None
    return Picture(url, media.alt, media.width, media.height, paragraphs(media.caption), media.credit)


@attrs.frozen
class MediaFile:
    """A video, recording, document or further picture.

    Attributes:
        medium: "image", "video", "audio", "document" or "other".
        picture: the picture; for a video or recording, its address, caption and credit.
        title: its name, or its address.
        media_type: its media type, or None.
        size: its size for readers, such as "1.2 MB", or "".
        duration: its running time for readers, such as "3:05", or "".
        poster: a still picture of a video, or None.
        language: its language, or None.
    """

    medium: str
    picture: Picture
    title: str
    media_type: str | None
    size: str
    duration: str
    poster: str | None
    language: str | None


def media_files(media: Iterable[Media]) -> tuple[MediaFile, ...]:
    """Return media, without those that a browser must not load."""
    return tuple(_media_file(medium, media_picture) for medium in media if (media_picture := picture(medium)))


def _media_file(media: Media, media_picture: Picture) -> MediaFile:
    return MediaFile(
        medium=media.medium,
        picture=media_picture,
        title=media.title or media.url.rpartition("/")[2] or media.url,
        media_type=media.type,
        size=file_size(media.length),
        duration=running_time(media.duration),
        poster=safe_address(media.poster or media.thumbnail),
        language=media.language,
    )


def file_size(length: int | None) -> str:
    """Return a number of bytes for readers, or "" for None."""
    if length is None:
        return ""
    for size, unit in _UNITS:
        if length >= size:
            return f"{length / size:.1f} {unit}"
    return f"{length} B"


def running_time(seconds: float | None) -> str:
    """Return a running time for readers: minutes and seconds, with hours if there are any; "" for None."""
    if seconds is None:
        return ""
    minutes, seconds_left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds_left:02d}" if hours else f"{minutes}:{seconds_left:02d}"
