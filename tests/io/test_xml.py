"""Hardened XML parsing: hostile input, limits, encodings and positions."""

import codecs
import socket

import pytest
from lxml import etree

from newsfeed import LimitError, Limits, ReadError
from newsfeed.io import xml, xml_repair
from newsfeed.io.positions import line_and_column

HOSTILE = {
    "dtd": b'<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
    "file": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
    "laughs": b'<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>',
    "small expansion": b'<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa">]><a>&x;</a>',
    "after comment": b"<?xml version='1.0'?><!-- x --><?pi x?>\n<!DOCTYPE a><a/>",
    "parameter": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.com/x">%x;]><a/>',
    "undeclared": b"<a>&nbsp;</a>",
    "utf-7": b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>',
    "unknown encoding": b'<?xml version="1.0" encoding="x-made-up"?><a/>',
    "wrong encoding": b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>',
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xb3I\xd4\xb7\x03\x00",
    "not closed": b"<a><b></a>",
    "two roots": b"<a/><b/>",
    "control": b"<a>\x07</a>",
    "empty": b"",
    "spaces": b" \n\t ",
    "text": b"only text",
    "prefix": b"<x:a/><",
    "doubled attribute": b"<a b='1' b='2'/>",
}
LEGACY_DOCTYPE = (
    b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss/>'
)


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_xml_is_refused_with_a_typed_error(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("opened something")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr("builtins.open", forbidden)
    with pytest.raises(ReadError) as caught:
        xml.parse(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "limits", "name"),
    [
        (b"<a>" + b"<b/>" * 50 + b"</a>", Limits(elements=50), "elements"),
        (b"<a>" * 30 + b"</a>" * 30, Limits(depth=20), "depth"),
        (b"<a " + b" ".join(b"a%d=''" % n for n in range(40)) + b"/>", Limits(attributes=39), "attributes"),
        (b"<a>" + b"x" * 100 + b"</a>", Limits(bytes=100), "bytes"),
        (b"<a>" * 300 + b"</a>" * 300, Limits(), "depth"),
    ],
)
def test_limits_are_enforced_and_named(data: bytes, limits: Limits, name: str) -> None:
    with pytest.raises(LimitError) as caught:
        xml.parse(data, limits=limits)
    assert caught.value.limit == name


def test_documents_at_the_limits_are_read() -> None:
    assert len(xml.parse(b"<a>" + b"<b/>" * 49 + b"</a>", limits=Limits(elements=50)).root) == 49
    cdata = b"<a><![CDATA[" + b"<b>" * 100 + b"]]></a>"
    assert xml.parse(cdata, limits=Limits(elements=50)).root.text == "<b>" * 100
    xml.parse(b"<a>" * 20 + b"</a>" * 20, limits=Limits(depth=20))


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("iso-8859-1", b""),
    ],
)
def test_encodings_are_read(encoding: str, bom: bytes) -> None:
    name = "utf-16" if "16" in encoding else encoding
    data = bom + f'<?xml version="1.0" encoding="{name}"?><a>é</a>'.encode(encoding)
    assert xml.parse(data).root.text == "é"


def test_errors_have_line_and_column() -> None:
    with pytest.raises(ReadError) as caught:
        xml.parse(b"<a>\n  <b>\n</a>")
    assert (caught.value.line, caught.value.column) == (3, 5)
    assert "file" not in str(caught.value)


def test_positions_are_those_of_start_tags() -> None:
    document = xml.parse('<a>\n <é x="1"\n   y="2"/><c/>\n</a>'.encode())
    root = document.root
    assert [document.position(element) for element in (root, root[0], root[1])] == [(1, 1), (2, 2), (3, 11)]


def test_the_position_of_an_element_of_another_document_is_its_line() -> None:
    foreign = etree.fromstring(b"<a>\n<b/></a>")[0]
    assert xml.parse(b"<a/>").position(foreign) == (2, None)


@pytest.mark.parametrize(("offset", "expected"), [(-5, (1, 1)), (0, (1, 1)), (4, (2, 1)), (6, (2, 2)), (99, (2, 3))])
def test_columns_count_characters(offset: int, expected: tuple[int, int]) -> None:
    assert line_and_column("ab\r\néb".encode(), offset) == expected


def test_the_legacy_doctype_is_accepted_only_on_request() -> None:
    assert xml.parse(LEGACY_DOCTYPE, legacy=True).root.tag == "rss"
    with pytest.raises(ReadError, match="remove it"):
        xml.parse(LEGACY_DOCTYPE)


def test_names_of_elements_that_only_a_recovering_parser_builds() -> None:
    root = etree.fromstring(b"<a:b><c xmlns='urn:x'/><!-- d --><?e f?></a:b>", xml.hardened_parser(recover=True))
    names = [(xml.namespace_name(element), xml.local_name(element)) for element in (root, *root, etree.Comment("d"))]
    assert names == [("", "a:b"), ("urn:x", "c"), ("", "")]


def test_comments_and_instructions_split_no_text() -> None:
    root = xml.parse(b"<a>b<!-- c -->d<?e f?>g<h/></a>").root
    assert (root.text, len(root)) == ("bdg", 1)


@pytest.mark.parametrize(
    ("data", "text", "reason"),
    [
        (b"<a>1 & 2</a>", "1 & 2", "bare &"),
        (b"<a>1&nbsp;2<!-- & --></a>", "1\xa02", "entity of HTML"),
        (b"<a>1&made-up;2</a>", "1&made-up;2", "not defined"),
        (b"<a>1\x082</a>", "1\ufffd2", "control characters"),
        (b"<a>1&#8;2</a>", "1\ufffd2", "character that XML does not allow"),
        (b"\n<?xml version='1.0'?><a>1</a>", "1", "white space before the XML declaration"),
        (b"<a b:c='2'>1</a>", "1", "prefixes that it does not declare: b"),
        (b"<a>1\xe4</a>", "1ä", "Windows-1252"),
        (b"<?xml version='1.0' encoding='ascii'?><a>1\xc3\xa4</a>", "1ä", "is not in the declared encoding 'ascii'"),
        (b"<?xml version='1.0' encoding='UTF-7'?><a>1</a>", None, ""),
    ],
)
def test_common_mistakes_are_repaired_and_reported(data: bytes, text: str | None, reason: str) -> None:
    if text is None:
        with pytest.raises(ReadError):
            xml_repair.parse(data)
        return
    document, faults = xml_repair.parse(data)
    assert document.root.text == text
    assert len(faults) == 1
    assert reason in faults[0].reason


def test_recovery_reports_every_logged_fault() -> None:
    data = b"<a><b>1</c>\n<d>2</e>\n</a>"
    with pytest.raises(ReadError):
        xml_repair.parse(data)
    document, faults = xml_repair.parse(data, recover=True)
    assert [element.text for element in document.root.iter("b", "d")] == ["1", "2"]
    assert {fault.line for fault in faults} >= {1, 2}
