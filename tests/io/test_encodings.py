"""Encodings: the choice by transport, byte order mark and declaration, and labels as in the Encoding Standard."""

import codecs

import pytest

import newsfeed
from newsfeed.errors import ReadError
from newsfeed.io import encodings
from newsfeed.io.encoding_labels import find_encoding

SAMPLES = {
    "utf-8": ("utf-8", "Zoë — 北京"),
    "UTF8": ("utf-8", "Zoë — 北京"),
    "unicode-1-1-utf-8": ("utf-8", "Zoë"),
    "iso-8859-1": ("cp1252", "“Zoë” – 5 €"),
    "latin1": ("cp1252", "“Zoë”"),
    "latin-1": ("cp1252", "“Zoë”"),
    "us-ascii": ("cp1252", "“Zoë”"),
    "windows-1252": ("cp1252", "“Zoë”"),
    "iso-8859-2": ("iso8859-2", "Žluťoučký"),
    "iso-8859-5": ("iso8859-5", "Новости"),
    "iso-8859-7": ("iso8859-7", "Νέα"),
    "iso-8859-8-i": ("iso8859-8", "חדשות"),
    "logical": ("iso8859-8", "חדשות"),
    "iso-8859-9": ("cp1254", "“İstanbul” ş"),
    "iso-8859-11": ("cp874", "ข่าว…"),
    "tis-620": ("cp874", "ข่าว…"),
    "iso-8859-15": ("iso8859-15", "5 €"),
    "koi8-r": ("koi8-r", "Новости"),
    "koi8-u": ("koi8-u", "Новини"),
    "macintosh": ("mac-roman", "Zoë"),
    "x-mac-cyrillic": ("mac-cyrillic", "Новости"),
    "ibm866": ("cp866", "Новости"),
    "cp1251": ("cp1251", "Новости"),
    "x-cp1250": ("cp1250", "Žluťoučký"),
    "gb2312": ("gbk", "朱镕基"),
    "GB_2312-80": ("gbk", "朱镕基"),
    "gbk": ("gb18030", "朱镕基 €"),
    "gb18030": ("gb18030", "朱镕基 🌊"),
    "big5": ("big5hkscs", "新聞 嘅"),
    "shift_jis": ("cp932", "髙橋 ①"),
    "windows-31j": ("cp932", "髙橋 ①"),
    "x-sjis": ("cp932", "髙橋 ①"),
    "iso-2022-jp": ("iso2022_jp", "ニュース"),
    "euc-kr": ("cp949", "똠방각하"),
    "ks_c_5601-1987": ("cp949", "똠방각하"),
    "x-user-defined": ("cp1252", "Zoë"),
    "cp850": ("cp850", "Zoë"),
}


def document(label: str, text: str = "") -> str:
    return f'<?xml version="1.0" encoding="{label}"?><a>{text}</a>'


@pytest.mark.parametrize("suffix", ["", " ", ";", "\t", " ; "])
@pytest.mark.parametrize(("label", "codec", "text"), [(label, *sample) for label, sample in SAMPLES.items()])
def test_a_label_means_what_it_means_in_browsers(label: str, codec: str, text: str, suffix: str) -> None:
    data = document(label + suffix, text).encode(codec)
    decoded = encodings.decode(data)
    assert text in decoded.source.decode()
    # Of these labels, only that of ASCII is not true of the bytes.
    assert bool(decoded.faults) == (label == "us-ascii")


@pytest.mark.parametrize("start", ["\n", "\r\n \t", "Warning: line 3\n", "<br />\n<b>Notice</b>\n"])
def test_a_declaration_counts_behind_other_text(start: str) -> None:
    data = (start + document("windows-1251", "Новости")).encode("cp1251")
    assert "Новости" in encodings.decode(data).source.decode()


def test_a_declaration_within_a_feed_is_text() -> None:
    data = f"<rss><description>{document('windows-1251')}</description>Zoë</rss>".encode()
    assert encodings.decode(data).codec == "utf-8"


@pytest.mark.parametrize(
    ("data", "transport", "codec"),
    [
        (document("utf-8", "x").encode(), "koi8-r", "koi8-r"),
        (codecs.BOM_UTF8 + document("koi8-r", "x").encode(), "koi8-r", "utf-8"),
        (codecs.BOM_UTF16_LE + document("koi8-r").encode("utf-16-le"), "koi8-r", "utf-16-le"),
        (codecs.BOM_UTF16_BE + document("utf-8").encode("utf-16-be"), None, "utf-16-be"),
        (codecs.BOM_UTF32_LE + document("utf-8").encode("utf-32-le"), None, "utf-32-le"),
        (document("utf-16").encode("utf-16-le"), None, "utf-16-le"),
        (document("utf-16").encode("utf-16-be"), "utf-16", "utf-16-be"),
        ("\n<a/>".encode("utf-16-be"), None, "utf-16-be"),
        (b"<a/>", None, "utf-8"),
        (b"<a/>", " Windows-1251 ", "cp1251"),
    ],
)
def test_bom_before_transport_before_declaration(data: bytes, transport: str | None, codec: str) -> None:
    decoded = encodings.decode(data, transport)
    assert (decoded.codec, decoded.faults) == (codec, ())


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "unicode", "utf-16be"])
@pytest.mark.parametrize("pad", ["", " "])
def test_ascii_bytes_are_never_utf_16(label: str, pad: str) -> None:
    decoded = encodings.decode(document(label, "Zoë" + pad).encode())
    assert "Zoë" in decoded.source.decode()
    assert "is read as UTF-8" in decoded.faults[0].reason


