"""Small valid NewsML-G2 documents for every element of the bundled schema, and each elementary fault of its element."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import xmlschema
from lxml import etree
from xmlschema.validators import XsdAnyElement, XsdElement, XsdGroup

NAR: Final = "http://iptc.org/std/nar/2006-10-01/"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XS: Final = "http://www.w3.org/2001/XMLSchema"
SCHEMA: Final = Path(__file__).resolve().parents[1] / "schemas" / "newsml" / "newsml-g2.xsd"
ROOTS: Final = (
    "newsItem",
    "packageItem",
    "conceptItem",
    "knowledgeItem",
    "planningItem",
    "catalogItem",
    "newsMessage",
)
OPEN_PARENTS: Final = frozenset(
    ("assert", "deliverableOf", "deliveredItemRef", "inlineXML", "itemRef", "itemSet", "link", "remoteInfo")
)
"""Elements that take any element of this namespace."""

NEVER_VALID: Final = "rightsExpressionXML"
"""Its content needs declarations of another vocabulary, which are not bundled."""

_FOREIGN_CHILD: Final = "{urn:example:other}name"

Particle: TypeAlias = Any
"""An element, group or wildcard of a content model; xmlschema's classes are only partly typed."""

VALUES: Final[dict[str, tuple[str, str]]] = {
    f"{{{NAR}}}dateWithOptionalTime": ("2026-05-17", "2026-05"),
    f"{{{NAR}}}datePart": ("2026-05", "May"),
    f"{{{NAR}}}dateTimeOrNothing": ("2026-05-17T09:30:00Z", "soon"),
    f"{{{NAR}}}frequency": ("DAILY", "daily"),
    f"{{{NAR}}}hours": ("0 23", "24"),
    f"{{{NAR}}}line": ("one line", "two\nlines"),
    f"{{{NAR}}}minutesOrSeconds": ("0 59", "60"),
    f"{{{NAR}}}monthDays": ("1 -31", "0"),
    f"{{{NAR}}}months": ("1 12", "13"),
    f"{{{NAR}}}oneToNine": ("9", "10"),
    f"{{{NAR}}}percentage": ("100", "101"),
    f"{{{NAR}}}qcode": ("medtop:1", "medtop 1"),
    f"{{{NAR}}}qcodes": ("medtop:1 medtop:2", "medtop"),
    f"{{{NAR}}}release": ("2.35", "2"),
    f"{{{NAR}}}scanning": ("progressive", "fast"),
    f"{{{NAR}}}truncatedDate": ("2026-05", "26-05"),
    f"{{{NAR}}}weekNumbers": ("-53 1", "54"),
    f"{{{NAR}}}weekday": ("MO", "Monday"),
    f"{{{NAR}}}weekdays": ("MO -1FR", "monday"),
    f"{{{NAR}}}writingDirection": ("rtl", "up"),
    f"{{{NAR}}}yearDays": ("-366 1", "0"),
    f"{{{XS}}}IDREF": ("target", "1st"),
    f"{{{XS}}}IDREFS": ("target", "1st"),
    f"{{{XS}}}ID": ("own", "1st"),
    f"{{{XS}}}NCName": ("desk", "desk:1"),
    f"{{{XS}}}NMTOKENS": ("one two", "one,two"),
    f"{{{XS}}}QName": ("string", "1 2"),
    f"{{{XS}}}anyURI": ("https://example.com/a", "http://["),
    f"{{{XS}}}boolean": ("true", "yes"),
    f"{{{XS}}}dateTime": ("2026-05-17T09:30:00Z", "2026-05-17"),
    f"{{{XS}}}decimal": ("1.5", "1,5"),
    f"{{{XS}}}double": ("1e3", "wide"),
    f"{{{XS}}}duration": ("P2D", "2 days"),
    f"{{{XS}}}integer": ("-1", "0.5"),
    f"{{{XS}}}language": ("en-GB", "en_GB"),
    f"{{{XS}}}nonNegativeInteger": ("0", "-1"),
    f"{{{XS}}}positiveInteger": ("1", "0"),
}
"""A valid and an invalid value of each data type; of other types, every value is valid."""


