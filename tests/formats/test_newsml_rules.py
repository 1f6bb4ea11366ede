"""Rules of NewsML-G2 beyond the schema: what the official schema takes is an error only if it contradicts itself."""

import re

import pytest

import newsfeed
from newsfeed import Finding, Severity

G2 = "http://iptc.org/std/nar/2006-10-01/"
IPTC = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'
STATUS = "http://cv.iptc.org/newscodes/pubstatusg2/"
NATURE = {
    "newsItem": "ninature/text",
    "packageItem": "ninature/composite",
    "conceptItem": "cinature/concept",
    "knowledgeItem": "cinature/scheme",
    "planningItem": "plinature/newscoverage",
}
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def item(
    name: str = "newsItem",
    *,
    before: str = "",
    item_class: str = "",
    version: str = "2026-05-17T09:30:00Z",
    meta: str = "",
    rest: str = "",
) -> str:
    """Return an item.

    Args:
        name: the kind of item.
        before: markup before the metadata.
        item_class: attributes of the class; those of the usual class if empty.
        version: the date of the version.
        meta: markup at the end of the metadata.
        rest: markup after the metadata.
    """
    attributes = item_class or f'uri="http://cv.iptc.org/newscodes/{NATURE[name]}"'
    return (
        f'<{name} xmlns="{G2}" standard="NewsML-G2" standardversion="2.35" guid="tag:example.com,2026:1">{before}'
        f'<itemMeta><itemClass {attributes}/><provider literal="The Marl Lamp"/>'
        f"<versionCreated>{version}</versionCreated>{meta}</itemMeta>{rest}</{name}>"
    )


def findings(document: str) -> list[Finding]:
    return list(newsfeed.validate(document.encode(), "newsml"))


def summary(document: str) -> list[tuple[Severity, str]]:
    return [(finding.severity, finding.code.removeprefix("newsml.")) for finding in findings(document)]


# --- items without content --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["packageItem", "conceptItem", "knowledgeItem", "planningItem"])
def test_an_item_without_content_is_a_warning_unless_it_describes_content_or_is_usable(name: str) -> None:
    assert summary(item(name)) == [(WARNING, "item.bare")]
    assert summary(item(name, rest="<contentMeta/>")) == [(ERROR, "item.hollow")]
    assert summary(item(name, meta=f'<pubStatus uri="{STATUS}usable"/>')) == [(ERROR, "item.hollow")]
    assert summary(item(name, meta=f'<pubStatus uri="{STATUS}canceled"/>', rest="<contentMeta/>")) == []


def test_a_news_item_needs_no_content() -> None:
    assert summary(item(rest="<contentMeta/>")) == []


def test_a_class_of_another_kind_of_item_is_an_error_if_the_item_describes_content() -> None:
    groups = '<groupSet root="a"><group id="a"/></groupSet>'
    for wrong in ('qcode="ninat:text"', 'uri="http://cv.iptc.org/newscodes/cinature/concept"'):
        mistaken = item("packageItem", before=IPTC, item_class=wrong, rest=groups)
        assert summary(mistaken) == [(WARNING, "item-class.doubtful")]
        mistaken = item("packageItem", before=IPTC, item_class=wrong, rest=f"<contentMeta/>{groups}")
        assert summary(mistaken) == [(ERROR, "item-class.mismatch")]


# --- dates ------------------------------------------------------------------------------------------------------------


def test_dates_without_a_zone_are_warnings_unless_other_dates_have_one() -> None:
    local, utc = "2026-05-17T09:30:00", "2026-05-17T09:00:00Z"
    assert summary(item(version=local)) == [(WARNING, "date.zone.missing")]
    for name in ("firstCreated", "embargoed"):
        assert summary(item(version=local, meta=f"<{name}>{utc}</{name}>")) == [(ERROR, "date.zone.mixed")]
        assert summary(item(version=utc, meta=f"<{name}>{local}</{name}>")) == [(ERROR, "date.zone.mixed")]
        unclear = item(version=local, meta=f"<{name}>{local}</{name}>")
        assert summary(unclear) == [(WARNING, "date.zone.missing")] * 2


def test_a_date_of_the_content_without_a_zone_is_a_warning() -> None:
    created = "<contentMeta><contentCreated>2026-05-17T09:30:00</contentCreated></contentMeta>"
    assert summary(item(rest=created)) == [(WARNING, "date.zone.missing")]
    assert summary(item(rest=created.replace("T09:30:00", ""))) == []


