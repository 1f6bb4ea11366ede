"""Values that compete for one field, persons named twice, and what findings say of values without a place."""

import pytest

import newsfeed
from feed_documents import atom, rss
from newsfeed import Feed, Finding, Report, Story

NOON = "2026-03-02T12:00:00Z"


def read(document: str) -> tuple[Feed, list[Finding]]:
    report = Report()
    return newsfeed.loads(document, report=report), list(report)


def item(elements: str) -> tuple[Story, list[Finding]]:
    feed, findings = read(rss(f"<item><guid>a1</guid>{elements}</item>"))
    return feed.stories[0], findings


def entry(elements: str) -> tuple[Story, list[Finding]]:
    feed, findings = read(atom(f"<entry><id>urn:x-quay:1</id>{elements}</entry>"))
    return feed.stories[0], findings


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message.partition(" is left out")[0] for finding in findings]


# --- persons ---------------------------------------------------------------------------------------------------------------

A, B = "a@f.example.com", "b@f.example.com"


def ann(email: str) -> str:
    return f"<atom:author><atom:name>Ann</atom:name><atom:email>{email}</atom:email></atom:author>"


@pytest.mark.parametrize(
    ("elements", "emails"),
    [
        ("<dc:creator>Ann</dc:creator>", [None]),
        ("<dc:creator>Ann</dc:creator><dc:creator>Ann</dc:creator>", [None, None]),
        (f"<author>{A} (Ann)</author><dc:creator>ANN</dc:creator>", [A]),
        (f"<dc:creator>Ann</dc:creator><author>{A} (Ann)</author>", [A]),
        (f"<author>{A} (Ann)</author>{ann(A)}", [A]),
        (f"<author>{A} (Ann)</author>{ann(B)}", [A, B]),
        (f"<author>{B} (Ann)</author>{ann(A)}", [B, A]),
        (f"<author>{A} (Ann)</author><dc:creator>Bo</dc:creator>", [A, None]),
        (f"<author>{A} (Ann)</author><author>{B} (Ann)</author><dc:creator>Ann</dc:creator>", [A, B]),
        ("<dc:creator> </dc:creator>", []),
    ],
)  # fmt: skip
def test_a_person_in_two_kinds_of_elements_is_one_unless_an_address_differs(
    elements: str, emails: list[str | None]
) -> None:
    story, findings = item(elements)
    assert [author.email for author in story.authors] == emails
    assert findings == []


def test_addresses_and_extensions_of_both_elements_are_kept() -> None:
    person = "<atom:author><atom:name>Ann</atom:name><atom:uri>https://f.example.com/ann</atom:uri><my:desk>Sea</my:desk></atom:author>"
    for elements in (f"{person}<author>{A} (Ann)</author>", f"<author>{A} (Ann)</author>{person}"):
        (author,) = item(elements)[0].authors
        assert (author.email, author.url) == (A, "https://f.example.com/ann")
        assert [extension.content for extension in author.extensions] == [("Sea",)]


