"""Reading for validation: faults of the XML itself are reported, and the tree is still built."""

import pytest

from newsfeed import Limits
from newsfeed.validation import source

HEAD = '<?xml version="1.0" encoding="{}"?>'


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in source.read(data, Limits()).findings]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEAD.format("utf-8").encode() + b"<a/>", []),
        (b"\xef\xbb\xbf<a/>", []),
        ("\ufeff<a/>".encode("utf-16-le"), []),
        (b"<a/>", ["xml.encoding.missing"]),
        (HEAD.format("windows-1252").encode() + b"<a>\x93</a>", ["xml.encoding.nonstandard"]),
        (HEAD.format("mac-cyrillic").encode() + b"<a/>", ["xml.encoding.obscure"]),
        (HEAD.format("x-fake").encode() + b"<a/>", ["xml.encoding.unknown"]),
        (HEAD.format("utf-7").encode() + b"<a/>", ["xml.encoding.unknown"]),
        (HEAD.format("base64").encode() + b"<a/>", ["xml.encoding.unknown"]),
        (b"\xef\xbb\xbf" + HEAD.format("us-ascii").encode() + b"<a/>", ["xml.encoding.conflict"]),
        (HEAD.format("utf-8").encode() + b"<a>\xff</a>", ["xml.encoding.mismatch"]),
        (b"\n" + HEAD.format("utf-8").encode() + b"<a/>", ["xml.declaration.late"]),
        (HEAD.format("utf-8").encode() + b"<!DOCTYPE a><a/>", ["xml.doctype.unread"]),
        (HEAD.format("utf-8").encode() + b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ["xml.doctype.unread"]),
        (
            HEAD.format("utf-8").encode() + b'<!DOCTYPE a [<!ENTITY b SYSTEM "x">]><a>&b;</a>',
            ["xml.doctype.system_entity"],
        ),
        (HEAD.format("utf-8").encode() + b"<a>&b;<c/></a>", ["xml.entity.undefined"]),
        (HEAD.format("utf-8").encode() + b"<a><b:c/></a>", ["xml.namespace.missing"]),
        (HEAD.format("utf-8").encode() + b"<a><b></a>", ["xml.malformed"]),
    ],
)
def test_faults_are_reported_and_the_tree_is_built(data: bytes, expected: list[str]) -> None:
    assert codes(data) == expected
    document = source.read(data, Limits()).document
    assert document is not None
    assert document.root.tag == "a"


def test_entities_of_a_dtd_are_never_used() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>x&c;y</a>'
    document = source.read(HEAD.format("utf-8").encode() + bomb, Limits()).document
    assert document is not None
    assert document.root.text == "x   y"


def test_a_document_over_a_limit_is_not_built() -> None:
    reading = source.read(b"<a>" + b"<b/>" * 20 + b"</a>", Limits(elements=10))
    assert reading.document is None
    assert reading.findings[-1].code == "xml.limit.elements"


def test_positions_are_those_of_the_original_bytes() -> None:
    (finding,) = source.read(b'<?xml\n version="1.0" encoding="iso-8859-1"?><a/>', Limits()).findings
    assert (finding.line, finding.column) == (2, 26)
