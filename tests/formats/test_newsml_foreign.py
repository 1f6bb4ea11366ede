"""NewsML-G2 of others and its relatives: what has no field is kept and written back; concepts, NITF and NewsML 1 are read."""

from typing import Any

import pytest
from lxml import etree

import newsfeed
from newsfeed import Category, Extension, Feed, Link, Loss, Media, Organization, Person, Report, Rights, Story, Topic
from newsfeed.errors import ReadError

NAR = "http://iptc.org/std/nar/2006-10-01/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
META = (
    '<itemClass qcode="ninat:text"/><provider literal="Harbour Wire"/>'
    "<versionCreated>2026-05-17T09:30:00Z</versionCreated>"
)
CATALOG = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'


def item(*, meta: str = "", described: str = "", rest: str = "", after: str = "", content: str = "") -> str:
    return (
        f'<newsItem xmlns="{NAR}" standard="NewsML-G2" standardversion="2.35" conformance="power" guid="urn:x:1" '
        f'xml:lang="en">{CATALOG}{rest}<itemMeta>{META}{meta}</itemMeta><contentMeta>{described}</contentMeta>{after}{content}'
        "</newsItem>"
    )


def read(document: str, report: Report | None = None) -> Story:
    (story,) = newsfeed.loads(document, "newsml", report=report).stories
    return story


def ext(name: str, *content: Any, **attributes: str) -> Extension:
    return Extension(name=f"{{{NAR}}}{name}", attributes=attributes, content=content)


def written(story: Story | Feed, **options: Any) -> "etree._Element":
    """Return a written document, which must be valid and read as it was written."""
    data = newsfeed.dumps(story, "newsml", **options)
    assert [finding for finding in newsfeed.validate(data, "newsml") if finding.severity == "error"] == []
    again = newsfeed.loads(data, "newsml")
    assert (again if isinstance(story, Feed) else again.stories[0]) == story
    return etree.fromstring(data)


def names(element: "etree._Element | None") -> list[str]:
    assert element is not None
    return [etree.QName(child).localname for child in element]


# --- what has no field ------------------------------------------------------------------------------------------------


def test_a_subject_keeps_what_a_category_has_no_field_for() -> None:
    subject = (
        '<subject qcode="medtop:20000337" type="cpnat:abstract" why="why:direct" rank="1" relevance="50">'
        '<name>fisheries</name><name xml:lang="de">Fischerei</name><broader qcode="medtop:04000000"/></subject>'
    )
    story = read(item(described=subject))
    (category,) = story.categories
    assert (category.term, category.label) == ("20000337", "fisheries")
    assert category.extensions == (
        ext("subject", rank="1", relevance="50", type="cpnat:abstract", why="why:direct"),
        Extension(name=f"{{{NAR}}}name", attributes={LANG: "de"}, content=("Fischerei",)),
        ext("broader", qcode="medtop:04000000"),
    )
    assert newsfeed.losses(story, "newsml") == ()
    element = written(story).find(f".//{{{NAR}}}subject")
    assert element is not None
    assert (element.get("why"), names(element)) == ("why:direct", ["name", "name", "broader"])


def test_a_party_keeps_its_code_and_role() -> None:
    story = read(
        item(
            described='<creator qcode="staff:ao" role="crol:photog"><name>Ann Oak</name>'
            "<organisationDetails><location><name>Oslo</name></location></organisationDetails></creator>"
        )
    )
    (author,) = story.authors
    assert ext("creator", qcode="staff:ao", role="crol:photog") in author.extensions
    assert any(extension.name.endswith("organisationDetails") for extension in author.extensions)
    element = written(story).find(f".//{{{NAR}}}creator")
    assert element is not None
    assert element.get("role") == "crol:photog"


def test_a_link_keeps_the_rank_version_and_class_of_its_item() -> None:
    link = (
        '<link rel="irel:seeAlso" residref="urn:newsml:example.com:20260517:a" version="3" rank="2">'
        '<itemClass qcode="ninat:picture"/></link>'
    )
    story = read(item(meta=link))
    (related,) = story.links
    assert related.url == "urn:newsml:example.com:20260517:a"
    assert related.extensions == (
        ext("link", rank="2", residref=related.url, version="3"),
        ext("itemClass", qcode="ninat:picture"),
    )
    element = written(story).find(f".//{{{NAR}}}link")
    assert element is not None
    assert (element.get("residref"), element.get("href"), names(element)) == (related.url, None, ["itemClass"])


