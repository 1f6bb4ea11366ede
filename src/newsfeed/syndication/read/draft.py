"""The state of reading one item or channel: the values so far, and an account of those that the model has no place for.

Several elements can supply the same field, and a document may have all of them. A draft holds values by rank: those of
the elements that are equally good for a field share a rank, of which the first value counts, or the last of dates and
addresses. `PREFERENCES` of a class of drafts states the order between the ranks of a field. A value that does not count is
never lost silently: the element of an extension module is kept as an extension, any other is named by a finding.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Final

import attrs
from lxml import etree

from newsfeed.classes.computed import CachedProperty
from newsfeed.findings import Severity
from newsfeed.io.xml import local_name, namespace_name
from newsfeed.model import Extension, Link, Person
from newsfeed.reading.json.json_types import ModelFields
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.syndication.read.names import element_key
from newsfeed.values import iris
from newsfeed.values.dates.lenient import read_date
from newsfeed.values.namespaces import MATHML, PREFIXES, SVG, XHTML, XLINK, XML, split_name

_MAX_QUOTED: Final = 200
"""Number of characters of a value that a finding quotes."""

_MAX_NAMESAKES: Final = 64
"""Persons of one name that another element can complete; more are no feed, and would take quadratic time."""

_OF_MARKUP: Final = frozenset((f"{{{XLINK}}}href", *(f"{{{XML}}}{name}" for name in ("lang", "base", "space", "id"))))
"""Attributes of other vocabularies that are read within markup."""

_MARKUP: Final = frozenset((XHTML, SVG, MATHML))
_LANG: Final = f"{{{XML}}}lang"


class Draft:
    """Values of one item or channel.

    Args:
        element: the item or channel.
        context: settings of the document.

    Attributes:
        context: settings of the document.
        lenient: converts values and reports problems.
        element: the item or channel.
        base: the IRI that relative links are resolved against, or None.
        values: the value of each rank.
        lists: the values of each field that takes several.
        extensions: elements of other vocabularies.
        kept_element: the last element whose attributes of other vocabularies are in the model.
    """

    PREFERENCES: ClassVar[Mapping[str, tuple[str, ...]]]
    """The ranks of each field, the preferred one first."""

    KEPT_RANKS: ClassVar = frozenset(("alternate", "permalink"))
    """Ranks whose value is in the model even if it does not count: as a link, or as the id."""

    def __init__(self, element: "etree._Element", context: DocumentContext) -> None:
        self.context = context
        self.lenient: LenientReader = context.lenient
        self.element = element
        self.base: str | None = context.base_of(element) if context.has_xml_base else self.lenient.reading.base
        self.values: ModelFields = {}
        self.lists: dict[str, list[Any]] = {}
        self.extensions: list[Extension] = []
        self.kept_element: etree._Element | None = None
        self._modules: dict[str, etree._Element] = {}
        self._namesakes: dict[tuple[str, str], list[tuple[int, str]]] = {}
        if language := element.get(_LANG):
            self.values["xml_language"] = language

    @CachedProperty
    def location(self) -> Location:
        """The location of the item or channel."""
        raise NotImplementedError

    @property
    def site(self) -> str | None:
        """The address of the site, the last resort for a base; None if it is not known."""
        return self.context.site

    # --- collecting ---

    def offer(self, rank: str, value: object, element: "etree._Element") -> None:
        """Set the value of a rank, unless it has one; a value that differs from it is reported.

        Args:
            rank: of the value.
            value: None and "" are no values.
            element: the element with the value.
        """
        if value:
            present = self.values.setdefault(rank, value)
            if present is not value and present != value:
                self.note_repeated(element, value)

    def replace(self, rank: str, value: object, element: "etree._Element") -> None:
        """Set the value of a rank; one that it had is reported if it differs."""
        if value:
            present = self.values.get(rank)
            if present is not None and present != value:
                self.note_repeated(element, present)
            self.values[rank] = value

    def offer_of_module(self, rank: str, value: object, element: "etree._Element") -> None:
        """Offer the value of a module's element; the element becomes an extension if the value does not count."""
        if not value:
            return
        if rank not in self.values:
            self.values[rank] = value
            self._modules[rank] = element
        elif self.values[rank] != value:
            self.keep(element)

    def add(self, field: str, value: object) -> None:
        """Add a value to a field that takes several; None and "" are no values."""
        if value:
            self.lists.setdefault(field, []).append(value)

    def add_person(self, field: str, person: Person | None, element: "etree._Element") -> None:
        """Add an author or contributor, or complete the one of the same name in an element of another kind.

        Feeds name a person twice so that more readers find the name: in author with an address, and in dc:creator.
        """
        if person is None:
            return
        people = self.lists.setdefault(field, [])
        tag = str(element.tag)
        namesakes = self._namesakes.setdefault((field, person.name.casefold()), [])
        for index, first_tag in namesakes[:_MAX_NAMESAKES]:
            if first_tag != tag and (combined := _combine(people[index], person)):
                people[index] = combined
                return
        namesakes.append((len(people), tag))
        people.append(person)

    def keep(self, element: "etree._Element") -> None:
        """Keep an element as an extension.

        Markup outside of a text is reported instead, since it could run, and so are elements that no format could write
        back: those without a namespace, and those of Atom that are misplaced or of a version before 1.0.
        """
        namespace = namespace_name(element)
        if not namespace or namespace in _MARKUP or element_key(str(element.tag)).startswith("atom:"):
            self.note_all(element)
        elif extension := read_extension(element, self.lenient, self.location):
            self.extensions.append(extension)

    # --- choosing ---

    def chosen(self) -> ModelFields:
        """Return the value of each field of `PREFERENCES` that has one, and account for those that do not count."""
        values = self.values
        ranks_of = {field: [rank for rank in ranks if rank in values] for field, ranks in self.PREFERENCES.items()}
        fields: ModelFields = {field: values[ranks[0]] for field, ranks in ranks_of.items() if ranks}
        for field, ranks in ranks_of.items():
            for rank in ranks[1:]:
                if values[rank] != fields[field]:
                    self._account(rank, fields)
        return fields

    def language(self) -> str | None:
        """Return the first language that is a tag, by preference; remove those before it, which are reported."""
        for rank in self.PREFERENCES["language"]:
            if rank in self.values:
                if tag := self.lenient.language(self.values[rank], self.location):
                    return tag
                del self.values[rank]
        return None

    def _account(self, rank: str, fields: Mapping[str, Any]) -> None:
        """Keep or report a value that does not count for a field, unless it is the value of another."""
        value = self.values[rank]
        if value in fields.values() or rank in self.KEPT_RANKS:
            return
        if rank in self._modules:
            self.keep(self._modules[rank])
        else:
            message = f"the {rank.replace('_', ' ')} {_shown(value)} is left out: there is place for one"
            self.lenient.note("value.repeated", message, self.location, Severity.INFO)

    def account_for_module(self, rank: str) -> None:
        """Keep the element of a module if its value does not count."""
        if rank in self._modules:
            self.keep(self._modules[rank])

    def tuple_of(self, field: str) -> tuple[Any, ...]:
        """Return the values of a field that takes several."""
        return tuple(self.lists.get(field, ()))

    # --- conversion ---

    def date(self, text: str, step: str) -> datetime | None:
        """Parse a date; findings name its path `step`."""
        try:
            value, remark, _ = read_date(text, self.lenient.reading.default_zone)
        except ValueError:
            value, remark = None, None
        # The usual case needs no location; any other date is read again for its finding.
        if value is not None and remark is None:
            return value
        return self.lenient.date(text, self.location, step)

    def base_of(self, element: "etree._Element") -> str | None:
        """Return the IRI that links in a descendant are resolved against; the last resort is the site."""
        base = self.context.base_of(element) if self.context.has_xml_base else self.base
        return base or self.site

    def iri(self, text: str | None, element: "etree._Element", step: str) -> str | None:
        """Resolve a link in a descendant; findings name its path `step`."""
        if text and iris.PLAIN_WEB_URL.fullmatch(text):
            return text  # the usual case, without a base and a location
        return self.lenient.iri(text, self.base_of(element), self.location, step)

    # --- findings ---

    def note_repeated(self, element: "etree._Element", value: object) -> None:
        """Report a value that does not count, since the model has a place for one only."""
        message = f"another <{shown_name(element.tag)}>, {_shown(value)}, is left out: there is place for one"
        self.note("value.repeated", message, element)

    def note_attribute(self, element: "etree._Element", name: str, value: str) -> None:
        """Report an attribute that the model has no field for."""
        reason = f"the attribute {shown_name(name)}={value!r:.{_MAX_QUOTED}} of <{shown_name(element.tag)}> is left out"
        self.note("attribute.dropped", f"{reason}: the model has no field for it", element)

    def note_value(self, element: "etree._Element", value: str) -> None:
        """Report a child element or a text that the model has no field for."""
        message = f"{shown_name(element.tag)} is left out: the model has no field for it: {value!r:.{_MAX_QUOTED}}"
        self.note("element.dropped", message, element)

    def note_content(self, element: "etree._Element", *, has_own_text: bool = False) -> None:
        """Report the values within an element that should have no child elements.

        Args:
            element: the element; its attributes are not reported.
            has_own_text: True if its own text is not read.
        """
        for child in element:
            if isinstance(child.tag, str):
                self.note_all(child)
        if has_own_text:
            self.note_text(element)

    def note_text(self, element: "etree._Element") -> None:
        """Report the text that is directly within an element."""
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                self.note_value(element, text.strip())

    def note_foreign_attributes(self, element: "etree._Element") -> None:
        """Report the attributes of other vocabularies within markup, since HTML has no place for them."""
        for descendant in element.iterdescendants("{*}*"):
            for name, value in descendant.items():
                if str(name).startswith("{") and str(name) not in _OF_MARKUP and value.strip():
                    self.note_attribute(descendant, str(name), str(value))

    def note_all(self, element: "etree._Element") -> None:
        """Report every value of an element that the model has no field for, and of the elements in it."""
        if not (element.text or len(element) or element.keys()):
            self.note_value(element, "")
        for descendant in element.iter("{*}*"):
            for name, value in descendant.items():
                if value.strip():
                    self.note_attribute(descendant, str(name), str(value))
            self.note_text(descendant)

    def note(self, code: str, message: str, element: "etree._Element", severity: Severity = Severity.INFO) -> None:
        """Add a finding about a descendant of the item or channel.

        Args:
            code: the code without its prefix `read.`.
            message: one line.
            element: the descendant.
            severity: of the finding.
        """
        location, line, steps = self.location, element.sourceline, list[str]()
        while element is not self.element and (parent := element.getparent()) is not None:
            steps.append(local_name(element))
            element = parent
        path = "/".join((location.path, *reversed(steps)))
        self.lenient.note(code, message, Location(path, line or location.line), severity)


def shown_name(name: object) -> str:
    """Return a name in Clark notation as it is usually written: with the customary prefix of its namespace."""
    namespace, local = split_name(str(name))
    prefix = PREFIXES.get(namespace, "")
    return f"{prefix}:{local:.64}" if prefix else f"{local:.64}"


def _shown(value: object) -> str:
    text = value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)
    return f"{text!r:.{_MAX_QUOTED}}"


def _combine(present: Person, person: Person) -> Person | None:
    """Return one person with the values of two of the same name; None if they may be different persons."""
    if any(
        getattr(present, name) and getattr(person, name) and getattr(present, name) != getattr(person, name)
        for name in ("email", "url")
    ):
        return None
    extensions = (*present.extensions, *person.extensions)
    return attrs.evolve(
        present, email=present.email or person.email, url=present.url or person.url, extensions=extensions
    )


def links_with_alternate(links: tuple[Link, ...], link: str | None, alternate: str | None) -> tuple[Link, ...]:
    """Return the links, with the alternate one added if it is not the address of the story or feed."""
    if link and alternate and alternate != link:
        return (*links, Link(url=alternate, rel="alternate"))
    return links