@pytest.mark.parametrize(
    ("construct", "name", "email", "told"),
    [
        ("<name>Ann</name><email>a@f.example.com</email>", "Ann", A, []),
        ("<email>a@f.example.com</email>", A, A, []),
        ("<uri>https://f.example.com/</uri>", "https://f.example.com/", None, []),
        ("Ann", "Ann", None, []),
        ("Ann <name/> Reed", "Ann Reed", None, ["atom:name"]),
        ("<name>Ann</name> of the desk", "Ann", None, ["atom:author"]),
        ("<name>Ann</name><name>Bo</name>", "Ann", None, ["atom:name"]),
        ("<name>Ann</name><name>Ann</name>", "Ann", None, []),
        ('<name lang="de">Ann</name>', "Ann", None, ["the attribute lang='de' of <atom:name>"]),
        ("<name>Ann</name><title>Chief</title>", "Ann", None, ["atom:title"]),
    ],
)  # fmt: skip
def test_a_person_construct_has_a_name_and_else_an_address(
    construct: str, name: str, email: str | None, told: list[str]
) -> None:
    story, findings = entry(f"<author>{construct}</author>")
    assert [(author.name, author.email) for author in story.authors] == [(name, email)]
    assert messages(findings) == told


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("ann@f.example.com (Ann Reed)", "Ann Reed", "ann@f.example.com"),
        ("mailto:ann@f.example.com (Ann Reed)", "Ann Reed", "ann@f.example.com"),
        ("Ann Reed &lt;ann@f.example.com&gt;", "Ann Reed", "ann@f.example.com"),
        ("Ann Reed (ann@f.example.com)", "Ann Reed", "ann@f.example.com"),
        ("'Ann Reed' &lt;ann@f.example.com&gt;", "Ann Reed", "ann@f.example.com"),
        ("ann@f.example.com", "ann@f.example.com", "ann@f.example.com"),
        ("&lt;ann@f.example.com&gt;", "&lt;ann@f.example.com&gt;".replace("&lt;", "<").replace("&gt;", ">"), None),
        ("Ann Reed", "Ann Reed", None),
        (" \n Ann\n", "Ann", None),
        ("Ann Reed, ann at f", "Ann Reed, ann at f", None),
    ],
)
def test_a_mailbox_of_rss(text: str, name: str, email: str | None) -> None:
    (author,) = item(f"<author>{text}</author>")[0].authors
    assert (author.name, author.email) == (name, email)


# --- values without a place ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        ("<title>T</title><title>T</title>", []),
        ("<title>T</title><title/>", []),
        ("<title>T</title><title>U</title>", ["another <title>, 'U',"]),
        ("<title>U</title><title>T</title>", ["another <title>, 'T',"]),
        (f"<pubDate>{NOON}</pubDate><pubDate>{NOON}</pubDate>", []),
        (f"<pubDate>{NOON}</pubDate><pubDate>2026-03-03</pubDate>", ["another <pubDate>, '2026-03-02T12:00:00Z',"]),
        (f"<pubDate>2026-03-03</pubDate><pubDate>{NOON}</pubDate>", ["another <pubDate>, '2026-03-03T00:00:00Z',"]),
        ("<dc:title>D</dc:title><title>D</title>", []),
        ('<guid isPermaLink="no">a1</guid>', []),
    ],
)
def test_a_second_value_is_told_if_it_differs(elements: str, told: list[str]) -> None:
    assert messages(item(elements)[1]) == told


def test_an_element_of_a_module_whose_value_does_not_count_is_kept() -> None:
    for elements, kept in (
        ("<title>T</title><dc:title>D</dc:title>", ["D"]),
        ("<dc:title>D</dc:title><title>T</title>", ["D"]),
        ("<dc:title>D</dc:title><itunes:title>I</itunes:title>", ["I"]),
        ("<dc:title>D</dc:title><itunes:title>D</itunes:title>", []),
        ("<dc:language>de</dc:language><dc:language>nl</dc:language>", ["nl"]),
    ):
        story, findings = item(elements)
        assert [extension.content[0] for extension in story.extensions] == kept
        assert findings == []


@pytest.mark.parametrize("length", [198, 199, 300])
def test_findings_quote_200_characters_of_a_value(length: int) -> None:
    value = "x" * length
    quotation = f"'{value}'"[:200]
    for elements, ending in (
        (f"<title>T</title><title>{value}</title>", ", is left out"),
        (f'<title lang="{value}">T</title>', " of <title> is left out"),
        (f"<title>T</title><comments>https://f.example.com/</comments><source><b>{value}</b></source>", ""),
    ):
        (finding,) = item(elements)[1]
        assert f"{quotation}{ending}" in finding.message
        assert "x" * 200 not in finding.message