class ElementCase(NamedTuple):
    """An element of the schema in its first context.

    Attributes:
        chain: the declarations from the root to the element.
    """

    chain: tuple[Particle, ...]

    @property
    def path(self) -> str:
        """The names from the root to the element, such as `/newsItem/itemMeta`."""
        return "".join(f"/{declaration.local_name}" for declaration in self.chain)

    @property
    def declaration(self) -> Particle:
        """The declaration of the element."""
        return self.chain[-1]


class Fault(NamedTuple):
    """A fault and the finding that it must give.

    Attributes:
        name: what is wrong, for the test's report.
        data: the document.
        codes: the last parts of the codes of which one must be reported.
        path: the path of the finding without indexes; of an attribute with its name.
    """

    name: str
    data: bytes
    codes: tuple[str, ...]
    path: str


@cache
def schema() -> Particle:
    """Return the compiled schema."""
    return xmlschema.XMLSchema(str(SCHEMA), allow="local")


def _definition(declaration: Particle) -> Particle:
    return declaration.ref if declaration.ref is not None else declaration


def _particles(group: Particle) -> Iterator[Particle]:
    """Yield the elements and wildcards of a content model."""
    for particle in group:
        if isinstance(particle, XsdGroup):
            yield from _particles(particle)
        else:
            yield particle


def children_of(declaration: Particle) -> list[Particle]:
    """Return the declarations of an element's children."""
    content = declaration.type.content if declaration.type.is_complex() else None
    if not isinstance(content, XsdGroup):
        return []
    return [particle for particle in _particles(content) if isinstance(particle, XsdElement)]


@cache
def cases() -> tuple[ElementCase, ...]:
    """Return a case for each element declaration: below an item if it can be there, else as a root."""
    result: list[ElementCase] = []
    reached: set[int] = set()
    for name in (*ROOTS, *schema().elements):
        pending = [(schema().elements[name],)]
        while pending:
            chain = pending.pop(0)
            if id(_definition(chain[-1])) in reached:
                continue
            reached.add(id(_definition(chain[-1])))
            if chain[-1].local_name == NEVER_VALID:
                continue
            result.append(ElementCase(chain))
            pending += [(*chain, child) for child in children_of(chain[-1])]
    return tuple(result)


# --- valid documents --------------------------------------------------------------------------------------------------


def valid_value(type_: Particle) -> str:
    """Return a valid value of a simple type."""
    return VALUES.get(str(type_.name), ("some text", ""))[0]


def _minimal(declaration: Particle, rest: tuple[Particle, ...]) -> "etree._Element":
    """Return an element with all that it requires.

    Args:
        declaration: its declaration.
        rest: the declarations of a chain of descendants that it must have; the last is marked by an attribute.
    """
    element = etree.Element(declaration.name, nsmap={None: NAR})
    type_ = declaration.type
    if type_.is_simple() or type_.has_simple_content():
        element.text = valid_value(_type_of_text(declaration))
    if not type_.is_complex():
        return element
    for attribute in type_.attributes.values():
        if getattr(attribute, "use", "") == "required":
            element.set(attribute.name, valid_value(attribute.type))
    if isinstance(type_.content, XsdGroup):
        element.extend(_content(type_.content, rest))
    return element


def _type_of_text(declaration: Particle) -> Particle:
    """Return the simple type of an element's text."""
    return declaration.type if declaration.type.is_simple() else declaration.type.content


def _content(group: Particle, rest: tuple[Particle, ...]) -> "list[etree._Element]":
    """Return the least elements that a group requires, and the first of the chain if it is in the group."""
    is_inside = bool(rest) and any(particle is rest[0] for particle in _particles(group))
    if not is_inside and group.min_occurs == 0:
        return []
    if group.model == "choice":
        chosen = next((particle for particle in group if is_inside and _contains(particle, rest[0])), group[0])
        return _occurrences(chosen, rest if is_inside else ())
    elements = []
    for particle in group:
        elements += _occurrences(particle, rest if is_inside and _contains(particle, rest[0]) else ())
    return elements


