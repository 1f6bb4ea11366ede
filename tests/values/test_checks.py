"""E-mail addresses, languages, media types and identifiers: valid values pass, others are refused with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed.values.emails import check_email
from newsfeed.values.iris import check_iri, check_web_url, is_iri
from newsfeed.values.languages import (
    canonical_tag,
    check_language,
    is_canonical,
    is_registered_language,
    tag_of_name,
    text_direction,
)
from newsfeed.values.media_types import (
    check_media_type,
    guess_media_type,
    guess_medium,
    is_common_media_type,
    medium_of_type,
)
from newsfeed.values.urns import check_tag_uri, check_urn, derived_uuid, id_to_iri, iri_to_id, is_derived_uuid

Check = Callable[[str], None]
VALID: list[tuple[Check, list[str]]] = [
    (check_tag_uri, [
        "tag:example.org,2024:", "tag:example.org,2024-05:a/b?c#d", "tag:me@example.org,2024-05-17:x", "tag:a-b,2000:#",
    ]),
    (check_urn, [
        "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6", "URN:isbn:0451450523", "urn:a-b:1:2/3", "urn:ab:x?+r?=q#f",
    ]),
    (check_email, [
        "a@example.org", "a.b+c@localhost", '"a@b"@example.org', "\u00e9@m\u00fcnchen.de", "a@[127.0.0.1]",
        "a@[IPv6:::1]",
    ]),
    (check_media_type, [
        "image/jpeg", "application/vnd.iptc.g2.newsitem+xml", "text/html; charset=utf-8", 'a/b;c="d; e";f=g',
    ]),
    (check_language, [
        "en", "en-us", "zh-cmn-Hans-CN", "de-CH-1901", "sl-rozaj-biske-1994", "en-a-bbb-x-a-ccc", "x-foo", "i-klingon",
        "UND", "es-419", "qaa-Qaaa-QM-x-southern", "zh-min-nan",
    ]),
]  # fmt: skip
INVALID: list[tuple[Check, str, list[str]]] = [
    (check_tag_uri, "tag URI", [
        "tag:example.org:x", "tag:example,org,2003-11-30:x", "tag:a b,2003:x", "tag:a*b,2003:x", "tag:,2003:x",
        "tag:example.org,03:x", "tag:example.org,2003-:x", "tag:example.org,2003-9-11:x", "tag:example.org,20030101:x",
        "tag:example.org,2003-06-31:x", "tag:example.org,2003:a b", "tag:example.org,2003:{x}",
        "tag:example.org,2003:]",
        "tag:example.org,2003-06-01T14:00:00Z:x", "tag:example.org,2003:%4", "tag:example.org,2003:\u00e9", "",
    ]),
    (check_urn, "URN|UUID|urn:", [
        "urn:a+b:1", "urn:a/b:1", "urn:-ab:1", "urn:ab-:1", "urn:a.b:1", "urn:a:1", "urn:ab:", "urn:ab:/1",
        "urn:ab:a b",
        "urn:ab:a?b", "urn:uuid:x", "urn:uuid:60a76c80-d399-11d9-b93g-0003939e0af6", "foo urn:ab:1",
        "urn:" + "a" * 33 + ":1",
        "",
    ]),
    (check_email, "write|before '@'", [
        "me", "a at example.org", "Jane <a@example.org>", "a@example.org (Bob), x", "a b@example.org",
        "a@b@example.org",
        ".a@example.org", "a..b@example.org", "a@example.org\r\nBcc: x@example.org", "a\r\n@example.org", "a@", "@a",
        "a@-b.org", "a@b..org", "a@b.org.", "a@[300.1.1.1]", "a" * 65 + "@example.org", "\u202ea@example.org", "",
    ]),
    (check_media_type, "type/subtype", [
        "mp3", "video", "text/", "/html", "text/html;", "text/html; charset", "text /html", "text/html\r\n",
        "text/ht\u00e9",
        "insert type here", "",
    ]),
    (check_language, "write", [
        "en_US", "en_us", "a", "en-", "-en", "en--us", "de-1996-1996", "en-a-bbb-a-ccc", "en-a", "x", "x-123456789",
        "english1", "en us", "\u0435n", "en-US-abcd-efgh", "",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("check", "text"), [(check, text) for check, texts in VALID for text in texts])
def test_valid_values_pass(check: Check, text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("check", "message", "text"), [(check, message, text) for check, message, texts in INVALID for text in texts]
)
def test_invalid_values_are_refused(check: Check, message: str, text: str) -> None:
    with pytest.raises(ValueError, match=message):
        check(text)


def test_an_underscore_in_a_language_is_corrected() -> None:
    with pytest.raises(ValueError, match=r"^write the language as en-US, not 'en_us'$"):
        check_language("en_us")


@pytest.mark.parametrize(
    ("tag", "remedy"),
    [
        ("EN_us", "en-US"),
        (" de_AT ", "de-AT"),
        ("zh_Hant", "zh-Hant"),
        ("eng_us-x-12345678-12345678-12345678", "eng-us-x-12345678-12345678-12345678"),
        (" en us ", None),
        ("en_\u00fcs", None),
        ("e_us", None),
        ("engl_us-x-12345678-12345678-12345678", None),  # longer than programs must be able to hold
    ],
)
def test_the_remedy_for_a_language_is_the_tag_if_it_is_certain(tag: str, remedy: str | None) -> None:
    start = (
        f"write the language as {remedy}, not" if remedy else "write the language as a tag such as en, en-US or zh-Hant"
    )
    with pytest.raises(ValueError, match=f"^{start}"):
        check_language(tag)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN_gb", "en-GB"),
        (" zh-hant-tw ", "zh-Hant-TW"),
        ("de-1996", "de-1996"),
        ("en-x-ab-abcd", "en-x-ab-abcd"),
        ("EN-A-BB-X-AB", "en-a-bb-x-ab"),
        ("I-KLINGON", "i-klingon"),
        ("english", None),
        ("engl", None),
        ("e", None),
        ("", None),
    ],
)
def test_the_canonical_tag(text: str, tag: str | None) -> None:
    assert canonical_tag(text) == tag
    assert is_canonical(text) is (text == tag)


@pytest.mark.parametrize(
    ("tag", "registered"),
    [("en", True), ("EN-gb", True), ("xx", False), ("gsw", True), ("i-klingon", True), ("x-a", True), ("abcd", False),
     ("en_US", False)],
)  # fmt: skip
def test_registered_languages(tag: str, registered: bool) -> None:
    assert is_registered_language(tag) is registered


RTL = [
    "ar",
    "he",
    "iw",
    "fa-IR",
    "ur",
    "yi",
    "ps",
    "sd",
    "ug",
    "dv",
    "ckb",
    "AZ-ARAB",
    "pa-PK",
    "uz-AF",
    "nqo",
    "ff-Adlm",
]
LTR = ["en", "ar-Latn", "az", "az-Latn", "pa-IN", "uz", "sd-IN", "he-Latn-IL", "zh-Hant", "ar_EG", "english", "", None]


@pytest.mark.parametrize(("tag", "direction"), [*((tag, "rtl") for tag in RTL), *((tag, "ltr") for tag in LTR)])
def test_text_direction(tag: str | None, direction: str) -> None:
    assert text_direction(tag) == direction


CHECKS: list[Check] = [
    check_iri, check_web_url, check_tag_uri, check_urn, check_email, check_media_type, check_language,
]  # fmt: skip
HOSTILE = ["http://a/" + "q" * 100_000 + "\x1b", "q" * 100_000 + "\u202e",
           "\ud800" * 100, "tag:" + "q" * 999 + " ", "urn:\x00:" * 99,
           "q\n" * 99 + "@" + "q" * 999, "en_" + "q" * 999]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("check", CHECKS)
def test_messages_are_one_short_printable_line(check: Check, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        check(text)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 180
    assert "q" * 65 not in message


@pytest.mark.parametrize(
    ("url", "media_type", "medium", "guess"),
    [
        ("https://example.org/a.jpg?size=2#x", None, "image", "image/jpeg"),
        ("https://example.org/a.MP3", None, "audio", "audio/mpeg"),
        ("https://example.org/a", "application/pdf", "document", "application/octet-stream"),
        ("https://example.org/a", "model/gltf+json", "other", "application/octet-stream"),
        ("https://example.org/a", None, "other", "application/octet-stream"),
    ],
)
def test_media_of_a_file(url: str, media_type: str | None, medium: str, guess: str) -> None:
    assert guess_medium(url, media_type) == medium
    assert guess_media_type(url, medium) == guess
    if media_type:
        assert medium_of_type(media_type) == medium


@pytest.mark.parametrize(
    "identifier", ["https://example.org/1", "tag:example.org,2024:x", "4711", "a b/c?ü", "urn:newsfeed:4711"]
)
def test_ids_are_iris_and_back(identifier: str) -> None:
    iri = id_to_iri(identifier)
    assert is_iri(iri)
    assert iri_to_id(iri) == identifier
    assert id_to_iri(identifier, address=iri) == iri


@given(st.text(min_size=1).filter(lambda text: text.encode("utf-8", "ignore").decode() == text))
def test_any_id_survives_as_an_iri(identifier: str) -> None:
    assert is_iri(id_to_iri(identifier))
    assert iri_to_id(id_to_iri(identifier)) == identifier


@pytest.mark.parametrize("digit", "0123456789abcdef")
def test_a_derived_id_is_a_uuid_of_version_8_of_its_variant(digit: str) -> None:
    digest = bytes.fromhex(f"00112233445566{digit * 2}{digit}899aabbccddeeff"[:32])
    identifier = derived_uuid(digest + b"more")
    check_urn(identifier)
    variant = "89ab"[int(digest.hex()[16], 16) % 4]
    assert identifier == f"urn:uuid:00112233-4455-8fed-{variant}{digest.hex()[17:20]}-{digest.hex()[20:]}"
    assert is_derived_uuid(identifier)
    assert not is_derived_uuid(identifier.upper())
    assert not is_derived_uuid(identifier.replace("8fed", "8fee"))


@pytest.mark.parametrize(
    "text",
    [
        f"{'a' * 64}@x.org",
        f"{'é' * 32}@x.org",
        "a@[ipv6:::1]",
        "a@[IPV6:::1]",
        '""@x.org',
        '"a\\"b"@x.org',
        "a@localhost",
    ],
)
def test_addresses_at_the_limits_pass(text: str) -> None:
    check_email(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{'a' * 65}@x.org", "1 to 64 letters"),
        (f"{'é' * 33}@x.org", "1 to 64 letters"),  # 66 bytes
        ("a@[::1]", "is not an IPv4 address"),
        ("a@[ipv6:1.2.3.4]", "is not an IPv6 address"),
        ("a@[1.2.3.4", "is malformed"),
        ("a@1.2.3.4]", "is malformed"),
        ("a@x.org.", "without the final dot"),
        ("a\u200e@x.org", "1 to 64 letters"),
        ("@x.org", "1 to 64 letters"),
        ("a", "write an e-mail address as"),
        ("a@x y", "without name, space or brackets"),
    ],
)
def test_addresses_beyond_the_limits_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_email(text)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        *(("German", "de"), ("deutsch ", "de"), ("DEUTSCH", "de"), ("简体中文", "zh-Hans"), ("Brazilian", "pt-BR")),
        *(("English (US)", "en"), ("English, US", "en"), ("English; x", "en"), ("Deutsch/German", "de")),
        ("English - UK", "en"),
        *(("  français", "fr"), ("English-US", None), ("Klingon", None), ("en", None), ("(English)", None), ("", None)),
    ],
)  # fmt: skip
def test_the_tag_of_the_name_of_a_language(name: str, tag: str | None) -> None:
    assert tag_of_name(name) == tag
    assert tag is None or is_canonical(tag)


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        # the first extended subtag names the language
        *(("qaa-arz", "rtl"), ("qaa-arz-abc", "rtl"), ("qaa-abc-arz", "ltr"), ("zh-yue", "ltr")),
        # a script decides before all else, then the region
        *(("he-latn", "ltr"), ("en-arab", "rtl"), ("az-ir", "rtl"), ("az-arab-tr", "rtl"), ("az-tr", "ltr")),
        *(("ug", "rtl"), ("ug-kz", "ltr"), ("ug-cn", "rtl"), ("en-ir", "ltr")),
    ],
)
def test_the_direction_by_script_region_and_language(tag: str, direction: str) -> None:
    assert text_direction(tag) == direction


@pytest.mark.parametrize("length", [34, 35, 36])
def test_a_canonical_tag_has_up_to_35_characters(length: int) -> None:
    tag = f"en-x-abcdefgh-abcdefgh-abcdefgh-{'a' * (length - 32)}"
    assert len(tag) == length
    check_language(tag)
    assert is_canonical(tag) is (length <= 35)


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("de-1996-1901-1996", "the variant 1996 is repeated"),
        ("en-a-bbb-b-ccc-a-dd", "the extension a is repeated"),
    ],
)
def test_a_repeated_part_of_a_tag_is_named(tag: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_language(tag)
    check_language(tag[:-5])


@pytest.mark.parametrize(
    ("media_type", "medium"),
    [
        *(("image/png", "image"), ("IMAGE/PNG", "image"), ("video/mp4", "video"), ("audio/mpeg", "audio")),
        *(("text/html", "document"), ("application/pdf", "document"), ("model/gltf+json", "other"), ("", "other")),
    ],
)
def test_the_kind_of_medium_of_a_media_type(media_type: str, medium: str) -> None:
    assert medium_of_type(media_type) == medium


@pytest.mark.parametrize(
    ("url", "medium", "guess"),
    [
        ("https://h.example/a.webp", "video", "image/webp"),  # the suffix counts first
        ("https://h.example/a.b.PDF#x", "image", "application/pdf"),
        ("https://h.example/a?b.png", "image", "image/jpeg"),
        ("https://h.example/a", "video", "video/mp4"),
        ("https://h.example/a", "audio", "audio/mpeg"),
        ("https://h.example/a", "document", "application/octet-stream"),
    ],
)
def test_a_missing_media_type_is_guessed(url: str, medium: str, guess: str) -> None:
    assert guess_media_type(url, medium) == guess
    check_media_type(guess)


@pytest.mark.parametrize("text", ["image/jpeg", "image/xyz", "IMAGE/JPEG", ""])
def test_common_media_types(text: str) -> None:
    assert is_common_media_type(text) is (text == "image/jpeg")


@pytest.mark.parametrize("length", [1, 127, 128])
def test_the_names_of_a_media_type_have_up_to_127_characters(length: int) -> None:
    for text in (f"{'a' * length}/b", f"a/{'b' * length}"):
        if length <= 127:
            check_media_type(text)
        else:
            with pytest.raises(ValueError, match="type/subtype"):
                check_media_type(text)


@pytest.mark.parametrize(("length", "is_valid"), [(1, False), (2, True), (32, True), (33, False)])
def test_the_namespace_of_a_urn_has_2_to_32_characters(length: int, *, is_valid: bool) -> None:
    text = f"urn:{'a' * length}:x"
    if is_valid:
        check_urn(text)
    else:
        with pytest.raises(ValueError, match="2 to 32 letters"):
            check_urn(text)


@pytest.mark.parametrize(
    ("identifier", "iri"),
    [
        ("https://h.example/1", "https://h.example/1"),
        ("yt:video:1", "yt:video:1"),
        ("4711", "urn:newsfeed:4711"),
        ("a b/ü", "urn:newsfeed:a%20b%2F%C3%BC"),
        ("javascript:x", "urn:newsfeed:javascript%3Ax"),
        ("urn:newsfeed:4711", "urn:newsfeed:urn%3Anewsfeed%3A4711"),
    ],
)
@pytest.mark.parametrize("address", [None, "https://h.example/1", "https://h.example/2"])
def test_an_id_that_is_no_name_becomes_a_urn(identifier: str, iri: str, address: str | None) -> None:
    assert id_to_iri(identifier, address) == iri
    assert id_to_iri(identifier, identifier if identifier.startswith("urn:newsfeed:") else None) == iri
    assert iri_to_id(iri) == identifier


@pytest.mark.parametrize("identifier", ["urn:uuid:x", "URN:UUID:00112233-4455-8fed-8899-aabbccddeeff", "8fed", ""])
def test_other_ids_are_not_derived(identifier: str) -> None:
    assert not is_derived_uuid(identifier)