def test_rights_and_media_keep_the_rest() -> None:
    rights = (
        "<rightsInfo><copyrightHolder><name>Harbour Wire</name></copyrightHolder>"
        '<copyrightNotice href="https://example.com/rights">(c)</copyrightNotice>'
        '<dataMining uri="http://ns.useplus.org/LDF/ldf-XMPSpecification#DMI-PROHIBITED"/></rightsInfo>'
    )
    content = (
        '<contentSet><remoteContent href="https://example.com/a.mp4" contenttype="video/mp4" videocodec="vcdc:c155">'
        '<altId type="x:master">77</altId></remoteContent></contentSet>'
    )
    text = read(item(rest=rights, content=content))
    assert [loss.path for loss in newsfeed.losses(text, "newsml")] == ["story.media[0].extensions[0]"]
    story = read(item(rest=rights, content=content).replace("ninat:text", "ninat:video"))
    assert newsfeed.losses(story, "newsml") == ()
    assert story.rights is not None
    assert [extension.name.rpartition("}")[2] for extension in story.rights.extensions] == [
        "copyrightNotice",
        "dataMining",
    ]
    assert story.media[0].extensions == (
        ext("remoteContent", videocodec="vcdc:c155"),
        ext("altId", "77", type="x:master"),
    )
    root = written(story)
    assert names(root.find(f"{{{NAR}}}rightsInfo")) == ["copyrightHolder", "copyrightNotice", "dataMining"]


def test_elements_without_a_field_are_written_back_in_the_order_of_the_schema() -> None:
    history = '<hopHistory><hop seq="1"><party literal="HW"/></hop></hopHistory>'
    meta = "<fileName>a.xml</fileName><profile>text</profile><memberOf literal='m'/><hash hashtype='hash:md5'>a</hash>"
    described = (
        '<rating value="3" scalemin="1" scalemax="5" scaleunit="x:stars"/><keyword role="k:index">tide</keyword>'
    )
    after = '<assert literal="p1"><POIDetails><position latitude="1" longitude="2"/></POIDetails></assert>'
    story = read(item(rest=history, meta=meta, described=described, after=after))
    assert newsfeed.losses(story, "newsml") == ()
    root = written(story)
    assert names(root) == ["catalogRef", "hopHistory", "itemMeta", "contentMeta", "assert", "contentSet"]
    assert names(root.find(f"{{{NAR}}}itemMeta")) == [
        *(
            "itemClass",
            "provider",
            "versionCreated",
            "pubStatus",
            "fileName",
            "generator",
            "profile",
            "memberOf",
            "hash",
        )
    ]
    assert names(root.find(f"{{{NAR}}}contentMeta"))[0] == "contentModified"
    keyword = root.find(f".//{{{NAR}}}keyword")
    assert keyword is not None
    assert keyword.get("role") == "k:index"


def test_catalogs_are_kept_only_for_codes_that_are_kept() -> None:
    assert read(item()).extensions == ()
    member = item(meta="<memberOf qcode='x:m'/>")
    assert [extension.name for extension in read(member).extensions] == [f"{{{NAR}}}memberOf"]  # the writer adds it
    other = member.replace("Standards_41", "Standards_29")
    assert read(other).extensions[0].name == f"{{{NAR}}}catalogRef"
    assert read(other.replace("<memberOf qcode='x:m'/>", "")).extensions == ()
    inner = item(meta="<memberOf qcode='x:m'/>").replace(CATALOG, "")
    message = (
        f'<newsMessage xmlns="{NAR}"><header><sent>2026-05-17T09:30:00Z</sent><catalogRef href="https://example.com/c.xml"/>'
        f"</header><itemSet>{inner}</itemSet></newsMessage>"
    )
    assert read(message).extensions[0] == ext("catalogRef", href="https://example.com/c.xml")