def _contains(particle: Particle, declaration: Particle) -> bool:
    if isinstance(particle, XsdGroup):
        return any(inner is declaration for inner in _particles(particle))
    return particle is declaration


def _occurrences(particle: Particle, rest: tuple[Particle, ...]) -> "list[etree._Element]":
    if isinstance(particle, XsdGroup):
        return _content(particle, rest)
    if isinstance(particle, XsdAnyElement):
        return [etree.Element(f"{{{NAR}}}edNote") for _ in range(particle.min_occurs)]
    count = particle.min_occurs or (1 if rest else 0)
    return [_minimal(particle, rest[1:] if index == 0 else ()) for index in range(count)]


class Document(NamedTuple):
    """A valid document.

    Attributes:
        root: the root element.
        element: the element of the case.
    """

    root: "etree._Element"
    element: "etree._Element"


def document(case: ElementCase) -> Document:
    """Return a minimal document that has the element of a case."""
    root = _minimal(case.chain[0], case.chain[1:])
    element = root
    for declaration in case.chain[1:]:
        element = next(child for child in element if child.tag == declaration.name)
    return Document(root, element)


# --- faults -----------------------------------------------------------------------------------------------------------


def structural_faults(case: ElementCase) -> Iterator[Fault]:
    """Yield the faults of an element's structure: its attributes' presence, its text and its children."""
    for build in (
        _unknown_attribute,
        _foreign_attribute,
        _missing_attributes,
        _stray_text,
        _unknown_child,
        _foreign_child,
        _missing_children,
        _doubled,
        _moved,
    ):
        yield from build(case)


def _faulty(case: ElementCase) -> Document:
    valid = document(case)
    root = deepcopy(valid.root)
    path = valid.root.getroottree().getelementpath(valid.element)
    element = root if path == "." else root.find(path)
    assert element is not None
    return Document(root, element)


def _unknown_attribute(case: ElementCase) -> Iterator[Fault]:
    if case.declaration.local_name == "eventDetails":
        return  # The one element that takes any attribute without a namespace.
    faulty = _faulty(case)
    faulty.element.set("unknownname", "1")
    yield Fault(
        "unknown attribute", etree.tostring(faulty.root), ("unexpected-attribute",), f"{case.path}/@unknownname"
    )


def _foreign_attribute(case: ElementCase) -> Iterator[Fault]:
    """Yield a fault if the element may have no attributes of other namespaces."""
    type_ = case.declaration.type
    if type_.is_complex() and None not in type_.attributes:
        faulty = _faulty(case)
        faulty.element.set("{urn:example:other}name", "1")
        yield Fault("foreign attribute", etree.tostring(faulty.root), ("unexpected-attribute",), f"{case.path}/@name")


def _missing_attributes(case: ElementCase) -> Iterator[Fault]:
    for name in _faulty(case).element.attrib:
        faulty = _faulty(case)
        del faulty.element.attrib[name]
        yield Fault(f"no {name}", etree.tostring(faulty.root), ("missing-attribute",), f"{case.path}/@{name}")


def _stray_text(case: ElementCase) -> Iterator[Fault]:
    type_ = case.declaration.type
    if not type_.is_complex() or type_.mixed or type_.has_simple_content():
        return
    faulty = _faulty(case)
    faulty.element.text = "stray"
    yield Fault("stray text", etree.tostring(faulty.root), ("text-not-allowed", "not-empty"), case.path)


def _unknown_child(case: ElementCase) -> Iterator[Fault]:
    if case.declaration.local_name in OPEN_PARENTS:
        return
    faulty = _faulty(case)
    etree.SubElement(faulty.element, f"{{{NAR}}}unknownName")
    codes = ("unexpected-element", "child-not-allowed", "not-empty")
    yield Fault("unknown child", etree.tostring(faulty.root), codes, f"{case.path}/unknownName")


