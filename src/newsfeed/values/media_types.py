"""Media types (RFC 6838, 4.2), and the kind of medium for each."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern

_RESTRICTED_NAME: Final = r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+\-]{0,126}"
_PARAMETER: Final = r"[A-Za-z0-9!#$%&'*+.^_`{|}~\-]+"
_MEDIA_TYPE: Final = pattern(
    rf"{_RESTRICTED_NAME}/{_RESTRICTED_NAME}"
    rf'(?:[ \t]*+;[ \t]*+{_PARAMETER}=(?:{_PARAMETER}|"(?:[^"\\\x00-\x08\x0a-\x1f\x7f-\U0010ffff]|\\[\x20-\x7e])*+"))*+'
)


_COMMON: Final = frozenset((
    "application/pdf", "audio/aac", "audio/mp4", "audio/mpeg", "audio/ogg", "image/avif", "image/gif", "image/jpeg",
    "image/png", "image/svg+xml", "image/webp", "text/html", "text/plain", "video/mp4", "video/quicktime", "video/webm",
))  # fmt: skip


def is_common_media_type(text: str) -> bool:
    """Return whether the text is one of the media types of nearly all media; others can be valid, too."""
    return text in _COMMON


def check_media_type(text: str) -> None:
    """Refuse anything but a media type with optional parameters, such as `text/html; charset=utf-8` (RFC 2045, RFC 6838).

    Raises:
        ValueError: the text is not a media type; the message says what to write instead.
    """
    if not _MEDIA_TYPE.fullmatch(text):
        raise ValueError(f"write a media type as type/subtype such as image/jpeg, not {quoted(text)}")


# Nearly all media have one of a few types.
@lru_cache(maxsize=256)
def medium_of_type(media_type: str) -> str:
    """Return the kind of medium for a media type: "image", "video", "audio", "document" or "other"."""
    family = media_type.partition("/")[0].lower()
    if family in ("image", "video", "audio"):
        return family
    return "document" if family in ("text", "application") else "other"


_TYPE_BY_SUFFIX: Final = {
    "aac": "audio/aac", "avif": "image/avif", "flac": "audio/flac", "gif": "image/gif", "htm": "text/html", "html":
    "text/html", "jpeg": "image/jpeg", "jpg": "image/jpeg", "m4a": "audio/mp4", "m4v": "video/mp4", "mov":
    "video/quicktime", "mp3": "audio/mpeg", "mp4": "video/mp4", "mpg": "video/mpeg", "oga": "audio/ogg", "ogg":
    "audio/ogg", "ogv": "video/ogg", "opus": "audio/ogg", "pdf": "application/pdf", "png": "image/png", "svg":
    "image/svg+xml", "txt": "text/plain", "wav": "audio/wav", "webm": "video/webm", "webp": "image/webp",
}  # fmt: skip
_TYPE_BY_MEDIUM: Final = {"image": "image/jpeg", "video": "video/mp4", "audio": "audio/mpeg"}


def guess_media_type(url: str, medium: str) -> str:
    """Return the most likely media type of a file, by the suffix of its address or else by the kind of medium."""
    return _type_of_suffix(url) or _TYPE_BY_MEDIUM.get(medium, "application/octet-stream")


def _type_of_suffix(url: str) -> str | None:
    return _TYPE_BY_SUFFIX.get(url.partition("?")[0].partition("#")[0].rpartition(".")[2].lower())


def guess_medium(url: str, type_: str | None) -> str:
    """Return the kind of medium of a file, by its media type or else by the suffix of its address."""
    media_type = type_ or _type_of_suffix(url)
    return medium_of_type(media_type) if media_type else "other"