def test_a_date_of_the_header_of_a_message_has_a_zone() -> None:
    header = "<header><sent>2026-05-17T09:30:00</sent></header>"
    message = f'<newsMessage xmlns="{G2}">{header}<itemSet>{item()}</itemSet></newsMessage>'
    assert [(finding.code, finding.path) for finding in findings(message)] == [
        ("newsml.date.zone.missing", "/newsMessage/header/sent")
    ]


@pytest.mark.parametrize(
    ("first", "version", "is_later"),
    [
        ("2026-05-17T09:30:01Z", "2026-05-17T09:30:00Z", True),
        ("2026-05-17T09:30:00+02:00", "2026-05-17T07:30:00Z", False),
        ("2026-05-17T09:30:00-02:00", "2026-05-17T11:29:59.9Z", True),
        ("2026-05-17T08:00:00.5Z", "2026-05-17T10:00:00+02:00", True),
        ("2026-05-17T08:00:00Z", "2026-05-17T08:00:00+00:00", False),
        ("12026-05-17T08:00:00Z", "2026-05-17T08:00:00Z", False),  # beyond the dates of Python
    ],
)
def test_the_first_version_is_not_later_than_the_current_one_in_any_zone(
    first: str, version: str, *, is_later: bool
) -> None:
    document = item(version=version, meta=f"<firstCreated>{first}</firstCreated>")
    assert summary(document) == [(WARNING, "date.order")] * is_later


# --- vocabularies -----------------------------------------------------------------------------------------------------


def test_the_iptcs_aliases_without_a_catalog_are_one_warning_and_others_an_error() -> None:
    usual = item(item_class='qcode="ninat:text"', meta='<pubStatus qcode="stat:usable"/>')
    assert summary(usual) == [(WARNING, "qcode.alias.not-listed")]
    subjects = '<contentMeta><subject qcode="topic:a"/><subject qcode="desk:b"/></contentMeta>'
    unknown = item(item_class='qcode="ninat:text"', rest=subjects)
    assert summary(unknown) == [(WARNING, "qcode.alias.not-listed"), (ERROR, "qcode.no-catalog")]


@pytest.mark.parametrize("status", ["usable", "withheld", "canceled"])
def test_the_vocabulary_of_the_status(status: str) -> None:
    for attribute in (f'qcode="stat:{status}"', f'uri="{STATUS}{status}"'):
        assert summary(item(before=IPTC, meta=f"<pubStatus {attribute}/>")) == []
        mistaken = item(before=IPTC, meta=f"<pubStatus {attribute[:-1]}s&quot;/>".replace("&quot;", '"'))
        assert summary(mistaken) == [(ERROR, "pub-status.unknown")]


def test_a_status_of_another_scheme_is_not_checked() -> None:
    catalog = '<catalog><scheme alias="stat" uri="https://example.com/status/"/></catalog>'
    assert summary(item(before=catalog, meta='<pubStatus qcode="stat:archived"/>')) == []
    assert summary(item(meta='<pubStatus uri="https://example.com/status/archived"/>')) == []


@pytest.mark.parametrize(
    ("scheme", "is_checked"),
    [
        ('<scheme alias="stat" uri="http://x.example/"/>', False),
        (f'<scheme alias="stat" uri="{STATUS}"/>', True),
        ('<scheme alias="other" uri="http://x.example/"/>', True),
    ],
)
def test_a_status_is_checked_unless_its_alias_is_that_of_another_scheme(scheme: str, *, is_checked: bool) -> None:
    document = item(before=f"<catalog>{scheme}</catalog>", meta='<pubStatus qcode="stat:live"/>')
    assert ((ERROR, "pub-status.unknown") in summary(document)) is is_checked


def test_the_message_about_a_status_lists_all_of_them() -> None:
    (finding,) = findings(item(before=IPTC, meta='<pubStatus qcode="stat:live"/>'))
    assert finding.message.endswith("write stat:usable, stat:withheld or stat:canceled")


def test_a_role_is_a_code_but_not_that_of_a_timestamp() -> None:
    contributor = '<contentMeta><contributor role="zz:a" literal="x"/></contentMeta>'
    assert summary(item(before=IPTC, rest=contributor)) == [(WARNING, "qcode.alias.unknown")]


def test_an_item_with_one_of_two_dates_has_no_order() -> None:
    document = item(meta="<firstCreated>2026-05-17T09:30:01Z</firstCreated>")
    assert (WARNING, "date.order") in summary(document)
    assert (WARNING, "date.order") not in summary(document.replace("versionCreated", "zebra"))


@pytest.mark.parametrize(
    ("element", "path"),
    [
        ('<language tag="x_y"/>', "/newsItem/contentMeta/language/@tag"),
        ('<headline xml:lang="x_y">H</headline>', "/newsItem/contentMeta/headline/@xml:lang"),
    ],
)
def test_a_language_that_is_none_has_its_path(element: str, path: str) -> None:
    found = findings(item(rest=f"<contentMeta>{element}</contentMeta>"))
    assert path in [finding.path for finding in found if finding.code == "newsml.language.invalid"]


