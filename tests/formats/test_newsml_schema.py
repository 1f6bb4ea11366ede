"""The bundled NewsML-G2 schema: compiled without a network, with the verdicts of the official schema."""

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

FOLDER = Path(__file__).parents[2] / "schemas" / "newsml"
ENTRY = FOLDER / "newsml-g2.xsd"
OFFICIAL = "newsml/official/NewsML-G2_2.35-spec-All-Power.xsd"
NAR = "http://iptc.org/std/nar/2006-10-01/"
XML = "http://www.w3.org/XML/1998/namespace"
XS = "{http://www.w3.org/2001/XMLSchema}"
DOCUMENTS = Path(__file__).parent / "newsml_schema"
VALID = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.xml"))}

# A valid document, the text to replace in it, its replacement, and the node of the first error of libxml2.
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


def _schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def _faulty_node(error: str) -> str:
    """Return the element at the beginning of a message of libxml2, or its attribute as `element/@attribute`."""
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
    """Yield each document with the verdict of the full XSD; None if the reference is disputed."""
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


def test_schema_references_stay_in_the_folder() -> None:
    files = {path.name for path in FOLDER.glob("*.xsd")}
    references = {
        element.get("schemaLocation", "")
        for path in FOLDER.glob("*.xsd")
        for element in etree.parse(path).getroot().iter(XS + "include", XS + "import", XS + "redefine")
    }
    assert references == files - {ENTRY.name}


@pytest.mark.slow
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


@pytest.mark.parametrize(("name", "old", "new", "faulty_node"), INVALID)
def test_refuses(schema: etree.XMLSchema, name: str, old: str, new: str, faulty_node: str) -> None:
    changed = VALID[name].replace(old, new, 1)
    assert changed != VALID[name]
    assert not schema.validate(etree.fromstring(changed))
    assert _faulty_node(schema.error_log[0].message) == faulty_node


def test_own_documents_get_the_verdict_of_the_official_schema(official: etree.XMLSchema) -> None:
    refused = [name for name, text in VALID.items() if not _accepts(official, text.encode())]
    changed = (VALID[name].replace(old, new, 1) for name, old, new, _ in INVALID)
    assert (refused, [text for text in changed if _accepts(official, text.encode())]) == ([], [])


def test_corpus_gets_the_verdicts_of_the_official_schema(
    schema: etree.XMLSchema, official: etree.XMLSchema, corpora: Path
) -> None:
    documents = [(path.name, path.read_bytes()) for path, _ in _documents(corpora)]
    differing = [name for name, data in documents if _accepts(schema, data) != _accepts(official, data)]
    assert (len(documents) > 100, differing) == (True, [])


def test_two_processors_give_the_recorded_verdicts(schema: etree.XMLSchema, corpora: Path) -> None:
    """Compare the recorded verdicts with those of two processors: xmlschema resolves references, libxml2 does not."""
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


def test_mutants_get_the_verdicts_of_the_official_schema(
    schema: etree.XMLSchema, official: etree.XMLSchema, corpora: Path
) -> None:
    verdicts = [(name, _accepts(schema, data), _accepts(official, data)) for name, data in _mutants(corpora, 5)]
    accepted = sum(ours for _, ours, _ in verdicts)
    assert [name for name, ours, theirs in verdicts if ours != theirs] == []
    assert len(verdicts) > 400
    assert 50 < accepted < len(verdicts) - 50
