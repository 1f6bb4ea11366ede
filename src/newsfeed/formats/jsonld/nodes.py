"""The small nodes of the graph: people, organizations, topics, media, press mentions, rights."""

from decimal import Decimal
from typing import Any, Final

from newsfeed.model import (
    Agent,
    Category,
    Correction,
    Media,
    Organization,
    Person,
    PressMention,
    Question,
    Rights,
    Topic,
)
from newsfeed.model.rich_text import Text
from newsfeed.values import iris
from newsfeed.values.dates import rfc3339
from newsfeed.values.xml_chars import trim

Node = dict[str, Any]

TOPICS: Final = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "work": "CreativeWork",
    "thing": "Thing",
}
"""The type of a topic of each kind."""

MEDIA: Final[dict[str, tuple[str, str | list[str]]]] = {
    "image": ("image", "ImageObject"),
    "video": ("video", "VideoObject"),
    "audio": ("audio", "AudioObject"),
    "document": ("associatedMedia", ["MediaObject", "DigitalDocument"]),
    "other": ("associatedMedia", "MediaObject"),
}
"""The property that a medium is the value of, and its type: a DigitalDocument alone is no MediaObject."""


def plain(text: Text) -> str:
    """Give plain text of text that may be rich, as the model has it: without white space at its ends."""
    return text if isinstance(text, str) else trim(str(text))


def agent(each: Agent) -> Node:
    """Give a person or an organization."""
    if isinstance(each, Person):
        node: Node = {"@type": "Person", "name": each.name}
        picture, name = each.avatar, "image"
    else:
        node = {"@type": "Organization", "name": each.name}
        picture, name = each.logo, "logo"
    _contact(node, each)
    if picture:
        node[name] = picture
    return node


def outlet(each: Organization) -> Node:
    """Give a news organization: an outlet that is quoted, or the publisher."""
    node: Node = {"@type": "NewsMediaOrganization", "name": each.name}
    _contact(node, each)
    if each.logo:
        node["logo"] = each.logo
    return node


def _contact(node: Node, each: Agent) -> None:
    if each.url:
        node["url"] = each.url
    if each.email:
        node["email"] = each.email
    if each.same_as:
        node["sameAs"] = each.same_as


def topic(each: Topic, at: str) -> Node:
    """Give a topic; `at` is its anchor in the body."""
    node: Node = {"@type": TOPICS[each.kind], "@id": at, "name": each.name}
    if each.description:
        node["description"] = each.description
    if each.url:
        node["url"] = each.url
    if each.same_as:
        node["sameAs"] = each.same_as
    return node


def question(each: Question, at: str) -> Node:
    """Give a question, with its answer where it has one."""
    node: Node = {"@type": "Question", "@id": at, "name": each.text}
    if each.answer:
        node["acceptedAnswer"] = {"@type": "Answer", "text": plain(each.answer)}
    if each.url:
        node["url"] = each.url
    return node


def mention(each: PressMention, at: str | None) -> Node:
    """Give what an outlet says as a Quotation, the words that it quotes as its parts."""
    node: Node = {"@type": "Quotation"}
    if at:
        node["@id"] = at
    node["text"] = plain(each.text)
    if each.context:
        node["description"] = plain(each.context)
    source = outlet(each.outlet)
    node["creator"] = source
    article: Node = {"@type": "NewsArticle"}
    if each.url:
        article["url"] = each.url
    article["publisher"] = source
    if each.published:
        article["datePublished"] = rfc3339(each.published)
    if each.language:
        node["inLanguage"] = article["inLanguage"] = each.language
    node["isBasedOn"] = article
    if each.quotes:
        node["hasPart"] = [{"@type": "Quotation", "text": quote} for quote in each.quotes]
    return node


def correction(each: Correction) -> Node:
    """Give what is put right."""
    node: Node = {"@type": "CorrectionComment", "text": plain(each.text)}
    if each.published:
        node["datePublished"] = rfc3339(each.published)
    return node


def category(each: Category) -> Node:
    """Give a term of a classification with the scheme and label that articleSection has no place for."""
    node: Node = {"@type": "DefinedTerm", "termCode": each.term}
    if each.label:
        node["name"] = each.label
    if each.scheme:
        node["inDefinedTermSet"] = each.scheme
    return node


def media(each: Media) -> Node:
    """Give a picture, film, recording or document."""
    node: Node = {"@type": MEDIA[each.medium][1], "contentUrl": each.url, "url": each.url}
    if each.title:
        node["name"] = each.title
    if each.alt:
        node["description"] = each.alt
    if has_caption(each) and (caption := plain(each.caption)):
        node["caption"] = caption
    if each.credit:
        node["creditText"] = each.credit
    if each.type:
        node["encodingFormat"] = each.type
    if each.length is not None:
        node["contentSize"] = f"{each.length} B"
    if each.width:
        node["width"] = f"{each.width} px"  # a Distance is a number with its unit
    if each.height:
        node["height"] = f"{each.height} px"
    if each.duration is not None:
        node["duration"] = f"PT{Decimal(repr(each.duration)):f}S"
    if each.language:
        node["inLanguage"] = each.language
    if each.thumbnail:
        node["thumbnailUrl"] = each.thumbnail
    return node


def has_caption(each: Media) -> bool:
    """Whether schema.org has a caption for the medium: only for ImageObject, VideoObject and AudioObject."""
    return each.medium in ("image", "video", "audio")


def add_rights(node: Node, rights: Rights) -> None:
    """Add to a work who holds its rights and what others may do."""
    if rights.notice:
        node["copyrightNotice"] = rights.notice
    if rights.holder:
        node["copyrightHolder"] = agent(rights.holder)
    if rights.year is not None:
        node["copyrightYear"] = rights.year
    if rights.license:
        node["license"] = rights.license
    if rights.usage_terms:  # the property takes a URL or a work, no text
        terms = rights.usage_terms
        node["usageInfo"] = terms if iris.is_iri(terms) else {"@type": "CreativeWork", "text": terms}
