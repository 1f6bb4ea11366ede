"""The usage of a feed or item: the module of RSL 1.0, and the link to a license file (RFC 4946).

RSL defines its module for RSS. Atom allows elements of any vocabulary (RFC 4287, 6), so both have the same ones.
"""

from collections.abc import Iterator, MutableMapping
from typing import Any, Final

from newsfeed.errors import ModelError, ReadError
from newsfeed.findings import Loss
from newsfeed.io import xml
from newsfeed.io.limits import Limits
from newsfeed.model import Extension, Feed, Link, Story, Usage
from newsfeed.rights import rsl
from newsfeed.rights.uses import usage_losses
from newsfeed.syndication.extensions import Scope, parse_extension, serialize_extension
from newsfeed.values.namespaces import RSL

ROOT: Final = f"{{{RSL}}}rsl"

_REASON: Final = "RSL has the conditions and the contact only beside permissions, prohibitions or a payment"
_READ_BACK: Final = "it is read back into the usage"


def usage_elements(owner: Story | Feed, url: str | None) -> tuple[Extension, ...]:
    """Return the element with the usage of a feed or item, if it has one that RSL can express.

    Args:
        owner: the feed or story.
        url: its address as it is written.
    """
    element = rsl.to_element(owner.usage, url or "") if owner.usage else None
    return (element,) if element else ()


def license_file(owner: Story | Feed) -> tuple[Link, ...]:
    """Return the link to the license file of a feed or item, if it has one."""
    address = owner.usage.license_url if owner.usage else None
    return (Link(url=address, rel="license", type=rsl.MEDIA_TYPE),) if address else ()


def encoded(usage: Usage, url: str) -> str:
    """Return a usage as the text of a license file, for formats that carry expressions of rights; "" if RSL has none for it."""
    element = rsl.to_element(usage, url)
    if element is None:
        return ""
    return f'<rsl xmlns="{RSL}">{serialize_extension(element, Scope(default=RSL)).rstrip()}</rsl>'


def decoded(text: str, url: str, limits: Limits) -> Usage | None:
    """Return the usage in the text of a license file; None if it is something else, or has more than one asset."""
    try:
        root = parse_extension(xml.parse(text.encode(), limits=limits).root)
    except (ReadError, ModelError, UnicodeEncodeError):
        return None
    (element,) = root.content if root is not None and len(root.content) == 1 else (None,)
    if root is None or root.name != ROOT or root.attributes:
        return None
    if not isinstance(element, Extension) or element.name != rsl.CONTENT:
        return None
    usage, asset = rsl.from_element(element)
    return usage if asset == url else None


def is_license_file(link: Link) -> bool:
    """Return whether a link is read back as the license file of a usage."""
    return link == Link(url=link.url, rel="license", type=rsl.MEDIA_TYPE)


def is_license_type(media_type: str | None) -> bool:
    """Return whether a media type is that of license files."""
    return (media_type or "").partition(";")[0].strip().lower() == rsl.MEDIA_TYPE


def take_usage(fields: MutableMapping[str, Any]) -> None:
    """Move the usage out of the extensions and links of a feed or item that was read.

    Args:
        fields: the fields, with `url`, `extensions` and `links` as far as they have been read.
    """
    if not (fields.get("extensions") or fields.get("links")):
        return
    usage = Usage()
    element = next((item for item in fields.get("extensions", ()) if item.name == rsl.CONTENT), None)
    if element is not None:
        fields["extensions"] = _without(fields["extensions"], element)
        usage, asset = rsl.from_element(element)
        address = fields.get("url") or ""
        if asset not in ("", address, f"{address}$"):
            content = Extension(name=rsl.CONTENT, attributes={"url": asset})
            usage = usage.replace(extensions=(content, *usage.extensions))
    link = next((link for link in fields.get("links", ()) if is_license_file(link)), None)
    if link is not None:
        fields["links"] = _without(fields["links"], link)
        usage = usage.replace(license_url=link.url)
    if usage != Usage():
        fields["usage"] = usage


def _without(items: tuple[Any, ...], item: object) -> tuple[Any, ...]:
    index = items.index(item)
    return items[:index] + items[index + 1 :]


def carried_usage_losses(owner: Story | Feed, path: str) -> Iterator[Loss]:
    """Yield the losses of a usage in a feed, and of links and extensions that are read back as one."""
    usage = owner.usage
    if usage is not None:
        as_read = rsl.as_read(usage.replace(license_url=None), "") or Usage()
        yield from usage_losses(usage, as_read.replace(license_url=usage.license_url), f"{path}.usage", _REASON)
    has_element, has_link = bool(usage_elements(owner, "")), bool(license_file(owner))
    read_back = [*_first(owner.extensions, has_element), *_first(owner.links, has_link)]
    for name, index in read_back:
        yield Loss(f"{path}.{name}[{index}]", _READ_BACK)
    if read_back and usage is None:
        yield Loss(f"{path}.usage", "an element or link of RSL is read back as the usage")


def _first(items: tuple[Extension, ...] | tuple[Link, ...], has_own: bool) -> Iterator[tuple[str, int]]:
    """Yield the place of the item that is read back as a usage, unless the usage itself is written before it."""
    for index, item in enumerate(items if not has_own else ()):
        if isinstance(item, Link) and is_license_file(item):
            yield "links", index
            return
        if isinstance(item, Extension) and item.name == rsl.CONTENT:
            yield "extensions", index
            return