@pytest.mark.parametrize(
    ("data", "text", "reason"),
    [
        (b"<a>\xe4</a>", "ä", "not UTF-8; they are read as Windows-1252"),
        ("<a>Zoë \udc93x\udc94</a>".encode("utf-8", "surrogateescape"), "Zoë “x”", "Windows-1252"),
        (document("shift_jis", "Zoë —").encode(), "Zoë —", "not in the declared encoding 'shift_jis'; it is read as UTF-8"),
        (document("gb2312").encode() + b"\xd6\xec \xff", "朱 \ufffd", "its encoding 'gb2312'; they are read as U+FFFD"),
        (document("us-ascii", "Zoë").encode(), "Zoë", "'us-ascii'; it is read as UTF-8"),
        (document("us-ascii", "Zoë").encode("cp1252"), "Zoë", "'us-ascii'; it is read as Windows-1252"),
        (document("no-such-label", "Zoë").encode(), "Zoë", "'no-such-label', which is unknown; it is read as UTF-8"),
        (codecs.BOM_UTF16_LE + "<a>Zoë".encode("utf-16-le") + b"<", "Zoë\ufffd", "U+FFFD"),
    ],
)  # fmt: skip
def test_faults_say_what_was_done(data: bytes, text: str, reason: str) -> None:
    decoded = encodings.decode(data)
    assert text in decoded.source.decode()
    assert [reason in fault.reason for fault in decoded.faults] == [True]


@pytest.mark.parametrize("label", ["utf-7", "UTF-7", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn", "replacement"])
def test_encodings_that_hide_tags_are_refused(label: str) -> None:
    for data, transport in ((document(label).encode(), None), (b"<a/>", label)):
        with pytest.raises(ReadError, match="write it in UTF-8"):
            encodings.decode(data, transport)


@pytest.mark.parametrize(
    "label", ["", " ", "zip", "rot13", "base64", "idna", "undefined", "unicode_escape", "\0", "x" * 80]
)
def test_what_is_no_encoding_has_none(label: str) -> None:
    assert find_encoding(label) is None


def test_bytes_that_only_the_standard_defines() -> None:
    assert encodings.decode(b"<a>\x81\x93</a>", "windows-1252").source.decode() == "<a>\x81“</a>"
    assert encodings.decode(b"<a>\x80</a>", "gbk").source.decode() == "<a>€</a>"
    assert encodings.decode(b"<a>\xad\xa1</a>", "euc-jp").source.decode() == "<a>①</a>"


@pytest.mark.parametrize(
    ("page", "transport", "text"),
    [
        ('<html><meta charset="shift_jis"><p>髙橋'.encode("cp932"), None, "髙橋"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>朱镕基'.encode("gbk"), None, "朱镕基"),
        ('<meta charset="utf-8"><p>Новости'.encode("koi8-r"), "koi8-r", "Новости"),
        ("<p>Zoë".encode(), None, "Zoë"),
        ("<p>“Zoë”".encode("cp1252"), None, "“Zoë”"),
        ('<meta charset="utf-16"><p>Zoë'.encode(), None, "Zoë"),
    ],
)
def test_pages_declare_in_a_meta_element(page: bytes, transport: str | None, text: str) -> None:
    assert text in encodings.decode(page, transport, is_html=True).source.decode()


def test_a_stream_is_decoded_as_the_whole() -> None:
    data = document("shift_jis", "髙橋 ①").encode("cp932")
    decoder = encodings.StreamDecoder(encodings.choose(data))
    pieces = [decoder.decode(data[index : index + 1]) for index in range(len(data))]
    assert b"".join(pieces) == encodings.decode(data).source
    with pytest.raises(ReadError):
        decoder.decode(b"\x81", is_last=True)


@pytest.mark.parametrize("transport", ["koi8-r", "text/xml; charset=koi8-r", 'application/rss+xml;charset="KOI8-R"'])
def test_the_charset_of_a_content_type_header_is_read(transport: str) -> None:
    document = '<rss version="2.0"><channel><title>Привет</title></channel></rss>'
    assert newsfeed.loads(document.encode("koi8-r"), encoding=transport).title == "Привет"


@pytest.mark.parametrize("label", ["windows-1252 ", "windows-1252;", " windows-1252", "windows-1252 ; x"])
def test_a_label_with_more_than_a_name_is_read(label: str) -> None:
    document = (
        f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><title>it’s</title></channel></rss>'
    )
    report = newsfeed.Report()
    assert newsfeed.loads(document.encode("cp1252"), report=report).title == "it’s"
    assert "read.document.mended" in [finding.code for finding in report]
