"""Variants: the formats that a feed and a story are served in, with their media types and paths."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Final

from newsfeed.classes.frozen import frozen
from newsfeed.http.negotiation import MediaType, media_type
from newsfeed.plugins import Format, registry

HTML: Final = "html"
SITEMAP: Final = "sitemap"

_FEED_ORDER: Final = ("rss", "atom", "jsonfeed", "html", "ninjs")
"""The order of preference for clients that accept anything, such as `*/*`; the other formats follow."""

_UTF8: Final = "; charset=utf-8"
_ALIASES: Final = {
    "rss": (("application/xml", ()), ("text/xml", ())),
    # A client of ActivityPub asks for either (ActivityPub, 3.2).
    "activitystreams": (("application/ld+json", (("profile", "https://www.w3.org/ns/activitystreams"),)),),
}
"""Further media types that documents in a format have."""


@frozen(kw_only=True)
class Variant:
    """A form of a feed or a story.

    Attributes:
        format: its format.
        media_type: its media type, as Accept is compared with it.
        content_type: the value of Content-Type.
    """

    format: Format
    media_type: MediaType
    content_type: str

    @property
    def suffix(self) -> str:
        """The suffix of its path."""
        return self.format.suffixes[0]


@lru_cache(maxsize=64)
def feed_variants(names: tuple[str, ...] | None, first: str = "") -> tuple[Variant, ...]:
    """Return the variants of a feed, in the order of preference.

    Args:
        names: the names of the formats to serve, or None for all.
        first: the name of the format to prefer to all others, or "".
    """
    served = [
        candidate for candidate in _served(names) if (candidate.feed or candidate.index) and candidate.carries_stories
    ]
    return variants_of(_in_order(served, (first, *_FEED_ORDER)))


@lru_cache(maxsize=64)
def story_variants(names: tuple[str, ...] | None) -> tuple[Variant, ...]:
    """Return the variants of a story, in the order of preference: the HTML page first."""
    served = [candidate for candidate in _served(names) if candidate.carries_stories]
    return variants_of(_in_order(served, (HTML, "jsonld", *_FEED_ORDER)))


def variants_of(formats: Sequence[Format]) -> tuple[Variant, ...]:
    """Return the variants of an item in some formats, in their order; further media types of the formats come last."""
    variants = [_variant(candidate, candidate.media_type, ()) for candidate in formats]
    for candidate in formats:
        variants += [
            _variant(candidate, essence, parameters) for essence, parameters in _ALIASES.get(candidate.name, ())
        ]
    return tuple(variants)


def has_sitemap(names: tuple[str, ...] | None) -> bool:
    """Return whether sitemaps are served."""
    return names is None or SITEMAP in names


def _served(names: tuple[str, ...] | None) -> Iterator[Format]:
    for candidate in registry:
        # Pages need Jinja2, an extra.
        is_possible = candidate.writes and (candidate.name != HTML or find_spec("jinja2") is not None)
        if is_possible and (names is None or candidate.name in names):
            yield candidate


def _in_order(formats: Sequence[Format], names: Sequence[str]) -> list[Format]:
    ranks = {name: rank for rank, name in reversed(list(enumerate(names)))}
    return sorted(formats, key=lambda candidate: ranks.get(candidate.name, len(names)))


def _variant(target_format: Format, essence: str, parameters: tuple[tuple[str, str], ...]) -> Variant:
    is_text = essence.startswith("text/")
    written = "".join(f'; {name}="{value}"' for name, value in parameters)
    offered = (*parameters, ("charset", "utf-8")) if is_text else parameters
    return Variant(
        format=target_format,
        media_type=media_type(essence, dict(offered)),
        content_type=essence + written + (_UTF8 if is_text else ""),
    )


@lru_cache(maxsize=64)
def feed_suffixes(names: tuple[str, ...] | None) -> Mapping[str, Variant]:
    """Return the variants of a feed by the suffixes of their paths; arguments as for `feed_variants`."""
    return _by_suffix(feed_variants(names))


@lru_cache(maxsize=64)
def story_suffixes(names: tuple[str, ...] | None) -> Mapping[str, Variant]:
    """Return the variants of a story by the suffixes of their paths; arguments as for `story_variants`."""
    return _by_suffix(story_variants(names))


def _by_suffix(variants: Sequence[Variant]) -> dict[str, Variant]:
    """Return the variants by suffix; of several with the same, the first has it."""
    return {variant.suffix: variant for variant in reversed(variants)}
