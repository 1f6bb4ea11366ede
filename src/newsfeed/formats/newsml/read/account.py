"""The account of an item: its unread content is kept as extensions of its story, or reported by a finding.

Each element that a field of the model can hold is compared with the values that these fields have after reading. An element
with a value that is not among them was not read, and is kept whole. For an element that was read, the attributes and children
that are not among the values are kept if it is the first of its name, and reported otherwise. So the account is
correct whatever the readers of the elements do. The readers of subjects, parties and links account for their elements
themselves, at the object that they build.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs
from lxml import etree

from newsfeed.classes.computed import CachedProperty
from newsfeed.formats.newsml.concepts import OWN_ALIASES, SCHEMES, STANDARD_CATALOG
from newsfeed.formats.newsml.navigation import child, child_elements, children, local_name, namespace_of, raw_text
from newsfeed.formats.newsml.read import further
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.read_values import Values, compared
from newsfeed.formats.newsml.schema_order import IDENTITY, position
from newsfeed.model import Extension
from newsfeed.syndication.extensions import parse_extension
from newsfeed.syndication.text import GENERATOR
from newsfeed.validation.faults import word_set

_OF_OBJECTS: Final = word_set("provider service signal link located creator contributor audience genre subject")
"""The elements whose readers account for all that is in them."""

_OF_STORY: Final = frozenset(("versionCreated", "firstCreated", "embargoed", "pubStatus"))
"""The elements whose readers report a value that they cannot read."""

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "itemClass": ("item_class",),
    "title": ("headline", "alternative_headlines"),
    "edNote": ("ed_note", "corrections"),
    "altRep": ("url",),
    "expires": ("expires",),
    "urgency": ("urgency",),
    "contentCreated": ("published", "updated"),
    "contentModified": ("updated", "published"),
    "digitalSourceType": ("ai",),
    "infoSource": ("press", "source_name", "contributors", "authors"),
    "altId": ("alt_ids",),
    "language": ("language",),
    "keyword": ("keywords", "slugline"),
    "slugline": ("slugline", "keywords"),
    "headline": ("headline", "alternative_headlines"),
    "dateline": ("dateline",),
    "by": ("byline", "authors"),
    "creditline": ("creditline", "media"),
    "description": ("summary", "alternative_headlines", "media"),
}
"""The fields that can have the value of an element."""

_ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = {
    "altRep": ("href", "contenttype"),
    "language": ("tag",),
}
"""The attributes that are read with an element, besides those whose values are among the values of its fields."""

_BY_CODE: Final = ("itemClass", "pubStatus")
"""The elements whose code is read, or reported; an IRI wins over a QCode."""


_READ_ANYWAY: Final = _OF_STORY | {"keyword"}
"""The elements with a text or code alone whose value is read, or reported."""

_WRITTEN_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys((*_OF_STORY, "contentCreated", "contentModified", "generator", "keyword"), frozenset[str]()),
    **dict.fromkeys(("urgency", "slugline", "dateline", "creditline", "headline"), frozenset[str]()),
    **dict.fromkeys(("by", "description"), frozenset(("role", "roleuri"))),
    **dict.fromkeys(("pubStatus", "itemClass"), frozenset(("qcode", "uri"))),
    "language": frozenset(("tag",)),
    "infoSource": frozenset(("qcode", "uri", "literal", "type", "typeuri", "role", "roleuri")),
}
"""The attributes that newsfeed's writer gives an element."""


_OF_SOURCE: Final = frozenset(("literal", "uri", "qcode", "type", "typeuri"))


def catalogs_of(reader: ElementReader, element: "etree._Element | None") -> tuple[Extension, ...]:
    """Return the catalogs of an item or header as extensions, except newsfeed's own. The QCodes in extensions need them."""
    extensions = []
    for catalog in children(element, "catalogRef", "catalog"):
        aliases = {scheme.get("alias") for scheme in children(catalog, "scheme")}
        is_own = catalog.get("href") == STANDARD_CATALOG or (aliases and aliases.issubset(OWN_ALIASES))
        if not is_own:
            extension = parse_extension(catalog, reader.focus(catalog).note)
            extensions += [] if extension is None else [extension]
    return tuple(extensions)


# --- one item ---------------------------------------------------------------------------------------------------------