# --- addresses and media types ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media_type", "is_valid"),
    [
        ("image/jpeg", True),
        ("application/vnd.iptc.g2.newsitem+xml", True),
        ("text/plain; charset=utf-8", True),
        ("jpeg", False),
        ("image/", False),
        ("image jpeg", False),
        ("", False),
    ],
)
def test_contenttype_is_a_media_type(media_type: str, *, is_valid: bool) -> None:
    content = f'<contentSet><remoteContent href="https://example.com/a" contenttype="{media_type}"/></contentSet>'
    path = "/newsItem/contentSet/remoteContent/@contenttype"
    assert [(finding.code, finding.path) for finding in findings(item(rest=content))] == (
        [] if is_valid else [("newsml.content-type.invalid", path)]
    )


# --- the root ---------------------------------------------------------------------------------------------------------


def test_a_root_that_is_no_item_is_a_warning() -> None:
    catalog = f'<catalog xmlns="{G2}"><scheme alias="desk" uri="https://example.com/desk/"/></catalog>'
    for root in (catalog, f'<subject xmlns="{G2}" uri="https://example.com/a"/>'):
        assert summary(root) == [(WARNING, "root.not-an-item")]
    message = (
        f'<newsMessage xmlns="{G2}"><header><sent>2026-05-17T09:30:00Z</sent></header><itemSet>{catalog}</itemSet>'
        "</newsMessage>"
    )
    assert summary(message) == [(WARNING, "message.not-an-item")]


# --- any prefix -------------------------------------------------------------------------------------------------------


def test_an_empty_item_with_a_prefix_lacks_its_metadata() -> None:
    document = (
        f'<n:newsItem xmlns:n="{G2}" guid="urn:x:1" version="1" standard="NewsML-G2" standardversion="2.35">'
        "</n:newsItem>"
    )
    (finding,) = findings(document)
    assert (finding.code, finding.path, finding.line) == ("newsml.schema.missing-element", "/newsItem", 1)
    assert "<*>" not in finding.message


@pytest.mark.parametrize("prefix", ["", "n"])
def test_a_foreign_element_is_located_under_any_prefix(prefix: str) -> None:
    foreign = '<o:Policy xmlns:o="http://www.w3.org/ns/odrl/2/">\n<o:permission/></o:Policy>'
    rights = f"<rightsInfo>\n{foreign}\n<copyrightNotice>2026</copyrightNotice></rightsInfo>"
    document = item(before=rights)
    if prefix:
        document = re.sub(r"<(/?)(?=\w+[\s/>])", rf"<\1{prefix}:", document).replace("xmlns=", f"xmlns:{prefix}=")
    assert [(finding.code, finding.path, finding.line) for finding in findings(document)] == [
        ("newsml.schema.unexpected-element", "/newsItem/rightsInfo/copyrightNotice", 4),
    ]


def test_an_element_without_the_namespace_is_named_as_such() -> None:
    document = item(meta='<firstCreated xmlns="">2026-05-17T09:00:00Z</firstCreated>')
    (finding,) = findings(document)
    assert (finding.code, finding.path) == (
        "newsml.schema.unexpected-element",
        "/newsItem/itemMeta/firstCreated",
    )
    assert finding.message.startswith("<firstCreated> is not in the namespace of NewsML-G2: declare it")
    (finding,) = findings(item().replace(G2, "http://iptc.org/std/nar/2006-10-01"))
    assert finding.message.startswith("<newsItem> is not in the namespace of NewsML-G2: declare it")


def test_rights_in_a_language_without_declarations_are_refused_and_the_rest_is_checked() -> None:
    policy = '<o:Policy xmlns:o="http://www.w3.org/ns/odrl/2/"/>'
    rights = f'<rightsInfo><rightsExpressionXML langid="odrl">{policy}</rightsExpressionXML></rightsInfo>'
    assert summary(item(before=rights, version="2026-05-17T09:30:00")) == [
        (ERROR, "schema.undeclared-element"),
        (WARNING, "date.zone.missing"),
    ]


def test_a_group_that_contains_itself_is_found_behind_one_that_does_not() -> None:
    groups = '<group id="a"><groupRef idref="leaf"/><groupRef idref="a"/></group><group id="leaf"/>'
    document = item("packageItem", rest=f'<groupSet root="a">{groups}</groupSet>')
    assert (ERROR, "group.cycle") in summary(document)
    without = document.replace('<groupRef idref="a"/>', '<groupRef idref="leaf"/>')
    assert (ERROR, "group.cycle") not in summary(without)