def test_further_values_of_repeated_elements_are_reported() -> None:
    report = Report()
    story = read(item(described='<keyword role="k:one">tide</keyword><keyword role="k:two">port</keyword>'), report)
    assert story.keywords == ("tide", "port")
    assert ext("keyword", role="k:one") in story.extensions
    (finding,) = report
    assert (finding.code, finding.path) == ("read.attribute.dropped", "/newsItem/contentMeta/keyword[2]")
    assert "role='k:two'" in finding.message


def test_the_dates_that_differ_are_kept() -> None:
    story = read(
        item(
            meta="<firstCreated>2026-05-17T09:00:00Z</firstCreated>",
            described="<contentCreated>2026-05-16T09:00:00Z</contentCreated>",
        )
    )
    assert story.extensions == (ext("contentCreated", "2026-05-16T09:00:00Z"),)
    created = written(story).findall(f".//{{{NAR}}}contentCreated")
    assert [element.text for element in created] == ["2026-05-16T09:00:00Z"]


def test_an_unsafe_link_is_not_kept() -> None:
    report = Report()
    story = read(item(meta='<link rel="irel:seeAlso" href="javascript:x" rank="4"/>'), report)
    assert (story.links, story.extensions) == ((), ())
    assert [finding.code for finding in report] == [
        "read.link.unsafe",
        "read.attribute.dropped",
        "read.attribute.dropped",
    ]


def test_another_rendition_of_the_text_is_reported() -> None:
    content = (
        "<contentSet><inlineData wordcount='2'>One two</inlineData><inlineData>Other text</inlineData></contentSet>"
    )
    report = Report()
    read(item(content=content), report)
    assert [(finding.code, finding.path) for finding in report] == [
        ("read.attribute.dropped", "/newsItem/contentSet/inlineData[1]"),
        ("read.content.other", "/newsItem/contentSet/inlineData[2]"),
    ]


def test_elements_of_newsrooms_never_reach_a_feed() -> None:
    story = read(item(meta="<memberOf literal='desk'/><fileName>secret.xml</fileName>"))
    assert story.extensions
    feed = Feed(title="F", url="https://example.com/", feed_url="https://example.com/f", stories=(story,))
    feed = feed.replace(updated="2026-05-17T09:30:00Z", description="D", publisher=Organization(name="P"))
    for name in ("rss", "atom"):
        assert b"secret.xml" not in newsfeed.dumps(feed, name)
        lost = [loss.path for loss in newsfeed.losses(story, name)]
        assert {f"story.extensions[{index}]" for index in range(len(story.extensions))} <= set(lost)


@pytest.mark.parametrize(
    ("story", "path"),
    [
        (
            Story(id="a", categories=(Category(term="t", extensions=(ext("itemClass"),)),)),
            "story.categories[0].extensions[0]",
        ),
        (Story(id="a", topics=(Topic(name="t", extensions=(ext("personDetails"),)),)), "story.topics[0].extensions[0]"),
        (
            Story(id="a", authors=(Person(name="p", extensions=(ext("provider", role="x:y"),)),)),
            "story.authors[0].extensions[0]",
        ),
        (Story(id="a", links=(Link(url="urn:x:l", extensions=(ext("group"),)),)), "story.links[0].extensions[0]"),
        (Story(id="a", media=(Media(url="urn:x:m", extensions=(ext("name", "n"),)),)), "story.media[0].extensions[0]"),
        (Story(id="a", rights=Rights(notice="n", extensions=(ext("name", "n"),))), "story.rights.extensions[0]"),
        (Story(id="a", extensions=(ext("groupSet"),)), "story.extensions[0]"),
    ],
)
def test_extensions_without_a_place_are_losses(story: Story, path: str) -> None:
    assert [loss.path for loss in newsfeed.losses(story, "newsml")] == [path]
    data = newsfeed.dumps(story.replace(url="https://example.com/1", published="2026-05-17T09:30:00Z"), "newsml")
    assert newsfeed.validate(data, "newsml").valid


# --- messages and packages --------------------------------------------------------------------------------------------

