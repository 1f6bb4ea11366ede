"""Element schemas of sitemaps and sitemap indexes, with Google's news, images, videos and translations."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, Unpack
from urllib.parse import urlsplit

from newsfeed.findings import Severity
from newsfeed.formats.sitemap import value_checks
from newsfeed.formats.sitemap.vocabulary import IMAGE, MAX_IMAGES, NEWS, SITEMAP, VIDEO, WINDOW
from newsfeed.validation.element_schemas import (
    ELEMENTS,
    EMPTY,
    AttributeSchema,
    ElementSchema,
    SchemaOptions,
    code_part,
)
from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.validation.nodes import Node, direct_text
from newsfeed.values import dates
from newsfeed.values.namespaces import XHTML

_PREFIX: Final = {SITEMAP: "", NEWS: "news:", IMAGE: "image:", VIDEO: "video:", XHTML: "xhtml:"}


class SitemapState:
    """Values that the rules of several elements collect during the walk.

    Attributes:
        as_of: the present, or None.
        origin: the scheme and host of all addresses: those of the sitemap's own address, or of the first page.
        locations: the addresses so far.
        news: number of articles so far.
    """

    __slots__ = ("as_of", "locations", "news", "origin")

    def __init__(self, as_of: datetime | None, base: str | None) -> None:
        self.as_of: datetime | None = as_of
        self.origin: str = origin_of(base) if base else ""
        self.locations: set[str] = set()
        self.news: int = 0


def origin_of(url: str) -> str:
    """Return the scheme and the host of an address in lower case, "" if it has none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}".lower() if host else ""


def _element(
    namespace: str, name: str, code: str, value: ValueCheck | None = None, **options: Unpack[SchemaOptions]
) -> ElementSchema:
    """Return the schema of an element; its code is that of its parent and its own name."""
    options = {"missing": "", "duplicate": "", **options}
    return ElementSchema(f"{{{namespace}}}{name}", code=f"{code}.{code_part(name)}", value=value, **options)


# --- rules of several elements ---


def _check_page(node: Node) -> Iterable[Fault]:
    state: SitemapState = node.walk.state
    loc = node.element.find(f"{{{SITEMAP}}}loc")
    url = direct_text(loc).strip() if loc is not None else ""
    yield from check_location(state, url)
    images = node.counts.get(f"{{{IMAGE}}}image", 0)
    if images > MAX_IMAGES:
        message = f"the page has {images:,} images: list at most 1,000"
        yield Fault("limit", "", message, of="image")
    if f"{{{XHTML}}}link" in node.counts:
        yield from _check_alternates(node, url)


def check_location(state: SitemapState, url: str) -> Iterable[Fault]:
    """Check that an address is the only one of its kind, and on the same host as the others."""
    if not url:
        return
    if url in state.locations:
        yield Fault(
            "repeated", "", f"<loc> {quote(url, 96)} is listed twice: list it once", of="loc", severity=Severity.WARNING
        )
    state.locations.add(url)
    origin = origin_of(url)
    state.origin = state.origin or origin
    if origin and origin != state.origin:
        message = (
            f"<loc> is on {quote(origin)}, and the sitemap is for {quote(state.origin)}: "
            "list it in a sitemap of that host, or name this sitemap in its robots.txt"
        )
        yield Fault("other_host", "", message, of="loc", severity=Severity.WARNING)


def _check_alternates(node: Node, url: str) -> Iterable[Fault]:
    alternates = [link for link in node.element.iterchildren(f"{{{XHTML}}}link") if link.get("rel") == "alternate"]
    if alternates and all((link.get("href") or "").strip() != url for link in alternates):
        message = (
            "no <xhtml:link> leads to the page itself: add one with its own language, or Google ignores the others"
        )
        yield Fault("own_missing", "", message, of="link", severity=Severity.WARNING)


def _check_link(node: Node) -> Iterable[Fault]:
    """Check that a link has a language, unless it leads to a page for other devices."""
    element = node.element
    if element.get("rel") == "alternate" and element.get("hreflang") is None and element.get("media") is None:
        message = "<xhtml:link> has no hreflang, so its language is unknown: add it"
        yield Fault("missing", "", message, attribute="hreflang", severity=Severity.WARNING)


def _check_news(node: Node) -> Iterable[Fault]:
    node.walk.state.news += 1
    return ()


def _check_age(node: Node) -> Iterable[Fault]:
    as_of = node.walk.state.as_of
    try:
        published = dates.parse_w3cdtf(node.text)
    except ValueError:
        return
    # A date without a time is that of a whole day in an unknown zone.
    slack = WINDOW + WINDOW / 2 if "T" not in node.text else WINDOW
    if as_of is not None and published < as_of - slack:
        message = f"the article of {quote(node.text)} is over two days old: remove it, or list it in a plain sitemap"
        yield Fault("outdated", "", message, severity=Severity.WARNING)


def _check_video(node: Node) -> Iterable[Fault]:
    if not node.has(f"{{{VIDEO}}}content_loc") and not node.has(f"{{{VIDEO}}}player_loc"):
        message = "<video:video> has neither <video:content_loc> nor <video:player_loc>: add one of them"
        yield Fault("missing", "", message, of="content_loc")


def _check_part(node: Node) -> Iterable[Fault]:
    loc = node.element.find(f"{{{SITEMAP}}}loc")
    yield from check_location(node.walk.state, direct_text(loc).strip() if loc is not None else "")


# --- schemas ---


