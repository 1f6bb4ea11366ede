"""The rules of RSS 2.0 and its Best Practices Profile, with those of the modules that feeds carry."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from newsfeed.findings import Finding, Severity
from newsfeed.io.xml import Document, local_name, namespace_name
from newsfeed.model import Feed, Markup, Story
from newsfeed.plugins import CheckContext
from newsfeed.syndication.rules import atom_elements, itunes, rss_extensions
from newsfeed.syndication.rules.schemas import markup, plain_text
from newsfeed.validation import documents, html, links, values, w3c
from newsfeed.validation.engine import ELEMENTS, EMPTY, NOTHING, Attribute, Element, Node, Walk, code_part
from newsfeed.validation.faults import Fault, Value, shown
from newsfeed.values.namespaces import ATOM, CC, CC_RDF, CONTENT, DC, DCTERMS, RDF, RSS10, SLASH, XHTML, XML

SPECIFICATION: Final = "https://www.rssboard.org/rss-specification"
PROFILE: Final = "https://www.rssboard.org/rss-profile"


class Seen:
    """What has been seen of a feed so far."""

    __slots__ = ("guids",)

    def __init__(self) -> None:
        self.guids: set[str] = set()


# --- rules ---


def _version(node: Node) -> Iterable[Fault]:
    version = node.element.get("version", "").strip()
    if "version" in node.element.attrib and version not in ("2.0", "2.0.1", "2.0.11", "0.91", "0.92", "0.93", "0.94"):
        message = f'the version of RSS is {shown(version)}: write version="2.0"'
        yield Fault("version", "InvalidRSSVersion", message, attribute="version")
    elif version.startswith("0.9"):
        message = f'RSS {version} is obsolete: write version="2.0"'
        yield Fault("version_obsolete", "ObsoleteVersion", message, attribute="version")


_DUPLICATES: Final = (
    ("copyright", f"{{{DC}}}rights"),
    ("language", f"{{{DC}}}language"),
    ("webMaster", f"{{{DC}}}publisher"),
    ("managingEditor", f"{{{DC}}}creator"),
    ("lastBuildDate", f"{{{DCTERMS}}}modified"),
    ("pubDate", f"{{{DC}}}date"),
    ("title", f"{{{DC}}}title"),
    ("description", f"{{{DC}}}description"),
    ("generator", "{http://webns.net/mvcb/}generatorAgent"),
    (f"{{{CC}}}license", f"{{{CC_RDF}}}license"),
)
_ITEM_DUPLICATES: Final = (
    ("author", f"{{{DC}}}creator"),
    ("category", f"{{{DC}}}subject"),
    ("pubDate", f"{{{DC}}}date"),
    ("source", f"{{{DC}}}source"),
    ("guid", f"{{{ATOM}}}id"),
    ("title", f"{{{DC}}}title"),
    ("description", f"{{{DC}}}description"),
    ("pubDate", f"{{{ATOM}}}published"),
    (f"{{{CC}}}license", f"{{{CC_RDF}}}license"),
)


def _semantics(node: Node, pairs: tuple[tuple[str, str], ...], event: str) -> Iterable[Fault]:
    counts = node.counts
    for ours, theirs in pairs:
        if theirs in counts and ours in counts:
            one, other = node.walk.show(ours), node.walk.show(theirs)
            message = f"{one} and {other} say the same twice, and readers differ in which they take: keep {one}"
            yield Fault("said_twice", event, message, of="_".join(code_part(part) for part in one.split(":")))


def _channel(node: Node) -> Iterable[Fault]:
    yield from _semantics(node, _DUPLICATES, "DuplicateSemantics")
    if "self" not in atom_elements.relations(node):
        message = 'has no atom:link with rel="self": add one with the URL of this feed, which readers subscribe to'
        yield Fault("self_missing", "MissingAtomSelfLink", message, of="atom_link")
    if not (node.has("language") or node.has(f"{{{DC}}}language") or _has_lang(node)):
        yield Fault(
            "missing", "MissingDCLanguage", "does not say its language: add <language>en-us</language>", of="language"
        )
    yield from _misplaced(node)
    yield from _image(node)


def _has_lang(node: Node) -> bool:
    name = f"{{{XML}}}lang"
    return name in node.element.attrib or (node.parent is not None and name in node.parent.element.attrib)


def _misplaced(node: Node) -> Iterable[Fault]:
    last = node.element[-1] if len(node.element) else None
    while last is not None and not isinstance(last.tag, str):
        last = last.getprevious()
    if "item" in node.counts and last is not None and last.tag != "item":
        message = "an item stands before other elements of the channel: write the items last, for readers that stream"
        yield Fault("misplaced", "MisplacedItem", message, of="item")


def _image(node: Node) -> Iterable[Fault]:
    image = node.element.find("image") if node.has("image") else None
    if image is None:
        return
    for name, event in (("title", "ImageTitleDoesntMatch"), ("link", "ImageLinkDoesntMatch")):
        theirs, ours = (image.findtext(name) or "").strip(), (node.element.findtext(name) or "").strip()
        if theirs and ours and theirs != ours:
            message = f"the {name} of the image is not that of the channel: write {shown(ours)}, not {shown(theirs)}"
            yield Fault("differs", event, message, of=f"image.{name}")


def _item(node: Node) -> Iterable[Fault]:
    counts = node.counts
    if "title" not in counts and "description" not in counts and not _other_text(node):
        yield Fault("empty", "ItemMustContainTitleOrDescription", "has neither title nor description: add one of them")
    if "guid" not in counts:
        message = "has no guid, by which readers know it again: add one, such as the item's permanent link"
        yield Fault("missing", "MissingGuid", message, of="guid")
    yield from _semantics(node, _ITEM_DUPLICATES, "DuplicateItemSemantics")
    content = f"{{{ATOM}}}content"
    full = node.element.find(content) if "description" in counts and content in counts else None
    if full is not None and full.get("src") is None:
        message = "description and atom:content say the same twice: write the full text as content:encoded"
        yield Fault("said_twice", "DuplicateDescriptionSemantics", message, of="description")
    yield from _order(node)


def _other_text(node: Node) -> bool:
    return any(f"{{{ATOM}}}{name}" in node.counts for name in ("title", "summary", "content"))


def _order(node: Node) -> Iterable[Fault]:
    encoded = f"{{{CONTENT}}}encoded"
    if encoded in node.counts and "description" in node.counts:
        names = [child.tag for child in node.element]
        if names.index(encoded) < names.index("description"):
            message = (
                "content:encoded stands before description, and some readers take the last: write description first"
            )
            yield Fault("order", "NeedDescriptionBeforeContent", message, of="content_encoded")
    if f"{{{SLASH}}}comments" in node.counts and node.parent is not None:
        channel = node.parent.element
        if channel.find("lastBuildDate") is None and channel.find("pubDate") is None:
            message = "has slash:comments, a number that changes, but the channel has no lastBuildDate: add it"
            yield Fault("date", "SlashDate", message, of="slash_comments")


def _guid(node: Node) -> Iterable[Fault]:
    text, state = node.text, node.walk.state
    if not text:
        return
    if text in state.guids:
        message = f"the guid {shown(text, 96)} is that of another item: write one that no other item has"
        yield Fault("repeated", "DuplicateEntries", message)
    state.guids.add(text)
    if node.element.get("isPermaLink", "true") == "true":
        found = tuple(links.web(links.guid, "InvalidPermalink" if ":" in text else "InvalidHttpGUID")(text))
        for fault in found:
            message = fault.message + ' (or write isPermaLink="false")'
            yield Fault(fault.problem, fault.event, message, severity=Severity.ERROR)  # the schema refuses it too
        if found:
            return
    elif text.isdigit() and len(text) < 12:
        message = (
            f"{shown(text)} may be the guid of another feed's item: write a tag: or urn:uuid: identifier, or a URL"
        )
        yield Fault("short", "NotSufficientlyUnique", message)
    yield from links.canonical(text)


def _hours(node: Node) -> Iterable[Fault]:
    if node.counts.get("hour", 0) > 24:  # so that some are repeated, which goes without saying
        yield Fault("too_many", "NotEnoughHoursInTheDay", "has more than 24 hours: write each hour once")
        return
    seen: set[str] = set()
    for child in node.element.iterchildren("hour"):
        hour = (child.text or "").strip().lstrip("0") or "0"
        hour = "0" if hour == "24" else hour
        if hour in seen:
            yield Fault("repeated", "DuplicateValue", f"the hour {hour} is there twice: write it once", of="hour")
        seen.add(hour)


def _days(node: Node) -> Iterable[Fault]:
    days = [(child.text or "").strip() for child in node.element.iterchildren("day")]
    if len(days) > 7:
        yield Fault("too_many", "EightDaysAWeek", "has more than 7 days: write each day once")
    elif len(set(days)) < len(days):
        yield Fault("repeated", "DuplicateValue", "a day is there twice: write it once", of="day")


def _image_url(text: str) -> Iterable[Fault]:
    found = tuple(links.link(text))
    suffix = text.partition("?")[0].rpartition("/")[2].rpartition(".")[2].lower()
    if not found and suffix not in ("gif", "jpg", "jpeg", "png", "") and "." in text.rpartition("/")[2]:
        message = f"many readers do not show {shown(suffix)}: use an image in GIF, JPEG or PNG, not {shown(text)}"
        return (Fault("format", "ImageUrlFormat", message),)
    return found


def _avoid_text_input(_node: Node) -> Iterable[Fault]:
    yield Fault("avoid", "AvoidTextInput", "most readers pass textInput over: take it out")


def _no_blink(_node: Node) -> Iterable[Fault]:
    yield Fault("unknown", "NoBlink", "there is no blink in RSS: take it out, or write blogChannel:blink")


def _protocol(text: str) -> Iterable[Fault]:
    if text not in ("xml-rpc", "soap", "http-post", "https-post"):
        message = f"the protocol {shown(text)} is not known: write xml-rpc, soap or http-post"
        yield Fault("invalid", "", message, severity=Severity.ERROR, reference=f"{PROFILE}#element-channel-cloud")


# --- rows ---


def _row(name: str, of: str, value: Value | None = None, **options: Any) -> Element:
    options.setdefault("code", f"rss.{of}.{code_part(name)}")
    return Element(name, value=value, **options)


def _text(name: str, of: str, missing: str = "", **options: Any) -> Element:
    """Give the row of a plain text, not blank; `missing` is the event where it must be there."""
    if missing:
        options |= {"required": True, "missing": missing}
    options.setdefault("blank", "NotBlank")
    return _row(name, of, rules=(plain_text,), **options)


def _needed(name: str, of: str, value: Value, missing: str) -> Element:
    return _row(name, of, value, required=True, missing=missing)


def _category(of: str) -> Element:
    return _text("category", of, once=False, attributes={"domain": Attribute()})


def _channel_image() -> Element:
    return _row("image", "channel", content=ELEMENTS).contain(
        _needed("url", "image", _image_url, "MissingElement"),
        _text("title", "image", "MissingTitle"),
        _needed("link", "image", links.link, "MissingLink"),
        _row("width", "image", values.WIDTH),
        _row("height", "image", values.HEIGHT),
        _text("description", "image"),
        *rss_extensions.dublin_core(),
    )


def _text_input() -> Element:
    return _row("textInput", "channel", content=ELEMENTS, rules=(_avoid_text_input,)).contain(
        _text("title", "text_input", "MissingTitle"),
        _text("description", "text_input", "MissingDescription"),
        _row("name", "text_input", _FORM_NAME, required=True),
        _needed("link", "text_input", links.link, "MissingLink"),
        *rss_extensions.dublin_core(),
    )


_FORM_NAME: Final = values.matching(
    "[A-Za-z][A-Za-z0-9_.:-]*", "InvalidFormComponentName", "a name that begins with a letter"
)
_CLOUD: Final = {
    "domain": Attribute(values.attribute_not_blank, required=True),
    "path": Attribute(required=True),
    "port": Attribute(values.PORT, required=True),
    "registerProcedure": Attribute(required=True),
    "protocol": Attribute(_protocol, required=True),
}
_ENCLOSURE: Final = {
    "url": Attribute(links.attribute, required=True),
    "length": Attribute(values.byte_length, required=True),
    "type": Attribute(values.media_type(), required=True),
}


def _contact(name: str, of: str) -> Element:
    return _row(name, of, values.contact, rules=(plain_text,))


def _items() -> Element:
    return _row(
        "item",
        "channel",
        code="rss.item",
        once=False,
        content=ELEMENTS,
        rules=(_item, itunes.episode, atom_elements.entry_paging),
    ).contain(
        _text("title", "item"),
        _row("link", "item", links.link),
        _row("description", "item", blank="NotBlank", rules=(markup,)),
        _contact("author", "item"),
        _category("item"),
        _row("comments", "item", links.link),
        _row("enclosure", "item", content=EMPTY, attributes=_ENCLOSURE, duplicate="DuplicateEnclosure"),
        _row("guid", "item", blank="NotBlank", attributes={"isPermaLink": Attribute(values.BOOLEAN)}, rules=(_guid,)),
        _row("pubDate", "item", values.rfc822),
        _text("source", "item", attributes={"url": Attribute(links.link, required=True)}),
        Element(f"{{{XHTML}}}body", code="xhtml.body", content=NOTHING, foreign=True),
        *atom_elements.entry_rows(),
        *rss_extensions.rows("entry"),
    )


def _channels() -> Element:
    rules = (_channel, itunes.podcast, atom_elements.paging)
    return _row("channel", "rss", code="rss.channel", content=ELEMENTS, required=True, rules=rules).contain(
        _text("title", "channel", "MissingTitle"),
        _needed("link", "channel", links.link, "MissingLink"),
        _text("description", "channel", "MissingDescription"),
        _row("language", "channel", values.language),
        _text("copyright", "channel"),
        _contact("managingEditor", "channel"),
        _contact("webMaster", "channel"),
        _row("pubDate", "channel", values.rfc822),
        _row("lastBuildDate", "channel", values.rfc822),
        _category("channel"),
        _text("generator", "channel"),
        _row("docs", "channel", links.link),
        _row("cloud", "channel", content=EMPTY, attributes=_CLOUD),
        _row("ttl", "channel", values.POSITIVE),
        _channel_image(),
        _text("rating", "channel"),
        _text_input(),
        _row("skipHours", "channel", content=ELEMENTS, rules=(_hours,)).contain(
            _row("hour", "skip_hours", values.hour, once=False)
        ),
        _row("skipDays", "channel", content=ELEMENTS, rules=(_days,)).contain(
            _row("day", "skip_days", values.DAY, once=False)
        ),
        _items(),
        _row("blink", "channel", once=False, rules=(_no_blink,)),
        *atom_elements.feed_rows(),
        *rss_extensions.rows("feed"),
    )


RSS: Final = Element(
    "rss", code="rss.rss", content=ELEMENTS, attributes={"version": Attribute(required=True)}, rules=(_version,)
).contain(_channels())


def _rdf_part(name: str, *rows: Element, **options: Any) -> Element:
    """Give the row of a part of RSS 1.0, which is told apart by its rdf:about."""
    title = _rdf_text("title", name, required=True, missing="MissingTitle", blank="NotBlank", rules=(plain_text,))
    link = _rdf_text("link", name, required=True, missing="MissingLink", value=links.link)
    about = {f"{{{RDF}}}about": Attribute(links.iri_reference)}
    row = Element(f"{{{RSS10}}}{name}", code=f"rdf.{name}", content=ELEMENTS, attributes=about, **options)
    return row.contain(title, link, *rows)


def _rdf_text(name: str, of: str, **options: Any) -> Element:
    return Element(f"{{{RSS10}}}{name}", code=f"rdf.{of}.{name}", **options)


_IDENTITIES: Final = tuple(f"{{{RDF}}}{name}" for name in ("about", "ID", "nodeID"))


def _identities(node: Node) -> Iterable[Fault]:
    """Check that a node of RDF has one name at most (RDF/XML section 7.2.5); a rule of the root's row."""
    for element in node.element.iter("*"):
        if len(element.attrib) > 1 and sum(name in element.attrib for name in _IDENTITIES) > 1:
            tag = node.walk.show(str(element.tag))
            message = f"{tag} is named by more than one of rdf:about, rdf:ID and rdf:nodeID: keep one"
            yield Fault("named_twice", "InvalidRDF", message)


