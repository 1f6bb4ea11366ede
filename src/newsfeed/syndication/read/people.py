"""People as feeds name them: person constructs, mailboxes, names."""

import re
from typing import Final

from lxml import etree

from newsfeed.model import Person
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.names import key
from newsfeed.values.xml_chars import XML_SPACE

_MAIL: Final = r"[^\s()<>,;:\"\[\]]{1,64}@[^\s()<>,;:\"\[\]]{1,255}"
_MAIL_NAME: Final = re.compile(rf"(?:mailto:)?({_MAIL})\s*\((.+)\)", re.DOTALL)
_NAME_MAIL: Final = re.compile(rf"(.+?)\s*[<(]\s*(?:mailto:)?({_MAIL})\s*[>)]", re.DOTALL)
_ONLY_MAIL: Final = re.compile(rf"(?:mailto:)?({_MAIL})")


def mailbox(text: str, lenient: LenientReader, location: Location) -> Person | None:
    """Read what RSS puts into `author` and `managingEditor`: `jane@example.com (Jane Doe)`, or what is found in its place."""
    text = text.strip(XML_SPACE)
    if found := _MAIL_NAME.fullmatch(text):
        mail, name = found.groups()
    elif found := _NAME_MAIL.fullmatch(text):
        name, mail = found.groups()
    elif found := _ONLY_MAIL.fullmatch(text):
        name, mail = found[1], found[1]
    else:
        name, mail = text, None
    return lenient.build(Person, {"name": name.strip(" \t\r\n\"'") or mail, "email": mail}, location) if name else None


def named(text: str, lenient: LenientReader, location: Location) -> Person | None:
    """Read a name as it is: dc:creator, itunes:author."""
    return lenient.build(Person, {"name": text}, location) if text.strip(XML_SPACE) else None


def construct(element: "etree._Element", lenient: LenientReader, base: str | None, location: Location) -> Person | None:
    """Read a person construct (RFC 4287, 3.2); without a name the e-mail address or the address stands for it."""
    found: dict[str, str] = {}
    for child in element:
        if isinstance(child.tag, str):
            name = key(child.tag)
            found.setdefault(name.partition(":")[2] or name, texts.own(child).strip(XML_SPACE))
    uri = found.get("uri") or found.get("url") or found.get("homepage")
    mail = found.get("email")
    called = found.get("name") or mail or uri or (element.text or "").strip(XML_SPACE)
    if not called:
        return None
    arguments = {"name": called, "email": mail or None, "url": lenient.iri(uri, base, location)}
    return lenient.build(Person, arguments, location)
