"""Checks of values: the W3C codes of the faults of each text."""

from collections.abc import Callable, Iterable

import pytest

from newsfeed.syndication.rules import geo
from newsfeed.validation import links, values
from newsfeed.validation.faults import Fault, all_checks


def events(check: Callable[[str], Iterable[Fault]], text: str) -> list[str]:
    return [fault.event for fault in check(text)]


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        (values.rfc822, "Thu, 05 Sep 2002 07:02:01 GMT", []),
        (values.rfc822, "5 Sep 2002 07:02 EST", []),
        (values.rfc822, "Thu, 05 Sep 02 07:02:01 +0530", ["ProblematicalRFC822Date"]),
        (values.rfc822, "Thu,  5 Sep 2002 07:02:01 +0530", ["ProblematicalRFC822Date"]),
        (values.rfc822, "Thu, 05 Sep 2002 07:02:01 UTC", ["InvalidRFC2822Date"]),
        (values.rfc822, "thu, 05 sep 2002 07:02:01 gmt", ["ProblematicalRFC822Date"]),
        (values.rfc822, "Fri, 06 May 1983 09:00:00 CST", ["ImplausibleDate"]),
        (values.W3CDTF, "1983-05-06", ["ImplausibleDate"]),
        (values.rfc822, "Fri, 05 Sep 2002 07:02:01 GMT", ["IncorrectDOW"]),
        (values.rfc822, " (a) Fri (b), 05 Sep 2002 07:02:01 GMT", ["IncorrectDOW"]),
        (values.rfc822, "Fri, 05 Sep 2002 07:02:61 GMT", ["InvalidRFC2822Date"]),
        (values.rfc822, "Friday, 05 Sep 2002 07:02:01 GMT", ["InvalidRFC2822Date"]),
        (values.rfc822, "Thu,05 Sep 2002 07:02:01 GMT", ["ProblematicalRFC822Date"]),
        (values.rfc822, "2002-09-05", ["InvalidRFC2822Date"]),
        (values.rfc822, "Thu, 04 Jul 1776 18:30:02 GMT", ["ImplausibleDate"]),
        (values.rfc822, "Fri, 31 Dec 9999 23:59:59 GMT", ["ImplausibleDate"]),
        (values.RFC3339, "2002-09-05T07:02:01Z", []),
        (values.RFC3339, "2002-09-05T07:02:01", ["InvalidRFC3339Date"]),
        (values.RFC3339, "9999-12-31T23:59:59Z", ["ImplausibleDate"]),
        (values.W3CDTF, "2002", []),
        (values.W3CDTF, "2002-09-05T07:02:01", ["InvalidW3CDTFDate"]),
        (values.iso8601, "2002-09-05T0702", []),
        (values.iso8601, "2002-13", ["InvalidISO8601DateTime"]),
        (values.iso8601, "2002-09-05T25:00", ["InvalidISO8601DateTime"]),
        (values.duration, "1:07:30", []),
        (values.duration, "7:30", []),
        (values.duration, "450", []),
        (values.duration, "00:07:74", ["InvalidDuration"]),
        (values.duration, "1:99:00", ["InvalidDuration"]),
        (values.duration, "", ["InvalidDuration"]),
        (values.npt, "1:22:33.007", []),
        (values.npt, "now", []),
        (values.npt, "42", []),
        (values.npt, "-3", ["InvalidNPTTime"]),
        (values.contact, "ann@example.org (Ann Lee)", []),
        (values.contact, "mailto:ann%40example.org%20%28Ann%29", []),
        (values.contact, "ann@example.org", ["MissingRealName"]),
        (values.contact, "Ann Lee, ann@example.org", ["EmailFormat"]),
        (values.contact, "Ann Lee <ann@example.org>", ["EmailFormat"]),
        (values.contact, "Ann (ann@example.org)", ["InvalidContact"]),
        (values.contact, "Ann (mailto:ann@example.org)", ["InvalidContact"]),
        (values.contact, "Ann Lee", ["InvalidContact"]),
        (values.contact, "", ["InvalidContact"]),
        (values.email, "ann@example.org", []),
        (values.email, "ann@localhost", ["UnknownHost"]),
        (values.email, "Ann <ann@example.org>", ["InvalidAddrSpec"]),
        (values.language, "en-GB", []),
        (values.language, "epo", []),
        (values.language, "", ["InvalidLanguage"]),
        (values.language, "zz", ["InvalidLanguage"]),
        (values.xml_lang, "", []),
        (values.hour, "23", []),
        (values.hour, "24", ["UseZeroForMidnight"]),
        (values.hour, "25", ["InvalidHour"]),
        (values.byte_length, "99999999999", []),
        (values.byte_length, "-1", ["UseZeroForUnknown"]),
        (values.byte_length, "1.0", ["InvalidIntegerAttribute"]),
        (values.POSITIVE, "0", ["InvalidPositiveInteger"]),
        (values.POSITIVE, "2147483648", ["IntegerOverflow"]),
        (values.POSITIVE, "\u0663", ["InvalidPositiveInteger"]),
        (values.FLOAT, "-1.5", []),
        (values.FLOAT, "nan", ["InvalidFloat"]),
        (values.LATITUDE, "90.1", ["InvalidLatitude"]),
        (values.base64, "QUJD\nRA==", []),
        (values.base64, "QUJDRA=", ["NotBase64"]),
        (values.media_type(), "text/html; charset=utf-8", []),
        (values.media_type(), "mp3", ["InvalidMIMEAttribute"]),
        (values.at_most(3), "abcd", ["TooLong"]),
        (geo.point, "45.256 -71.92", []),
        (geo.point, "45.256,-71.92", ["CoordComma"]),
        (geo.point, "95 0", ["InvalidCoord"]),
        (geo.line, "1 2", ["InvalidCoordList"]),
        (geo.polygon, "1 2 3 4 5 6 1 2", []),
        (geo.polygon, "1 2 3 4 5 6 7 8", ["InvalidCoordList"]),
        (links.absolute_uri, "https://example.org/a,b", []),
        (links.absolute_uri, "ftp://example.org/", []),
        (links.absolute_uri, "example.org", ["InvalidFullLink"]),
        (links.absolute_uri, "", ["InvalidFullLink"]),
        (links.absolute_uri, "https://exa mple.org/", ["InvalidUriChar"]),
        (links.absolute_uri, "foo:bar", ["SchemeNotIANARegistered"]),
        (links.absolute_uri, "javascript:alert(1)", ["SchemeNotIANARegistered"]),
        (links.absolute_uri, "data:text/html,x", ["InvalidLink"]),
        (links.absolute_uri, "https://example.org/\u00e4", ["UriNotIri"]),
        (links.absolute_iri, "https://example.org/\u00e4", []),
        (links.absolute_iri, "tag:example.org,2024:1", []),
        (links.absolute_iri, "tag:example.org:1", ["InvalidTAG"]),
        (links.absolute_iri, "urn:uuid:x", ["InvalidUUID"]),
        (links.absolute_iri, "urn:x", ["InvalidURN"]),
        (links.iri_reference, "../a", []),
        (links.iri_reference, "a b", ["InvalidUriChar"]),
        (links.attribute_uri, "a.mp3", ["InvalidURLAttribute"]),
        (links.permalink, "x", ["InvalidHttpGUID"]),
    ],
)
def test_each_text_has_its_faults(check: Callable[[str], Iterable[Fault]], text: str, expected: list[str]) -> None:
    assert events(check, text) == expected


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("http://example.com/~smith/", ""),
        ("http://example.com:8080/?#", ""),
        ("tag:example.org,2024:A", ""),
        ("http://example.com", "write / after the host"),
        ("http://example.com:/", "remove the port :"),
        ("http://example.com:80/", "remove the port :80"),
        ("http://Example.com/", "write the host 'example.com' in lower case"),
        ("HTTP://example.com/", "write the scheme http in lower case"),
        ("http://example.com/%7Esmith/", "write ~ for %7E"),
        ("http://example.com/C%cc%a7", "write %CC for %cc"),
        ("http://example.com/a/../b", "remove the segments . and .."),
    ],
)
def test_identifiers_must_be_canonical(text: str, remedy: str) -> None:
    remedies = [fault.message.partition(": ")[2].partition(" in '")[0] for fault in links.check_canonical(text)]
    assert remedies == ([remedy] if remedy else [])


def test_checks_are_combined() -> None:
    assert events(all_checks(values.at_most(1), values.at_most(2)), "abc") == ["TooLong", "TooLong"]