def _foreign_child(case: ElementCase) -> Iterator[Fault]:
    """Yield a fault if the element may have no children of other namespaces."""
    content = case.declaration.type.content if case.declaration.type.is_complex() else None
    particles = _particles(content) if isinstance(content, XsdGroup) else ()
    if any(isinstance(particle, XsdAnyElement) and particle.is_matching(_FOREIGN_CHILD) for particle in particles):
        return
    faulty = _faulty(case)
    etree.SubElement(faulty.element, _FOREIGN_CHILD)
    codes = ("unexpected-element", "child-not-allowed", "not-empty")
    yield Fault("foreign child", etree.tostring(faulty.root), codes, f"{case.path}/name")


def _missing_children(case: ElementCase) -> Iterator[Fault]:
    """Yield a fault for each required child: without it, the parent lacks a child or the next child is not allowed yet."""
    for index, child in enumerate(_faulty(case).element):
        faulty = _faulty(case)
        following = faulty.element[index].getnext()
        name = str(child.tag).rpartition("}")[2]
        if following is not None and following.tag == child.tag:
            continue
        faulty.element.remove(faulty.element[index])
        path = case.path if following is None else f"{case.path}/{str(following.tag).rpartition('}')[2]}"
        codes = ("missing-element", "unexpected-element")
        yield Fault(f"no <{name}>", etree.tostring(faulty.root), codes, path)


def _doubled(case: ElementCase) -> Iterator[Fault]:
    """Yield a fault if the element may occur only once."""
    if len(case.chain) == 1 or not _is_single(case.chain[-2].type.content, case.declaration):
        return
    faulty = _faulty(case)
    faulty.element.addnext(deepcopy(faulty.element))
    yield Fault("doubled", etree.tostring(faulty.root), ("unexpected-element",), case.path)


def _is_single(group: Particle, declaration: Particle) -> bool:
    """Return whether an element may occur once only: neither it nor a group around it is repeated."""
    names = [particle.name for particle in _particles(group) if isinstance(particle, XsdElement)]
    if group.max_occurs != 1 or names.count(declaration.name) > 1:
        return False
    for particle in group:
        if isinstance(particle, XsdGroup) and _contains(particle, declaration):
            return _is_single(particle, declaration)
    return bool(declaration.max_occurs == 1)


def _moved(case: ElementCase) -> Iterator[Fault]:
    """Yield a fault if another element must precede the element."""
    faulty = _faulty(case)
    previous = faulty.element.getprevious()
    if previous is None or previous.tag == faulty.element.tag:
        return
    previous.addprevious(faulty.element)
    yield Fault("moved", etree.tostring(faulty.root), ("unexpected-element",), case.path)


def attribute_faults(case: ElementCase) -> Iterator[Fault]:
    """Yield a fault for each attribute with a value that its data type does not have."""
    type_ = case.declaration.type
    for attribute in type_.attributes.values() if type_.is_complex() else ():
        name = getattr(attribute, "name", None)
        if not name:
            continue
        value = "other" if attribute.fixed is not None else VALUES.get(str(attribute.type.name), ("", ""))[1]
        if value:
            faulty = _faulty(case)
            faulty.element.set(name, value)
            step = name.replace(f"{{{XML}}}", "xml:")
            yield Fault(f"{name} is {value!r}", etree.tostring(faulty.root), ("bad-value",), f"{case.path}/@{step}")


def text_faults(case: ElementCase) -> Iterator[Fault]:
    """Yield a fault if the text of an element has a data type, and lacks it."""
    type_ = case.declaration.type
    if not (type_.is_simple() or type_.has_simple_content()):
        return
    value = VALUES.get(str(_type_of_text(case.declaration).name), ("", ""))[1]
    if value:
        faulty = _faulty(case)
        faulty.element.text = value
        yield Fault(f"text is {value!r}", etree.tostring(faulty.root), ("bad-value",), case.path)