PACKAGE = f"""<packageItem xmlns="{NAR}" standard="NewsML-G2" standardversion="2.35" conformance="power" guid="urn:x:p"
  version="11">{CATALOG}<itemMeta>{META.replace("text", "composite")}<profile versioninfo="1">two.xsl</profile></itemMeta>
  <contentMeta><headline>Go deeper</headline></contentMeta><groupSet root="g1">
  <group id="g1" role="group:main" mode="pgrmod:seq"><itemRef residref="urn:x:1" version="4" size="23"
  contenttype="application/vnd.iptc.g2.newsitem+xml"><itemClass qcode="ninat:video"/><pubStatus qcode="stat:canceled"/>
  <title>One</title></itemRef><groupRef idref="g2"/></group><group id="g2" role="group:deeper"><itemRef residref="urn:x:2">
  <title>Two</title></itemRef></group></groupSet></packageItem>"""


def test_a_package_keeps_its_version_its_groups_and_the_class_of_its_items() -> None:
    feed = newsfeed.loads(PACKAGE, "newsml")
    assert [(story.id, story.version, story.status, story.item_class) for story in feed.stories] == [
        ("urn:x:1", 4, "canceled", "video"),
        ("urn:x:2", 1, "usable", "text"),
    ]
    (package,) = feed.extensions
    assert (package.name, dict(package.attributes)["version"]) == (f"{{{NAR}}}packageItem", "11")
    data = newsfeed.dumps(feed, "newsml")
    root = etree.fromstring(data)
    groups = root.findall(f".//{{{NAR}}}group")
    assert [group.get("role") for group in groups] == ["group:main", "group:deeper"]
    assert newsfeed.validate(data, "newsml").valid
    assert newsfeed.loads(data, "newsml").extensions == feed.extensions


def test_the_header_of_a_message_is_written_back() -> None:
    header = (
        "<sent>2026-05-17T09:30:00Z</sent><sender>wire.example.com</sender><transmitId>t7</transmitId><priority>4</priority>"
        "<origin>desk</origin><channel>news</channel><timestamp role='received'>2026-05-17T09:31:00Z</timestamp>"
    )
    message = f'<newsMessage xmlns="{NAR}"><header>{header}</header><itemSet>{item()}</itemSet></newsMessage>'
    feed = newsfeed.loads(message, "newsml")
    assert newsfeed.losses(feed, "newsml") == ()
    root = written(feed)
    header_names = names(root.find(f"{{{NAR}}}header"))
    assert [name for name in header_names if name != "headerExtProperty"] == [
        *("sent", "catalogRef", "sender", "transmitId", "priority", "origin", "channel", "timestamp")
    ]


# --- concepts ---------------------------------------------------------------------------------------------------------


def test_concepts_are_topics() -> None:
    document = f"""<knowledgeItem xmlns="{NAR}" standard="NewsML-G2" standardversion="2.35" guid="urn:x:k" version="2"
      xml:lang="en"><catalog><scheme alias="acc" uri="https://example.com/access/"/></catalog>
      <itemMeta><itemClass qcode="cinat:scheme"/><provider literal="Harbour Wire"/>
      <versionCreated>2026-05-17T09:30:00Z</versionCreated><title>Access codes</title></itemMeta>
      <conceptSet><concept><conceptId qcode="acc:easy" created="2009-01-28"/><type qcode="cpnat:abstract"/>
      <name xml:lang="de">Leicht</name><name xml:lang="en">Easy</name><definition xml:lang="en">No steps</definition>
      <sameAs uri="https://example.org/easy"/></concept>
      <concept><conceptId qcode="own:p1"/><type qcode="cpnat:person"/><name>Ann Bo</name><personDetails/></concept>
      </conceptSet></knowledgeItem>"""
    report = Report()
    story = read(document, report)
    assert (story.id, story.version, story.headline) == ("urn:x:k", 2, "Access codes")
    easy, ann = story.topics
    assert (easy.name, easy.description, easy.kind) == ("Easy", "No steps", "thing")
    assert easy.same_as == ("https://example.com/access/easy", "https://example.org/easy")
    assert ext("conceptId", created="2009-01-28") in easy.extensions
    assert (ann.kind, ann.extensions[0]) == ("person", ext("subject", qcode="own:p1"))
    assert [finding.code for finding in report] == ["read.item.concepts", "read.attribute.dropped"]
    assert [loss.path for loss in newsfeed.losses(story, "newsml")] == [
        "story.topics[0].extensions[0]",
        "story.topics[1].extensions[1]",
    ]