def _texts(
    namespace: str, code: str, checks: dict[str, Callable[[str], Iterable[Fault]] | None]
) -> list[ElementSchema]:
    return [_element(namespace, name, code, check) for name, check in checks.items()]


def _news() -> ElementSchema:
    code = "sitemap.news"
    name = _element(NEWS, "name", f"{code}.publication", value_checks.publication_name, required=True)
    language = _element(NEWS, "language", f"{code}.publication", value_checks.news_language, required=True)
    date = value_checks.date("news:publication_date")
    gone = {
        "access": "remove it, and mark paywalled content in the page's structured data",
        **dict.fromkeys(("genres", "keywords", "stock_tickers", "geo_locations"), "remove it"),
    }
    return _element(
        NEWS, "news", "sitemap", content=ELEMENTS, rules=(_check_news,)
    ).contain(
        _element(NEWS, "publication", code, required=True, content=ELEMENTS).contain(name, language),
        _element(NEWS, "publication_date", code, date, required=True, rules=(_check_age,)),
        _element(NEWS, "title", code, value_checks.filled("news:title"), required=True),
        *_texts(NEWS, code, {key: _obsolete(f"news:{key}", remedy) for key, remedy in gone.items()}),
    )  # fmt: skip


def _obsolete(name: str, remedy: str) -> ValueCheck:
    return value_checks.obsolete(name, remedy, Severity.WARNING)


def _image() -> ElementSchema:
    code = "sitemap.image"
    obsolete = {
        name: value_checks.obsolete(f"image:{name}", "describe the image in the page instead", Severity.INFO)
        for name in ("caption", "title", "geo_location", "license")
    }
    return _element(IMAGE, "image", "sitemap", once=False, content=ELEMENTS).contain(
        _element(IMAGE, "loc", code, value_checks.location("<image:loc>"), required=True),
        *_texts(IMAGE, code, dict(obsolete)),
    )


def _video() -> ElementSchema:
    code = "sitemap.video"
    required: dict[str, ValueCheck] = {
        "thumbnail_loc": value_checks.location("<video:thumbnail_loc>"),
        "title": value_checks.filled("video:title"),
        "description": value_checks.description,
    }
    texts: dict[str, Callable[[str], Iterable[Fault]] | None] = {
        "content_loc": value_checks.location("<video:content_loc>"),
        "duration": value_checks.duration,
        "expiration_date": value_checks.date("video:expiration_date"),
        "publication_date": value_checks.date("video:publication_date"),
        "family_friendly": value_checks.yes_no("video:family_friendly"),
        "requires_subscription": value_checks.yes_no("video:requires_subscription"),
        "live": value_checks.yes_no("video:live"),
        **dict.fromkeys(("rating", "view_count", "category"), None),
    }
    unchecked = [
        ElementSchema(f"{{{VIDEO}}}{name}", code=f"{code}.{name}", once=False, foreign=True)
        for name in ("player_loc", "tag", "restriction", "platform", "price", "gallery_loc", "uploader", "id",
                     "content_segment_loc", "tvshow")
    ]  # fmt: skip
    return _element(VIDEO, "video", "sitemap", once=False, content=ELEMENTS, rules=(_check_video,)).contain(
        *(_element(VIDEO, name, code, check, required=True) for name, check in required.items()),
        *_texts(VIDEO, code, texts),
        *unchecked,
    )


def _link() -> ElementSchema:
    attributes = {
        "rel": AttributeSchema(value_checks.relation, required=True, missing=""),
        "hreflang": AttributeSchema(value_checks.hreflang),
        "href": AttributeSchema(value_checks.location("href"), required=True, missing=""),
        "media": AttributeSchema(),
        "type": AttributeSchema(),
        "title": AttributeSchema(),
    }
    return _element(XHTML, "link", "sitemap", once=False, content=EMPTY, attributes=attributes, rules=(_check_link,))


def _urlset() -> ElementSchema:
    code = "sitemap.url"
    page = _element(SITEMAP, "url", "sitemap", once=False, content=ELEMENTS, rules=(_check_page,)).contain(
        _element(SITEMAP, "loc", code, value_checks.location("<loc>"), required=True),
        _element(SITEMAP, "lastmod", code, value_checks.date("lastmod")),
        _element(SITEMAP, "changefreq", code, value_checks.changefreq),
        _element(SITEMAP, "priority", code, value_checks.priority),
        _news(),
        _image(),
        _video(),
        _link(),
    )
    return _element(SITEMAP, "urlset", "sitemap", content=ELEMENTS).contain(page)


def _index() -> ElementSchema:
    part = _element(SITEMAP, "sitemap", "sitemap.index", once=False, content=ELEMENTS, rules=(_check_part,)).contain(
        _element(SITEMAP, "loc", "sitemap.index.sitemap", value_checks.location("<loc>"), required=True),
        _element(SITEMAP, "lastmod", "sitemap.index.sitemap", value_checks.date("lastmod")),
    )
    return ElementSchema(f"{{{SITEMAP}}}sitemapindex", code="sitemap.index", content=ELEMENTS).contain(part)


URLSET: Final = _urlset()
"""The schema of a sitemap."""

INDEX: Final = _index()
"""The schema of a sitemap index."""

ROOTS: Final = {URLSET.name: URLSET, INDEX.name: INDEX}


def written_name(namespace: str, local: str) -> str:
    """Return the name of an element with its customary prefix."""
    return f"{_PREFIX.get(namespace, '')}{local}"
