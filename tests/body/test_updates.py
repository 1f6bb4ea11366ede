"""Live updates and the kinds of corrections in the body."""

from typing import get_args

import attrs
import pytest
from hypothesis import given, settings
from lxml import etree

import strategies
from newsfeed import (
    Correction,
    Headings,
    Image,
    LiveUpdate,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    RichText,
    Story,
)
from newsfeed.body import plain_text, xhtml
from newsfeed.body.outline import markup_blocks
from newsfeed.body.parse import parse_html
from newsfeed.body.xhtml_updates import update_losses
from newsfeed.knowledge.headings import LANGUAGES
from newsfeed.model import CorrectionKind

NOON = "2026-05-18T12:00:00+02:00"
UPDATES = [
    LiveUpdate(),
    LiveUpdate(headline="The gates open", url="https://news.example.com/live#2", published=NOON),
    LiveUpdate(url="https://news.example.com/live#1", body="No headline."),
    LiveUpdate(id='post <8821> "a"', published=NOON, updated="2026-05-18T12:30:00.25+02:00"),
    LiveUpdate(id="only-an-id"),
    LiveUpdate(headline="a < b", body="One.\n\nTwo & three."),
    LiveUpdate(headline="Rich", body=RichText('See <a href="https://example.com/x">the list</a>.')),
    LiveUpdate(
        headline="Blocks",
        body=(Paragraph(text="x"), Image(url="https://example.com/a.jpg", alt="a"), Markup("<h3>H</h3><p>m</p>")),
        media=(Media(url="https://example.com/b.jpg", alt="b & c", title="T", caption="One.\n\nTwo.", credit="D. Foto"),),
    ),
    LiveUpdate(
        authors=(Person(name="Ann, Oak"), Organization(name="Desk", url="https://example.com/"), Person(name="Bo")),
        media=(
            Media(url="https://example.com/v.mp4", type="video/mp4", title="The gates"),
            Media(url="https://example.com/v", type="video/mp4", medium="image"),
            Media(url="https://example.com/a.pdf", medium="document"),
        ),
    ),
]  # fmt: skip


def parsed(story: Story) -> tuple[LiveUpdate, ...]:
    return parse_html(xhtml.render(story)).get("updates", ())


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_is_parsed_as_it_was(update: LiveUpdate) -> None:
    story = Story(id="a", updates=(update,))
    assert parsed(story) == (update,)
    assert list(xhtml.losses(story)) == []
    assert plain_text.plain_text(story) == xhtml.plain_text(story)


def test_updates_are_parsed_in_their_order_with_the_parts_around_them() -> None:
    story = Story(id="a", summary="S.", updates=UPDATES, corrections=(Correction(text="C."),))
    fields = parse_html(xhtml.render(story))
    assert fields == {"summary": "S.", "updates": tuple(UPDATES), "corrections": story.corrections}


def test_an_update_is_shown_with_its_heading_dates_authors_text_and_media() -> None:
    update = LiveUpdate(
        headline="Gates open",
        published="2026-05-18T12:00:00Z",
        authors=("Ann Oak", Organization(name="Desk")),
        body="At noon.",
        media=(Media(url="https://example.com/a.jpg", alt="gates", caption="The gates"),),
    )
    root = etree.fromstring(xhtml.render(Story(id="a", language="en", updates=(update,))))
    section = root.find("div[@class='updates']")
    assert section is not None
    assert section.findtext("h2") == "Live updates"
    entry = section.find("div[@id='update-1']")
    assert entry is not None
    assert entry.findtext("h3") == "Gates open"
    assert entry.xpath("string(p[@class='source'])") == "2026-05-18T12:00:00Z Ann Oak, Desk"
    assert entry.xpath("string(.//img/@alt)") == "gates"
    assert plain_text.plain_text(Story(id="a", updates=(update,))).split("\n") == [
        *("Live updates", "Gates open", "2026-05-18T12:00:00Z Ann Oak, Desk", "At noon.", "The gates"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_is_in_the_language_of_the_story(language: str) -> None:
    html = xhtml.render(Story(id="a", language=language, updates=(LiveUpdate(headline="x"),)))
    assert ("Live updates" in html) == (language == "en")


def test_a_house_can_have_its_own_label() -> None:
    story = Story(id="a", updates=(LiveUpdate(headline="x"),))
    assert "<h2>As it happened</h2>" in xhtml.render(story, headings=Headings(updates="As it happened"))


def test_what_an_update_has_no_markup_for_is_a_loss() -> None:
    update = LiveUpdate(
        authors=(Person(name="Ann", email="ann@example.com", job_title="Editor"), Organization(name="D", role="desk")),
        media=(
            Media(url="https://example.com/a.jpg", type="image/jpeg", width=4),
            Media(url="https://example.com/v", medium="video", title="https://example.com/v", alt="v"),
        ),
    )
    assert [loss.path for loss in xhtml.losses(Story(id="a", updates=(UPDATES[1], update)))] == [
        "story.updates[1].authors[0].email",
        "story.updates[1].authors[0].job_title",
        "story.updates[1].authors[1].role",
        "story.updates[1].media[0].width",
        "story.updates[1].media[0].type",
        "story.updates[1].media[1].alt",
        "story.updates[1].media[1].title",
    ]


def test_markup_in_updates_is_found() -> None:
    assert list(markup_blocks(Story(id="a", updates=UPDATES))) == [("updates[7].body[2]", Markup("<h3>H</h3><p>m</p>"))]


def test_content_among_the_updates_is_kept() -> None:
    html = xhtml.render(Story(id="a", updates=(LiveUpdate(headline="x"),)))
    fields = parse_html(html.replace('<div class="update"', '<p class="ad">Buy.</p><div class="update"'))
    assert fields["updates"] == (LiveUpdate(headline="x"),)
    assert fields["sections"][0].blocks == (Markup('<p class="ad">Buy.</p>'),)


@given(strategies.live_updates())
@settings(max_examples=200, deadline=None)
def test_losses_name_exactly_what_does_not_come_back(update: LiveUpdate) -> None:
    (read,) = parsed(Story(id="a", updates=(update,)))
    lost = {loss.path for loss in update_losses((update,), "updates")}
    for field in attrs.fields(LiveUpdate):
        is_lost = any(path.startswith(f"updates[0].{field.name}") for path in lost)
        assert (getattr(read, field.name) != getattr(update, field.name)) == is_lost


# --- corrections -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", get_args(CorrectionKind))
@pytest.mark.parametrize("subject", ["", "headline & lead"])
def test_the_kind_and_subject_of_a_correction_are_parsed_as_they_were(kind: CorrectionKind, subject: str) -> None:
    correction = Correction(text="One.\n\nTwo.", published=NOON, kind=kind, subject=subject)
    story = Story(id="a", corrections=(correction,))
    assert parse_html(xhtml.render(story)) == {"corrections": (correction,)}
    assert plain_text.plain_text(story) == xhtml.plain_text(story)
    assert subject in plain_text.plain_text(story)