@pytest.mark.parametrize(("attribute", "step"), [('xml:lang="e_n"', "@xml:lang"), ('tag="e_n"', "@tag")])
def test_a_wrong_language_is_located_at_its_attribute(attribute: str, step: str) -> None:
    meta = f"<contentMeta><language {attribute}/><headline {attribute}>H</headline></contentMeta>"
    paths = [finding.path or "" for finding in findings(item(rest=meta)) if "language" in finding.code]
    assert paths
    assert {path.rpartition("/")[2] for path in paths if "@" in path} <= {"@xml:lang", "@tag"}
    assert any(path.endswith(step) for path in paths)


# --- the model --------------------------------------------------------------------------------------------------------

NOON, LATER = "2026-05-17T12:00:00Z", "2026-05-17T12:00:01Z"
WHOLE = {"id": "tag:example.com,2026:1", "headline": "H", "updated": NOON, "publisher": newsfeed.Organization(name="P")}


@pytest.mark.parametrize(
    ("changes", "feed", "expected"),
    [
        ({}, {}, []),
        ({"published": NOON}, {}, []),
        ({"published": LATER}, {}, [("date.order", "feed.stories[0].updated")]),
        ({"updated": None}, {"updated": NOON}, []),
        ({"updated": None, "published": NOON}, {}, []),
        ({"updated": None}, {}, [("sent.missing", "feed.updated"), ("updated.missing", "feed.stories[0].updated")]),
        ({"id": "1"}, {}, [("id.relative", "feed.stories[0].id")]),
        ({"headline": ""}, {}, [("headline.missing", "feed.stories[0].headline")]),
        ({"publisher": None}, {"title": "T"}, []),
        ({"publisher": None}, {"publisher": newsfeed.Organization(name="Q")}, []),
    ],
)
def test_the_model_has_what_a_message_requires(
    changes: dict[str, object], feed: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    story = newsfeed.Story(**{**WHOLE, **changes})  # type: ignore[arg-type]
    found = newsfeed.validate(newsfeed.Feed(**{"stories": [story], **feed}), "newsml")  # type: ignore[arg-type]
    of_the_model = [finding for finding in found if finding.code.startswith("newsml.model.")]
    assert [(finding.code.removeprefix("newsml.model."), finding.path) for finding in of_the_model] == expected


def test_a_feed_without_stories_is_no_message() -> None:
    for feed, codes in (({}, ["sent.missing", "stories.missing"]), ({"updated": NOON}, ["stories.missing"])):
        found = newsfeed.validate(newsfeed.Feed(title="T", **feed), "newsml")  # type: ignore[arg-type]
        assert [finding.code for finding in found if "model" in finding.code] == [
            f"newsml.model.{code}" for code in codes
        ]


@pytest.mark.parametrize(("version", "is_newer"), [
    ("2.34", False), ("2.35", False), ("2.36", True), ("3.0", True), ("1.99", False), ("2.9", False), ("2.100", True),
     ("x", False),
])  # fmt: skip
def test_a_newer_version_of_the_standard_is_told(version: str, *, is_newer: bool) -> None:
    document = item().replace('standardversion="2.35"', f'standardversion="{version}"')
    assert ((WARNING, "standardversion.newer") in summary(document)) is is_newer


@pytest.mark.parametrize(
    ("attribute", "value", "code"),
    [
        ("guid", "", "guid.empty"),
        ("guid", " ", "guid.empty"),
        ("guid", "tag:example.com,2026:1", ""),
        ("guid", "yt:video:1", ""),
        ("guid", "4711", "guid.relative"),
        ("guid", "urn:newsml:example.com:20260517:a", ""),
        ("guid", "URN:NEWSML:example.com:20260517T093000Z:a", ""),
        ("guid", "urn:newsml:example.com:2026:a", "guid.urn-newsml"),
        ("standard", "NewsML", "standard.unknown"),
        ("standard", "NewsML-G2", ""),
        ("conformance", "core", ""),
        ("conformance", "power", ""),
        ("conformance", "full", "conformance.unknown"),
    ],
)
def test_the_attributes_of_an_item(attribute: str, value: str, code: str) -> None:
    document = item()
    if attribute == "conformance":
        document = document.replace(" standard=", f' conformance="{value}" standard=')
    else:
        document = re.sub(rf'{attribute}="[^"]*"', f'{attribute}="{value}"', document, count=1)
    codes = [name for _, name in summary(document) if name.startswith(("guid", "standard.", "conformance"))]
    assert codes == [code] * bool(code)
