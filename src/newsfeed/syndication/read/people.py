"""Persons as feeds name them: Atom person constructs, mailboxes of RSS, and plain names."""

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.io.xml import local_name
from newsfeed.model import Extension, Person
from newsfeed.model.extension import MAX_LEVELS
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.draft import Draft
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.syndication.read.names import element_key
from newsfeed.syndication.undefined_content import is_kept_element
from newsfeed.values.xml_chars import XML_SPACE

_EMAIL: Final = r"[^\s()<>,;:\"\[\]]{1,64}@[^\s()<>,;:\"\[\]]{1,255}"
_EMAIL_NAME: Final = re.compile(rf"(?:mailto:)?({_EMAIL})\s*+\((.+)\)", re.DOTALL)
_EMAIL_AT_END: Final = re.compile(rf"[<(]\s*+(?:mailto:)?({_EMAIL})\s*+[>)]\Z")
_FIELDS: Final = {"name": "name", "email": "email", "uri": "url", "url": "url", "homepage": "url"}
_ONLY_EMAIL: Final = re.compile(rf"(?:mailto:)?({_EMAIL})")


def mailbox(text: str, lenient: LenientReader, location: Location) -> Person | None:
    """Read the value of `<author>` or `<managingEditor>` of RSS.

    The standard form is `jane@example.com (Jane Doe)`. `Jane Doe <jane@example.com>`, an address alone and a name alone
    are accepted too; an address alone is also the name.
    """
    text = text.strip(XML_SPACE)
    email: str | None
    if match := _EMAIL_NAME.fullmatch(text):
        email, name = match.groups()
    elif (match := _EMAIL_AT_END.search(text)) and match.start():
        name, email = text[: match.start()].rstrip(), match[1]
    elif match := _ONLY_EMAIL.fullmatch(text):
        name = email = match[1]
    else:
        name, email = text, None
    if not text:
        return None
    return lenient.build(Person, {"name": name.strip(" \t\r\n\"'") or email, "email": email}, location)


def named(text: str, lenient: LenientReader, location: Location) -> Person | None:
    """Return a person with this name, the whole value of elements such as `<dc:creator>` and `<itunes:author>`."""
    if not text.strip(XML_SPACE):
        return None
    try:
        return _person_of_name(text)
    except ModelError:
        return lenient.build(Person, {"name": text}, location)


@lru_cache(maxsize=1024)
def _person_of_name(name: str) -> Person:
    """Return a person; cached, since a feed has few authors."""
    return Person(name=name)


def has_person_element(element: "etree._Element") -> bool:
    """Return whether an element has a child with a value of a person construct."""
    return any(isinstance(child.tag, str) and _field(child.tag) for child in element)


def person_construct(element: "etree._Element", draft: Draft) -> Person | None:
    """Read an Atom person construct (RFC 4287, 3.2).

    If it has no name, the first of these takes its place: e-mail address, web address, character data. Elements of other
    vocabularies are extensions; other values in it are reported.
    """
    values: dict[str, str] = {}
    addresses: dict[str, etree._Element] = {}
    extensions: list[tuple[Extension, etree._Element]] = []
    text = (element.text or "").strip(XML_SPACE)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        field, value = _field(child.tag), texts.character_data(child).strip(XML_SPACE)
        if field and value and values.setdefault(field, value) == value:
            addresses.setdefault(field, child)
            for name, attribute_value in child.items():
                draft.note_attribute(child, str(name), str(attribute_value))
            draft.note_content(child)
        elif extension := _extension(child, draft):
            extensions.append((extension, child))
        text = f"{text} {(child.tail or '').strip(XML_SPACE)}".strip()
    name = values.get("name") or values.get("email") or values.get("url") or text
    if text and text != name:
        draft.note_value(element, text)
    location = draft.location.child(local_name(element))
    url = draft.lenient.iri(values.get("url"), draft.base_of(addresses["url"]), location) if "url" in values else None
    arguments = {"name": name, "email": values.get("email"), "url": url, "extensions": [item for item, _ in extensions]}
    person = draft.lenient.build(Person, arguments, location) if name else None
    for _, child in extensions if person is None else ():
        draft.note_all(child)
    return person


def _extension(element: "etree._Element", draft: Draft) -> Extension | None:
    """Return an element of another vocabulary as an extension; any other is reported."""
    if is_kept_element(str(element.tag)) and _field(str(element.tag)) is None:
        # A contributor of a feed is an extension itself, with these in it.
        return read_extension(element, draft.lenient, draft.location, max_levels=MAX_LEVELS - 1)
    draft.note_all(element)
    return None


def _field(tag: str) -> str | None:
    key = element_key(tag)
    return _FIELDS.get(key.partition(":")[2] or key)
