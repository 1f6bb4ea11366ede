"""Really Simple Licensing (RSL) 1.0: `<content>`, the terms of one asset.

Both directions work on extensions, so that the same code serves license files and the RSS module. What RSL can say and `Usage`
has no field for stays an extension of the usage: an element at its own level, and the further attributes of an element in an
empty extension of its name. Permissions that cover more than the three uses are both: `<permits>all` sets the fields, and is
written again as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from newsfeed.errors import ModelError
from newsfeed.model import Extension, Payment, Usage
from newsfeed.model.extension import written_element
from newsfeed.plain_data.plain import FieldValues
from newsfeed.rights.uses import USES, is_address
from newsfeed.values.emails import check_email
from newsfeed.values.namespaces import JSONFEED, NEWSML, NINJS, RSL, split_name
from newsfeed.values.xml_chars import fold

MEDIA_TYPE: Final = "application/rsl+xml"
STANDARD: Final = "https://rslstandard.org/rsl"


def _name(local: str) -> str:
    return f"{{{RSL}}}{local}"


CONTENT: Final = _name("content")

_LICENSE: Final = _name("license")
_PERMITS: Final = _name("permits")
_PROHIBITS: Final = _name("prohibits")
_PAYMENT: Final = _name("payment")
_CUSTOM: Final = _name("custom")
_AMOUNT: Final = _name("amount")
_COPYRIGHT: Final = _name("copyright")
_TERMS: Final = _name("terms")

_IN_LICENSE: Final = frozenset((_PERMITS, _PROHIBITS, _PAYMENT, _name("legal")))
_IN_PAYMENT: Final = frozenset((_name("standard"), _CUSTOM, _AMOUNT, _name("accepts")))

_FIELDS: Final = {token: field for field, token in USES.items()}
_BROAD: Final[Mapping[str, tuple[str, ...]]] = {"all": tuple(USES), "ai-all": ("ai_input", "ai_train")}
"""Tokens for several uses, and for others that the model has no field for."""

_CONTACTS: Final = {"contactEmail": "contact_email", "contactUrl": "contact_url"}


# --- writing ---------------------------------------------------------------------------------------------------------------


def to_element(usage: Usage, url: str) -> Extension | None:
    """Return the terms of an asset as `<content>`; None if they grant, prohibit and charge nothing.

    Args:
        usage: the terms.
        url: the address of the asset, or a pattern of RFC 9309; "" is the document that the element is in.
    """
    extensions = [item for item in usage.extensions if is_xml(item)]
    license_parts = [*_uses(usage, extensions), *_payments(usage, extensions), *_of(extensions, _name("legal"))]
    licenses = [item for item in _of(extensions, _LICENSE) if item.content or item.attributes]
    if license_parts:
        licenses.insert(0, written_element(name=_LICENSE, content=license_parts))
    if not licenses:
        return None
    content: list[Extension] = [*licenses, *_copyright(usage, extensions)]
    if usage.policy_url:
        content.append(written_element(name=_TERMS, content=(usage.policy_url,)))
    own_names = {CONTENT, _LICENSE, _COPYRIGHT, *_IN_LICENSE, *_IN_PAYMENT}
    content += [item for item in extensions if item.name not in own_names]
    return written_element(name=CONTENT, attributes={"url": url, **_further(extensions, CONTENT)}, content=content)


def is_xml(item: Extension) -> bool:
    """Return whether an extension is an element of an XML vocabulary that anybody may see."""
    return split_name(item.name)[0] not in ("", JSONFEED, NEWSML, NINJS)


def _of(items: Iterable[Extension], name: str) -> list[Extension]:
    return [item for item in items if item.name == name]


def _further(extensions: Iterable[Extension], name: str) -> dict[str, str]:
    """Return the further attributes of an element, kept in empty extensions of its name."""
    return {key: value for item in _of(extensions, name) if not item.content for key, value in item.attributes}


def _uses(usage: Usage, extensions: list[Extension]) -> Iterator[Extension]:
    for name, value in ((_PERMITS, True), (_PROHIBITS, False)):
        elements = _of(extensions, name)
        covered = {field for item in elements for field in _fields_of(item)}
        tokens = [token for field, token in USES.items() if getattr(usage, field) is value and field not in covered]
        if tokens:
            yield written_element(name=name, attributes={"type": "usage"}, content=(",".join(tokens),))
        yield from elements


def _payments(usage: Usage, extensions: list[Extension]) -> Iterator[Extension]:
    payment = usage.payment
    if payment is not None:
        parts = [item for item in extensions if item.name in _IN_PAYMENT]
        if payment.amount:
            currency = {"currency": payment.currency} if payment.currency else {}
            parts.insert(0, written_element(name=_AMOUNT, attributes=currency, content=(payment.amount,)))
        if payment.url:
            parts.insert(0, written_element(name=_CUSTOM, content=(payment.url,)))
        yield written_element(name=_PAYMENT, attributes={"type": payment.kind}, content=parts)
    yield from _of(extensions, _PAYMENT)


def _copyright(usage: Usage, extensions: list[Extension]) -> Iterator[Extension]:
    """Yield the holder of the rights with the contact; without a contact, only if it was kept."""
    holder, *further_holders = _of(extensions, _COPYRIGHT) or [Extension(name=_COPYRIGHT)]
    contacts = {name: value for name, field in _CONTACTS.items() if (value := getattr(usage, field))}
    attributes = {**dict(holder.attributes), **contacts}
    if attributes or holder.content:
        yield written_element(name=_COPYRIGHT, attributes=attributes, content=holder.content)
    yield from further_holders


# --- reading ---------------------------------------------------------------------------------------------------------------


def from_element(element: Extension) -> tuple[Usage, str]:
    """Return the terms in a `<content>`, and the address of its asset, "" without one.

    Nothing is lost: values that the model refuses or has no field for are extensions of the usage.
    """
    attributes = dict(element.attributes)
    url = attributes.pop("url", "")
    reader = _Reader()
    if attributes:
        reader.keep(Extension(name=CONTENT, attributes=attributes))
    for item in element.content:
        if isinstance(item, str):
            reader.keep(Extension(name=CONTENT, content=(item,)))
        elif item.name == _LICENSE and not reader.has_license and _is_plain(item):
            reader.read_license(item)
        elif item.name == _COPYRIGHT and not reader.has_copyright:
            reader.read_copyright(item)
        elif item.name == _TERMS and "policy_url" not in reader.values and (address := _address(item)):
            reader.values["policy_url"] = address
        else:
            reader.keep(item)
    return reader.usage(), url


def as_read(usage: Usage, url: str) -> Usage | None:
    """Return the part of a usage that is read back; None if RSL cannot express any of it."""
    element = to_element(usage, url)
    return None if element is None else from_element(element)[0]


@attrs.define
class _Reader:
    values: FieldValues = attrs.field(factory=dict)
    extensions: list[Extension] = attrs.field(factory=list)
    has_license: bool = False
    has_copyright: bool = False

    def keep(self, item: Extension) -> None:
        self.extensions.append(item)

    def usage(self) -> Usage:
        return Usage(**self.values, extensions=self.extensions)

    def read_license(self, element: Extension) -> None:
        self.has_license = True
        prohibited: set[str] = set()
        for item in (part for part in element.content if isinstance(part, Extension)):
            if item.name in (_PERMITS, _PROHIBITS):
                fields = _fields_of(item)
                if item.name == _PROHIBITS:
                    prohibited.update(fields)
                self.values |= {field: True for field in fields if item.name == _PERMITS}
                if not _is_exact(item):
                    self.keep(item)
            elif item.name != _PAYMENT or "payment" in self.values or not self._read_payment(item):
                self.keep(item)
        # A prohibition prevails (RSL 1.0, 3.6).
        self.values |= dict.fromkeys(prohibited, False)

    def _read_payment(self, element: Extension) -> bool:
        """Read the price of a license; False if it is of an unknown kind, or has something that could not be kept."""
        attributes = dict(element.attributes)
        kind = attributes.pop("type", "free")
        parts = [item for item in element.content if isinstance(item, Extension)]
        if attributes or len(parts) != len(element.content) or any(item.name not in _IN_PAYMENT for item in parts):
            return False
        values: FieldValues = {"kind": kind}
        extensions = []
        for item in parts:
            if item.name == _CUSTOM and "url" not in values and (address := _address(item)):
                values["url"] = address
            elif item.name == _AMOUNT and "amount" not in values and (price := _price(item)):
                values |= price
            else:
                extensions.append(item)
        try:
            self.values["payment"] = Payment(**values)
        except ModelError:
            return False
        self.extensions += extensions
        return True

    def read_copyright(self, element: Extension) -> None:
        self.has_copyright = True
        attributes = dict(element.attributes)
        for name, field in _CONTACTS.items():
            if name in attributes and _is_contact(name, attributes[name]):
                self.values[field] = attributes.pop(name)
        if attributes or element.content:
            self.keep(element.replace(attributes=attributes))


def _is_plain(element: Extension) -> bool:
    """Return whether a license has only elements of a license, so that they can be kept one by one."""
    return not element.attributes and all(
        isinstance(item, Extension) and item.name in _IN_LICENSE for item in element.content
    )


def tokens_of(element: Extension) -> list[str]:
    """Return the words of `<permits>` or `<prohibits>`, separated by commas or white space."""
    texts = (item for item in element.content if isinstance(item, str))
    return [word.lower() for text in texts for word in text.replace(",", " ").split()]


def _fields_of(element: Extension) -> set[str]:
    """Return the fields of the uses that `<permits>` or `<prohibits>` covers."""
    if dict(element.attributes).get("type", "usage") != "usage":
        return set()
    return {
        field for token in tokens_of(element) for field in (_BROAD.get(token) or (_FIELDS.get(token, ""),)) if field
    }


def _is_exact(element: Extension) -> bool:
    """Return whether the fields say everything that `<permits>` or `<prohibits>` says."""
    texts = len(element.content) == 1 and isinstance(element.content[0], str)
    return texts and element.attributes == (("type", "usage"),) and all(word in _FIELDS for word in tokens_of(element))


def _address(element: Extension) -> str | None:
    """Return the address in an element that has nothing else."""
    (text,) = element.content if len(element.content) == 1 and not element.attributes else ("",)
    address = text.strip() if isinstance(text, str) else ""
    return address if address and is_address(address) else None


def _price(element: Extension) -> dict[str, str] | None:
    """Return the amount and its currency; None if the model refuses them."""
    (text,) = element.content if len(element.content) == 1 else ("",)
    attributes = dict(element.attributes)
    price = {"amount": fold(text) if isinstance(text, str) else "", "currency": attributes.pop("currency", "")}
    try:
        Payment(kind="free", **price)
    except ModelError:
        return None
    return None if attributes or not price["amount"] else price


def _is_contact(name: str, value: str) -> bool:
    if name == "contactUrl":
        return is_address(value)
    try:
        check_email(value)
    except ValueError:
        return False
    return True
