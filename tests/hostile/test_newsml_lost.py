"""No value of a NewsML-G2 document is lost silently: each element of the schema, and the documents of the public corpora."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from full_repr import full_repr
from lxml import etree

import newsfeed
import newsml_documents
from hostile.leaf_values import Known, Leaf
from newsfeed.errors import NewsfeedError

TESTS: Final = Path(__file__).resolve().parents[1]
NAR: Final = newsml_documents.NAR
XHTML: Final = "http://www.w3.org/1999/xhtml"
TOKEN: Final = re.compile(r"token[0-9]+x")

WITHOUT_INFORMATION: Final = frozenset(
    (
        # How a document is written.
        *("standard", "standardversion", "conformance", "schemaLocation", "nil", "version", "base", "space", "dir"),
        # Ids within the document, and references to them.
        *("id", "partid", "contentrefs", "conceptidrefs", "idref", "idrefs", "root"),
        # A language that the story says.
        "lang",
        # The type of inline content, which its root says, and the unit of a duration, which the model has in seconds.
        *("contenttype", "durationunit", "durationunituri"),
    )
)
"""Names of attributes that say nothing about a story, or that the model says in another way."""

ROOTS: Final = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "newsMessage")
"""The documents that are read; a plan or a catalog is refused as a whole."""

WHOLE: Final = frozenset(
    # An item of a message that is not a story, a document in a body that cannot be read, a medium without an address, and
    # a note to editors are reported as a whole.
    ("read.item.other", "read.content.other", "read.media.unreachable", "read.reference.empty", "read.item.empty")
)
FORMS: Final = {
    "some text": "{}",
    "medtop:1": "x:{}",
    "medtop:1 medtop:2": "x:{}",
    "https://example.com/a": "https://example.com/{}",
}
"""The form of a unique value, by the valid value of its type."""


# --- each element of the schema ---------------------------------------------------------------------------------------


def filled(case: newsml_documents.ElementCase) -> bytes | None:
    """Return a document whose element has a unique value in each attribute and text; None if it has none."""
    document = newsml_documents.document(case)
    numbers = itertools.count(100)
    type_ = case.declaration.type
    if type_.is_complex():
        for attribute in type_.attributes.values():
            name = getattr(attribute, "name", None)
            valid = newsml_documents.valid_value(attribute.type) if name and hasattr(attribute, "type") else ""
            if not name or valid not in FORMS or name.rpartition("}")[2] in WITHOUT_INFORMATION:
                continue
            document.element.set(name, FORMS[valid].format(f"token{next(numbers)}x"))
    has_text = type_.is_simple() or type_.has_simple_content() or type_.mixed
    if has_text and newsml_documents.valid_value(type_ if type_.is_simple() else type_.content) == "some text":
        document.element.text = f"token{next(numbers)}x"
    data = etree.tostring(document.root)
    return data if TOKEN.search(data.decode()) else None


def check_tokens(data: bytes) -> None:
    report = newsfeed.Report()
    feed = newsfeed.loads(data, "newsml", report=report)
    if any(finding.code in WHOLE for finding in report):
        return
    known = full_repr(feed) + "\n".join(finding.message for finding in report)
    missing = [token for token in TOKEN.findall(data.decode()) if token not in known]
    assert missing == [], data.decode()


def documents() -> Iterator[tuple[str, bytes]]:
    for case in newsml_documents.cases():
        names = case.path.split("/")
        # A catalog is what QCodes are short for, and a line break is part of a text.
        if names[1] in ROOTS and not {"catalog", "catalogRef", "br"}.intersection(names) and (data := filled(case)):
            yield case.path, data


def test_no_value_of_an_element_of_the_schema_is_lost() -> None:
    count = 0
    for _, data in documents():
        check_tokens(data)
        count += 1
    assert count > 100


# --- documents --------------------------------------------------------------------------------------------------------


def leaves(element: "etree._Element", path: str = "") -> Iterator[Leaf]:
    """Yield the values of an element and of those in it, without catalogs and bodies."""
    name = etree.QName(element)
    path = f"{path}/{name.localname}"
    if name.namespace == XHTML or name.localname in ("catalog", "catalogRef", "inlineXML", "inlineData"):
        return
    for attribute, value in element.items():
        name_of_attribute = str(attribute).rpartition("}")[2]
        if name_of_attribute not in WITHOUT_INFORMATION and value.strip():
            yield Leaf(f"{path}/@{attribute}", str(value).strip())
    if (text := (element.text or "").strip()) and not any(isinstance(child.tag, str) for child in element):
        yield Leaf(path, text)
    for child in element:
        if isinstance(child.tag, str):
            yield from leaves(child, path)


def code_of(leaf: Leaf) -> Leaf:
    """Return the code of a QCode; the model has the IRI or the code alone."""
    alias, colon, code = leaf.value.partition(":")
    return leaf._replace(value=code) if colon and re.fullmatch(r"[\w.-]+", alias) and code[:2] != "//" else leaf


def lost_values(data: bytes) -> tuple[int, list[Leaf]]:
    report = newsfeed.Report()
    feed = newsfeed.loads(data, "newsml", report=report)
    known = Known(feed, report)
    values = list(leaves(etree.fromstring(data)))
    is_text = "ninat:text", "cinat:concept"
    return len(values), [
        leaf
        for leaf in values
        if not (known.has(leaf) or known.has(code_of(leaf)) or leaf.value in is_text or _is_field(leaf))
    ]


FIELD_CODES: Final = frozenset(
    # Natures of concepts are kinds of topics or classes of agents; a status and a role are fields.
    (
        *(
            "cpnat:person",
            "cpnat:organisation",
            "cpnat:geoArea",
            "cpnat:poi",
            "cpnat:abstract",
            "cpnat:object",
            "cpnat:event",
        ),
        *("cpnat:organization", "stat:usable", "drol:summary", "cpnat:POI", "stat:canceled", "stat:cancelled"),
    )
)


def _is_field(leaf: Leaf) -> bool:
    return leaf.value in FIELD_CODES or leaf.value.rpartition("/")[2] in {
        code.partition(":")[2] for code in FIELD_CODES
    }


def check_documents(paths: list[Path]) -> tuple[int, int]:
    documents_read = values = 0
    for path in paths:
        try:
            if newsfeed.detect(path.read_bytes()) != "newsml":
                continue
            count, lost = lost_values(path.read_bytes())
        except (NewsfeedError, etree.XMLSyntaxError):
            continue  # refused with a reason
        assert lost == [], path
        documents_read += 1
        values += count
    return documents_read, values


def test_no_value_of_the_documents_of_the_tests_is_lost() -> None:
    paths = [*sorted((TESTS / "valid" / "newsml").glob("*.xml")), *sorted((TESTS / "invalid" / "newsml").glob("*.xml"))]
    count, _ = check_documents(paths)
    assert count > 10


def test_no_value_of_the_corpora_is_lost(corpora: Path) -> None:
    count, values = check_documents(sorted((corpora / "newsml").rglob("*.xml")))
    assert count > 20
    assert values > 1500


def test_every_document_of_the_corpora_is_read_or_refused_with_a_reason(corpora: Path) -> None:
    reasons = []
    for path in sorted((corpora / "newsml").rglob("*.xml")):
        newsfeed.validate(path.read_bytes(), "newsml")
        try:
            newsfeed.loads(path.read_bytes(), "newsml")
        except NewsfeedError as error:
            reasons.append(str(error))
    assert reasons != []
    known = "its root element is <catalogItem>, a catalog", "its root element is <planningItem>, a plan"
    assert [reason for reason in reasons if not any(text in reason for text in known)] == []


def test_what_was_read_of_the_corpora_is_written_back(corpora: Path) -> None:
    count = 0
    for path in sorted((corpora / "newsml").rglob("*.xml")):
        data = path.read_bytes()
        try:
            feed = newsfeed.loads(data, "newsml")
        except NewsfeedError:
            continue
        if not feed.stories:
            continue
        written = newsfeed.dumps(feed, "newsml")
        assert newsfeed.dumps(newsfeed.loads(written, "newsml"), "newsml") == written, path
        if newsfeed.validate(data, "newsml").valid:
            assert newsfeed.validate(written, "newsml").valid, path
        count += 1
    assert count > 20


@pytest.mark.parametrize("mode", ["uri", "qcode"])
def test_elements_of_the_schema_are_written_back(mode: str) -> None:
    count = 0
    for path, data in documents():
        if not path.startswith("/newsItem") or "contentSet" in path:
            continue
        story = newsfeed.loads(data, "newsml").stories[0]
        written = newsfeed.dumps(story.replace(url="https://example.com/"), "newsml", mode=mode)
        again = newsfeed.loads(written, "newsml").stories[0]
        if not list(newsfeed.losses(story, "newsml")):
            kept = [extension for extension in again.extensions if not extension.name.endswith("}catalogRef")]
            assert [tuple(kept), again.categories, again.topics, again.authors, again.contributors] == [
                *[story.extensions, story.categories, story.topics, story.authors, story.contributors]
            ], (path, data)
        count += 1
    assert count > 50