@pytest.mark.parametrize(
    ("element", "told"),
    [
        ("<comments><b/></comments>", ["b is left out: the model has no field for it: ''"]),
        ("<comments><b>x</b>y</comments>", ["b is left out: the model has no field for it: 'x'"]),
        ('<comments><b c="d"/></comments>', ["the attribute c='d' of <b> is left out: the model has no field for it"]),
        ('<comments><b c=" "/></comments>', []),
        ("<comments><b> </b></comments>", []),
        ("<comments><b><c>x</c></b></comments>", ["c is left out: the model has no field for it: 'x'"]),
        ("<comments><b><c/></b></comments>", []),
    ],
)
def test_what_is_told_of_a_child_element(element: str, told: list[str]) -> None:
    findings = [finding for finding in item(element)[1] if "dropped" in finding.code]
    assert [finding.message for finding in findings] == told
    assert all(str(finding.path).startswith("/rss/channel/item[1]/comments/b") for finding in findings)
    assert all(finding.line == 1 for finding in findings)


def test_a_finding_has_the_line_of_its_element() -> None:
    _, (finding,) = item("<title>T</title>\n<link>https://f.example.com/</link>\n<title>U</title>")
    assert (finding.path, finding.line) == ("/rss/channel/item[1]/title", 3)


# --- categories ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "categories", "keywords", "told"),
    [
        ('term="t"', [], ["t"], 0),
        ('term="t" label="L"', [("t", None, "L")], [], 0),
        ('term="t" scheme="https://f.example.com/s"', [("t", "https://f.example.com/s", "")], [], 0),
        ('term="t" scheme="s"', [], ["t"], 1),
        ('term="t" scheme="s" label="L"', [("t", None, "L")], [], 1),
        ('label="L"', [], ["L"], 0),
        ('scheme="https://f.example.com/s"', [], [], 1),
        ('scheme="https://f.example.com/s" label="L"', [], ["L"], 1),
        ('term=" "', [], [], 0),
    ],
)
def test_categories_of_atom(
    category: str, categories: list[tuple[str, str | None, str]], keywords: list[str], told: int
) -> None:
    story, findings = entry(f"<category {category}/>")
    assert [(item.term, item.scheme, item.label) for item in story.categories] == categories
    assert (list(story.keywords), len(findings)) == (keywords, told)


@pytest.mark.parametrize(
    ("attributes", "text", "keywords", "told"),
    [
        ("", "t", ["t"], 0),
        ('term="t"', "t", ["t"], 0),
        ('term="t"', "u", ["t"], 1),
        ('label="L"', "u", ["L"], 1),
    ],
)
def test_the_text_of_a_category_is_the_last_resort(attributes: str, text: str, keywords: list[str], told: int) -> None:
    story, findings = entry(f"<category {attributes}>{text}</category>")
    assert (list(story.keywords), len(findings)) == (keywords, told)


@pytest.mark.parametrize(
    ("category", "terms", "keywords", "told"),
    [
        ("<category>t</category>", [], ["t"], 0),
        ('<category domain="https://f.example.com/s">t</category>', ["t"], [], 0),
        ('<category domain="s">t</category>', [], ["t"], 1),
        ('<category domain="https://f.example.com/s"/>', [], [], 1),
        ('<category domain=" ">t</category>', [], ["t"], 0),
    ],
)
def test_categories_of_rss(category: str, terms: list[str], keywords: list[str], told: int) -> None:
    story, findings = item(category)
    assert [item.term for item in story.categories] == terms
    assert (list(story.keywords), len(findings)) == (keywords, told)


@pytest.mark.parametrize(("number", "count"), [(1, 1), (64, 64), (65, 66)])
def test_the_first_64_persons_of_one_name_are_completed(number: int, count: int) -> None:
    """The last of them has the same address in another element."""
    persons = "".join(f"<author>a{index}@f.example.com (Ann)</author>" for index in range(number))
    story, _ = item(persons + ann(f"a{number - 1}@f.example.com"))
    assert len(story.authors) == count
