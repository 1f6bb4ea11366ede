"""The NewsML-G2 schema compiles without a network and judges documents as the standard's own schema does."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import cycle, islice
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

FOLDER = Path(__file__).parents[1] / "schemas" / "newsml"
ENTRY = FOLDER / "newsml-g2.xsd"
OFFICIAL = "newsml/official/NewsML-G2_2.35-spec-All-Power.xsd"
NAR = "http://iptc.org/std/nar/2006-10-01/"
XML = "http://www.w3.org/XML/1998/namespace"
XS = "{http://www.w3.org/2001/XMLSchema}"

META = (
    "<itemMeta><itemClass qcode='ninat:text'/><provider qcode='nprov:example'/>"
    "<versionCreated>2026-05-06T10:00:00Z</versionCreated>{more}</itemMeta>"
)
HEAD = """
<catalogRef href='http://example.com/catalog.xml'/><rightsInfo><accountable literal='desk'><personDetails/></accountable>
<copyrightHolder literal='Example'><organisationDetails/></copyrightHolder><copyrightNotice href='c.html'>2026</copyrightNotice>
<usageTerms>None.</usageTerms><rightsExpressionData langid='l' enctype='text/plain'>x</rightsExpressionData>
<dataMining qcode='dm:no'/></rightsInfo>
"""


def _item(kind: str, body: str, *, head: str = HEAD, more: str = "") -> str:
    opening = f"<{kind} xmlns='{NAR}' guid='urn:newsml:example.com:1' standard='NewsML-G2' standardversion='2.35'"
    return f"{opening} conformance='power' version='2' xml:lang='en'>{head}{META.format(more=more)}{body}</{kind}>"


VALID = {
    "text": _item(
        "newsItem",
        """
<contentMeta><icon href='i.png' width='9'/><urgency>4</urgency><contentCreated>2026-05</contentCreated>
<digitalSourceType qcode='dst:human'/><located qcode='l:1'/><infoSource literal='wire' role='r:a'/>
<contributor literal='B'/><audience/><exclAudience/><userInteraction interactions='3'/>
<creator role='r:a r:b' jobtitle='j:w'/><altId type='t:x' environment='e:a e:b'>17</altId>
<rating value='4.5' scalemin='1' scalemax='5' raters='9'/><language tag='en-GB' rank='1'/>
<genre qcode='genre:explainer'/><keyword confidence='90'>tide</keyword>
<subject type='cpnat:abstract' qcode='medtop:1' relevance='100'><name xml:lang='en'>Harbours</name>
<broader qcode='medtop:2'/><narrower qcode='medtop:3'/><bag><bit qcode='x:1' significance='50'/></bag>
<mainConcept qcode='x:2'/><facetConcept qcode='x:3'/></subject>
<slugline separator='-'>harbour-tide</slugline><headline>High <inline qcode='x:1'>water</inline></headline>
<by>By A. Writer</by><dateline>Harbour</dateline>
<creditline>Example</creditline><description role='drol:summary'>One<br/>two <a href='http://example.com/'>there</a>
</description></contentMeta><partMeta partid='p1' seq='1' contentrefs='s1'><role qcode='r:x'/></partMeta>
<assert literal='x'><anything xmlns='urn:example:any'/></assert><inlineRef idrefs='s1' qcode='x:1'/>
<derivedFrom qcode='x:1' idrefs='p1'/><derivedFromValue sourceidref='p1' idrefs='p1'>7</derivedFromValue><contentSet><inlineXML contenttype='application/xhtml+xml'>
<html xmlns='http://www.w3.org/1999/xhtml'><head><title>High water</title></head>
<body><p id='s1'>Text</p></body></html></inlineXML>
<inlineData encoding='e:base64' wordcount='2'>AAAA</inlineData></contentSet>
""",
        more="""
<embargoed/><pubStatus qcode='stat:usable'/><role qcode='r:a'/><fileName>a.xml</fileName>
<generator versioninfo='1'>writer</generator><profile>p</profile><service qcode='s:1'/><title>Note</title>
<edNote>Hold<br/></edNote><memberOf literal='m'/><instanceOf literal='i'/>
<signal qcode='sig:correction' severity='s:1'/><altRep representation='r:x'>a</altRep>
<deliverableOf residref='urn:p'/><hash hashtype='h:md5'>00ff</hash><expires>2027-01-01</expires>
<origRep accesstype='a:x'>o.xml</origRep><incomingFeedId qcode='f:1'/><metadataCreator literal='M'/>
<link rel='irel:seeAlso' href='http://example.com/' rank='0'/><note xmlns='urn:example:x'>ours</note>
""",
    ),
    "picture": _item(
        "newsItem",
        """
