"""Element schemas of RSS 2.0 and its Best Practices Profile, with the rules that concern a single element."""

from collections.abc import Iterable
from typing import Final, Unpack

from newsfeed.findings import Severity
from newsfeed.syndication.rules import atom_elements, describing, itunes, rss_extensions
from newsfeed.syndication.rules.atom_links import check_entry_paging, check_paging
from newsfeed.syndication.rules.atom_xhtml import check_body
from newsfeed.syndication.rules.date_order import date_order
from newsfeed.syndication.rules.schemas import check_markup, check_plain_text
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import (
    ELEMENTS,
    EMPTY,
    UNCHECKED,
    AttributeSchema,
    ElementSchema,
    Rule,
    SchemaOptions,
)
from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.validation.nodes import Node
from newsfeed.values import dates
from newsfeed.values.namespaces import INDEXING, XHTML

PROFILE: Final = "https://www.rssboard.org/rss-profile"

_VERSIONS: Final = ("2.0", "0.91", "0.92")
"""The versions of RSS with a final specification; 0.93 and 0.94 were drafts."""
_CLOUD_PROTOCOLS: Final = ("xml-rpc", "soap", "http-post", "https-post")
_IMAGE_SUFFIXES: Final = ("gif", "jpg", "jpeg", "png")
_SHORT_GUID: Final = 9
"""Length below which a number as guid is likely to be the guid of an item in another feed, too."""


class RssState:
    """Values of a document that rules of several elements collect during the walk over it.

    Attributes:
        guids: the texts of all `<guid>` so far.
        atom_ids: the texts of all `<atom:id>` of items so far.
        has_episodes: whether an item has an element of the iTunes vocabulary.
        is_090: whether the document is of RSS 0.90, whose elements have no rdf:about.
    """

    __slots__ = ("atom_ids", "guids", "has_episodes", "is_090")

    def __init__(self) -> None:
        self.guids: set[str] = set()
        self.atom_ids: set[str] = set()
        self.has_episodes: bool = False
        self.is_090: bool = False


# --- rules of single elements ---


def _check_version(node: Node) -> Iterable[Fault]:
    version = node.element.get("version", "").strip()
    if "version" in node.element.attrib and version not in _VERSIONS:
        message = f'{quote(version)} is not a version of RSS: write version="2.0" in <rss>'
        yield Fault("version", "InvalidRSSVersion", message, attribute="version")
    elif version.startswith("0.9"):
        message = f'version {quote(version)} of RSS is obsolete: write version="2.0" in <rss>'
        yield Fault("version_obsolete", "ObsoleteVersion", message, attribute="version")


def version_of(node: Node) -> str:
    """Return the version of RSS that the root element of a document names; 2.0 if it names none."""
    return node.walk.document.root.get("version", "2.0").strip()


def _check_guid(node: Node) -> Iterable[Fault]:
    text, state = node.text, node.walk.state
    if text in state.guids:
        message = f"another <item> has the <guid> {quote(text, 96)} too: write one that no other item has"
        yield Fault("repeated", "DuplicateValue", message)
    elif text:
        state.guids.add(text)
    if node.element.get("isPermaLink", "true") == "true":
        for fault in _check_permalink(text):
            message = f'{fault.message} (or write isPermaLink="false")'
            # The W3C validator only warns of some of these, but the RELAX NG schema refuses them all.
            yield Fault(fault.problem, fault.event, message, severity=Severity.ERROR)
    elif text.isdigit() and len(text) < _SHORT_GUID:
        message = f"{quote(text)} may be the <guid> of an item in another feed: write a URL, or a tag: or urn:uuid: URI"
        yield Fault("short", "NotSufficientlyUnique", message)


def _check_permalink(text: str) -> Iterable[Fault]:
    return links.with_web_scheme(links.permalink, "InvalidPermalink" if ":" in text else "InvalidHttpGUID")(text)


def _check_skip_hours(node: Node) -> Iterable[Fault]:
    if node.counts.get("hour", 0) > 24:
        yield Fault("too_many", "NotEnoughHoursInTheDay", "<skipHours> has more than 24 hours: list each hour once")
    listed: set[str] = set()
    for child in node.element.iterchildren("hour"):
        hour = (child.text or "").strip().lstrip("0") or "0"
        hour = "0" if hour == "24" else hour
        if hour in listed:
            message = f"the <hour> {quote(hour)} is listed more than once: list it once"
            yield Fault("repeated", "DuplicateValue", message, of="hour", element=child)
        listed.add(hour)


def _check_skip_days(node: Node) -> Iterable[Fault]:
    if node.counts.get("day", 0) > 7:
        yield Fault("too_many", "EightDaysAWeek", "<skipDays> has more than 7 days: list each day once")
    listed: set[str] = set()
    for child in node.element.iterchildren("day"):
        day = (child.text or "").strip()
        if day in listed:
            message = f"the <day> {quote(day)} is listed more than once: list it once"
            yield Fault("repeated", "DuplicateValue", message, of="day", element=child)
        listed.add(day)


