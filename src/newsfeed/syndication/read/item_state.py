"""The state of reading one item."""

from typing import Final

from lxml import etree

from newsfeed.model import Link, PressMention, Rights
from newsfeed.reading.fields import StoryFields
from newsfeed.reading.location import Location
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.drafts import ItemDraft, links_with_alternate
from newsfeed.syndication.read.media import MediaCollector
from newsfeed.syndication.read.names import element_key
from newsfeed.values.namespaces import RDF, XML
from newsfeed.values.xml_chars import fold

_LANG: Final = f"{{{XML}}}lang"
_ABOUT: Final = f"{{{RDF}}}about"


class ItemState:
    """The state of reading one item: its draft, its media, and the settings that its values are converted with."""

    __slots__ = ("base", "context", "draft", "is_entry", "lenient", "location", "media")

    def __init__(self, element: "etree._Element", context: DocumentContext, location: Location) -> None:
        self.context, self.lenient, self.location = context, context.lenient, location
        self.base = context.base_of(element)
        self.is_entry = element_key(str(element.tag)) == "atom:entry"
        self.draft = ItemDraft(about=fold(element.get(_ABOUT) or ""), xml_language=element.get(_LANG))
        self.media = MediaCollector(context.lenient, self.base or context.site, location)

    def base_of(self, element: "etree._Element") -> str | None:
        """Return the IRI that links in a descendant are resolved against; the last resort is the site of the feed."""
        base = self.context.base_of(element) if self.context.has_xml_base else self.base
        return base or self.context.site

    def iri(self, text: str | None, element: "etree._Element", step: str) -> str | None:
        """Resolve a link in a descendant; findings name its path `step`."""
        return self.lenient.iri(text, self.base_of(element), self.location, step)

    def fields(self) -> StoryFields:
        """Return the fields of the story."""
        draft, lenient = self.draft, self.lenient
        fields = draft.fields()
        fields["language"] = lenient.language(draft.language, self.location)
        fields["media"] = self.media.media()
        fields |= lenient.summary_and_body(draft.summary_html, draft.html, self.base, self.location)
        topics = {topic.name for topic in fields.get("topics", ())}
        fields["keywords"] = tuple(keyword for keyword in dict.fromkeys(draft.keywords) if keyword not in topics)
        item_links = _without_press_links(draft.links, fields.get("press", ()))
        fields["links"] = links_with_alternate(item_links, draft.link, draft.alternate)
        if draft.rights_notice or draft.license:
            rights = {"notice": draft.rights_notice, "license": draft.license}
            fields["rights"] = lenient.build(Rights, rights, self.location)
        return fields


def _without_press_links(item_links: list[Link], press: tuple[PressMention, ...]) -> list[Link]:
    """Remove the links that the writers add for press mentions, since the body has the mentions themselves."""
    remaining = list(item_links)
    for mention in press:
        if mention.url:
            press_link = Link(url=mention.url, rel="via", language=mention.language, title=mention.outlet.name)
            if press_link in remaining:
                remaining.remove(press_link)
    return remaining