<partMeta><timeDelim start='0' end='9' timeunit='tu:s'/><regionDelim x='-1' y='0' width='4' height='3'/>
</partMeta><contentSet><inlineXML><events><event><name>Launch</name>
<eventDetails><dates><start>2026</start></dates></eventDetails></event></events></inlineXML>
<remoteContent href='http://example.com/a.jpg' contenttype='image/jpeg' width='640' height='480'
 size='9000' rendition='rnd:web' colourdepth='24' videoscan='interlaced' duration='9'>
<channel chnlid='1' audiosamplerate='48000' language='en'/>
<altLoc role='r:a' roleruri='http://example.com/r'>b.jpg</altLoc></remoteContent></contentSet>
""",
        head="""
<catalog><scheme alias='tu' uri='http://example.com/tu/'/></catalog><hopHistory><hop seq='1'>
<party qcode='p:a'/><action qcode='a:sent' timestamp='2026-05-06'/></hop></hopHistory><pubHistory>
<published qcode='w:x'><timestamp>2026</timestamp><name>Web</name></published></pubHistory>
""",
    ),
    "package": _item(
        "packageItem",
        """
<groupSet root='g1'><group id='g1' role='g:main' mode='pgrmod:seq'><title>Top</title>
<itemRef residref='urn:a' version='1'/><groupRef idref='g2'/></group><group id='g2' role='g:side'>
<conceptRef qcode='x:1'/></group></groupSet>
""",
    ),
    "person": _item(
        "conceptItem",
        """
<concept><conceptId qcode='p:1' created='2026-05-06'/><type qcode='cpnat:person'/>
<name part='n:full'>A. Person</name><definition validfrom='2026-05-06'>Short.</definition>
<facet qcode='f:1' rel='r:x'/><note>Long.</note><hierarchyInfo>p1 p2</hierarchyInfo>
<remoteInfo href='http://example.com/'/><sameAs uri='http://example.com/p1'/><related rel='r:x' qcode='p:2'>
<related rank='1' qcode='p:3'><related value='2' valuedatatype='integer'/></related></related><personDetails>
<born>1970</born><affiliation qcode='o:1'/><contactInfo role='c:work'><email>a@example.com</email><im>a</im><fax>2</fax>
<phone tech='t:m'>1</phone><web>http://example.com/</web><address><line>1 Quay</line>
<locality qcode='l:1' role='r:x'/><area literal='a'/><country qcode='c:x'/><postalCode>1</postalCode><worldRegion literal='w'/></address></contactInfo>
</personDetails></concept>
""",
    ),
    "place": _item(
        "conceptItem",
        """
<concept><conceptId uri='http://example.com/l1'/><name>Bay</name><geoAreaDetails>
<position latitude='1.5' longitude='-2' altitude='3' gpsdatum='WGS 84'/><founded>1850-02</founded>
<circle radius='1e3'><position latitude='0' longitude='0'/></circle></geoAreaDetails></concept>
""",
    ),
    "vocabulary": _item(
        "knowledgeItem",
        """
<conceptSet><concept><conceptId qcode='k:1'/><name>One</name><organisationDetails><founded>1900</founded>
<hasInstrument symbol='EXA' type='t:a t:b' rank='1'/></organisationDetails></concept></conceptSet>
<schemeMeta uri='http://example.com/k/' preferredalias='k' schemecreated='2026-05-06'>
<definition>Keys</definition></schemeMeta>
""",
    ),
    "event": _item(
        "conceptItem",
        """
<concept><conceptId qcode='e:1'/><name>Regatta</name><eventDetails house='3'><dates>
<start approxend='2026-05-08' confirmationstatus='c:sure'>2026-05-07</start><duration>P2D</duration>
<rRule freq='WEEKLY' byday='-1FR +2TU' bymonthday='1 -31' byhour='0 23' byyearday='-366' wkst='MO' count='4'/>
<exDate>2026-06-07</exDate></dates><occurStatus qcode='eventoccurstatus:eos5'/><location qcode='l:1'>

<POIDetails><openHours>9 to 5</openHours><capacity>9</capacity><access>by foot</access></POIDetails></location><organiser literal='club' role='r:a'/>
<newsCoverage role='r:x'><g2contentType>x</g2contentType></newsCoverage></eventDetails></concept>
""",
    ),
    "plan": _item(
        "planningItem",
        """