def _check_description(node: Node) -> Iterable[Fault]:
    """Check the description of an item: HTML, but plain text in RSS 0.91."""
    return check_plain_text(node) if version_of(node) == "0.91" else check_markup(node)


def _check_contact_text(node: Node) -> Iterable[Fault]:
    """Check that an address and a name are not HTML; `Name <address>` is another fault."""
    return () if "@" in node.text and not node.text.endswith(")") else check_plain_text(node)


def _check_image_url(text: str) -> Iterable[Fault]:
    yield from links.absolute_uri(text)
    suffix = text.rpartition(".")[2].lower()
    if suffix.isalnum() and suffix not in _IMAGE_SUFFIXES:
        message = f"many readers cannot show {quote(suffix)} files: link to a GIF, JPEG or PNG image, not {quote(text)}"
        yield Fault("format", "ImageUrlFormat", message)


def _check_cloud_protocol(text: str) -> Iterable[Fault]:
    if text not in _CLOUD_PROTOCOLS:
        message = f"{quote(text)} is not a protocol of <cloud>: write xml-rpc, soap or http-post"
        yield Fault("invalid", "", message, severity=Severity.ERROR, reference=f"{PROFILE}#element-channel-cloud")


def _avoid_text_input(_node: Node) -> Iterable[Fault]:
    yield Fault("avoid", "AvoidTextInput", "most readers ignore <textInput>: remove it")


def _refuse_blink(_node: Node) -> Iterable[Fault]:
    yield Fault("unknown", "NoBlink", "<blink> is not an element of RSS: remove it or write <blogChannel:blink>")


# --- schemas ---

FORM_NAME: Final = values.matching("[A-Za-z].*", "InvalidFormComponentName", "a name that begins with a letter")
"""Check of the name of a text field."""

_CLOUD_ATTRIBUTES: Final = {
    "domain": AttributeSchema(values.attribute_not_blank, required=True),
    "path": AttributeSchema(required=True),
    "port": AttributeSchema(values.PORT, required=True),
    "registerProcedure": AttributeSchema(required=True),
    "protocol": AttributeSchema(_check_cloud_protocol, required=True),
}
_ENCLOSURE_ATTRIBUTES: Final = {
    "url": AttributeSchema(links.http_url, required=True),
    "length": AttributeSchema(values.byte_length, required=True),
    "type": AttributeSchema(values.media_type(), required=True),
}
_GUID_ATTRIBUTES: Final = {"isPermaLink": AttributeSchema(values.BOOLEAN)}
_SOURCE_ATTRIBUTES: Final = {"url": AttributeSchema(links.absolute_uri, required=True)}


def _text(name: str, code: str, **options: Unpack[SchemaOptions]) -> ElementSchema:
    """Return the schema of an optional element with plain text.

    Args:
        name: of the element.
        code: of its findings.
        options: other arguments of `ElementSchema`.
    """
    options["rules"] = (check_plain_text,)
    return ElementSchema(name, code=code, **options)


def _required_text(name: str, code: str, missing: str, *, blank: str = "NotBlank") -> ElementSchema:
    """Return the schema of a required element with plain text.

    Args:
        name: of the element.
        code: of its findings.
        missing: W3C code to report if the element is absent.
        blank: W3C code to report if it is empty; "" allows that.
    """
    return _text(name, code, blank=blank, required=True, missing=missing)


def _required_value(name: str, code: str, check: ValueCheck, missing: str = "MissingElement") -> ElementSchema:
    return ElementSchema(name, code=code, value=check, required=True, missing=missing)


def _value(name: str, code: str, check: ValueCheck) -> ElementSchema:
    return ElementSchema(name, code=code, value=check)


def _contact(name: str, code: str) -> ElementSchema:
    """Return the schema of an element with an e-mail address and a name."""
    return ElementSchema(name, code=code, value=values.contact, rules=(_check_contact_text,))


def _category(code: str, *, blank: str = "") -> ElementSchema:
    return _text("category", code, blank=blank, once=False, attributes={"domain": AttributeSchema()})


def _image() -> ElementSchema:
    return ElementSchema("image", code="rss.channel.image", content=ELEMENTS).contain(
        _required_value("url", "rss.image.url", _check_image_url),
        _required_text("title", "rss.image.title", "MissingTitle"),
        _required_value("link", "rss.image.link", links.absolute_uri, "MissingLink"),
        _value("width", "rss.image.width", values.WIDTH),
        _value("height", "rss.image.height", values.HEIGHT),
        _text("description", "rss.image.description"),
        *describing.part_schemas(),
    )


