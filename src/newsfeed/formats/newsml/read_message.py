"""A newsMessage, or a packageItem, as a feed."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.codes import SCHEMES
from newsfeed.formats.newsml.concepts import Concepts
from newsfeed.formats.newsml.elements import child, children, elements, fitting, language_of, line, local, name_of
from newsfeed.formats.newsml.read_item import story
from newsfeed.formats.newsml.read_links import extensions
from newsfeed.formats.newsml.read_meta import (
    Around,
    dates,
    headline,
    item_meta,
    rights,
    summary,
)
from newsfeed.formats.newsml.read_parties import organization
from newsfeed.formats.newsml.read_text import text_of
from newsfeed.formats.newsml.reader import Reader
from newsfeed.model import Feed, Organization, Story
from newsfeed.model.rich_text import Text
from newsfeed.values.dates import rfc3339

_IRIS: Final = ("url", "feed_url", "icon", "logo")
_TEXTS: Final = ("title", "id", "description", "generator")


# --- newsMessage ------------------------------------------------------------------------------------------------------


def message(reader: Reader, root: "etree._Element") -> Feed:
    """Read a newsMessage: its items in their order, then what its packages refer to beyond them."""
    head = child(root, "header")
    concepts = Concepts().within(head)
    found = header(reader, head, concepts)
    around = Around(concepts=concepts, stand_ins=stand_ins(found))
    stories = list(_stories(reader, root, around))
    found["updated"] = sent(reader, head, concepts, stories)
    feed = reader.within(head).build(Feed, {**found, "stories": tuple(stories)})
    return feed or Feed(stories=tuple(stories))


def _stories(reader: Reader, root: "etree._Element", around: Around) -> Iterator[Story]:
    items = [each for item_set in children(root, "itemSet") for each in elements(item_set)]
    sent_along = {reader.id_of(each.get("guid")) for each in items}
    referred: list[Story] = []
    for item in items:
        if local(item) == "newsItem":
            if (found := story(reader, item, around)) is not None:
                yield found
        elif local(item) == "packageItem":
            referred += [each for each in references(reader, item, around) if each.id not in sent_along]
        else:
            note_kind(reader, item)
    yield from {each.id: each for each in referred}.values()


def note_kind(reader: Reader, item: "etree._Element") -> None:
    """Note an item that is no story: a concept, an event, a plan, a catalog."""
    text = f"a {local(item):.64} is no story; it is left out"
    reader.within(item).note("item.other", text, severity=Severity.INFO)


def header(reader: Reader, head: "etree._Element | None", concepts: Concepts) -> dict[str, Any]:
    """Read what the header says of the feed, in its own elements and in our writer's extension properties."""
    fields = dict(_fields(reader, head, concepts))
    language = reader.within(head).language(fields.get("language"))
    published = reader.within(head).date(fields.get("published"))
    found: dict[str, Any] = {name: fields[name] for name in _TEXTS if name in fields}
    found |= {name: reader.within(head).iri(fields[name]) for name in _IRIS if name in fields}
    return {
        **found,
        "language": language,
        "published": published,
        "publisher": _sender(reader, head, concepts, fields),
        "extensions": tuple(extensions(reader, head)),
    }


def _fields(reader: Reader, head: "etree._Element | None", concepts: Concepts) -> Iterator[tuple[str, Any]]:
    for each in children(head, "headerExtProperty"):
        relation = concepts.iri(each, "rel")
        if not relation.startswith(SCHEMES["field"]):
            continue
        definition = child(each, "definition")
        value: Text = each.get("value", "") if definition is None else text_of(reader, definition)
        yield relation.removeprefix(SCHEMES["field"]), value


def _sender(
    reader: Reader, head: "etree._Element | None", concepts: Concepts, fields: dict[str, Any]
) -> Organization | None:
    """Give who sends the message, but for a title that only stands in for a publisher."""
    element = child(head, "sender")
    if element is None:
        return None
    name = name_of(element, None) or line(element) or element.get("literal", "") or concepts.code(element)
    url = concepts.iri(element)
    if not name or (not url and name == fields.get("title") and "publisher" not in fields):
        return None
    return reader.within(element).build(Organization, {"name": name, "url": reader.iri(url) if url else None})


