"""Images without a usable address: those that a script was to load, and those with candidates only."""

import re
from typing import Final

from newsfeed.values.link_safety import CONTROLS
from newsfeed.values.patterns import pattern

_LAZY_ATTRIBUTES: Final = (
    *("data-src", "data-lazy-src", "data-original", "data-original-src", "data-orig-src", "data-actualsrc"),
    *(
        "data-img-src",
        "data-image-src",
        "data-full-src",
        "data-lazyload",
        "data-cookieblock-src",
        "data-cmp-src",
        "data-url",
    ),
)
"""Attributes that scripts take the address from, the most frequent first."""

_LAZY_CANDIDATES: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER: Final = pattern(
    r"(?:about:|data:|javascript:|blob:).*"
    r"|(?:.*[/_.-])?(?:blank|placeholder|spacer|pixel|transparent|lazy(?:load)?|loading|1x1|empty|dummy|trans)"
    r"(?:[_.-][\w.-]*)?\.(?:gif|png|svg|jpe?g|webp)(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_CANDIDATE: Final = pattern(r"[\s,]*+(\S*[^\s,])(?:,+(?!\S)|\s++([^,]*+))?+")
_MAX_CANDIDATES_LENGTH: Final = 16_384


def image_address(attributes: dict[str, str], candidates: str = "") -> str | None:
    """Return the address of an image, video, sound or frame if its own address is missing or a placeholder.

    Args:
        attributes: those of the element.
        candidates: the `srcset` of the sources around an image.

    Returns:
        None if its own address is usable, or there is no other.
    """
    if not is_placeholder(attributes.get("src", "")):
        return None
    for name in _LAZY_ATTRIBUTES:
        if (address := attributes.get(name, "").strip(CONTROLS)) and not is_placeholder(address):
            return address
    for srcset in (*(attributes.get(name, "") for name in _LAZY_CANDIDATES), candidates):
        if (address := best_candidate(srcset)) and not is_placeholder(address):
            return address
    return None


def is_placeholder(address: str) -> bool:
    """Return whether an address is missing, is no address of a file, or has the name of a placeholder."""
    address = address.strip(CONTROLS)
    return not address or (len(address) > _MAX_CANDIDATES_LENGTH or _PLACEHOLDER.fullmatch(address) is not None)


def candidates_of(srcset: str) -> list[tuple[str, float]]:
    """Return the candidates of a `srcset` (WHATWG HTML, 4.8.4.2.1): each address with its width or density."""
    candidates: list[tuple[str, float]] = []
    position = 0
    srcset = srcset[:_MAX_CANDIDATES_LENGTH]
    while candidate := _CANDIDATE.match(srcset, position):
        candidates.append((candidate[1], _size(candidate[2] or "")))
        position = candidate.end()
    return candidates


def _size(descriptor: str) -> float:
    try:
        return float(descriptor.strip()[:-1])
    except ValueError:
        return 1.0


def best_candidate(srcset: str) -> str:
    """Return the address of the largest image of a `srcset`, or ""."""
    candidates = candidates_of(srcset)
    return max(candidates, key=lambda candidate: candidate[1])[0] if candidates else ""
