"""Attributes in the NewsML-G2 schema: each accepts the values of its data type and refuses others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

DOCUMENTS = Path(__file__).parent / "newsml_schema"
VALID = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.xml"))}

# A valid and an invalid value of each data type; None if every value is valid. A code has a twin with the suffix uri.
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
PICTURE = {
    "code": "widthunit heightunit layoutorientation colourspace colourindicator videocodec",
    "whole": "orientation",
}
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
    (
        "text",
        "<description ",
        {"iri": "roleuri", "tokens": "media", "whole": "rank", "percentage": "confidence relevance"},
    ),
    ("text", "<a ", {"text": "class hreflang rel rev", "direction": "dir"}),
    ("text", "<inline ", {"text": "class", "line": "literal", "code": "type", "percentage": "confidence"}),
    ("text", "<rating ", {"code": "valcalctype scaleunit ratertype ratingtype"}),
    ("text", "<userInteraction ", {"code": "interactiontype"}),
    ("text", "<icon ", MEDIA_TYPE),
    ("text", "<icon ", PICTURE | {"whole": "height colourdepth size", "text": "residref title contenttype"}),
    ("text", "<icon ", {"code": "rendition residrefformat", "positive": "version", "text": "persistidref"}),
    ("text", "<altId ", {"text": "version", "code": "idformat role", "iri": "typeuri environmenturi"}),
    ("text", "<audience", {"percentage": "confidence relevance"}),
    ("text", "<hash ", {"code": "scope", "iri": "hashtypeuri"}),
    ("text", "<altRep ", MEDIA_TYPE | {"whole": "size", "date": "validfrom validto", "iri": "representationuri"}),
    ("text", "<origRep ", {"code": "reposrole", "iri": "accesstypeuri"}),
    ("text", "<signal ", {"iri": "severityuri"}),
    ("text", "<generator ", {"code": "role"}),
    ("text", "<incomingFeedId ", {"code": "role", "iri": "uri"}),
    ("text", "<metadataCreator ", {"codes": "role", "code": "jobtitle"}),
    ("text", "<link ", {"text": "guidref hreftype", "iri": "reluri", "date": "validfrom validto"}),
    (
        "text",
        "<rightsInfo",
        {"codes": "scope aspect", "names": "idrefs", "date": "validfrom validto", "direction": "dir"},
    ),
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
    (
        "picture",
        "<remoteContent ",
        {"positive": "resolution audiobitrate audiosamplesize audiosamplerate videoavgbitrate"},
    ),
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
    (
        "vocabulary",
        "<hasInstrument ",
        {"code": "symbolsrc market marketlabelsrc", "text": "marketlabel", "iri": "typeuri"},
    ),
    ("vocabulary", "<schemeMeta ", LIFE | {"date": "schememodified schemeretired", "qcodes": "concepttype"}),
    ("event", "<start ", {"truncated": "approxstart", "iri": "confirmationstatusuri"}),
    ("event", "<duration", COMMON | {"code": "confirmationstatus"}),
    (
        "event",
        "<rRule ",
        {"sixties": "bysecond byminute", "months": "bymonth", "weeks": "byweekno", "days": "bysetpos"},
    ),
    ("event", "<rRule ", {"positive": "interval", "date": "until"}),
    ("event", "<location ", {"code": "role"}),
    ("plan", "<newsCoverage ", {"code": "creator how why", "boolean": "custom"}),
    ("plan", "<planning ", COMMON | {"date": "coversto"}),
    ("plan", "<assignedTo ", {"codes": "role", "date": "coversfrom"}),
    ("catalog", "<catalog ", {"iri": "additionalInfo url guid authority", "code": "authoritystatus"}),
    ("catalog", "<scheme ", {"date": LIFE["date"], "iri": "authority authoritystatusuri"}),
    ("message", "<sender ", {"code": "type role", "line": "literal"}),
]


def _attributes() -> Iterator[tuple[str, str, str, str, str | None]]:
    """Yield document, tag, attribute, a valid and an invalid value for every row and name above."""
    twins = {"code": ("qcode", "iri"), "codes": ("qcodes", "iri")}
    for document, tag, types in ATTRIBUTES:
        for data_type, names in types.items():
            for name in names.split():
                code_type, twin = twins.get(data_type, (data_type, None))
                yield document, tag, name, *DATA_TYPES[code_type]
                if twin:
                    yield document, tag, f"{name}uri", *DATA_TYPES[twin]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(__file__).parents[2] / "schemas" / "newsml" / "newsml-g2.xsd"))


@pytest.mark.parametrize(("name", "tag", "attribute", "good", "bad"), list(_attributes()))
def test_attributes(schema: etree.XMLSchema, name: str, tag: str, attribute: str, good: str, bad: str | None) -> None:
    before, after = VALID[name].split(tag, 1)
    element, *rest = tag.split()
    start = f"{before}{element} {attribute}='{{}}' {' '.join(rest)}{after}"
    assert schema.validate(etree.fromstring(start.format(good)))
    if bad is not None:
        assert not schema.validate(etree.fromstring(start.format(bad)))
        assert f"{element[1:]}', attribute '{attribute}': " in schema.error_log[0].message