def _text_input() -> ElementSchema:
    rules = (_avoid_text_input,)
    return ElementSchema("textInput", code="rss.channel.text_input", content=ELEMENTS, rules=rules).contain(
        _required_text("title", "rss.text_input.title", "MissingTitle", blank=""),
        ElementSchema("description", code="rss.text_input.description", required=True, missing="MissingDescription"),
        _required_value("name", "rss.text_input.name", FORM_NAME),
        _required_value("link", "rss.text_input.link", links.absolute_uri, "MissingLink"),
        *describing.part_schemas(),
    )


def _skip_hours() -> ElementSchema:
    hour = ElementSchema("hour", code="rss.skip_hours.hour", value=values.hour, once=False, required=True)
    rules = (_check_skip_hours,)
    return ElementSchema("skipHours", code="rss.channel.skip_hours", content=ELEMENTS, rules=rules).contain(hour)


def _skip_days() -> ElementSchema:
    day = ElementSchema("day", code="rss.skip_days.day", value=values.DAY, once=False, required=True)
    rules = (_check_skip_days,)
    return ElementSchema("skipDays", code="rss.channel.skip_days", content=ELEMENTS, rules=rules).contain(day)


def item(rule: Rule) -> ElementSchema:
    """Return the schema of `<item>`.

    Args:
        rule: check of the elements of an item taken together.
    """
    rules = (rule, date_order("pubDate", dates.parse_rfc822, "atom_updated"), itunes.check_episode, check_entry_paging)
    return ElementSchema("item", code="rss.item", once=False, content=ELEMENTS, rules=rules).contain(
        _text("title", "rss.item.title", blank="NotBlank"),
        _value("link", "rss.item.link", links.absolute_uri),
        ElementSchema("description", code="rss.item.description", rules=(_check_description,)),
        _contact("author", "rss.item.author"),
        _category("rss.item.category", blank="NotBlank"),
        _value("comments", "rss.item.comments", links.absolute_uri),
        ElementSchema(
            "enclosure",
            code="rss.item.enclosure",
            content=EMPTY,
            attributes=_ENCLOSURE_ATTRIBUTES,
            duplicate="DuplicateEnclosure",
        ),
        ElementSchema(
            "guid", code="rss.item.guid", blank="NotBlank", attributes=_GUID_ATTRIBUTES, rules=(_check_guid,)
        ),
        _value("pubDate", "rss.item.pub_date", values.rfc822),
        _text("source", "rss.item.source", attributes=_SOURCE_ATTRIBUTES),
        ElementSchema(
            f"{{{XHTML}}}body", code="xhtml.body", once=False, content=UNCHECKED, foreign=True, rules=(check_body,)
        ),
        *rss_extensions.content_schemas(),
        *atom_elements.entry_schemas(),
        *rss_extensions.element_schemas("entry"),
    )


def _channel(item_schema: ElementSchema, rule: Rule) -> ElementSchema:
    rules = (rule, itunes.check_podcast, check_paging)
    attributes = {f"{{{INDEXING}}}index": AttributeSchema(values.YES_NO)}
    return ElementSchema(
        "channel", code="rss.channel", content=ELEMENTS, required=True, rules=rules, attributes=attributes
    ).contain(
        _required_text("title", "rss.channel.title", "MissingTitle"),
        _required_value("link", "rss.channel.link", links.absolute_uri, "MissingLink"),
        _required_text("description", "rss.channel.description", "MissingDescription", blank=""),
        _value("language", "rss.channel.language", values.language),
        _text("copyright", "rss.channel.copyright"),
        _contact("managingEditor", "rss.channel.managing_editor"),
        _contact("webMaster", "rss.channel.web_master"),
        _value("pubDate", "rss.channel.pub_date", values.rfc822),
        _value("lastBuildDate", "rss.channel.last_build_date", values.rfc822),
        _category("rss.channel.category"),
        ElementSchema("generator", code="rss.channel.generator"),
        _value("docs", "rss.channel.docs", links.absolute_uri),
        ElementSchema("cloud", code="rss.channel.cloud", content=EMPTY, attributes=_CLOUD_ATTRIBUTES),
        _value("ttl", "rss.channel.ttl", values.POSITIVE),
        _image(),
        ElementSchema("rating", code="rss.channel.rating", once=False),
        _text_input(),
        _skip_hours(),
        _skip_days(),
        item_schema,
        ElementSchema("blink", code="rss.channel.blink", once=False, rules=(_refuse_blink,)),
        *atom_elements.feed_schemas(),
        *rss_extensions.element_schemas("feed"),
    )


def rss(item_schema: ElementSchema, channel_rule: Rule) -> ElementSchema:
    """Return the schema of `<rss>` with everything in it.

    Args:
        item_schema: the schema of `<item>`.
        channel_rule: check of the elements of a channel taken together.
    """
    attributes = {"version": AttributeSchema(required=True)}
    return ElementSchema(
        "rss", code="rss.rss", content=ELEMENTS, attributes=attributes, rules=(_check_version,)
    ).contain(_channel(item_schema, channel_rule), rss_extensions.restriction())