def test_a_concept_item_is_a_story_with_one_topic() -> None:
    document = (
        f'<conceptItem xmlns="{NAR}" guid="urn:x:c"><itemMeta>{META}</itemMeta><concept><conceptId qcode="medtop:04000000"/>'
        "<name>economy</name></concept><concept/></conceptItem>"
    )
    (topic,) = read(document).topics
    assert topic == Topic(name="economy", same_as=("http://cv.iptc.org/newscodes/mediatopic/04000000",))


@pytest.mark.parametrize("name", ["planningItem", "catalogItem", "catalog"])
def test_a_document_without_a_story_is_refused_with_what_it_is(name: str) -> None:
    document = f'<{name} xmlns="{NAR}"/>'
    assert newsfeed.detect(document.encode()) == "newsml"
    with pytest.raises(ReadError, match=f"its root element is <{name}>, a (plan of coverage|catalog of schemes): "):
        newsfeed.loads(document)


# --- NITF -------------------------------------------------------------------------------------------------------------

NITF = """<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf baselang="en"><head><title>T7</title><meta name="wire" content="W7"/><tobject tobject.type="news">
<tobject.property tobject.property.type="analysis"/>
<tobject.subject tobject.subject.refnum="13000000" tobject.subject.matter="Ferries"/></tobject>
<docdata><doc-id id-string="urn:x:n1" regsrc="HW"/><urgency ed-urg="3"/><date.issue norm="20260517T090000Z"/>
<date.release norm="20260517T120000Z"/><date.expire norm="20260617T120000Z"/><du-key key="FERRY" generation="2"/>
<ed-msg info="Call the desk"/><key-list><keyword key="tide"/></key-list><identified-content><person>Ann Bo</person>
<location>Oslo</location></identified-content><doc.copyright year="2026" holder="Harbour Wire"/></docdata></head>
<body><body.head><hedline><hl1>Ferry late</hl1><hl2>Again</hl2></hedline><byline>By <person>Ann Oak</person>
<byttl>Reporter</byttl></byline><distributor>HW</distributor>
<dateline><location>Bergen</location><story.date norm="20260516">May 16</story.date>
</dateline><abstract><p>Late by an hour.</p></abstract></body.head>
<body.content><p>The <person value="ab">pilot</person> was late.</p></body.content></body></nitf>"""


def test_nitf_alone() -> None:
    assert newsfeed.detect(NITF.encode()) == "newsml"
    report = Report()
    story = read(NITF, report)
    assert (story.id, story.headline, story.summary, story.language) == (
        "urn:x:n1",
        "Ferry late",
        "Late by an hour.",
        "en",
    )
    assert (story.slugline, story.urgency, story.ed_note, story.keywords) == ("FERRY", 3, "Call the desk", ("tide",))
    assert (story.byline, story.dateline, story.source_name) == ("By Ann Oak", "Bergen May 16", "HW")
    assert story.authors == (Person(name="Ann Oak", job_title="Reporter"),)
    assert [(place.name, place.role) for place in story.places] == [("Bergen", "created"), ("Oslo", "")]
    assert story.topics == (Topic(name="Ann Bo", kind="person"),)
    assert story.categories[0].label == "Ferries"
    assert story.genre == (Category(term="analysis"),)
    assert story.rights == Rights(holder=Organization(name="Harbour Wire"), year=2026)
    assert [date and date.day for date in (story.published, story.embargo, story.expires)] == [17, 17, 17]
    dropped = "\n".join(finding.message for finding in report)
    for value in ("'T7'", "'wire'", "'W7'", "'news'", "generation='2'", "norm='20260516'", "value='ab'"):
        assert value in dropped


