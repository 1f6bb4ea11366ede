"""newsmlg2 1.1, the IPTC's library, used as in its README. It cannot write a body into inlineXML."""

import NewsMLG2

from benchmarks.data import Row

_CODES = "http://cv.iptc.org/newscodes"


def metadata(row: Row) -> bytes:
    """Write the newsItem of one row without its body and image."""
    item = NewsMLG2.NewsItem()
    item.guid = row.id
    item.itemmeta = _item_meta(row)
    item.contentmeta = _content_meta(row)
    document = NewsMLG2.NewsMLG2Document()
    document.set_item(item)
    return document.to_xml_string().encode()  # type: ignore[no-any-return]


def _item_meta(row: Row) -> NewsMLG2.ItemMeta:
    meta = NewsMLG2.ItemMeta()
    meta.itemclass.qcode = "ninat:text"
    meta.itemclass.uri = f"{_CODES}/ninature/text"
    meta.provider.literal = "news.example.com"
    meta.versioncreated = row.updated.isoformat()
    meta.firstcreated = row.published.isoformat()
    meta.pubstatus.qcode = "stat:usable"
    meta.pubstatus.uri = f"{_CODES}/pubstatusg2/usable"
    return meta


def _content_meta(row: Row) -> NewsMLG2.NewsItemContentMeta:
    meta = NewsMLG2.NewsItemContentMeta()
    meta.contentcreated = row.published.isoformat()
    meta.contentmodified = row.updated.isoformat()
    meta.creator = [_creator(name) for name in row.authors]
    meta.keyword = [NewsMLG2.Keyword(text=category) for category in row.categories]
    meta.headline = row.title
    meta.by = ", ".join(row.authors)
    meta.description = NewsMLG2.Description(text=row.summary)
    meta.description.role = "drol:summary"
    meta.description.roleuri = f"{_CODES}/descriptionrole/summary"
    return meta


def _creator(name: str) -> NewsMLG2.Creator:
    creator = NewsMLG2.Creator()
    creator.literal = name
    creator.type = "cpnat:person"
    creator.typeuri = f"{_CODES}/cpnature/person"
    creator.name = name
    return creator
