"""NewsML-G2 built by hand as an lxml tree."""

from lxml import etree

from benchmarks.data import Row

_NAR = "http://iptc.org/std/nar/2006-10-01/"
_CODES = "http://cv.iptc.org/newscodes"
_ALTERNATE = "http://www.iana.org/assignments/relation/alternate"
_PROVIDER = "news.example.com"
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
_FIELD = "urn:newsfeed:field:"


def tree(row: Row) -> bytes:
    """Write the newsItem of one row."""
    root = etree.Element(f"{{{_NAR}}}newsItem", nsmap={None: _NAR})
    for name, value in (("standard", "NewsML-G2"), ("standardversion", "2.35"), ("conformance", "power")):
        root.set(name, value)
    root.set("guid", row.id)
    root.set("version", "1")
    _add(root, "catalogRef", href=_CATALOG)
    _item_meta(root, row)
    _content_meta(root, row)
    _content_set(root, row)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NAR}}}{name}", attributes)
    if text:
        element.text = text
    return element


def _item_meta(root: etree._Element, row: Row) -> None:
    meta = _add(root, "itemMeta")
    _add(meta, "itemClass", qcode="ninat:text", uri=f"{_CODES}/ninature/text")
    _add(meta, "provider", literal=_PROVIDER)
    _add(meta, "versionCreated", row.updated.isoformat())
    _add(meta, "firstCreated", row.published.isoformat())
    _add(meta, "pubStatus", qcode="stat:usable", uri=f"{_CODES}/pubstatusg2/usable")
    _add(meta, "generator", "newsfeed")
    _add(meta, "link", reluri=_ALTERNATE, href=row.url, contenttype="text/html")
    _image_link(meta, row)


def _image_link(meta: etree._Element, row: Row) -> None:
    image = row.image
    relation = {"rel": "irel:associatedWith", "reluri": f"{_CODES}/itemrelation/associatedWith"}
    link = _add(meta, "link", **relation, href=image.url, contenttype=image.type, size=str(image.length))
    _add(link, "itemClass", qcode="ninat:picture", uri=f"{_CODES}/ninature/picture")
    for name, value in (("width", str(image.width)), ("height", str(image.height)), ("medium", "image")):
        _add(link, "itemMetaExtProperty", reluri=f"{_FIELD}{name}", value=value)


def _content_meta(root: etree._Element, row: Row) -> None:
    meta = _add(root, "contentMeta")
    _add(meta, "contentCreated", row.published.isoformat())
    _add(meta, "contentModified", row.updated.isoformat())
    for name in row.authors:
        nature = {"type": "cpnat:person", "typeuri": f"{_CODES}/cpnature/person"}
        _add(_add(meta, "creator", literal=name, **nature), "name", name)
    for category in row.categories:
        _add(meta, "keyword", category)
    _add(meta, "headline", row.title)
    _add(meta, "by", ", ".join(row.authors))
    role = {"role": "drol:summary", "roleuri": f"{_CODES}/descriptionrole/summary"}
    _add(meta, "description", row.summary, **role)


def _content_set(root: etree._Element, row: Row) -> None:
    contents = _add(root, "contentSet")
    inline = _add(contents, "inlineXML", contenttype="application/xhtml+xml")
    page = etree.fromstring(
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{row.html}</body></html>'
    )
    page[0][0].text = row.title
    inline.append(page)