def stand_ins(found: dict[str, Any]) -> frozenset[str]:
    """Give what our writer puts for the provider of a story that names no publisher."""
    publisher, url = found.get("publisher"), found.get("url")
    names = (publisher.name if publisher else "", found.get("title", ""), urlsplit(url).hostname if url else "")
    return frozenset(each for each in names if each)


def sent(reader: Reader, head: "etree._Element | None", concepts: Concepts, stories: list[Story]) -> Any:
    """Give when the message was sent; our writer takes the newest date of its stories where the feed has none."""
    found = reader.date_of(head, "sent")
    newest = max([date for each in stories if (date := each.updated or each.published)], default=None)
    if found is None or newest is None or rfc3339(newest) != rfc3339(found):
        return found
    return found if "updated" in dict(_fields(reader, head, concepts)) else None


# --- packageItem ------------------------------------------------------------------------------------------------------


def package(reader: Reader, item: "etree._Element") -> Feed:
    """Read a package as a feed of what it refers to."""
    around = Around(concepts=Concepts().within(item))
    concepts = around.concepts
    meta, described = child(item, "itemMeta"), child(item, "contentMeta")
    language = reader.language_of(child(described, "language")) or reader.within(item).language(language_of(item))
    said = item_meta(reader, meta, around, [], language)
    when = dates(reader, meta, described, concepts)
    arguments = {
        "id": reader.id_of(item.get("guid")) or None,
        "title": headline(described, language) or line(fitting(list(children(meta, "title")), language)),
        "description": summary(reader, described, concepts, language),
        "language": language,
        "rights": rights(reader, item, concepts, language),
        **{name: said[name] for name in ("url", "links", "publisher", "extensions")},
        "published": when.get("published"),
        "updated": when.get("updated") or when.get("published"),
        "stories": tuple(references(reader, item, around)),
    }
    return reader.within(item).build(Feed, arguments) or Feed(stories=arguments["stories"])


def references(reader: Reader, item: "etree._Element", around: Around) -> Iterator[Story]:
    """Read what a package refers to, each once, in the order in which its groups are to be read."""
    concepts = around.concepts.within(item)
    seen: set[str] = set()
    for element in _item_refs(item):
        identity = reader.id_of(element.get("residref")) or element.get("href", "").strip()
        if not identity:
            message = "refers to nothing: it has neither residref nor href; it is left out"
            reader.within(element).note("reference.empty", message)
        elif identity not in seen:
            seen.add(identity)
            if (found := _referred(reader, element, identity, concepts)) is not None:
                yield found


def _referred(reader: Reader, element: "etree._Element", identity: str, concepts: Concepts) -> Story | None:
    language = reader.language_of(child(element, "language")) or reader.within(element).language(language_of(element))
    provider = child(element, "provider")
    return reader.within(element).story(
        {
            "id": identity,
            "url": reader.link_of(element),
            "headline": headline(element, language) or line(fitting(list(children(element, "title")), language)),
            "summary": summary(reader, element, concepts, language),
            "language": language,
            "publisher": None if provider is None else organization(reader, provider, concepts, language),
            **dates(reader, element, element, concepts),
        }
    )


def _item_refs(item: "etree._Element") -> "Iterator[etree._Element]":
    """Give the itemRefs in the order of the groups, from the root group down; those of no group follow."""
    group_set = child(item, "groupSet")
    groups = {each.get("id", ""): each for each in children(group_set, "group")}
    waiting = [] if group_set is None else [group_set.get("root", "")]
    waiting += groups
    done: set[str] = set()
    stack: list[Iterator[etree._Element | str]] = [iter(waiting)]
    while stack:
        following = next(stack[-1], None)
        if following is None:
            stack.pop()
        elif isinstance(following, str):
            if following in groups and following not in done:
                done.add(following)
                stack.append(_entries(groups[following]))
        else:
            yield following
    yield from children(item, "itemRef")


def _entries(group: "etree._Element") -> "Iterator[etree._Element | str]":
    """Give what is in a group: itemRefs, and the ids of the groups that it refers to."""
    for each in elements(group):
        if local(each) == "itemRef":
            yield each
        elif local(each) == "groupRef":
            yield each.get("idref", "")
