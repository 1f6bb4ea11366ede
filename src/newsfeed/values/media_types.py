"""Media types (RFC 6838, 4.2), and the kinds of media that they stand for."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newsfeed.values.patterns import pattern
from newsfeed.values.quoting import quoted
from newsfeed.values.word_sets import word_set

_RESTRICTED_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+\-]{0,126}"
_PARAMETER: Final = r"[A-Za-z0-9!#$%&'*+.^_`{|}~\-]+"
_MEDIA_TYPE: Final = pattern(
    rf"{_RESTRICTED_NAME}/{_RESTRICTED_NAME}"
    rf'(?:[ \t]*+;[ \t]*+{_PARAMETER}=(?:{_PARAMETER}|"(?:[^"\\\x00-\x08\x0a-\x1f\x7f-\U0010ffff]|\\[\x20-\x7e])*+"))*+'
)


def is_common_media_type(text: str) -> bool:
    """Say whether a text is one of the media types that nearly all media have; others may be right as well."""
    return text in _COMMON_MEDIA_TYPES


_COMMON_MEDIA_TYPES: Final = word_set(
    "application/pdf audio/aac audio/mp4 audio/mpeg audio/ogg image/avif image/gif image/jpeg image/png image/svg+xml "
    "image/webp text/html text/plain video/mp4 video/quicktime video/webm"
)


def check_media_type(text: str) -> None:
    """Refuse what is not a media type with optional parameters: `text/html; charset=utf-8` (RFC 2045, RFC 6838).

    Raises ValueError that says what to write instead.
    """
    if not _MEDIA_TYPE.fullmatch(text):
        raise ValueError(f"write a media type as type/subtype such as image/jpeg, not {quoted(text)}")


@lru_cache(maxsize=256)  # nearly all media are of a few types
def medium_of_type(type_: str) -> str:
    """Give the kind of medium that a media type is of."""
    family = type_.partition("/")[0].lower()
    if family in ("image", "video", "audio"):
        return family
    return "document" if family in ("text", "application") else "other"


_TYPES: Final = {
    "aac": "audio/aac", "avif": "image/avif", "flac": "audio/flac", "gif": "image/gif", "htm": "text/html", "html":
    "text/html", "jpeg": "image/jpeg", "jpg": "image/jpeg", "m4a": "audio/mp4", "m4v": "video/mp4", "mov":
    "video/quicktime", "mp3": "audio/mpeg", "mp4": "video/mp4", "mpg": "video/mpeg", "oga": "audio/ogg", "ogg":
    "audio/ogg", "ogv": "video/ogg", "opus": "audio/ogg", "pdf": "application/pdf", "png": "image/png", "svg":
    "image/svg+xml", "txt": "text/plain", "wav": "audio/wav", "webm": "video/webm", "webp": "image/webp",
}  # fmt: skip
_OF_MEDIUM: Final = {"image": "image/jpeg", "video": "video/mp4", "audio": "audio/mpeg"}


def guessed_type(url: str, medium: str) -> str:
    """Give the media type that a file's suffix, or else the kind of medium, lets expect."""
    return _of_suffix(url) or _OF_MEDIUM.get(medium, "application/octet-stream")


def _of_suffix(url: str) -> str | None:
    return _TYPES.get(url.partition("?")[0].partition("#")[0].rpartition(".")[2].lower())


def medium_of(url: str, type_: str | None) -> str:
    """Give the kind of a medium that does not say it: what its media type says, else what its suffix lets expect."""
    type_ = type_ or _of_suffix(url)
    return medium_of_type(type_) if type_ else "other"