<newsCoverageSet><newsCoverage id='c1' modified='2026-05-06T10:00:00'><planning coversfrom='2026-05-06'>
<itemClass qcode='ninat:picture'/><itemCount rangefrom='0' rangeto='2'/>
<assignedTo qcode='p:1' coversto='2026-05-07'/><scheduled>2026-05-07</scheduled><service qcode='s:1'/>
<headline>Regatta</headline><edNote>Two.</edNote><newsContentCharacteristics audiovbr='true' resolution='300'/>
<audience qcode='a:1' significance='9'/></planning><delivery><deliveredItemRef residref='urn:a'/></delivery>
</newsCoverage></newsCoverageSet>
""",
    ),
    "catalog": _item(
        "catalogItem",
        """
<contentMeta><contentModified>2026</contentModified></contentMeta><catalogContainer><catalog version='0'>
<title>All</title><scheme alias='medtop' uri='http://example.com/medtop/' authoritystatus='a:x'>
<sameAs g2flag='DEPR-SCH'>http://example.com/m/</sameAs></scheme></catalog></catalogContainer>
""",
    ),
    "message": f"""
<newsMessage xmlns='{NAR}'><header><sent>2026-05-06T10:00:00Z</sent><sender qcode='s:1'>example</sender>
<transmitId>7</transmitId><priority>1</priority><timestamp role='received'>2026-05-06T10:00:01Z</timestamp>
<channel g2flag='NMSG'>main</channel><destination>desk</destination></header>
<itemSet>{_item("newsItem", "")}{_item("packageItem", "")}</itemSet></newsMessage>
""",
}

# A valid document, what to replace in it, by what, and where libxml2 must find the first error.
INVALID = [
    ("text", " guid='urn:newsml:example.com:1'", "", "newsItem/@guid"),
    ("text", " standard='NewsML-G2'", "", "newsItem/@standard"),
    ("text", "standardversion='2.35'", "standardversion='2'", "newsItem/@standardversion"),
    ("text", " version='2'", " version='0'", "newsItem/@version"),
    ("text", "xml:lang='en'>", "xml:lang='en_GB'>", "newsItem/@lang"),
    ("text", "<newsItem ", "<newsItem pubstatus='x' ", "newsItem/@pubstatus"),
    ("text", "<itemClass qcode='ninat:text'/>", "", "provider"),
    ("text", "qcode='nprov:example'", "qcode='example'", "provider/@qcode"),
    ("text", "2026-05-06T10:00:00Z</versionCreated>", "2026-05-06</versionCreated>", "versionCreated"),
    ("text", "<embargoed/>", "<embargoed>soon</embargoed>", "embargoed"),
    ("text", "<pubStatus qcode='stat:usable'/>", "<pubStatus qcode='stat:usable'/><pubStatus/>", "pubStatus"),
    ("text", "<title>Note</title>", "<title media='a&#9;&lt;'>Note</title>", "title/@media"),
    ("text", "<urgency>4</urgency>", "<urgency>10</urgency>", "urgency"),
    ("text", "<contentCreated>2026-05<", "<contentCreated>2026-13<", "contentCreated"),
    ("text", "role='r:a r:b'", "role='r:a b'", "creator/@role"),
    ("text", " scalemax='5'", "", "rating/@scalemax"),
    ("text", "tag='en-GB' ", "", "language/@tag"),
    ("text", "rank='1'", "rank='-1'", "language/@rank"),
    ("text", "confidence='90'", "confidence='101'", "keyword/@confidence"),
    ("text", ">tide<", ">ti&#10;de<", "keyword"),
    ("text", "type='cpnat:abstract'", "kind='cpnat:abstract'", "subject/@kind"),
    ("text", "<broader qcode='medtop:2'/>", "text", "subject"),
    ("text", "<bit qcode='x:1' significance='50'/>", "", "bag"),
    ("text", "<bag>", "<mainConcept/><bag>", "bag"),
    ("text", "water</inline>", "water<br/></inline>", "br"),
    ("text", "partid='p1'", "partid='1'", "partMeta/@partid"),
    ("text", "<role qcode='r:x'/>", "<contentCreated/>", "contentCreated"),
    ("text", " idrefs='s1'", "", "inlineRef/@idrefs"),
    ("text", "</inlineXML>", "<html xmlns='http://www.w3.org/1999/xhtml'/></inlineXML>", "html"),
    ("text", "<p id='s1'>", "<p id='s1' xml:space='some'>", "p/@space"),
    ("text", "<p id='s1'>", f"<p id='s1'><subject xmlns='{NAR}' qcode='none'/>", "subject/@qcode"),
    ("text", "wordcount='2'", "wordcount='two'", "inlineData/@wordcount"),
    ("text", "<link rel='irel:seeAlso'", "<link rel='seeAlso'", "link/@rel"),
    ("text", "hashtype='h:md5'", "xmlns:x='urn:x' x:hashtype='h:md5'", "hash/@hashtype"),
    ("picture", "start='0' ", "", "timeDelim/@start"),
    ("picture", "height='3'", "height='-3'", "regionDelim/@height"),
    ("picture", "videoscan='interlaced'", "videoscan='Interlaced'", "remoteContent/@videoscan"),
    ("picture", "chnlid='1'", "chnlid='1' g2flag='CHAN'", "channel/@g2flag"),
    ("picture", "roleruri=", "roleuri=", "altLoc/@roleuri"),
    ("picture", "<scheme alias='tu' uri='http://example.com/tu/'/>", "", "catalog"),
    ("picture", "alias='tu'", "alias='t:u'", "scheme/@alias"),
    ("picture", "<timestamp>2026<", "<timestamp>26<", "timestamp"),
    ("picture", "<remoteContent href", "<remoteContent link", "remoteContent/@link"),
    ("package", " root='g1'", "", "groupSet/@root"),
    ("package", "idref='g2'", "idref='2'", "groupRef/@idref"),
    ("package", "<group id='g2'", "<group id='g1'", "group/@id"),
    ("package", "</groupSet>", "</groupSet><groupSet root='g1'/>", "groupSet"),
    ("package", "<groupSet root='g1'>", "<contentSet/><groupSet root='g1'>", "contentSet"),
    ("person", "<name part='n:full'>A. Person</name>", "", "definition"),
    ("person", "<conceptId qcode='p:1' created='2026-05-06'/>", "", "type"),
    ("person", "validfrom='2026-05-06'", "validfrom='2026-05'", "definition/@validfrom"),
    ("person", "valuedatatype='integer'", "valuedatatype='a b'", "related/@valuedatatype"),
    ("person", "<born>1970</born>", "<died>2020</died><born>1970</born>", "born"),
    ("person", "<postalCode>1</postalCode>", "<postalCode>1</postalCode><postalCode>2</postalCode>", "postalCode"),
    ("person", "<related value='2'", "<related><related/></related><related value='2'", "related"),
    ("place", " latitude='1.5'", "", "position/@latitude"),
    ("place", "radius='1e3'", "radius='wide'", "circle/@radius"),
    ("place", "altitude='3'", "altitude='3.5'", "position/@altitude"),
    ("vocabulary", " symbol='EXA'", "", "hasInstrument/@symbol"),
    ("vocabulary", " rank='1'", " rank='1' xmlns:x='urn:x' x:y='1'", "hasInstrument/@y"),
    ("vocabulary", " uri='http://example.com/k/'", "", "schemeMeta/@uri"),
    ("vocabulary", "</conceptSet>", "</conceptSet><conceptSet/>", "conceptSet"),
    ("event", "freq='WEEKLY' ", "", "rRule/@freq"),
    ("event", "-1FR +2TU", "-1FR +2XX", "rRule/@byday"),
    ("event", "bymonthday='1 -31'", "bymonthday='0'", "rRule/@bymonthday"),
    ("event", "byhour='0 23'", "byhour='24'", "rRule/@byhour"),
    ("event", "byyearday='-366'", "byyearday=''", "rRule/@byyearday"),
    ("event", "wkst='MO'", "wkst='1MO'", "rRule/@wkst"),
    ("event", "count='4'", "count='0'", "rRule/@count"),
    ("event", " house='3'", " xmlns:x='urn:x' x:house='3'", "eventDetails/@house"),
    ("event", "<duration>P2D", "<duration>2 days", "duration"),
    ("event", "<newsCoverage role='r:x'>", "<newsCoverage role='r:x' house='3'>", "newsCoverage/@house"),
    ("plan", " rangeto='2'", "", "itemCount/@rangeto"),
    ("plan", "<scheduled>2026-05-07</scheduled>", "<scheduled>7 May</scheduled>", "scheduled"),
    ("plan", "significance='9'", "significance='0'", "audience/@significance"),
    ("plan", "<deliveredItemRef residref='urn:a'/>", "", "delivery"),
    ("plan", "modified='2026-05-06T10:00:00'", "modified='yesterday'", "newsCoverage/@modified"),
    ("plan", "audiovbr='true'", "audiovbr='yes'", "newsContentCharacteristics/@audiovbr"),
    ("catalog", "<catalogContainer>", "<partMeta/><catalogContainer>", "partMeta"),
    ("catalog", "<contentModified>2026</contentModified>", "<headline>A</headline>", "headline"),
    ("catalog", "g2flag='DEPR-SCH'", "g2flag='DEPR'", "sameAs/@g2flag"),
    ("catalog", "version='0'", "version='-1'", "catalog/@version"),
    ("message", "<sent>2026-05-06T10:00:00Z</sent>", "", "sender"),
    ("message", "<priority>1<", "<priority>0<", "priority"),
    ("message", "<itemSet>", "<itemSet><item xmlns='urn:x'/>", "item"),
    ("message", "<itemClass qcode='ninat:text'/>", "<itemClass/><itemClass/>", "itemClass"),
]


# What attributes take and what they refuse. A code has a twin that ends in uri; None: anything goes.
DATA_TYPES: dict[str, tuple[str, str | None]] = {
    "text": ("any thing", None),
    "line": ("any thing", "a&#9;b"),
    "iri": ("http://example.com/", "http://["),
    "qcode": ("a:b", "a:b c:d"),
    "qcodes": ("a:b c:d", "a"),
    "whole": ("0", "-1"),
    "positive": ("1", "0"),
    "integer": ("-1", "0.5"),
    "decimal": ("0.5", "1e3"),
    "percentage": ("100", "101"),
    "boolean": ("false", "no"),
    "date": ("2026-05-06", "2026-05"),
    "truncated": ("2026-05", "--05"),
    "language": ("de-AT", "de_AT"),
    "direction": ("rtl", "up"),
    "name": ("a-1", "1a"),
    "names": ("a-1 b", "a 1"),
    "tokens": ("1 2", "1,2"),
    "word": ("xml:a", "a b"),
    "sixties": ("0 59", "60"),
    "months": ("1 12", "13"),
    "weeks": ("-53 53", "54"),
    "days": ("-366 366", "0"),
}
PROVENANCE = {"boolean": "custom", "date": "modified", "code": "creator how why"}
COMMON = PROVENANCE | {"name": "id", "codes": "pubconstraint"}
MEDIA_TYPE = {
    "text": "contenttypestandardversion contenttypevariant contenttypevariantstandardversion formatstandardversion",
    "code": "format",
}
PICTURE = {"code": "widthunit heightunit layoutorientation colourspace colourindicator videocodec", "whole": "orientation"}
VALUE = {"text": "value", "word": "valuedatatype", "code": "valueunit"}
LIFE = {"date": "schemecreated schememodified schemeretired", "iri": "authority", "code": "authoritystatus"}

# A document, the beginning of a tag in it, and attributes by data type that the tag does not have yet.
ATTRIBUTES: list[tuple[str, str, dict[str, str]]] = [
    ("text", "<headline", COMMON | {"direction": "dir"}),
    ("text", "<headline", {"codes": "role", "tokens": "media", "whole": "rank", "percentage": "confidence relevance"}),
    ("text", "<subject ", COMMON | {"line": "literal", "iri": "uri typeuri", "qcodes": "derivedfrom", "whole": "rank"}),
    ("text", "<broader ", {"code": "rel", "whole": "rank", "date": "validfrom validto"}),
    ("text", "<bit ", {"code": "type", "percentage": "confidence relevance", "iri": "uri"}),
    ("text", "<keyword ", {"codes": "role", "whole": "rank", "percentage": "relevance"}),
    ("text", "<slugline ", {"code": "role", "whole": "rank", "percentage": "confidence relevance"}),
    ("text", "<language ", {"codes": "role"}),
    ("text", "<by", {"whole": "rank"}),
    ("text", "<creditline", {"whole": "rank"}),
    ("text", "<description ", {"iri": "roleuri", "tokens": "media", "whole": "rank", "percentage": "confidence relevance"}),
    ("text", "<a ", {"text": "class hreflang rel rev", "direction": "dir"}),
    ("text", "<inline ", {"text": "class", "line": "literal", "code": "type", "percentage": "confidence"}),
    ("text", "<rating ", {"code": "valcalctype scaleunit ratertype ratingtype"}),
    ("text", "<userInteraction ", {"code": "interactiontype"}),
    ("text", "<icon ", MEDIA_TYPE),
    ("text", "<icon ", PICTURE | {"whole": "height colourdepth size", "text": "residref title contenttype"}),
    ("text", "<icon ", {"code": "rendition residrefformat", "positive": "version", "text": "persistidref"}),
    ("text", "<altId ", {"text": "version", "code": "idformat role", "iri": "typeuri environmenturi"}),
    ("text", "<audience", {"percentage": "confidence relevance", "integer": ""}),
    ("text", "<hash ", {"code": "scope", "iri": "hashtypeuri"}),
    ("text", "<altRep ", MEDIA_TYPE | {"whole": "size", "date": "validfrom validto", "iri": "representationuri"}),
    ("text", "<origRep ", {"code": "reposrole", "iri": "accesstypeuri"}),
    ("text", "<signal ", {"iri": "severityuri"}),
    ("text", "<generator ", {"code": "role"}),
    ("text", "<incomingFeedId ", {"code": "role", "iri": "uri"}),
    ("text", "<metadataCreator ", {"codes": "role", "code": "jobtitle"}),
    ("text", "<link ", {"text": "guidref hreftype", "iri": "reluri", "date": "validfrom validto"}),
    ("text", "<rightsInfo", {"codes": "scope aspect", "names": "idrefs", "date": "validfrom validto", "direction": "dir"}),
    ("text", "<assert ", {"iri": "uri", "qcode": "qcode", "direction": "dir"}),
    ("text", "<inlineRef ", {"percentage": "confidence relevance", "qcodes": "derivedfrom"}),
    ("text", "<contentSet", COMMON | {"name": "original"}),
    ("text", "<inlineXML ", PROVENANCE | {"text": "generator", "boolean": "hascontent", "direction": "dir"}),
    ("text", "<inlineData ", MEDIA_TYPE | {"iri": "encodinguri", "date": "generated", "name": "id"}),
    ("picture", "<partMeta", PROVENANCE | {"name": "partid", "names": "contentrefs", "whole": "seq"}),
    ("picture", "<timeDelim ", {"code": "renditionref", "iri": "timeunituri"}),
    ("picture", "<remoteContent ", PICTURE | {"whole": "charcount wordcount linecount pagecount orientation"}),
    ("picture", "<remoteContent ", {"line": "videoaspectratio videosampling", "code": "videoscaling videodefinition"}),
    ("picture", "<remoteContent ", {"code": "audiocodec audiochannels durationunit", "boolean": "audiovbr videovbr"}),
    ("picture", "<remoteContent ", {"positive": "resolution audiobitrate audiosamplesize audiosamplerate videoavgbitrate"}),
    ("picture", "<remoteContent ", {"decimal": "videoframerate", "language": "language", "date": "validfrom validto"}),
    ("picture", "<channel ", COMMON | {"code": "type role"}),
    ("picture", "<altLoc ", COMMON | {"code": "type"}),
    ("picture", "<hop ", {"date": "timestamp", "codes": "pubconstraint"}),
    ("picture", "<action ", {"code": "target"}),
    ("picture", "<published ", {"iri": "uri", "line": "literal"}),
    ("package", "<group ", {"iri": "roleuri modeuri", "direction": "dir"}),
    ("person", "<conceptId ", {"iri": "uri", "date": "retired"}),
    ("person", "<name ", {"codes": "role", "iri": "parturi", "date": "validfrom validto"}),
    ("person", "<facet ", {"iri": "reluri", "date": "validfrom validto"}),
    ("person", "<sameAs ", {"date": "validfrom validto"}),
    ("person", "<related rel", VALUE | {"whole": "rank"}),
    ("person", "<related rank", VALUE | {"code": "rel"}),
    ("person", "<affiliation ", {"code": "role type", "date": "validfrom validto"}),
    ("person", "<email", {"codes": "role"}),
    ("person", "<phone ", {"codes": "role", "iri": "techuri"}),
    ("person", "<web", {"codes": "role"}),
    ("person", "<address", {"codes": "role"}),
    ("person", "<line", {"code": "role"}),
    ("place", "<circle ", {"code": "radunit"}),
    ("vocabulary", "<hasInstrument ", {"code": "symbolsrc market marketlabelsrc", "text": "marketlabel", "iri": "typeuri"}),
    ("vocabulary", "<schemeMeta ", LIFE | {"date": "schememodified schemeretired", "qcodes": "concepttype"}),
    ("event", "<start ", {"truncated": "approxstart", "iri": "confirmationstatusuri"}),
    ("event", "<duration", COMMON | {"code": "confirmationstatus"}),
    ("event", "<rRule ", {"sixties": "bysecond byminute", "months": "bymonth", "weeks": "byweekno", "days": "bysetpos"}),
    ("event", "<rRule ", {"positive": "interval", "date": "until"}),
    ("event", "<location ", {"code": "role"}),
    ("plan", "<newsCoverage ", {"code": "creator how why", "boolean": "custom"}),
    ("plan", "<planning ", COMMON | {"date": "coversto"}),
    ("plan", "<assignedTo ", {"codes": "role", "date": "coversfrom"}),
    ("catalog", "<catalog ", {"iri": "additionalInfo url guid authority", "code": "authoritystatus"}),
    ("catalog", "<scheme ", LIFE | {"code": ""}),
    ("message", "<sender ", {"code": "type role", "line": "literal"}),
]


def _attributes() -> Iterator[tuple[str, str, str, str, str | None]]:
    """Give document, tag, attribute, a value that fits and one that does not, for every row and name above."""
    twins = {"code": ("qcode", "iri"), "codes": ("qcodes", "iri")}
    for document, tag, types in ATTRIBUTES:
        for data_type, names in types.items():
            for name in names.split():
                own, twin = twins.get(data_type, (data_type, None))
                yield document, tag, name, *DATA_TYPES[own]
                if twin:
                    yield document, tag, f"{name}uri", *DATA_TYPES[twin]


def _schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def _culprit(error: str) -> str:
    """Give the element, or the attribute as element/@attribute, that a message of libxml2 begins with."""
    plain = re.sub(r"\{.*?\}", "", error)
    names = re.match(r"Element '(\w+)'(?:, attribute '(\w+)'|: The attribute '(\w+)' is required)?", plain)
    assert names, error
    element, wrong, missing = names.groups()
    return f"{element}/@{wrong or missing}" if wrong or missing else str(element)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return _schema(ENTRY)


@pytest.fixture
def official(corpora: Path) -> etree.XMLSchema:
    return _schema(corpora / OFFICIAL)


def _documents(corpora: Path) -> Iterator[tuple[Path, bool | None]]:
    """Give each document and whether the full XSD accepts it; None where the reference is disputed."""
    verdicts = {"valid": True, "invalid": False, "disputed": None}
    for entry in json.loads((corpora / "newsml/manifest.json").read_bytes()):
        yield corpora / "newsml" / entry["path"], verdicts[entry["reference_verdict"]]
    for entry in json.loads((corpora / "newsml_mutants/manifest.json").read_bytes()):
        yield corpora / entry["file"], not entry["official_xsd_rejects"]


def _root(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data)
    except etree.XMLSyntaxError:
        return None


def _accepts(schema: etree.XMLSchema, data: bytes) -> bool:
    # Each schema gets a tree of its own: validating registers the ids of a tree.
    root = _root(data)
    return root is not None and schema.validate(root)


def test_every_reference_is_a_file_of_the_folder() -> None:
    files = {path.name for path in FOLDER.glob("*.xsd")}
    references = {
        element.get("schemaLocation", "")
        for path in FOLDER.glob("*.xsd")
        for element in etree.parse(path).getroot().iter(XS + "include", XS + "import", XS + "redefine")
    }
    assert references == files - {ENTRY.name}


def test_compiles_without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the schema asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    assert _schema(ENTRY).validate(etree.fromstring(VALID["text"]))
    assert xmlschema.XMLSchema(str(ENTRY), allow="local").is_valid(VALID["text"], use_location_hints=False)


def test_readme_names_every_file() -> None:
    rows = re.findall(r"^\| `([\w-]+\.xsd)` \|", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(path.name for path in FOLDER.glob("*.xsd"))


@pytest.mark.parametrize("name", VALID)
def test_accepts(schema: etree.XMLSchema, name: str) -> None:
    schema.validate(etree.fromstring(VALID[name]))
    assert [error.message for error in schema.error_log] == []


@pytest.mark.parametrize(("name", "old", "new", "culprit"), INVALID)
def test_refuses(schema: etree.XMLSchema, name: str, old: str, new: str, culprit: str) -> None:
    changed = VALID[name].replace(old, new, 1)
    assert changed != VALID[name]
    assert not schema.validate(etree.fromstring(changed))
    assert _culprit(schema.error_log[0].message) == culprit


@pytest.mark.parametrize(("name", "tag", "attribute", "good", "bad"), list(_attributes()))
def test_attributes(
    schema: etree.XMLSchema, name: str, tag: str, attribute: str, good: str, bad: str | None
) -> None:
    before, after = VALID[name].split(tag, 1)
    start = tag.strip()
    assert schema.validate(etree.fromstring(f"{before}{start} {attribute}='{good}' {after}"))
    if bad is not None:
        assert not schema.validate(etree.fromstring(f"{before}{start} {attribute}='{bad}' {after}"))
        assert _culprit(schema.error_log[0].message) == f"{start[1:].split()[0]}/@{attribute}"


def test_own_documents_are_judged_as_by_the_official_schema(official: etree.XMLSchema) -> None:
    refused = [name for name, text in VALID.items() if not _accepts(official, text.encode())]
    changed = (VALID[name].replace(old, new, 1) for name, old, new, _ in INVALID)
    assert (refused, [text for text in changed if _accepts(official, text.encode())]) == ([], [])


def test_corpus_is_judged_as_by_the_official_schema(
    schema: etree.XMLSchema, official: etree.XMLSchema, corpora: Path
) -> None:
    documents = [(path.name, path.read_bytes()) for path, _ in _documents(corpora)]
    differing = [name for name, data in documents if _accepts(schema, data) != _accepts(official, data)]
    assert (len(documents) > 100, differing) == (True, [])


def test_corpus_verdicts(schema: etree.XMLSchema, corpora: Path) -> None:
    """Two processors together give the recorded verdicts: libxml2 does not resolve references, xmlschema does."""
    second = xmlschema.XMLSchema(str(ENTRY), allow="local")

    def accepts(path: Path) -> bool:
        return _accepts(schema, path.read_bytes()) and second.is_valid(str(path), use_location_hints=False)

    known = [(path, verdict) for path, verdict in _documents(corpora) if verdict is not None]
    assert [path.name for path, verdict in known if accepts(path) != verdict] == []


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element), deepcopy(element))


def _move(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.insert(0, element)


def _lose_attribute(element: etree._Element) -> None:
    for name in element.keys()[:1]:
        del element.attrib[name]


def _spoil_attribute(element: etree._Element) -> None:
    for name in element.keys()[-1:]:
        element.set(name, "1 not, valid")


def _write(element: etree._Element) -> None:
    element.text = "not\tvalid"


def _set(name: str, value: str) -> Callable[[etree._Element], None]:
    return lambda element: element.set(name, value)


def _put(name: str) -> Callable[[etree._Element], None]:
    return lambda element: element.append(etree.Element(name))


def _rename(element: etree._Element) -> None:
    element.tag = f"{{{NAR}}}unknown"


MUTATIONS = [
    _drop,
    _double,
    _move,
    _rename,
    _lose_attribute,
    _spoil_attribute,
    _write,
    _set("unknown", "1"),
    _set("id", "7"),
    _set("rank", "7"),
    _set("{urn:example:x}x", "1"),
    _set(f"{{{XML}}}lang", "not, valid"),
    _put("{urn:example:x}x"),
    _put(f"{{{NAR}}}name"),
    _put("bare"),
]


def _mutants(corpora: Path, per_document: int) -> Iterator[tuple[str, bytes]]:
    turns = cycle(MUTATIONS)
    for path, _ in _documents(corpora):
        root = _root(path.read_bytes())
        count = 0 if root is None else sum(1 for _ in root.iter("*"))
        for place in range(0, count, max(1, count // per_document)):
            changed = etree.fromstring(path.read_bytes())
            next(turns)(next(islice(changed.iter("*"), place, None)))
            yield f"{path.name}, element {place}", etree.tostring(changed)


def test_mutants_are_judged_as_by_the_official_schema(
    schema: etree.XMLSchema, official: etree.XMLSchema, corpora: Path
) -> None:
    verdicts = [(name, _accepts(schema, data), _accepts(official, data)) for name, data in _mutants(corpora, 5)]
    accepted = sum(ours for _, ours, _ in verdicts)
    assert [name for name, ours, theirs in verdicts if ours != theirs] == []
    assert len(verdicts) > 400
    assert 50 < accepted < len(verdicts) - 50
