"""Media RSS (http://www.rssboard.org/media-rss): the rows of its elements."""

import re
from collections.abc import Iterable
from typing import Any, Final

from newsfeed.findings import Severity
from newsfeed.syndication.rules import geo
from newsfeed.syndication.rules.code_lists import COUNTRIES, CREDIT_ROLES
from newsfeed.syndication.rules.schemas import many, module, typed_text
from newsfeed.validation import links, values
from newsfeed.validation.engine import ELEMENTS, EMPTY, Attribute, Element, Node
from newsfeed.validation.faults import Fault, shown
from newsfeed.values.namespaces import MEDIA

_TEXT_TYPE: Final = Attribute(values.one_of(("plain", "html"), "InvalidMediaTextType"))
_LINK: Final = Attribute(links.link)
_REQUIRED_LINK: Final = Attribute(links.link, required=True)
_SIZE: Final = {"width": Attribute(values.POSITIVE), "height": Attribute(values.POSITIVE)}
_LANG: Final = Attribute(values.language)
_NPT: Final = Attribute(values.npt)
_ANY: Final = Attribute()
_BIT: Final = Attribute(values.FLOAT)
_PLACES: Final = geo.rows()


def _row(local: str, **options: Any) -> Element:
    return module(MEDIA, local, **options)


def _scheme(*own: str) -> Attribute:
    """Give the attribute of a link, or of a name that Media RSS writes like a URN without being one (`urn:simple`)."""
    return Attribute(lambda text: () if text in own else links.link(text))


# --- rules ---