def _rdf() -> Element:
    """Give the rows of RSS 1.0: less is asked, the modules are the same."""
    needed: dict[str, Any] = {"required": True, "missing": "MissingDescription"}
    parts = [_rdf_text(name, "channel", content=NOTHING, foreign=True) for name in ("items", "image", "textinput")]
    name = _rdf_text("name", "textinput", value=_FORM_NAME, required=True)
    return Element(f"{{{RDF}}}RDF", code="rdf.rdf", content=ELEMENTS, rules=(_identities,), foreign=True).contain(
        _rdf_part(
            "channel",
            _rdf_text("description", "channel", **needed),
            *parts,
            *rss_extensions.rows("feed"),
            required=True,
        ),
        _rdf_part("item", _rdf_text("description", "item", rules=(markup,)), *rss_extensions.rows("entry"), once=False),
        _rdf_part("image", _rdf_text("url", "image", value=links.link, required=True)),
        _rdf_part("textinput", _rdf_text("description", "textinput", **needed), name),
    )


class RssWalk(Walk):
    """The walk over an RSS document."""

    known = rss_extensions.KNOWN | {row.name for row in (*atom_elements.feed_rows(), *atom_elements.entry_rows())}

    def extension_attribute(self, _node: Node, _namespace: str) -> bool:
        """The RSS Advisory Board's specification, unlike Harvard's, allows namespaced attributes."""
        return "rssboard.org" not in (self.document.root.findtext("channel/docs") or "")