@attrs.frozen(slots=False)
class ItemAccount:
    """The account of one item.

    Attributes:
        reader: the reader of the document.
        item: the item.
        values: the values that were read.
        language: the language of the item.
        concepts: resolver of the item's QCodes.
        generator: the program that wrote the message, which its items repeat.
        catalogs: the catalogs of the message.
    """

    reader: ElementReader
    item: "etree._Element"
    values: Values
    language: str | None
    concepts: QCodeResolver
    generator: str = ""
    catalogs: tuple[Extension, ...] = ()

    def extensions(self) -> tuple[Extension, ...]:
        """Return the content of the item that has no field as extensions of its story, in the order of writing."""
        extensions = [*self._whole(*self.reader.take_unread())]
        extensions += self._container(child(self.item, "itemMeta"))
        extensions += self._container(child(self.item, "contentMeta"))
        extensions += self._of_item()
        if self.reader.uses_qcodes:
            self.reader.uses_qcodes = False
            extensions += catalogs_of(self.reader, self.item) or self.catalogs
        return tuple(sorted(extensions, key=position)) if len(extensions) > 1 else tuple(extensions)

    def _whole(self, *elements: "etree._Element") -> Iterator[Extension]:
        for element in elements:
            yield from further.whole(self.reader, element)

    def _container(self, container: "etree._Element | None") -> Iterator[Extension]:
        if container is None:
            return
        if container.keys():
            self._note_attributes(container)
        names_read: set[str] = set()
        prefix = namespace_of(container)
        for element in container.iterchildren("{*}*"):
            name = str(element.tag).removeprefix(prefix)
            if name in _OF_OBJECTS or (name in _WRITTEN_ATTRIBUTES and self._is_as_written(element, name)):
                names_read.add(name)
            elif name.endswith("ExtProperty") and self._is_implied(element, name):
                continue
            elif name[:1] == "{":
                if local_name(container) == "contentMeta":  # those of itemMeta are extensions already
                    yield from self._whole(element)
            elif name == "itemClass" and local_name(self.item) != "newsItem":
                further.note_element(self.reader, element, "the item is read as a story")
            elif self._is_unread(element, name) and not (name == "language" and name not in names_read):
                yield from self._whole(element)
            else:
                if element.keys() or len(element):
                    yield from self._rest(element, name, is_first=name not in names_read)
                names_read.add(name)

    @CachedProperty
    def _dates_of_item(self) -> tuple[str | None, str | None]:
        """The texts of `<firstCreated>` and `<versionCreated>`, the dates that a story is read from."""
        meta = child(self.item, "itemMeta")
        created, version = child(meta, "firstCreated"), child(meta, "versionCreated")
        return None if created is None else created.text, None if version is None else version.text

    def _is_as_written(self, element: "etree._Element", name: str) -> bool:
        """Return whether an element has the form and a value that newsfeed's writer gives it: the usual case, at less cost."""
        if not _WRITTEN_ATTRIBUTES[name].issuperset(element.keys()):
            return False
        if name == "infoSource":
            return self._is_own_source(element)
        if name in _READ_ANYWAY:
            return not len(element)
        if len(element) or not self._has_own_role(element, name):
            return False
        if name == "itemClass":
            return self._is_implied(element, name)
        return element.get("tag", element.text) in self._written_values(name)

    def _has_own_role(self, element: "etree._Element", name: str) -> bool:
        """Return whether a description is marked as the summary, and a byline as the field of the story or not at all."""
        if name == "description":
            return (element.get("roleuri") or element.get("role") or "").endswith("summary")
        return name != "by" or not element.keys() or self.concepts.marks(element, "field") == "byline"

    def _is_own_source(self, element: "etree._Element") -> bool:
        """Return whether newsfeed's writer marked a source, as that of the item or as an outlet with details in a part."""
        if further.attributes_beyond(element, _OF_SOURCE):
            return False
        if self.concepts.marks(element, "part") == "mention":
            return True
        if self.concepts.marks(element, "field") == "source_name":
            return not len(element)
        has_name = len(element) == 1 and not element[0].keys() and element[0].text in self.values.outlet_names
        return has_name and not (element.get("role") or element.get("qcode"))

    def _written_values(self, name: str) -> tuple[object, ...]:
        """Return the values that newsfeed's writer gives an element that has a text or tag alone."""
        fields = self.values.fields
        values: tuple[object, ...] = (fields.get(name),)
        match name:
            case "urgency":
                values = (str(fields.get(name)),)
            case "contentCreated" | "contentModified":
                values = self._dates_of_item
            case "by":
                values = fields.get("byline"), ", ".join([agent.name for agent in fields.get("authors", ())])
            case "description":
                values = (fields.get("summary"),)
            case "creditline":
                values = fields.get("creditline"), *[medium.credit for medium in fields.get("media", ())]
            case "generator":
                values = GENERATOR, self.generator
        return values

    def _is_unread(self, element: "etree._Element", name: str) -> bool:
        """Return whether the value of an element is in none of the fields that can have it."""
        if name in _OF_STORY or name == "edNote" or self._is_implied(element, name):
            return False
        if name not in _FIELDS:
            return True
        texts = [str(value) for key, value in element.items() if key in IDENTITY]
        texts += [raw_text(node) for node in children(element, "name")] or [raw_text(element)]
        texts = [text for text in texts if text.strip()]
        known_values = self.values.of(*_FIELDS[name])
        return bool(texts) and not any(self.values.has(text, known_values) for text in texts)

    def _is_implied(self, element: "etree._Element", name: str) -> bool:
        """Return whether the story already expresses the value of an element in another way."""
        if name == "generator":
            return raw_text(element).strip() in (GENERATOR, self.generator)
        if name.endswith("ExtProperty"):
            return self.concepts.field_name(element) is not None
        if name == "itemClass":
            return bool(self.values.fields.get("item_class"))
        names = [agent.name for agent in self.values.fields.get("authors", ())]
        return name == "by" and compared(raw_text(element)) in {
            compared(text) for text in (", ".join(names), " and ".join(names))
        }

    def _rest(self, element: "etree._Element", name: str, *, is_first: bool) -> Iterator[Extension]:
        """Yield the further attributes of an element that was read, and report its other content that has no field."""
        if name.endswith("ExtProperty"):
            return
        known_values = self.values.of(*_FIELDS.get(name, ()))
        read = {*_ATTRIBUTES.get(name, ()), *self._attributes_in(element, known_values)}
        if name in _BY_CODE:
            uri, qcode = element.get("uri"), element.get("qcode", "")
            read |= {"uri", "qcode"} if not uri or further.agree(uri, qcode) else {"uri"}
        if name == "description" and self.concepts.code(element, "role").lower() == "summary":
            read |= {"role", "roleuri"}
        further_pairs = further.attributes_beyond(element, read, self.language)
        if further_pairs and is_first and not any(key in IDENTITY for key, _ in further_pairs):
            yield from further.further_attributes(self.reader, element, read, self.language)
        else:
            for key, value in further_pairs:
                further.note_attribute(self.reader, element, key, value)
        text = raw_text(element)
        is_read = name == "edNote" or (bool(text.strip()) and self.values.has(text, known_values))
        for node in child_elements(element):
            if is_read:
                if not self._keeps_markup(element, name):
                    self._note_attributes_within(node, known_values)
            elif not further.is_foreign_to(node, element):
                self._note_unread(node, known_values)

    def _attributes_in(self, element: "etree._Element", known_values: frozenset[str]) -> list[str]:
        """Return the names of the attributes with known values. A value of one character is too ambiguous to count."""
        return [
            str(key) for key, value in element.items() if len(value) > 1 and self.values.has(str(value), known_values)
        ]

    def _keeps_markup(self, element: "etree._Element", name: str) -> bool:
        """Return whether the text of an element is read with its markup."""
        return name == "description" or (name == "edNote" and self.concepts.marks(element, "part") is not None)

    def _note_attributes_within(self, element: "etree._Element", known_values: frozenset[str]) -> None:
        """Report the attributes of markup in a text that was read, such as the address of a link, that the text has not."""
        for node in element.iter("{*}*"):
            for key, value in further.attributes_beyond(node, self._attributes_in(node, known_values), self.language):
                if not any(value in text for text in known_values):
                    further.note_attribute(self.reader, node, key, value)

    def _note_unread(self, element: "etree._Element", known_values: frozenset[str]) -> None:
        """Report the values of a child that are not among the known ones."""
        for node in element.iter("{*}*"):
            read = self._attributes_in(node, known_values)
            for key, value in further.attributes_beyond(node, read, self.language):
                further.note_attribute(self.reader, node, key, value)
            text = (node.text or "").strip()
            if text and not self.values.has(text, known_values):
                further.note_text(self.reader, node, text)

    def _of_item(self) -> Iterator[Extension]:
        """Yield the children of the item that are read by nothing."""
        if not _WRITTEN_WITH_ITEM.issuperset(self.item.keys()):
            self._note_attributes(self.item)
        names_read: set[str] = set()
        prefix = namespace_of(self.item)
        for element in self.item.iterchildren("{*}*"):
            name = str(element.tag).removeprefix(prefix)
            if name in _READ_OF_ITEM or (name == "partMeta" and self._is_own_part(element)):
                continue
            if name[:1] == "{":
                further.note_element(self.reader, element, "it is not written back")
            elif name == "rightsInfo":
                if name in names_read:
                    yield from self._whole(element)
                names_read.add(name)
            else:
                yield from self._whole(element)

    def _note_attributes(self, element: "etree._Element") -> None:
        for name, value in further.attributes_beyond(element, _WRITTEN_WITH_ITEM, self.language):
            further.note_attribute(self.reader, element, name, value)

    def _is_own_part(self, element: "etree._Element") -> bool:
        """Return whether a `<partMeta>` describes a part of an explainer. Such parts are read from the body."""
        first_child = next(element.iterchildren("*"), None)
        if first_child is not None and first_child.get("uri", "").startswith(SCHEMES["part"]):
            return True  # the usual case
        role = child(element, "role")
        return role is not None and self.concepts.part_role(role) is not None


_WRITTEN_WITH_ITEM: Final = frozenset(("standard", "standardversion", "conformance", "guid", "version"))
_READ_OF_ITEM: Final = word_set("catalogRef catalog itemMeta contentMeta contentSet concept conceptSet")
