"""The front matter of a page: recognition of YAML at its start, and the fields that its keys stand for.

TOML front matter has the fields of a story only. In YAML, the names that static site generators use are accepted too.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from newsfeed.model import Story
from newsfeed.pages.decoding import Line
from newsfeed.pages.line_syntax import FENCE
from newsfeed.plain_data.plain import PlainObject
from newsfeed.plain_data.toml_writer import format_toml

FEED_TABLE: Final = "feed"
"""Name of the table with the feed's fields, in the front matter of the first page."""

YAML_FENCE: Final = "---"
_CLOSING_FENCES: Final = (YAML_FENCE, "...")
_KEY_LINE: Final = re.compile(r"[\"']?(?P<key>[A-Za-z_][\w .-]*+)[\"']?\s*+:(?:\s.*)?")

STORY_FIELDS: Final = frozenset(field.name for field in attrs.fields(Story))
SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("title",),
    "summary": ("description", "excerpt"),
    "published": ("date", "pubdate", "publishdate", "date_published", "published_at"),
    "updated": ("lastmod", "modified", "last_modified", "last_modified_at", "date_modified", "updated_at"),
    "authors": ("author",),
    "contributors": ("contributor",),
    "keywords": ("tags", "tag", "keyword"),
    "categories": ("category",),
    "language": ("lang", "locale"),
    "url": ("canonical", "canonical_url", "permalink"),
    "media": ("image", "images", "cover", "cover_image", "featured_image", "thumbnail"),
    "rights": ("copyright",),
    "expires": ("expirydate", "expiry_date", "expires_at", "unpublishdate", "unpublish_date"),
    "section_path": ("section", "breadcrumb", "breadcrumbs"),
    "alternative_headlines": ("subtitle", "linktitle", "short_title", "seo_title", "meta_title", "social_title"),
    "access": ("paywall", "paywalled", "premium"),
    "places": ("place", "location", "locations"),
    "translations": ("translation",),
}
"""Other names of fields in YAML. Case does not count, and a hyphen is an underscore."""

ID_KEY: Final = "slug"
"""Key with the end of the id of a page without another id."""

DRAFT_KEY: Final = "draft"
"""Key that withholds a story if it is true."""

SYNTAX_KEY: Final = "syntax"
"""Key with the syntax of the text: `COMMONMARK`, or else lines are read by their words as well."""

COMPLETE_KEY: Final = "complete"
"""Key with the names of fields that the front matter has as a whole, although the text shows them, too."""

COMMONMARK: Final = "commonmark"

DIRECTIVES: Final = (FEED_TABLE, SYNTAX_KEY, COMPLETE_KEY)
"""Keys of a page of CommonMark that are no fields of its story."""

_FIELDS_BY_SYNONYM: Final = {synonym: field for field, synonyms in SYNONYMS.items() for synonym in synonyms}


def begins_with_yaml(lines: Sequence[Line]) -> bool:
    """Return whether a page begins with YAML front matter, and not with a rule.

    The first line is `---`, and the next one has a key. A key that is not known counts only if another `---` follows.
    """
    content = [line for line in lines if line.text]
    if len(content) < 2 or content[0].text != YAML_FENCE:
        return False
    following = next((line for line in content[1:] if not line.text.startswith("#")), content[1])
    if following.text in _CLOSING_FENCES:
        return True
    key = _KEY_LINE.fullmatch(following.text)
    return key is not None and (field_of(key["key"].rstrip()) is not None or closing_fence(lines) is not None)


def closing_fence(lines: Sequence[Line]) -> int | None:
    """Return the index of the line that ends the YAML front matter, or None."""
    opening = next(index for index, line in enumerate(lines) if line.text)
    indices = (index for index in range(opening + 1, len(lines)) if lines[index].text in _CLOSING_FENCES)
    return next((index for index in indices if not lines[index].indented), None)


def is_commonmark(front_matter: Mapping[str, object] | None) -> bool:
    """Return whether front matter declares that the text below it is CommonMark."""
    return str((front_matter or {}).get(SYNTAX_KEY, "")).lower() == COMMONMARK


def complete_fields(front_matter: Mapping[str, object] | None) -> frozenset[str]:
    """Return the names of the fields that the front matter of a page of CommonMark has as a whole."""
    names = (front_matter or {}).get(COMPLETE_KEY, ()) if is_commonmark(front_matter) else []
    return frozenset(map(str, names)) if isinstance(names, list) else frozenset((str(names),))


def field_of(key: str) -> str | None:
    """Return the field, `slug`, `draft` or `feed` that a key of YAML stands for; None for an unknown key."""
    name = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if name in (ID_KEY, DRAFT_KEY, FEED_TABLE) or name in STORY_FIELDS:
        return name
    return _FIELDS_BY_SYNONYM.get(name)


def format_front_matter(data: PlainObject) -> str:
    """Return front matter: TOML between two fences, each on a line of its own."""
    return f"{FENCE}\n{format_toml(data)}{FENCE}\n"