# --- documents ---


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Check an RSS document.

    Args:
        data: its bytes.
        checking: what it may use, and a schema instead of the bundled one.
    """
    yield from documents.check(data, checking, RULES)


def _rules(document: Document) -> Iterator[Finding]:
    root = document.root
    is_rdf = root.tag == RDF_ROOT.name
    walk = RssWalk(document, core=RSS10 if is_rdf else "", state=Seen())
    if walk.run({RSS.name: RSS, RDF_ROOT.name: RDF_ROOT}) is None:
        walk.report(None, _wrong_root(root))
    for fault in rss_extensions.namespaces(walk):
        walk.report(None, fault)
    yield from walk.findings()


RDF_ROOT: Final = _rdf()


def _wrong_root(root: "etree._Element") -> Fault:
    name = local_name(root)
    if name == "rss":
        return Fault(
            "namespace",
            "InvalidNamespace",
            f"rss is in the namespace {shown(namespace_name(root))}: write it without one",
        )
    return Fault(
        "root",
        "UndefinedElement",
        f'the root element is {name}, which is not RSS: begin with <rss version="2.0">',
    )


def _in_schema(document: Document) -> bool:
    return document.root.tag == "rss" and (document.root.get("version") or "").strip() in ("2.0", "")


RULES: Final = documents.Rules(
    name="rss",
    title="RSS",
    schema="rss/rss.rng",
    standard=SPECIFICATION,
    rules=_rules,
    in_schema=_in_schema,
)


# --- the model ---


def check_model(feed: Feed) -> Iterator[Finding]:
    """Say what RSS objects to in a feed and its stories; paths begin with `feed`."""
    for name, asked in (("title", feed.title), ("url", feed.url)):
        if not asked:
            yield _model(
                "error",
                f"rss.channel.{'link' if name == 'url' else name}.missing",
                f"feed.{name}",
                f"an RSS channel needs a {name}: give it",
            )
    if not (feed.description or feed.title):
        yield _model(
            "error",
            "rss.channel.description.missing",
            "feed.description",
            "an RSS channel needs a description: give it",
        )
    seen: dict[str, int] = {}
    for at, story in enumerate(feed.stories):
        yield from _check_story(story, f"feed.stories[{at}]")
        if story.id and seen.setdefault(story.id, at) != at:
            first = seen[story.id]
            message = f"has the id of feed.stories[{first}]: give each story its own"
            yield _model("warning", "rss.item.guid.repeated", f"feed.stories[{at}].id", message)


def _check_story(story: Story, path: str) -> Iterator[Finding]:
    if not str(story.headline) and not str(story.summary):
        yield _model(
            "error", "rss.item.empty", f"{path}.headline", "an RSS item needs a headline or a summary: give one of them"
        )
    if not story.id:
        yield _model("warning", "rss.item.guid.missing", f"{path}.id", "readers know an item again by its id: give it")
    if story.embargo is not None:
        message = "RSS has no place for an embargo: write the story to the feed when the embargo is over"
        yield _model("warning", "rss.item.embargo.lost", f"{path}.embargo", message)
    for name in ("headline", "summary"):
        for fault in html.plain(str(getattr(story, name)), encoded=True):
            yield _model(
                "warning",
                f"rss.item.{'title' if name == 'headline' else 'description'}.{fault.problem}",
                f"{path}.{name}",
                fault.message,
                fault,
            )
    for number, section in enumerate(story.sections):
        for block, each in enumerate(section.blocks):
            if isinstance(each, Markup):
                for fault in html.fragment(each.html):
                    yield _model(
                        "",
                        f"content.encoded.{fault.problem}",
                        f"{path}.sections[{number}].blocks[{block}]",
                        fault.message,
                        fault,
                    )


def _model(severity: str, code: str, path: str, message: str, fault: Fault | None = None) -> Finding:
    event = fault.event if fault else ""
    level = Severity(severity) if severity else w3c.severity(event)
    return Finding(
        severity=level,
        code=code,
        message=message,
        path=path,
        reference=w3c.reference(event) if event else SPECIFICATION,
    )
