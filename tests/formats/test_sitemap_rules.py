"""The rules of sitemaps: limits, hosts, ages and namespaces, and that the grammar never has the only word."""

import gzip
import re
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

import newsfeed
from newsfeed import Severity
from newsfeed.formats.sitemap import elements
from newsfeed.validation.element_schemas import ElementSchema

TESTS = Path(__file__).resolve().parents[1]
VALID = sorted((TESTS / "valid" / "sitemap").iterdir())
INVALID = sorted((TESTS / "invalid" / "sitemap").iterdir())
SOURCE = Path(elements.__file__).parent
NOW = datetime(2026, 9, 1, tzinfo=UTC)

START = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {}>'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
LOC = "<loc>https://news.example.com/tide</loc>"


def document(body: str, namespaces: str = "") -> bytes:
    return f"{START.format(namespaces)}{body}</urlset>".encode()


def codes(data: bytes, **options: object) -> list[str]:
    return [finding.code for finding in newsfeed.validate(data, "sitemap", **options)]  # type: ignore[arg-type]


def article(date: str, url: str = "https://news.example.com/1") -> str:
    publication = (
        "<news:publication><news:name>The Harbour Desk</news:name><news:language>en</news:language></news:publication>"
    )
    rest = f"<news:publication_date>{date}</news:publication_date><news:title>Tide</news:title>"
    return f"<url><loc>{url}</loc><news:news>{publication}{rest}</news:news></url>"


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_documents_have_no_findings(path: Path) -> None:
    data = path.read_bytes()
    assert newsfeed.detect(data) == "sitemap"
    assert newsfeed.validate(data, as_of=NOW).findings == ()
    assert newsfeed.validate(gzip.compress(data)).findings == ()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_findings_have_a_place_and_a_page(path: Path) -> None:
    for finding in newsfeed.validate(path.read_bytes(), "sitemap", as_of=NOW):
        assert finding.line
        assert finding.column
        assert (finding.reference or "").startswith("https://")
        assert "w3.org/feed" not in (finding.reference or "")


def rows(row: ElementSchema) -> list[ElementSchema]:
    return [row, *(below for child in row.children.values() for below in rows(child))]


ROWS = [*rows(elements.URLSET), *rows(elements.INDEX)]


def test_each_problem_of_a_value_has_a_document() -> None:
    written = {
        problem
        for module in ("elements.py", "value_checks.py")
        for problem in re.findall(r'Fault\("(\w+)", ""', (SOURCE / module).read_text(encoding="utf-8"))
    }
    assert len(written) > 8
    assert sorted(written - {path.stem.rpartition(".")[2] for path in INVALID} - {"limit"}) == []


def test_each_element_that_is_required_has_a_document_without_it() -> None:
    required = {
        f"{row.code}.{child.name.rpartition('}')[2]}.missing" for row in ROWS for child in row.required_children
    }
    assert len(required) > 8
    assert sorted(required - {path.stem for path in INVALID}) == []


def test_each_code_of_the_documents_is_explained() -> None:
    for path in INVALID:
        explanation = newsfeed.explain(path.stem, "sitemap")
        assert explanation.why
        assert explanation.rule


# --- limits ---


@pytest.mark.slow
def test_a_sitemap_with_too_many_pages_is_reported() -> None:
    pages = "".join(f"<url><loc>https://news.example.com/{number}</loc></url>" for number in range(50_001))
    assert codes(document(pages)) == ["sitemap.limit"]
    lines = "".join(f"https://news.example.com/{number}\n" for number in range(50_000))
    assert codes(f"{lines}and so on".encode()) == ["sitemap.limit"]  # what no crawler reads is not checked
    assert codes(lines.partition("\n")[2].encode()) == []


def test_too_many_articles_are_reported() -> None:
    articles = [article("2026-08-31", f"https://news.example.com/{number}") for number in range(1_001)]
    assert codes(document("".join(articles), NEWS)) == ["sitemap.limit"]
    assert codes(document("".join(articles[1:]), NEWS)) == []


def test_too_many_images_are_reported() -> None:
    image = "<image:image><image:loc>https://news.example.com/a.jpg</image:loc></image:image>"
    assert codes(document(f"<url>{LOC}{image * 1_001}</url>", IMAGE)) == ["sitemap.url.image.limit"]
    assert codes(document(f"<url>{LOC}{image * 1_000}</url>", IMAGE)) == []


@pytest.mark.slow
def test_a_sitemap_over_fifty_megabytes_is_reported() -> None:
    comment = f"<!--{'x' * 1_000_000}-->"
    assert codes(document(f"<url>{LOC}</url>{comment * 53}")) == ["sitemap.limit"]


@pytest.mark.parametrize("length", [2047, 2048])
def test_an_address_has_fewer_than_2048_characters(length: int) -> None:
    url = "https://news.example.com/".ljust(length, "x")
    assert codes(document(f"<url><loc>{url}</loc></url>")) == ["sitemap.url.loc.long"] * (length > 2047)


# --- hosts and ages ---


@pytest.mark.parametrize(
    ("base", "found"),
    [
        (None, []),
        ("https://news.example.com/sitemap.xml", []),
        ("https://NEWS.example.com/maps/", []),
        ("https://example.com/sitemap.xml", ["sitemap.url.loc.other_host"]),
        ("http://news.example.com/sitemap.xml", ["sitemap.url.loc.other_host"]),
        ("https://news.example.com:8443/sitemap.xml", ["sitemap.url.loc.other_host"]),
    ],
)
def test_pages_are_on_the_host_of_the_sitemap(base: str | None, found: list[str]) -> None:
    assert codes(document(f"<url>{LOC}</url>"), base=base) == found


