"""Schemas of Media RSS elements (http://www.rssboard.org/media-rss)."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules import geo
from newsfeed.syndication.rules.code_lists import COUNTRIES, CREDIT_ROLES
from newsfeed.syndication.rules.schemas import (
    check_plain_text,
    check_typed_text,
    extension_element,
    extension_elements,
)
from newsfeed.validation import html, links, values
from newsfeed.validation.element_schemas import ELEMENTS, EMPTY, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import MEDIA

_TEXT_TYPE: Final = AttributeSchema(values.one_of(("plain", "html"), "InvalidMediaTextType"))
_LINK: Final = AttributeSchema(links.absolute_uri)
_REQUIRED_LINK: Final = AttributeSchema(links.absolute_uri, required=True)
_SIZE: Final = {"width": AttributeSchema(values.POSITIVE), "height": AttributeSchema(values.POSITIVE)}
_LANG: Final = AttributeSchema(values.language)
_NPT: Final = AttributeSchema(values.npt)
_ANY: Final = AttributeSchema()
_BIT: Final = AttributeSchema(values.FLOAT)
_LOCATIONS: Final = geo.element_schemas()


def _scheme(*names: str) -> AttributeSchema:
    """Return the schema of an attribute that is a link or one of Media RSS's own names.

    Media RSS has names that look like URNs but are not, such as `urn:simple`.
    """
    return AttributeSchema(lambda text: () if text in names else links.absolute_uri(text))


# --- rules ---

_RATINGS: Final = {
    "urn:simple": re.compile("adult|nonadult"),
    "urn:mpaa": re.compile("g|m|nc-17|pg|pg-13|r|x"),
    "urn:v-chip": re.compile("tv-y|tv-y7|tv-y7-fv|tv-g|tv-pg|tv-14|tv-ma|14\\+|18\\+|c|c8|g|pg"),
    "urn:icra": re.compile(r"r \((?:[cnslvox][a-z] [01])(?: [cnslvox][a-z] [01])*\)"),
}
_RATING_EXAMPLES: Final = {
    "urn:simple": "adult or nonadult",
    "urn:mpaa": "g, pg, pg-13, r or nc-17",
    "urn:v-chip": "tv-y, tv-y7, tv-g, tv-pg, tv-14 or tv-ma",
    "urn:icra": "labels such as r (cz 1 lz 1 nz 1 oz 1 vz 1)",
}


def _rating(node: Node) -> Iterable[Fault]:
    scheme = node.element.get("scheme", "urn:simple")
    pattern = _RATINGS.get(scheme)
    if pattern is not None and not pattern.fullmatch(node.text):
        message = f"write a rating of {scheme} ({_RATING_EXAMPLES[scheme]}), not {quote(node.text)}"
        yield Fault("invalid", "InvalidMediaRating", message)


def _adult(_node: Node) -> Iterable[Fault]:
    remedy = 'write <media:rating scheme="urn:simple">adult</media:rating> instead'
    yield Fault("deprecated", "DeprecatedMediaAdult", f"<media:adult> is deprecated: {remedy}")


def _credit(node: Node) -> Iterable[Fault]:
    role = node.element.get("role")
    if role is None:
        return
    is_ebu = node.element.get("scheme", "urn:ebu") == "urn:ebu"
    if role != role.lower() or (is_ebu and role not in CREDIT_ROLES):
        message = f"write a role from the EBU's list in lower case, such as producer or reporter, not {quote(role)}"
        yield Fault("role", "InvalidCreditRole", message, attribute="role")


_DIGESTS: Final = {"md5": 32, "sha-1": 40}
_HEX: Final = re.compile("[0-9a-fA-F]{1,256}")


def _hash(node: Node) -> Iterable[Fault]:
    algorithm = node.element.get("algo", "md5")
    length = _DIGESTS.get(algorithm)
    if length is None:
        yield Fault("algorithm", "InvalidMediaHash", f"write md5 or sha-1, not {quote(algorithm)}", attribute="algo")
    elif len(node.text) != length or not _HEX.fullmatch(node.text):
        message = f"write the {algorithm} hash in {length} hexadecimal digits, not {quote(node.text)}"
        yield Fault("invalid", "InvalidMediaHash", message)


def _restriction(node: Node) -> Iterable[Fault]:
    kind = node.element.get("type")
    if kind is None and node.text not in ("", "all", "none"):
        message = f'write all or none, or add type="country" or type="uri", not {quote(node.text)}'
        yield Fault("invalid", "InvalidMediaRestriction", message)
    elif kind == "country":
        for country in node.text.split():
            if country not in COUNTRIES:
                message = f"write two-letter country codes of ISO 3166 such as au us, not {quote(country)}"
                yield Fault("country", "InvalidCountryCode", message)
    elif kind == "uri":
        for link in node.text.split():
            yield from links.absolute_uri(link)


def _content(node: Node) -> Iterable[Fault]:
    if node.element.get("url") is None and not node.has(f"{{{MEDIA}}}player"):
        message = "<media:content> has neither the attribute url nor a <media:player>: add one of them"
        yield Fault("missing", "MissingAttribute", message, attribute="url")


def _group(node: Node) -> Iterable[Fault]:
    if node.counts.get(f"{{{MEDIA}}}content", 0) < 2:
        message = "<media:group> has fewer than two <media:content>: remove the group but keep its content"
        yield Fault("alternatives", "MediaGroupWithoutAlternatives", message)


# --- schemas ---


def _common() -> list[ElementSchema]:
    """Return the schemas of elements that a channel, an item, a group and a content may have."""
    return [
        extension_element(MEDIA, "adult", values.TRUE_FALSE, raw=True, rules=(_adult,)),
        extension_element(MEDIA, "rating", once=False, attributes={"scheme": _scheme(*_RATINGS)}, rules=(_rating,)),
        *extension_elements(MEDIA, "title description", attributes={"type": _TEXT_TYPE}, rules=(check_typed_text,)),
        extension_element(MEDIA, "keywords", once=False),
        extension_element(
            MEDIA, "thumbnail", once=False, attributes={"url": _REQUIRED_LINK, "time": _NPT, **_SIZE}, content=EMPTY
        ),
        extension_element(
            MEDIA,
            "category",
            once=False,
            attributes={"scheme": _LINK, "label": AttributeSchema(html.check_plain_text)},
            rules=(check_plain_text,),
        ),
        extension_element(MEDIA, "hash", once=False, attributes={"algo": _ANY}, rules=(_hash,)),
        extension_element(MEDIA, "player", content=EMPTY, once=False, attributes={"url": _REQUIRED_LINK, **_SIZE}),
        extension_element(
            MEDIA,
            "credit",
            once=False,
            attributes={"scheme": _scheme("urn:ebu", "urn:yvs"), "role": _ANY},
            rules=(_credit,),
        ),
        extension_element(MEDIA, "copyright", attributes={"url": _LINK}, rules=(check_plain_text,)),
        extension_element(
            MEDIA,
            "text",
            once=False,
            attributes={"type": _TEXT_TYPE, "lang": _LANG, "start": _NPT, "end": _NPT},
            rules=(check_typed_text,),
        ),
        extension_element(MEDIA, "restriction", once=False, attributes=_RESTRICTION, rules=(_restriction,)),
        *_community(),
        *_offers(),
    ]


_RESTRICTION: Final = {
    "relationship": AttributeSchema(values.one_of(("allow", "deny"), "InvalidMediaRestrictionRel"), required=True),
    "type": AttributeSchema(values.one_of(("country", "uri", "sharing"), "InvalidMediaRestrictionType")),
}


def _community() -> list[ElementSchema]:
    star = {"average": _BIT, "count": AttributeSchema(values.NOT_NEGATIVE), "min": _BIT, "max": _BIT}
    counts = {"views": AttributeSchema(values.NOT_NEGATIVE), "favorites": AttributeSchema(values.NOT_NEGATIVE)}
    return [
        extension_element(MEDIA, "community", content=ELEMENTS).contain(
            extension_element(MEDIA, "starRating", content=EMPTY, attributes=star),
            extension_element(MEDIA, "statistics", content=EMPTY, attributes=counts),
            extension_element(MEDIA, "tags"),
        ),
        extension_element(MEDIA, "comments", content=ELEMENTS).contain(extension_element(MEDIA, "comment", once=False)),
        extension_element(MEDIA, "responses", content=ELEMENTS).contain(
            extension_element(MEDIA, "response", once=False)
        ),
        extension_element(MEDIA, "backLinks", content=ELEMENTS).contain(
            extension_element(MEDIA, "backLink", links.absolute_uri, once=False)
        ),
        extension_element(MEDIA, "embed", attributes={"url": _REQUIRED_LINK, **_SIZE}, content=ELEMENTS).contain(
            extension_element(MEDIA, "param", once=False, attributes={"name": AttributeSchema(required=True)})
        ),
        extension_element(MEDIA, "scenes", content=ELEMENTS).contain(_scene()),
    ]


_MINUTES: Final = re.compile(r"[0-9]{1,9}:[0-5][0-9](?:\.[0-9]{0,9})?")


def _scene_time(text: str) -> Iterable[Fault]:
    """Check the time of a scene: a play time, or minutes and seconds as in the example of the specification."""
    return () if _MINUTES.fullmatch(text) else values.npt(text)


def _scene() -> ElementSchema:
    return extension_element(MEDIA, "scene", once=False, content=ELEMENTS).contain(
        *extension_elements(MEDIA, "sceneTitle sceneDescription"),
        *extension_elements(MEDIA, "sceneStartTime sceneEndTime", _scene_time),
    )


def _offers() -> list[ElementSchema]:
    state = AttributeSchema(values.one_of(("active", "blocked", "deleted"), "InvalidValue"), required=True)
    kind = AttributeSchema(values.one_of(("rent", "purchase", "package", "subscription"), "InvalidPriceType"))
    price = {
        "type": kind,
        "info": _LINK,
        "price": AttributeSchema(values.decimal("InvalidFloat", least=0)),
        "currency": AttributeSchema(
            values.matching("[A-Z]{3}", "InvalidCurrencyUnit", "a currency as three letters such as EUR")
        ),
    }
    typed = {"type": AttributeSchema(values.media_type()), "href": _LINK}
    linked = {**typed, "href": _REQUIRED_LINK}
    return [
        extension_element(MEDIA, "status", content=EMPTY, attributes={"state": state, "reason": _ANY}),
        extension_element(MEDIA, "price", content=EMPTY, once=False, attributes=price),
        extension_element(MEDIA, "license", attributes=typed),
        extension_element(
            MEDIA,
            "subTitle",
            content=EMPTY,
            once=False,
            attributes={**linked, "lang": _LANG},
        ),
        extension_element(MEDIA, "peerLink", content=EMPTY, once=False, attributes=linked),
        extension_element(
            MEDIA,
            "location",
            once=False,
            content=ELEMENTS,
            attributes={"description": _ANY, "start": _NPT, "end": _NPT},
        ).contain(*_LOCATIONS),
        extension_element(MEDIA, "rights", content=EMPTY, attributes={"status": _RIGHTS}),
    ]


_RIGHTS: Final = AttributeSchema(values.one_of(("userCreated", "official"), "InvalidValue"), required=True)
_CONTENT: Final = {
    "url": _LINK,
    "fileSize": AttributeSchema(values.integer("InvalidPositiveInteger", least=1, overflow=False)),
    "type": AttributeSchema(values.media_type()),
    "medium": AttributeSchema(
        values.one_of(("image", "audio", "video", "document", "executable"), "InvalidMediaMedium")
    ),
    "isDefault": AttributeSchema(values.TRUE_FALSE),
    "expression": AttributeSchema(values.one_of(("sample", "full", "nonstop"), "InvalidMediaExpression")),
    "bitrate": _BIT,
    "framerate": _BIT,
    "samplingrate": _BIT,
    "channels": AttributeSchema(values.NOT_NEGATIVE),
    "duration": _BIT,
    "lang": _LANG,
    **_SIZE,
}


def feed_schemas() -> list[ElementSchema]:
    """Return the schemas of Media RSS elements that a channel and an item may have; each call returns new ones."""
    return _common()


def entry_schemas(description: Iterable[ElementSchema]) -> list[ElementSchema]:
    """Return the schemas of Media RSS elements that only an item may have; each call returns new ones.

    Args:
        description: the schemas of elements of other vocabularies that may describe a content.
    """
    content = extension_element(
        MEDIA, "content", once=False, content=ELEMENTS, attributes=_CONTENT, rules=(_content,)
    ).contain(*_common(), *description)
    group = extension_element(MEDIA, "group", once=False, content=ELEMENTS, rules=(_group,)).contain(
        content, *_common()
    )
    return [content, group]