_RATINGS: Final = {
    "urn:simple": re.compile("adult|nonadult"),
    "urn:mpaa": re.compile("g|m|nc-17|pg|pg-13|r|x|nr", re.IGNORECASE),
    "urn:v-chip": re.compile("tv-y|tv-y7|tv-y7-fv|tv-g|tv-pg|tv-14|tv-ma|14\\+|18\\+|c|c8|g|pg", re.IGNORECASE),
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
        yield Fault(
            "invalid",
            "InvalidMediaRating",
            f"write a rating of {scheme}, {_RATING_EXAMPLES[scheme]}, not {shown(node.text)}",
        )


def _adult(node: Node) -> Iterable[Fault]:
    instead = 'write <media:rating scheme="urn:simple">adult</media:rating> instead'
    if node.text in ("true", "false"):
        yield Fault("deprecated", "DeprecatedMediaAdult", instead)
    else:
        message = f"{shown(node.text)} is neither true nor false: {instead}"
        yield Fault("invalid", "InvalidAdultContent", message, severity=Severity.ERROR)  # the schema refuses it too


def _credit(node: Node) -> Iterable[Fault]:
    role = node.element.get("role")
    if role is None:
        return
    ours = node.element.get("scheme", "urn:ebu") == "urn:ebu"
    if role != role.lower() or (ours and role not in CREDIT_ROLES):
        message = f"write a role of the EBU's list in lower case, such as producer or reporter, not {shown(role)}"
        yield Fault("role", "InvalidCreditRole", message, attribute="role")


_DIGESTS: Final = {"md5": 32, "sha-1": 40}
_HEX: Final = re.compile("[0-9a-fA-F]{1,256}")


def _hash(node: Node) -> Iterable[Fault]:
    algorithm = node.element.get("algo", "md5")
    length = _DIGESTS.get(algorithm)
    if length is None:
        yield Fault("algorithm", "InvalidMediaHash", f"write md5 or sha-1, not {shown(algorithm)}", attribute="algo")
    elif len(node.text) != length or not _HEX.fullmatch(node.text):
        yield Fault(
            "invalid",
            "InvalidMediaHash",
            f"write the {algorithm} in {length} hexadecimal digits, not {shown(node.text)}",
        )


def _restriction(node: Node) -> Iterable[Fault]:
    kind, words = node.element.get("type"), node.text.split()
    if kind is None and node.text not in ("", "all", "none"):
        yield Fault(
            "invalid",
            "InvalidMediaRestriction",
            f"write all or none, or give the type country or uri, not {shown(node.text)}",
        )
    elif kind == "country":
        for word in words:
            if word not in COUNTRIES:
                message = f"write countries by two letters of ISO 3166 such as au us, not {shown(word)}"
                yield Fault("country", "InvalidCountryCode", message)
    elif kind == "uri":
        for word in words:
            yield from links.link(word)


def _content(node: Node) -> Iterable[Fault]:
    if node.element.get("url") is None and not node.has(f"{{{MEDIA}}}player"):
        message = "has neither the attribute url nor a media:player: add one of them"
        yield Fault("missing", "MissingAttribute", message, attribute="url")


def _group(node: Node) -> Iterable[Fault]:
    if node.counts.get(f"{{{MEDIA}}}content", 0) < 2:
        message = "groups fewer than two media:content: take the group away, and leave what is in it"
        yield Fault("alternatives", "MediaGroupWithoutAlternatives", message)


# --- rows ---


def _common() -> list[Element]:
    """Give what may stand in an item, channel, group or content alike."""
    typed: dict[str, Any] = {"attributes": {"type": _TEXT_TYPE}, "rules": (typed_text,)}
    return [
        _row("adult", rules=(_adult,)),
        _row("rating", once=False, attributes={"scheme": _scheme(*_RATINGS)}, rules=(_rating,)),
        _row("title", **typed),
        _row("description", **typed),
        _row("keywords"),
        _row("thumbnail", once=False, attributes={"url": _REQUIRED_LINK, "time": _NPT, **_SIZE}, content=EMPTY),
        _row("category", once=False, attributes={"scheme": _LINK, "label": _ANY}),
        _row("hash", once=False, attributes={"algo": _ANY}, rules=(_hash,)),
        _row("player", content=EMPTY, attributes={"url": _REQUIRED_LINK, **_SIZE}),
        _row(
            "credit", once=False, attributes={"scheme": _scheme("urn:ebu", "urn:yvs"), "role": _ANY}, rules=(_credit,)
        ),
        _row("copyright", attributes={"url": _LINK}),
        _row(
            "text",
            once=False,
            attributes={"type": _TEXT_TYPE, "lang": _LANG, "start": _NPT, "end": _NPT},
            rules=(typed_text,),
        ),
        _row("restriction", once=False, attributes=_RESTRICTION, rules=(_restriction,)),
        *_community(),
        *_offers(),
    ]


_RESTRICTION: Final = {
    "relationship": Attribute(values.one_of(("allow", "deny"), "InvalidMediaRestrictionRel"), required=True),
    "type": Attribute(values.one_of(("country", "uri", "sharing"), "InvalidMediaRestrictionType")),
}


def _community() -> list[Element]:
    star = {"average": _BIT, "count": Attribute(values.NOT_NEGATIVE), "min": _BIT, "max": _BIT}
    counts = {"views": Attribute(values.NOT_NEGATIVE), "favorites": Attribute(values.NOT_NEGATIVE)}
    return [
        _row("community", content=ELEMENTS).contain(
            _row("starRating", content=EMPTY, attributes=star),
            _row("statistics", content=EMPTY, attributes=counts),
            _row("tags"),
        ),
        _row("comments", content=ELEMENTS).contain(_row("comment", once=False)),
        _row("responses", content=ELEMENTS).contain(_row("response", once=False)),
        _row("backLinks", content=ELEMENTS).contain(_row("backLink", value=links.link, once=False)),
        _row("embed", attributes={"url": _REQUIRED_LINK, **_SIZE}, content=ELEMENTS).contain(
            _row("param", once=False, attributes={"name": Attribute(required=True)})
        ),
        _row("scenes", content=ELEMENTS).contain(_scene()),
    ]


_MINUTES: Final = re.compile(r"[0-9]{1,9}:[0-5][0-9](?:\.[0-9]{0,9})?")


def _scene_time(text: str) -> Iterable[Fault]:
    """Check the time of a scene: a play time, or the minutes and seconds that Media RSS has in its own example."""
    return () if _MINUTES.fullmatch(text) else values.npt(text)


def _scene() -> Element:
    return _row("scene", once=False, content=ELEMENTS).contain(
        *many(MEDIA, "sceneTitle sceneDescription"), *many(MEDIA, "sceneStartTime sceneEndTime", _scene_time)
    )


def _offers() -> list[Element]:
    state = Attribute(values.one_of(("active", "blocked", "deleted"), "InvalidValue"), required=True)
    kind = Attribute(values.one_of(("rent", "purchase", "package", "subscription"), "InvalidPriceType"))
    price = {
        "type": kind,
        "info": _LINK,
        "price": Attribute(values.decimal("InvalidFloat", least=0)),
        "currency": Attribute(
            values.matching("[A-Z]{3}", "InvalidCurrencyUnit", "a currency as three letters such as EUR")
        ),
    }
    typed = {"type": Attribute(values.media_type()), "href": _LINK}
    needed = {**typed, "href": _REQUIRED_LINK}
    return [
        _row("status", content=EMPTY, attributes={"state": state, "reason": _ANY}),
        _row("price", content=EMPTY, once=False, attributes=price),
        _row("license", attributes=typed),
        _row(
            "subTitle",
            content=EMPTY,
            once=False,
            attributes={**needed, "lang": _LANG},
        ),
        _row("peerLink", content=EMPTY, once=False, attributes=needed),
        _row(
            "location",
            once=False,
            content=ELEMENTS,
            attributes={"description": _ANY, "start": _NPT, "end": _NPT},
        ).contain(*_PLACES),
        _row("rights", content=EMPTY, attributes={"status": _RIGHTS}),
    ]


_RIGHTS: Final = Attribute(values.one_of(("userCreated", "official"), "InvalidValue"), required=True)
_CONTENT: Final = {
    "url": _LINK,
    "fileSize": Attribute(values.integer("InvalidPositiveInteger", least=1, overflow=False)),
    "type": Attribute(values.media_type()),
    "medium": Attribute(values.one_of(("image", "audio", "video", "document", "executable"), "InvalidMediaMedium")),
    "isDefault": Attribute(values.TRUE_FALSE),
    "expression": Attribute(values.one_of(("sample", "full", "nonstop"), "InvalidMediaExpression")),
    "bitrate": _BIT,
    "framerate": _BIT,
    "samplingrate": _BIT,
    "channels": Attribute(values.POSITIVE),
    "duration": Attribute(values.NOT_NEGATIVE),
    "lang": _LANG,
    **_SIZE,
}


def rows() -> list[Element]:
    """Give the rows for a channel or an item."""
    content = _row("content", once=False, content=ELEMENTS, attributes=_CONTENT, rules=(_content,)).contain(*_common())
    group = _row("group", once=False, content=ELEMENTS, rules=(_group,)).contain(content, *_common())
    return [content, group, *_common()]