@pytest.mark.parametrize(
    ("date", "is_old"),
    [
        ("2026-08-30T00:00:00Z", False),
        ("2026-08-29T23:59:59Z", True),
        ("2026-08-30T01:00:00+02:00", True),
        ("2026-08-29", False),
        ("2026-08-28", True),
    ],
)
def test_articles_are_at_most_two_days_old(date: str, is_old: bool) -> None:
    data = document(article(date), NEWS)
    assert codes(data, as_of=NOW) == ["sitemap.news.publication_date.outdated"] * is_old
    assert codes(data) == []


def test_an_article_of_the_future_is_reported() -> None:
    assert codes(document(article("2026-09-03T00:00:00Z"), NEWS), as_of=NOW) == ["date.future"]


# --- values ---


GOOD = {
    "lastmod": "2026 2026-05 2026-05-17 2026-05-17T09:30Z 2026-05-17T09:30:00.5+01:00",
    "priority": "0 1 0.0 1.0 .5 0.55",
    "changefreq": "always hourly daily weekly monthly yearly never",
    "loc": "http://e.example HTTPS://e.example/ https://e.example/é https://e.example/?a=b#c",
}
BAD = {
    "lastmod": "2026-02-30 17.5.2026 2026-05-17T09:30:00",
    "priority": "1.1 -0.1 high 0,5 1e-1",
    "changefreq": "Daily often",
    "loc": "e.example ftp://e.example/ //e.example https:/e mailto:a@e.example https://e.example/%zz",
}


@pytest.mark.parametrize("element", GOOD)
def test_values(element: str) -> None:
    before = "" if element == "loc" else LOC
    for text in GOOD[element].split():
        assert codes(document(f"<url>{before}<{element}>{text}</{element}></url>")) == [], text
    for text in BAD[element].split():
        found = codes(document(f"<url>{before}<{element}>{text}</{element}></url>"))
        assert len(found) == 1, text
        assert found[0].startswith(f"sitemap.url.{element}."), text


def test_the_order_of_children_does_not_matter() -> None:
    children = ["<priority>0.5</priority>", LOC, "<lastmod>2026-05-17</lastmod>", "<changefreq>daily</changefreq>"]
    for order in (children, children[::-1]):
        assert codes(document(f"<url>{''.join(order)}</url>")) == []


def test_other_vocabularies_are_accepted() -> None:
    body = f'<url xmlns:x="urn:x:y" x:a="1">{LOC}<x:z b="1">words<c xmlns=""/></x:z></url>'
    head = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" xml:lang="en"'
    assert codes(document(body, head)) == []
    image = "<image:image><image:loc>https://e.example/a.jpg</image:loc><x:z xmlns:x='urn:x:y'/></image:image>"
    assert codes(document(f"<url>{LOC}{image}</url>", IMAGE)) == ["sitemap.image.z.unknown"]


def test_each_wrong_namespace_is_reported_once() -> None:
    image = "<i:image><i:loc>https://news.example.com/a.jpg</i:loc></i:image>"
    data = document(f"<url>{LOC}{image * 3}</url>" * 1, 'xmlns:i="http://www.google.com/schemas/sitemap-image/1.0"')
    (finding,) = newsfeed.validate(data, "sitemap")
    assert (finding.code, finding.severity) == ("sitemap.namespace", Severity.ERROR)
    assert "1.1" in finding.message


def test_a_schema_of_the_caller_is_used() -> None:
    schema = TESTS / "formats" / "sitemap_schema" / "sitemap.xsd"
    assert newsfeed.validate(VALID_NEWS, "sitemap", schema=schema).findings == ()
    found = newsfeed.validate(document(f"<url><priority>1</priority>{LOC}</url>"), "sitemap", schema=schema)
    assert [finding.code for finding in found] == ["sitemap.schema.invalid"]


VALID_NEWS = (TESTS / "valid" / "sitemap" / "news.xml").read_bytes()


# --- the grammar ---


@pytest.mark.parametrize(
    "attributes", ["", ' foo="x"', ' xmlns:f="urn:f" f:g="x"'], ids=["bare", "attribute", "foreign"]
)
@pytest.mark.parametrize(
    "content", ["", " ", "x", "-1", "2026", "0.5", "yes", "https://e.example/", "<b/>", "<b xmlns=''/>"]
)
def test_what_the_grammar_refuses_has_a_rule(attributes: str, content: str) -> None:
    """The grammar says that something is wrong; only a rule says what to write instead."""
    path = TESTS / "valid" / "sitemap" / "pages.xml"
    for data, row in product((path.read_text(encoding="utf-8"), VALID_NEWS.decode()), ROWS):
        namespace, _, local = row.name.removeprefix("{").rpartition("}")
        element = f'<{local} xmlns="{namespace}"{attributes}>{content}</{local}>'
        for place in ("</url>", "</image:image>", "</video:video>", "</news:publication>", "</news:news>", "</urlset>"):
            if place in data:
                changed = data.replace(place, element + place, 1).encode()
                assert "sitemap.schema.invalid" not in codes(changed), (element, place)
    for path in INVALID:
        assert "sitemap.schema.invalid" not in codes(path.read_bytes()), path.name
