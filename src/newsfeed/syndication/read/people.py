"""Persons as feeds name them: Atom person constructs, mailboxes of RSS, and plain names."""

import re
from typing import Final

from lxml import etree

from newsfeed.model import Person
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.names import element_key
from newsfeed.values.xml_chars import XML_SPACE

_EMAIL: Final = r"[^\s()<>,;:\"\[\]]{1,64}@[^\s()<>,;:\"\[\]]{1,255}"
_EMAIL_NAME: Final = re.compile(rf"(?:mailto:)?({_EMAIL})\s*\((.+)\)", re.DOTALL)
_NAME_EMAIL: Final = re.compile(rf"(.+?)\s*[<(]\s*(?:mailto:)?({_EMAIL})\s*[>)]", re.DOTALL)
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
    elif match := _NAME_EMAIL.fullmatch(text):
        name, email = match.groups()
    elif match := _ONLY_EMAIL.fullmatch(text):
        name = email = match[1]
    else:
        name, email = text, None
    if not name:
        return None
    return lenient.build(Person, {"name": name.strip(" \t\r\n\"'") or email, "email": email}, location)


def named(text: str, lenient: LenientReader, location: Location) -> Person | None:
    """Return a person with this name, the whole value of elements such as `<dc:creator>` and `<itunes:author>`."""
    return lenient.build(Person, {"name": text}, location) if text.strip(XML_SPACE) else None


def person_construct(
    element: "etree._Element", lenient: LenientReader, base: str | None, location: Location
) -> Person | None:
    """Read an Atom person construct (RFC 4287, 3.2).

    If it has no name, the first of these takes its place: e-mail address, web address, character data.
    """
    values: dict[str, str] = {}
    for child in element:
        if isinstance(child.tag, str):
            key = element_key(child.tag)
            values.setdefault(key.partition(":")[2] or key, texts.character_data(child).strip(XML_SPACE))
    address = values.get("uri") or values.get("url") or values.get("homepage")
    email = values.get("email")
    name = values.get("name") or email or address or (element.text or "").strip(XML_SPACE)
    if not name:
        return None
    arguments = {"name": name, "email": email or None, "url": lenient.iri(address, base, location)}
    return lenient.build(Person, arguments, location)