def test_nitf_in_an_item_fills_what_the_item_lacks() -> None:
    nitf = NITF[NITF.index("<nitf") :].replace("<nitf ", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" ')
    report = Report()
    story = read(
        item(
            described="<headline>The item's</headline>",
            content=f"<contentSet><inlineXML>{nitf}</inlineXML></contentSet>",
        ),
        report,
    )
    assert (story.headline, story.slugline, story.dateline) == ("The item's", "FERRY", "Bergen May 16")
    assert any("Ferry late" in finding.message for finding in report)


# --- NewsML 1 ---------------------------------------------------------------------------------------------------------

NEWSML1 = """<?xml version="1.0"?>
<!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd">
<NewsML><NewsEnvelope><DateAndTime>20260517T093000+0000</DateAndTime><SentFrom><Party FormalName="Harbour Wire"/></SentFrom>
<Priority FormalName="4"/></NewsEnvelope><NewsItem><Identification><NewsIdentifier><RevisionId Update="N">2</RevisionId>
<PublicIdentifier>urn:newsml:wire.example.com:20260517:A1:2N</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20260517T090000Z</FirstCreated><ThisRevisionCreated>20260517T093000Z</ThisRevisionCreated>
<Status FormalName="Usable"/><Urgency FormalName="3"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry late</HeadLine>
<SubHeadLine>By an hour</SubHeadLine><ByLine>By Ann Oak</ByLine><DateLine>OSLO, May 17</DateLine><SlugLine>FERRY</SlugLine>
<CopyrightLine>(c) Harbour Wire</CopyrightLine><KeywordLine>tide</KeywordLine></NewsLines><AdministrativeMetadata><Provider>
<Party FormalName="Harbour Wire"/></Provider></AdministrativeMetadata><DescriptiveMetadata><Language FormalName="en"/>
<Genre FormalName="Current"/><SubjectCode><Subject FormalName="13000000"/></SubjectCode><Location>
<Property FormalName="City" Value="Oslo"/></Location></DescriptiveMetadata><NewsComponent><ContentItem>
<DataContent>{}</DataContent></ContentItem></NewsComponent>
<NewsComponent><ContentItem Href="https://wire.example.com/a.jpg"><MediaType FormalName="Photo"/>
</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize(
    "content",
    [
        "<nitf><body><body.content><p>It was late.</p></body.content></body></nitf>",
        "<html><body><p>It was late.</p></body></html>",
        "It was late.",
    ],
)
def test_newsml_1(content: str) -> None:
    document = NEWSML1.format(content)
    assert newsfeed.detect(document.encode()) == "newsml"
    report = Report()
    feed = newsfeed.loads(document, report=report)
    (story,) = feed.stories
    assert feed.publisher == Organization(name="Harbour Wire")
    assert (story.id, story.version) == ("urn:newsml:wire.example.com:20260517:A1:2N", 2)
    assert (story.headline, story.summary, story.byline) == ("Ferry late", "By an hour", "By Ann Oak")
    assert (story.dateline, story.slugline, story.urgency) == ("OSLO, May 17", "FERRY", 3)
    assert (story.language, story.keywords, story.media[0].url) == ("en", ("tide",), "https://wire.example.com/a.jpg")
    assert "It was late." in newsfeed.dumps(story, "text").decode()
    messages = "\n".join(finding.message for finding in report)
    assert "FormalName='4' of <Priority>" in messages
    assert "Update='N'" in messages
    assert "20260517T09" not in messages


def test_a_loss_is_named_once() -> None:
    story = Story(id="a", publisher=Organization(name="o", extensions=(ext("group"),)))
    reason = "<provider> has no place for it (NewsML-G2 2.35)"
    assert newsfeed.losses(story, "newsml") == (Loss("story.publisher.extensions[0]", reason),)


def test_a_size_of_one_digit_and_an_empty_element_of_another_vocabulary_come_back() -> None:
    link = Link(url="https://example.com/a", length=4, extensions=(Extension(name="{urn:x-example}mark"),))
    story = Story(id="urn:x:1", url="https://example.com/1", published="2026-05-17T09:30:00Z", links=(link,))
    assert written(story) is not None


# --- what is for newsrooms --------------------------------------------------------------------------------------------

PRIVATE = "zanzibar-7"


def private_values() -> Story:
    """Return a story with a private value wherever the reader of NewsML-G2 keeps one."""
    private = (
        f"<fileName>{PRIVATE}</fileName><edNote role='r:{PRIVATE}'>{PRIVATE}</edNote><memberOf literal='{PRIVATE}'/>"
    )
    link = f"<link rel='irel:seeAlso' href='https://example.com/l' rank='7'><fileName>{PRIVATE}</fileName></link>"
    note = f"<note>{PRIVATE}</note>"
    described = (
        f"<located literal='Port'><name>Port</name>{note}</located>"
        f"<creator literal='Ann' role='r:lead'><name>Ann</name>{note}</creator>"
        f"<contributor literal='Tom' jobtitle='r:1'><name>Tom</name>{note}</contributor>"
        f"<audience literal='coast'><name>coast</name>{note}</audience><genre literal='g'><name>g</name>{note}</genre>"
        f"<keyword role='r:{PRIVATE}'>tide</keyword><subject literal='t'><name>t</name>{note}</subject>"
        f"<subject type='cpnat:person' literal='Bo'><name>Bo</name>{note}</subject>"
        f"<slugline>{PRIVATE}</slugline><slugline xml:lang='de'>{PRIVATE} zwei</slugline><headline>Tide</headline>"
    )
    rights = f"<rightsInfo><copyrightHolder literal='H'><name>H</name>{note}</copyrightHolder><copyrightNotice>c"
    rights += f"</copyrightNotice><rightsInfoExtProperty rel='r:x' value='{PRIVATE}'/></rightsInfo>"
    file = f"<altId>{PRIVATE}</altId>"
    content = (
        f"<contentSet><remoteContent href='https://example.com/a.jpg' rendition='rnd:highRes' contenttype='image/jpeg'>{file}"
        f"</remoteContent><remoteContent href='https://example.com/b.jpg' rendition='rnd:web' contenttype='image/jpeg'>{file}"
        "</remoteContent></contentSet>"
    )
    document = item(meta=private + link, described=described, rest=rights, content=content)
    return read(document.replace("ninat:text", "ninat:picture"))


def test_what_newsrooms_keep_reaches_no_reader() -> None:
    story = private_values()
    owners = [
        story,
        *story.authors,
        *story.contributors,
        *story.genre,
        *story.audiences,
        *story.categories,
        *story.topics,
    ]
    owners += [*story.places, *story.links, *story.media, *story.media[0].renditions]
    assert story.rights is not None
    assert story.rights.holder is not None
    for owner in (*owners, story.rights, story.rights.holder):
        assert any(extension.name.startswith(f"{{{NAR}}}") for extension in owner.extensions), owner
    story = story.replace(url="https://example.com/1", authors=story.authors[:1])
    feed = Feed(title="F", url="https://example.com/", feed_url="https://example.com/f", stories=(story,))
    feed = feed.replace(updated="2026-05-17T09:30:00Z", description="D", publisher=Organization(name="P"))
    for name in ("rss", "atom", "jsonfeed"):
        assert PRIVATE.encode() not in newsfeed.dumps(feed, name), name
    lost = [loss.path for loss in newsfeed.losses(story, "jsonfeed")]
    assert {"story.authors[0].extensions[0]", "story.genre[0].extensions[0]", "story.rights.extensions[0]"} <= set(lost)
    assert len(lost) == len(set(lost))
    for body in ("none", "text", "full"):
        assert PRIVATE.encode() not in newsfeed.dumps(story, "jsonld", body=body), body
    assert PRIVATE not in newsfeed.to_script(story)
    assert newsfeed.dumps(story, "newsml").count(PRIVATE.encode()) > 15


def test_a_class_that_nobody_knows_and_two_notes_come_back() -> None:
    notes = "<edNote role='r:1'>One</edNote><edNote>Two</edNote>"
    story = read(item(meta=notes).replace("ninat:text", "nobody:knows"))
    assert (story.item_class, story.ed_note) == ("text", "One\n\nTwo")
    assert ext("itemClass", qcode="nobody:knows") in story.extensions
    meta = written(story).find(f"{{{NAR}}}itemMeta")
    assert names(meta).count("edNote") == names(meta).count("itemClass") == 1
