"""Reader of license files: the terms of a site are those of the feed, and the terms of a page those of a story."""

from typing import Final

from lxml import etree

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.io import xml, xml_repair
from newsfeed.model import Extension, Feed, Organization, Story, Usage
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.rights import rsl
from newsfeed.rights.uses import is_address
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.values.namespaces import RSL
from newsfeed.values.xml_chars import fold

_ROOT: Final = f"{{{RSL}}}rsl"
_COPYRIGHT: Final = f"{{{RSL}}}copyright"
_WILDCARDS: Final = ("*", "$")


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a license file.

    Args:
        data: the document.
        reading: the options of the caller.

    Raises:
        ReadError: the document is not well-formed (and `reading.recover` is not set), or is no license file.
        LimitError: it exceeds a limit.
    """
    lenient = LenientReader(reading)
    document, faults = xml_repair.parse(
        data, limits=reading.limits, recover=reading.recover, transport=reading.encoding
    )
    root = document.root
    if xml.local_name(root) != "rsl" or xml.namespace_name(root) != RSL:
        reason = f'its root element is <{xml.local_name(root):.64}>, not <rsl xmlns="{RSL}">'
        raise ReadError(f"is no RSL license file: {reason}", line=root.sourceline or 1)
    for fault in faults:
        lenient.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    reader = _FileReader(lenient)
    if root.keys():
        attributes = {str(name): str(value) for name, value in root.items()}
        reader.add_extension(lenient.build(Extension, {"name": _ROOT, "attributes": attributes}, Location("/rsl")))
    for number, child in enumerate((child for child in root if isinstance(child.tag, str)), 1):
        reader.read(child, Location(f"/rsl/{xml.local_name(child)}[{number}]", child.sourceline))
    return reader.feed()


class _FileReader:
    """Reader of the assets of one file.

    Args:
        lenient: reports problems.
    """

    def __init__(self, lenient: LenientReader) -> None:
        self._lenient = lenient
        self._fields: FieldValues = {}
        self._extensions: list[Extension] = []
        self._stories: list[Story] = []

    def add_extension(self, item: Extension | None) -> None:
        """Keep an element that the feed has no field for."""
        if item is not None:
            self._extensions.append(item)

    def read(self, element: "etree._Element", location: Location) -> None:
        """Read a child of the root: the terms of the site or of a page; others are extensions of the feed."""
        item = read_extension(element, self._lenient, location)
        if item is None or item.name != rsl.CONTENT:
            self.add_extension(item)
            return
        usage, url = rsl.from_element(item)
        page = url.removesuffix("$")
        if "usage" not in self._fields and url == page and _is_site(url):
            self._read_site(usage, url)
        elif usage == Usage() or url == page or not is_address(page) or any(mark in page for mark in _WILDCARDS):
            message = (
                f"the terms of {url!r:.100} are an extension of the feed: it has fields for its site and pages only"
            )
            self._lenient.note("element.kept", message, location, Severity.INFO)
            self.add_extension(item)
        elif story := self._lenient.story({"id": page, "url": page, "usage": usage}, location):
            self._stories.append(story)

    def _read_site(self, usage: Usage, url: str) -> None:
        address = url.removesuffix("*")
        if is_address(address):
            self._fields["url"] = address
        if url != address:
            usage = usage.replace(extensions=(Extension(name=rsl.CONTENT, attributes={"url": url}), *usage.extensions))
        for item in usage.extensions:
            if name := _organization(item):
                self._fields["publisher"] = Organization(name=name)
                usage = usage.replace(extensions=[extension for extension in usage.extensions if extension is not item])
        self._fields["usage"] = usage

    def feed(self) -> Feed:
        """Return the feed of everything that was read."""
        feed = self._lenient.build(
            Feed, {**self._fields, "extensions": self._extensions, "stories": self._stories}, Location("/rsl")
        )
        return feed or Feed()


def _is_site(url: str) -> bool:
    """Return whether an address is that of a whole site, or of a section: it has no wildcards but one at its end."""
    address = url.removesuffix("*")
    return not any(mark in address for mark in _WILDCARDS) and (address in ("", "/") or is_address(address))


def _organization(item: Extension) -> str:
    """Return the name of the organization that holds the rights, if `<copyright>` has nothing else."""
    if item.name != _COPYRIGHT or item.attributes != (("type", "organization"),) or len(item.content) != 1:
        return ""
    (text,) = item.content
    return fold(text) if isinstance(text, str) else ""
