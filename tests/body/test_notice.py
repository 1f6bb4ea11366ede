"""The notice to readers about a model's part in a story: in the body of every format, and read back from it."""

import re
from typing import Any

import pytest

import newsfeed
from newsfeed import (
    AIUse,
    Correction,
    Markup,
    Organization,
    Paragraph,
    Question,
    Section,
    Severity,
    Story,
)
from newsfeed.body import plain_text, xhtml
from newsfeed.body.outline import NoticePart, outline, plain_html
from newsfeed.body.parse import parse_html
from newsfeed.headings import by_language, is_notice, notice_of

MODEL_SOURCES = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia")
STATEMENT = "A model drafted this story.\n\nAn editor answers for it."
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
BODIES: dict[str, dict[str, Any]] = {
    "none": {},
    "markup": {"sections": (Section(blocks=(Markup("<p>Words of <em>others</em>.</p>"),)),)},
    "list": {"sections": (Section(kind="analysis", blocks=(Paragraph(text="It rained."),)),)},
    "entries": {"questions": (Question(text="Why?", answer="So."),), "corrections": (Correction(text="It did not."),)},
}
FORMATS = [(name, {}) for name in ("rss", "atom", "jsonfeed", "newsml", "ninjs", "json", "text")]
FORMATS += [("jsonld", {"body": body}) for body in ("none", "text", "full")]
USES = (
    *(AIUse(source=source) for source in MODEL_SOURCES),
    AIUse(source="trainedAlgorithmicMedia", statement=STATEMENT),
    AIUse(source="https://example.com/made", statement="Assembled by a machine."),
    AIUse(source="humanEdits", statement="What happened"),
)


def story(use: AIUse | None, **fields: Any) -> Story:
    """Return a story that every format can write."""
    given = {
        "id": "https://example.com/harbour",
        "url": "https://example.com/harbour",
        "headline": "Harbour reopens",
        "summary": "The harbour is open again.",
        "language": "en",
        "published": "2026-05-17T09:00:00Z",
        "updated": "2026-05-17T09:00:00Z",
        "authors": ("Ines Okafor",),
        "publisher": Organization(name="The Example Herald", url="https://example.com/"),
    }
    return Story(**{**given, "ai": use, **fields})


def read(document: str | bytes, name: str) -> Story:
    item = newsfeed.loads(document, name)
    return item if isinstance(item, Story) else item.stories[0]


# --- the part ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", by_language())
@pytest.mark.parametrize("source", MODEL_SOURCES)
def test_each_language_has_a_sentence_for_each_model(language: str, source: str) -> None:
    sentence = notice_of(source, f"{language}-XX")
    assert sentence
    assert is_notice(sentence, source)
    assert language == "en" or sentence != notice_of(source, "en")
    assert notice_of("humanEdits", language) == notice_of("https://example.com/made", language) == ""
    assert len(by_language()[language].ai) == 1


def test_a_language_without_sentences_gets_the_english_one() -> None:
    assert notice_of(MODEL_SOURCES[0], "sv") == notice_of(MODEL_SOURCES[0], None) == notice_of(MODEL_SOURCES[0], "en")


def test_the_notice_is_a_text_of_its_own_before_the_corrections() -> None:
    *_, part, corrections = outline(story(USES[2], **BODIES["entries"]))
    assert isinstance(part, NoticePart)
    assert (part.role, part.anchor, part.label, part.text) == ("ai", "ai", "How this story was made", STATEMENT)
    assert corrections.role == "corrections"


def test_a_source_that_is_no_model_has_no_notice() -> None:
    assert all(part.role != "ai" for part in outline(story(AIUse(source="humanEdits"))))
    assert xhtml.render(story(AIUse(source="humanEdits"))) == ""


def test_the_html_of_others_is_shown_with_the_notice() -> None:
    item = story(USES[0], **BODIES["markup"])
    assert plain_html(item) is None
    html = xhtml.render(item)
    assert BODIES["markup"]["sections"][0].blocks[0].html in html
    assert notice_of(MODEL_SOURCES[0], "en") in html
    assert plain_html(story(AIUse(source="humanEdits"), **BODIES["markup"])) is not None


def test_the_sentence_and_the_statement_are_told_apart_in_the_html() -> None:
    sentence = notice_of(MODEL_SOURCES[0], "en")
    by_default = xhtml.render(story(AIUse(source=MODEL_SOURCES[0])))
    stated = xhtml.render(story(AIUse(source=MODEL_SOURCES[0], statement=sentence)))
    assert f'<p class="default" title="{IPTC}{MODEL_SOURCES[0]}">{sentence}</p>' in by_default
    assert f'<p title="{IPTC}{MODEL_SOURCES[0]}">{sentence}</p>' in stated
    assert parse_html(by_default)["ai"] == AIUse(source=MODEL_SOURCES[0])
    assert parse_html(stated)["ai"] == AIUse(source=MODEL_SOURCES[0], statement=sentence)


def test_a_notice_that_has_lost_its_source_stays_readable() -> None:
    html = re.sub(' title="[^"]*"', "", xhtml.render(story(USES[2], summary="")))
    fields = parse_html(html)
    assert "ai" not in fields
    (section,) = fields["sections"]
    assert isinstance(section.blocks[0], Markup)
    assert "An editor answers for it." in section.blocks[0].html


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("body", BODIES)
def test_both_plain_texts_have_the_notice(use: AIUse, body: str) -> None:
    item = story(use, **BODIES[body])
    assert plain_text.plain_text(item) == xhtml.plain_text(item)


