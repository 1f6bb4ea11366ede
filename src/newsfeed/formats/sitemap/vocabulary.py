"""The namespaces of sitemaps, their limits, and the addresses that they can have."""

import re
from datetime import timedelta
from typing import Final

from newsfeed.classes.frozen import frozen
from newsfeed.values.namespaces import XHTML

SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS: Final = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGE: Final = "http://www.google.com/schemas/sitemap-image/1.1"
VIDEO: Final = "http://www.google.com/schemas/sitemap-video/1.1"

PROTOCOL: Final = "https://www.sitemaps.org/protocol.html"
_GOOGLE: Final = "https://developers.google.com/search/docs/crawling-indexing/sitemaps/"
REFERENCES: Final = {
    "news": f"{_GOOGLE}news-sitemap",
    "image": f"{_GOOGLE}image-sitemaps",
    "video": f"{_GOOGLE}video-sitemaps",
    "link": "https://developers.google.com/search/docs/specialty/international/localized-versions",
    "index": f"{PROTOCOL}#index",
}
"""The pages of the rules, by the second part of a finding's code; those of all others are on `PROTOCOL`."""

WINDOW: Final = timedelta(days=2)
"""The age up to which Google News takes an article from a sitemap."""

MAX_LOC: Final = 2047
"""Number of characters of the longest address."""

MAX_IMAGES: Final = 1_000
"""Number of images that Google takes for one page."""

_WEB: Final = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_EXTENSION: Final = re.compile(r"https?://(?:www\.)?google\.com/schemas/sitemap-(news|image|video)/", re.IGNORECASE)
_VERSIONS: Final = re.compile(r"https?://(?:www\.)?(?:sitemaps\.org|google\.com)/schemas/sitemap/\S*", re.IGNORECASE)


@frozen(kw_only=True)
class SitemapLimits:
    """Maximum sizes of one sitemap file, and of the index of several.

    Attributes:
        urls: number of pages in a file.
        news: number of articles in a news sitemap.
        bytes: size of a file before compression.
        sitemaps: number of files that an index lists.
    """

    urls: int = 50_000
    news: int = 1_000
    bytes: int = 50 * 1024 * 1024
    sitemaps: int = 50_000


LIMITS: Final = SitemapLimits()
"""The limits of sitemaps.org and Google."""


def is_location(url: str | None) -> bool:
    """Return whether an address can be in a sitemap: it is of the web, and has fewer than 2,048 characters."""
    return url is not None and len(url) <= MAX_LOC and _WEB.match(url) is not None


def vocabulary_of(namespace: str) -> str:
    """Return the vocabulary of a namespace in any of its versions and spellings.

    Returns:
        "sitemap", "news", "image", "video", "xhtml", or "" for another one.
    """
    if namespace in _EXACT:
        return _EXACT[namespace]
    if match := _EXTENSION.match(namespace):
        return match[1].lower()
    return "sitemap" if _VERSIONS.match(namespace) else ""


_EXACT: Final = {SITEMAP: "sitemap", NEWS: "news", IMAGE: "image", VIDEO: "video", XHTML: "xhtml"}
