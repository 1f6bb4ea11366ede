"""Element schemas of Atom documents (RFC 4287), with tombstones (RFC 6721) and publishing (RFC 5023)."""

from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules import atom_elements, itunes, rss_extensions
from newsfeed.syndication.rules.atom_elements import atom_element
from newsfeed.syndication.rules.atom_links import check_alternates, check_entry_paging, check_paging
from newsfeed.syndication.rules.atom_texts import check_text_construct
from newsfeed.syndication.rules.date_order import date_order
from newsfeed.syndication.rules.schemas import extension_element
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import ELEMENTS, UNCHECKED, AttributeSchema, ElementSchema, Rule
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values import dates
from newsfeed.values.namespaces import APP, ATOM, INDEXING, TOMBSTONES


class AtomState:
    """Values and nodes of a document, collected during the walk over it for rules of several elements.

    Attributes:
        ids: the ids of all entries so far.
        updated: the texts of `<updated>` of all entries so far.
        entries_without_author: the entries that name no author.
        has_episodes: whether an entry has an element of the iTunes vocabulary.
    """

    __slots__ = ("entries_without_author", "has_episodes", "ids", "updated")

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.updated: set[str] = set()
        self.entries_without_author: list[Node] = []
        self.has_episodes: bool = False


# --- rules of single elements ---


def _check_entry_id(node: Node) -> Iterable[Fault]:
    if not node.text.strip():
        yield Fault("blank", "NotBlank", "<id> is empty: write an IRI that no other entry has")
    elif node.text in node.walk.state.ids:
        message = f"another <entry> has the <id> {quote(node.text, 96)} too: write one that no other entry has"
        yield Fault("repeated", "DuplicateEntries", message)
    node.walk.state.ids.add(node.text)


def _check_entry_updated(node: Node) -> Iterable[Fault]:
    if node.text and node.text in node.walk.state.updated:
        message = (
            f"another <entry> has <updated> {quote(node.text)} too, so readers cannot order the two: "
            "write a different time for each"
        )
        yield Fault("repeated", "DuplicateUpdated", message)
    node.walk.state.updated.add(node.text)


# --- schemas ---

_TOMBSTONE_ATTRIBUTES: Final = {
    "ref": AttributeSchema(links.absolute_iri, required=True),
    "when": AttributeSchema(values.RFC3339, required=True),
}


def _tombstone() -> ElementSchema:
    """Return the schema of a deleted entry (RFC 6721)."""
    code = "at.deleted_entry"
    by = extension_element(TOMBSTONES, "by", code=f"{code}.by", content=ELEMENTS).contain(
        *atom_elements.person_parts("atom.deleted_entry.by")
    )
    comment = extension_element(
        TOMBSTONES,
        "comment",
        code=f"{code}.comment",
        content=UNCHECKED,
        attributes=atom_elements.TEXT_ATTRIBUTES,
        rules=(check_text_construct,),
    )
    tombstone = extension_element(
        TOMBSTONES,
        "deleted-entry",
        content=ELEMENTS,
        once=False,
        attributes=_TOMBSTONE_ATTRIBUTES,
    )
    return tombstone.contain(by, comment, atom_elements.link("atom.deleted_entry"), source())


def source() -> ElementSchema:
    """Return the schema of a source: the metadata of the feed that an entry was copied from (section 4.2.11)."""
    rules = (check_alternates,)
    return atom_element("source", "atom", content=ELEMENTS, rules=rules).contain(
        *atom_elements.common_metadata("atom.source", required=True, missing="MissingSourceElement"),
        atom_elements.category("atom.source"),
        *atom_elements.feed_metadata("atom.source"),
        *rss_extensions.element_schemas("feed"),
    )


def entry(rule: Rule) -> ElementSchema:
    """Return the schema of an entry (section 4.1.2).

    Args:
        rule: check of the elements of an entry taken together.
    """
    control = extension_element(APP, "control", content=ELEMENTS).contain(
        extension_element(APP, "draft", values.YES_NO, raw=True)
    )
    order = date_order(f"{{{ATOM}}}published", dates.parse_rfc3339, "updated")
    rules = (rule, order, check_alternates, check_entry_paging, itunes.check_episode)
    metadata = atom_elements.common_metadata("atom.entry", (_check_entry_id,), (_check_entry_updated,), required=True)
    return atom_element("entry", "atom", once=False, content=ELEMENTS, rules=rules).contain(
        *metadata,
        atom_elements.category("atom.entry"),
        atom_elements.text_construct("rights", "atom.entry"),
        atom_elements.text_construct("summary", "atom.entry"),
        atom_element("published", "atom.entry", atom_elements.CHECK_DATE, raw=True),
        atom_elements.content("atom.entry"),
        source(),
        extension_element(APP, "edited", atom_elements.CHECK_DATE, raw=True),
        control,
        *rss_extensions.element_schemas("entry"),
    )


def feed(entry_schema: ElementSchema, rule: Rule) -> ElementSchema:
    """Return the schema of a feed (section 4.1.1).

    Args:
        entry_schema: the schema of its entries.
        rule: check of the elements of a feed taken together.
    """
    rules = (rule, check_alternates, itunes.check_podcast, check_paging)
    attributes = {f"{{{INDEXING}}}index": AttributeSchema(values.YES_NO)}
    return atom_element("feed", "atom", content=ELEMENTS, rules=rules, attributes=attributes).contain(
        *atom_elements.common_metadata("atom.feed", required=True),
        atom_elements.category("atom.feed"),
        *atom_elements.feed_metadata("atom.feed"),
        entry_schema,
        _tombstone(),
        *rss_extensions.element_schemas("feed"),
        extension_element(APP, "collection", content=UNCHECKED, foreign=True),
    )