# --- the formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("name", "options"), FORMATS)
def test_each_format_reads_back_what_it_says_of_models(
    name: str, options: dict[str, Any], body: str, use: AIUse
) -> None:
    item = story(use, **BODIES[body])
    back = read(newsfeed.dumps(item, name, **options), name)
    assert back.ai == use
    lost = {loss.path.split(".")[1].partition("[")[0] for loss in newsfeed.losses(item, name, **options)}
    assert "ai" not in lost
    for field in {"summary", "sections", "questions", "corrections"} - lost:
        assert getattr(back, field) == getattr(item, field), field


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed", "newsml", "ninjs", "text"])
def test_each_format_with_a_body_shows_the_notice(name: str, body: str, use: AIUse) -> None:
    item = story(use, **BODIES[body])
    document = newsfeed.dumps(item, name).decode()
    for line in (use.statement or notice_of(use.source, "en")).split("\n\n"):
        # A page has a backslash before words that would be read as a heading.
        assert re.search(rf"(?:>|\n\\?){re.escape(line)}(?:<|\n)", document)


def test_the_plain_text_of_a_graph_ends_with_the_notice() -> None:
    document = newsfeed.dumps(story(USES[2], **BODIES["list"]), "jsonld")
    assert rb"It rained.\nA model drafted this story.\nAn editor answers for it." in document
    without_text = newsfeed.dumps(story(USES[2]), "jsonld")
    assert b"articleBody" not in without_text
    assert b'"digitalSourceType":"https://schema.org/TrainedAlgorithmicMediaDigitalSource"' in without_text


@pytest.mark.parametrize("name", ["newsml", "ninjs"])
def test_agencies_get_the_digital_source(name: str) -> None:
    assert f"{IPTC}compositeWithTrainedAlgorithmicMedia".encode() in newsfeed.dumps(story(USES[1]), name)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feeds_lose_a_source_that_their_readers_are_not_told(name: str) -> None:
    paths = [loss.path for loss in newsfeed.losses(story(AIUse(source="humanEdits")), name)]
    assert "story.ai" in paths
    assert "story.ai" not in [loss.path for loss in newsfeed.losses(story(USES[0]), name)]


# --- pages ------------------------------------------------------------------------------------------------------------

PAGE = """\
+++
id = "https://example.com/harbour"
headline = "Harbour reopens"
{ai}
+++

What's happened
The harbour is open again.

How this story was made
{notice}
"""


@pytest.mark.parametrize(
    ("ai", "notice", "statement"),
    [
        ('ai = "humanEdits"', "An editor shortened it.", "An editor shortened it."),
        ('ai = "trainedAlgorithmicMedia"', "One.\n\nTwo.", "One.\n\nTwo."),
        ('ai = "trainedAlgorithmicMedia"', "This story was generated by an AI model.", ""),
        ('ai = {source = "humanEdits", statement = "Same."}', "Same.", "Same."),
    ],
)
def test_a_page_has_the_statement_as_text(ai: str, notice: str, statement: str) -> None:
    item = read(PAGE.format(ai=ai, notice=notice), "text")
    assert item.ai is not None
    assert item.ai.statement == statement
    assert item.sections == ()


@pytest.mark.parametrize("ai", ["", 'ai = {source = "humanEdits", statement = "Another one."}'])
def test_a_notice_that_the_front_matter_does_not_explain_is_a_section(ai: str) -> None:
    item = read(PAGE.format(ai=ai, notice="Words."), "text")
    expected = Section(heading="How this story was made", blocks=(Paragraph(text="Words."),))
    assert item.sections == (expected,)


@pytest.mark.parametrize("language", by_language())
def test_a_page_of_each_language_reads_back(language: str) -> None:
    for use in USES:
        item = story(use, language=language, **BODIES["list"])
        assert read(newsfeed.dumps(item, "text"), "text") == item


def test_a_house_without_a_heading_for_the_notice_gets_the_english_one() -> None:
    headings = newsfeed.Headings(summary="The news", analysis="Our view")
    item = story(USES[2], **BODIES["list"])
    page = newsfeed.dumps(item, "text", headings=headings)
    assert b"\nHow this story was made\nA model drafted this story.\n" in page
    assert newsfeed.loads(page, "text", headings=headings).stories[0] == item  # type: ignore[union-attr]


def test_a_heading_like_that_of_the_notice_makes_no_explainer() -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads("How this story was made\nBy hand.\n", "text", defaults={"id": "a"})


# --- the reminder -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed", "jsonld"])
def test_a_story_of_a_model_without_a_statement_is_reminded_of_it(name: str) -> None:
    code = "story.ai.statement_missing"
    (finding,) = [finding for finding in newsfeed.validate(story(USES[0]), name) if finding.code == code]
    assert (finding.severity, finding.path) == (Severity.INFO, "story.ai")
    assert "Art. 50(4)" in finding.message
    assert "2026-08-02" in finding.message
    for use in (USES[2], AIUse(source="humanEdits"), None):
        assert code not in [finding.code for finding in newsfeed.validate(story(use), name)]


def test_newsrooms_are_reminded_in_their_own_documents() -> None:
    page = PAGE.format(ai='ai = "trainedAlgorithmicMedia"', notice="").replace("How this story was made\n", "")
    assert "story.ai.statement_missing" in [finding.code for finding in newsfeed.validate(page, "text")]
    document = newsfeed.dumps(story(USES[1]), "json")
    (finding,) = newsfeed.validate(document, "json")
    assert (finding.code, finding.path) == ("story.ai.statement_missing", "/ai")
