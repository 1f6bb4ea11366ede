"""Content negotiation: Accept and Accept-Encoding (RFC 9110, 12.5)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

MAX_LENGTH: Final = 8192
"""The longest Accept and Accept-Encoding that is read, in characters."""

_TCHARS: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_QUOTED: Final = r'"(?:[^"\\]|\\.)*+"'
_ELEMENT: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+(?:"|\\?\Z))++', re.DOTALL)
"""An element of a list. A quotation mark that is never closed takes the rest of the header, so that it is looked at once."""

_RANGE: Final = re.compile(rf"\s*+({_TCHARS})/({_TCHARS})\s*+((?:;.*+)?)", re.DOTALL)
_PARAMETER: Final = re.compile(rf";\s*+(?:({_TCHARS})=({_TCHARS}|{_QUOTED}))?\s*+")
_CODING: Final = re.compile(rf"\s*+({_TCHARS})\s*+(?:;\s*+[qQ]=([0-9.]++)\s*+)?")
_QUALITY: Final = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)

IDENTITY: Final = "identity"
_ANY: Final = "*"
_ALIASES: Final = {"x-gzip": "gzip"}
_UNLISTED_IDENTITY: Final = 0.0001
"""The quality of an identity that is not listed: it is acceptable, but everything that is listed is preferred."""


class MediaRange(NamedTuple):
    """A media range of Accept.

    Attributes:
        type, subtype: its names in lower case; `*` for any.
        parameters: its parameters before the weight, names in lower case.
        quality: its weight, from 0 to 1.
    """

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...]
    quality: float


class MediaType(NamedTuple):
    """A media type that can be served."""

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...] = ()


def media_type(essence: str, parameters: Mapping[str, str] | None = None) -> MediaType:
    """Return a media type from its name, such as `text/html`."""
    main_type, _, subtype = essence.lower().partition("/")
    return MediaType(main_type, subtype, tuple((parameters or {}).items()))


@lru_cache(maxsize=512)
def parse_accept(value: str) -> tuple[MediaRange, ...]:
    """Return the media ranges of an Accept header; malformed ones are left out.

    Args:
        value: the header, at most `MAX_LENGTH` characters.
    """
    parsed = (_parse_range(element[0]) for element in _ELEMENT.finditer(value))
    return tuple(media_range for media_range in parsed if media_range is not None)


def _parse_range(element: str) -> MediaRange | None:
    match = _RANGE.fullmatch(element)
    if match is None or (match[1] == _ANY and match[2] != _ANY):
        return None
    parameters = _parse_parameters(match[3])
    if parameters is None:
        return None
    before_weight: list[tuple[str, str]] = []
    quality = 1.0
    for name, parameter in parameters:
        if name == "q":
            if not _QUALITY.fullmatch(parameter):
                return None
            quality = float(parameter)
            break  # RFC 9110 has removed the extensions of Accept, the parameters after the weight.
        before_weight.append((name, parameter))
    return MediaRange(match[1].lower(), match[2].lower(), tuple(before_weight), quality)


def _parse_parameters(text: str) -> list[tuple[str, str]] | None:
    """Return the parameters of a media range in their order, None if they are malformed."""
    parameters: list[tuple[str, str]] = []
    position = 0
    while position < len(text):
        match = _PARAMETER.match(text, position)
        if match is None:
            return None
        position = match.end()
        if match[1]:
            parameters.append((match[1].lower(), _unquoted(match[2])))
    return parameters


def _unquoted(text: str) -> str:
    return _ESCAPE.sub(r"\1", text[1:-1]) if text.startswith('"') else text


def quality_of(offered: MediaType, ranges: Iterable[MediaRange]) -> float:
    """Return the quality of a media type: that of the most specific range that it is in; 0 if it is in none."""
    best, quality = -1, 0.0
    for media_range in ranges:
        specificity = _specificity(offered, media_range)
        if specificity > best:
            best, quality = specificity, media_range.quality
        elif specificity == best and specificity >= 0:
            quality = max(quality, media_range.quality)
    return quality


def _specificity(offered: MediaType, media_range: MediaRange) -> int:
    """Return how exactly a range names a media type; -1 if it does not."""
    if media_range.type not in (_ANY, offered.type) or media_range.subtype not in (_ANY, offered.subtype):
        return -1
    own_parameters = dict(offered.parameters)
    for name, value in media_range.parameters:
        if name not in own_parameters or not _same_value(name, own_parameters[name], value):
            return -1
    levels = (media_range.type != _ANY) + (media_range.subtype != _ANY)
    return levels * 100 + min(len(media_range.parameters), 99)


def _same_value(name: str, offered: str, requested: str) -> bool:
    return offered.lower() == requested.lower() if name == "charset" else offered == requested


def choose_media_type(offered: Sequence[MediaType], accept: str | None) -> int | None:
    """Return the index of the media type to serve: the one of the highest quality, of several the first.

    Args:
        offered: the media types, in the order of the server's preference.
        accept: the Accept header; None, an empty one, and one without any sound element accept everything.

    Returns:
        the index, or None if no media type is acceptable.
    """
    ranges = parse_accept(accept) if accept else ()
    if not ranges:
        return 0
    qualities = [quality_of(candidate, ranges) for candidate in offered]
    best = max(qualities, default=0.0)
    return qualities.index(best) if best else None


@lru_cache(maxsize=512)
def parse_accept_encoding(value: str) -> Mapping[str, float]:
    """Return the qualities of the codings in an Accept-Encoding header; malformed elements are left out."""
    qualities: dict[str, float] = {}
    for element in value.split(","):
        match = _CODING.fullmatch(element)
        if match and _QUALITY.fullmatch(match[2] or "1"):
            name = match[1].lower()
            qualities.setdefault(_ALIASES.get(name, name), float(match[2] or 1))
    return qualities


@lru_cache(maxsize=512)
def acceptable_codings(offered: tuple[str, ...], accept_encoding: str | None) -> tuple[str, ...]:
    """Return the acceptable content codings, the best first.

    Args:
        offered: the codings besides `identity`, in the order of the server's preference.
        accept_encoding: the Accept-Encoding header. Without one only `identity` is used: every client has it.

    Returns:
        names of codings, `identity` among them unless it is refused; empty if nothing is acceptable.
    """
    if accept_encoding is None:
        return (IDENTITY,)
    qualities = parse_accept_encoding(accept_encoding)
    unlisted = qualities.get(_ANY, 0.0)
    ranked = [(qualities.get(name, unlisted), -index, name) for index, name in enumerate(offered)]
    fallback = unlisted if _ANY in qualities else _UNLISTED_IDENTITY
    ranked.append((qualities.get(IDENTITY, fallback), -len(offered), IDENTITY))
    return tuple(name for quality, _, name in sorted(ranked, reverse=True) if quality)
