"""Rights, categories, links, sources and extensions of stories and feeds."""

from datetime import datetime
from typing import Any, Final

import attrs

from newsfeed.errors import ModelError
from newsfeed.model.fields import (
    SOUND,
    attributes_field,
    datetime_field,
    element_name,
    filled_text,
    folded,
    instance_of,
    instances_of,
    iri_field,
    language_field,
    legal_characters,
    line_field,
    listed,
    media_type_field,
    number_field,
    trimmed,
)
from newsfeed.model.frozen import Referable, frozen
from newsfeed.model.parties import Agent, Organization, Person
from newsfeed.values.xml_chars import XML_SPACE, trim_line_ends

MEDIA_TOPICS: Final = "http://cv.iptc.org/newscodes/mediatopic/"
"""The scheme of IPTC Media Topics; a `Category` whose scheme this is has the eight digits of the code as its term."""


@frozen(kw_only=True)
class Rights(Referable):
    """Who holds the rights and what others may do.

    notice: rss channel copyright, dc:rights · atom rights · jsonld copyrightNotice · newsml rightsInfo/copyrightNotice
    holder: jsonld copyrightHolder · newsml rightsInfo/copyrightHolder
    year: jsonld copyrightYear
    license: rss creativeCommons:license · atom link rel=license · jsonld license · newsml rightsInfo/link
    usage_terms: jsonld usageInfo · newsml rightsInfo/usageTerms
    """

    notice: str = line_field()
    holder: Agent | None = attrs.field(default=None, validator=instance_of(Person, Organization))
    year: int | None = number_field(1)
    license: str | None = iri_field()
    usage_terms: str = attrs.field(default="", converter=trimmed, validator=legal_characters, metadata=SOUND)


@frozen(kw_only=True)
class Category(Referable):
    """A term of a classification: a desk of the house, an IPTC Media Topic.

    term: rss category · atom category/@term · jsonfeed tags · jsonld articleSection · newsml subject/@qcode or @uri
    scheme: rss category/@domain · atom category/@scheme · newsml subject/@uri
    label: atom category/@label · newsml subject/name
    """

    term: str = line_field(filled=True)
    scheme: str | None = iri_field()
    label: str = line_field()

    @classmethod
    def media_topic(cls, code: str, label: str = "") -> "Category":
        """Give the IPTC Media Topic with this code of eight digits.

        Raises:
            ModelError: the code is not eight digits.
        """
        if not (len(code) == 8 and code.isascii() and code.isdigit()):
            raise ModelError("Category.term", f"is {code!r:.64}, an IPTC Media Topic has eight digits")
        return cls(term=code, scheme=MEDIA_TOPICS, label=label)


@frozen(kw_only=True)
class Link(Referable):
    """A link to something related; the story's own address is `Story.url`.

    url, rel, type, title, language, length: atom link/@href, @rel, @type, @title, @hreflang, @length · rss atom:link ·
    jsonfeed external_url (one, rel=related) · jsonld relatedLink on the WebPage · newsml itemMeta/link
    """

    url: str = iri_field(required=True)
    rel: str = attrs.field(default="related", converter=folded, validator=filled_text)
    type: str | None = media_type_field()
    title: str = line_field()
    language: str | None = language_field()
    length: int | None = number_field(0)


@frozen(kw_only=True)
class Source(Referable):
    """The feed that an aggregated story came from.

    title, feed_url: rss source · atom source/title, link rel=self
    id, url, updated: atom source/id, link, updated
    """

    title: str = line_field()
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(filled_text))
    url: str | None = iri_field()
    feed_url: str | None = iri_field()
    updated: datetime | None = datetime_field()


def _content(value: Any) -> Any:
    """Put texts that follow each other together; white space between elements, which lays them out, is not kept."""
    parts = listed(value)
    if not isinstance(parts, tuple) or not all(isinstance(part, str | Extension) for part in parts):
        return parts
    found: list[Any] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += trim_line_ends(part)
        elif part != "":
            found.append(trim_line_ends(part) if isinstance(part, str) else part)
    if any(isinstance(part, Extension) for part in found):
        found = [part for part in found if not isinstance(part, str) or part.strip(XML_SPACE)]
    return tuple(found)


@frozen(kw_only=True)
class Extension(Referable):
    """An element of another vocabulary, kept as it was: rss, atom and newsml write it back; the others name it as a loss.

    Args:
        name: the name in Clark notation, `{namespace}local`.
        attributes: pairs of name (Clark notation, or local) and value.
        content: text and elements in their order.
    """

    name: str = attrs.field(validator=element_name)
    attributes: tuple[tuple[str, str], ...] = attributes_field()
    content: "tuple[str | Extension, ...]" = attrs.field(default=(), converter=_content)

    @content.validator
    def _check_content(self, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        instances_of(str, Extension)(self, attribute, value)
        for item in value:
            if isinstance(item, str):
                legal_characters(self, attribute, item)
