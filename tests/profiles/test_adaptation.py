"""Documents that are written for a consumer: its elements, and what is left out and named as lost."""

import io
from datetime import timedelta

import pytest
from hypothesis import given, settings

import newsfeed
from examples import full_story
from newsfeed import AlternativeHeadline, ArgumentError, Feed, Media, RenderCache, RichText, Story, UnpublishedError
from newsfeed.io.html import to_plain_text
from profile_cases import PICTURE, PRESENT, SMALL, feed, first, is_kept, story
from strategies import published_feeds

MI = "http://schemas.ingestion.microsoft.com/common/"
SHORT = AlternativeHeadline(text="The lock opens", role="short")


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_msn_gets_its_elements_with_the_customary_prefixes_declared_once(format_name: str) -> None:
    document = newsfeed.dumps(first(alternative_headlines=(SHORT,))(feed()), format_name, profile="msn").decode()
    assert document.count(f'xmlns:mi="{MI}"') == 1
    assert document.count("xmlns:dcterms=") == 1
    assert "<mi:shortTitle>The lock opens</mi:shortTitle>" in document
    assert document.count("<dcterms:modified>2026-08-31T08:00:00Z</dcterms:modified>") == 2


def test_elements_of_msn_that_a_story_has_already_are_not_doubled() -> None:
    own = newsfeed.Extension(name=f"{{{MI}}}shortTitle", content=("Own",), prefix="mi")
    item = first(alternative_headlines=(SHORT,), extensions=(own,))(feed(1))
    document = newsfeed.dumps(item, "rss", profile="msn").decode()
    assert document.count("<mi:shortTitle>") == 1
    assert "<mi:shortTitle>Own<" in document


def test_smartnews_gets_a_logo_with_an_address_in_no_namespace() -> None:
    document = newsfeed.dumps(feed(), "rss", profile="smartnews").decode()
    assert document.count('xmlns:snf="http://www.smartnews.be/snf"') == 1
    assert "<snf:logo><url>https://news.example.com/logo.png</url></snf:logo>" in document
    assert "snf" not in newsfeed.dumps(feed(logo=None), "rss", profile="smartnews").decode()
    atom = newsfeed.dumps(feed(), "atom", profile="smartnews").decode()
    assert '<snf:logo><url xmlns="">https://news.example.com/logo.png</url></snf:logo>' in atom


def test_a_profile_without_a_list_of_elements_leaves_the_body_as_it_is() -> None:
    (plain,) = newsfeed.loads(newsfeed.dumps(feed(stories=(full_story(),)), "rss")).stories
    (adapted,) = newsfeed.loads(newsfeed.dumps(feed(stories=(full_story(),)), "rss", profile="smartnews")).stories
    assert adapted == plain


def test_msn_gets_a_plain_summary_and_no_small_picture() -> None:
    item = first(summary=RichText("Boats <em>may</em> pass."), media=(PICTURE, SMALL))(feed(1))
    document = newsfeed.dumps(item, "rss", profile="msn").decode()
    assert "<description>Boats may pass.</description>" in document
    assert "small.jpg" not in document
    losses = {loss.path: loss.reason for loss in newsfeed.losses(item, "rss", profile="msn")}
    assert losses["feed.stories[0].summary"] == "MSN Partner Hub takes summaries in plain text: the markup is removed"
    assert losses["feed.stories[0].media[1]"] == "MSN Partner Hub refuses pictures of less than 720 pixels in width"
    assert "feed.stories[0].media[0]" not in losses


def test_losses_name_the_elements_of_each_part() -> None:
    reasons = {loss.path: loss.reason for loss in newsfeed.losses(full_story(), "rss", profile="msn")}
    assert reasons["story.topics"] == "MSN Partner Hub does not take <dl>, <dt>, <dd>: the text stays in other elements"
    assert reasons["story.press"] == "MSN Partner Hub does not take <cite>: the text stays in other elements"
    assert reasons["story.sections"] == "MSN Partner Hub does not take <cite>: the text stays in other elements"
    markup = Story(id="a", sections=(newsfeed.Section(blocks=(newsfeed.Markup("<figure>A</figure>"),)),))
    assert "story.sections" in {
        loss.path for loss in newsfeed.losses(story().replace(sections=markup.sections), "rss", profile="msn")
    }
    assert newsfeed.losses(story(), "rss", profile="msn") == newsfeed.losses(story(), "rss")


def test_stories_that_msn_refuses_are_left_out_and_named() -> None:
    old = story(2).replace(published=PRESENT - timedelta(days=400), updated=PRESENT - timedelta(days=400))
    item = feed(stories=(story(1), story(3).replace(sections=()), old))
    document = newsfeed.dumps(item, "rss", profile="msn", as_of=PRESENT)
    assert [kept.id for kept in newsfeed.loads(document).stories] == [item.stories[0].id]
    losses = {loss.path: loss.reason for loss in newsfeed.losses(item, "rss", profile="msn", as_of=PRESENT)}
    assert "requires the body" in losses["feed.stories[1]"]
    assert "less than 365 days" in losses["feed.stories[2]"]
    later = newsfeed.dumps(item, "rss", profile="msn")
    assert len(newsfeed.loads(later).stories) == 2


def test_findings_of_the_format_have_the_paths_of_the_whole_feed_if_a_story_is_left_out() -> None:
    item = feed(stories=(story(1).replace(sections=()), full_story()))
    report = newsfeed.validate(item, "rss", profile="msn")
    assert {finding.path for finding in report if finding.code == "rss.item.source.said_twice"} == {"feed.stories[1]"}


def test_a_single_story_that_is_refused_is_an_error() -> None:
    with pytest.raises(UnpublishedError, match="requires the body"):
        newsfeed.dumps(story().replace(sections=()), "rss", profile="msn")
    assert b"<item>" in newsfeed.dumps(story(), "rss", profile="msn")


def test_a_headline_is_never_cut() -> None:
    headline = "Lock " * 40
    item = first(headline=headline)(feed(1))
    assert headline.strip().encode() in newsfeed.dumps(item, "rss", profile="msn")


def test_a_strict_writer_refuses_what_the_profile_loses() -> None:
    plain = story().replace(media=(), updated=None, authors=("Ines Okafor",))
    newsfeed.dumps(plain, "rss", profile="msn", strict=True)
    with pytest.raises(newsfeed.LossError, match="takes summaries in plain text"):
        newsfeed.dumps(plain.replace(summary=RichText("<em>A</em>")), "rss", profile="msn", strict=True)


@pytest.mark.parametrize("format_name", ["rss", "atom"])
def test_a_stream_and_a_cache_give_the_same_items(format_name: str) -> None:
    item = feed(stories=(full_story(), story(2)))
    expected = newsfeed.dumps(item, format_name, profile="msn")
    cache = RenderCache()
    plain = newsfeed.dumps(item, format_name, cache=cache)
    assert newsfeed.dumps(item, format_name, cache=cache, profile="msn") == expected
    assert newsfeed.dumps(item, format_name, cache=cache, profile="msn") == expected
    assert newsfeed.dumps(item, format_name, cache=cache) == plain
    target = io.BytesIO()
    with newsfeed.open_writer(target, format_name, item, profile="msn") as writer:
        for streamed in item.stories:
            writer.write(streamed)
    assert newsfeed.loads(target.getvalue()).stories == newsfeed.loads(expected).stories


@pytest.mark.parametrize("format_name", ["jsonfeed", "jsonld", "newsml"])
def test_formats_without_the_option_refuse_it(format_name: str) -> None:
    with pytest.raises(ArgumentError, match="has no option 'profile'"):
        newsfeed.dumps(feed(), format_name, profile="msn")


def test_a_profile_for_another_format_is_refused() -> None:
    with pytest.raises(ArgumentError, match="Flipboard does not take atom"):
        newsfeed.dumps(feed(), "atom", profile="flipboard")
    with pytest.raises(ArgumentError, match="Flipboard does not take atom"):
        newsfeed.losses(feed(), "atom", profile="flipboard")
    with pytest.raises(ArgumentError, match="there is no profile"):
        newsfeed.dumps(feed(), "rss", profile="nobody")


def test_equal_feeds_give_equal_bytes() -> None:
    assert newsfeed.dumps(feed(), "rss", profile="msn") == newsfeed.dumps(feed(), "rss", profile="msn")


@settings(max_examples=40)
@given(published_feeds())
def test_what_is_written_for_msn_keeps_to_its_elements_and_has_all_text(item: Feed) -> None:
    item = item.replace(title=item.title or "A", url=item.url or "https://news.example.com/")
    document = newsfeed.dumps(item, "rss", profile="msn")
    report = newsfeed.validate(document, "rss", profile="msn")
    assert [finding for finding in report if finding.code in ("profile.html_tags", "profile.namespaces")] == []
    refused = {loss.path for loss in newsfeed.losses(item, "rss", profile="msn")}
    text = "".join(to_plain_text(document.decode()).split())
    for index, kept in enumerate(item.stories):
        if f"feed.stories[{index}]" not in refused and kept.headline:
            assert is_kept("".join(kept.headline.split()), text)


def test_media_of_other_kinds_have_no_least_size() -> None:
    film = Media(url="https://news.example.com/a.mp4", type="video/mp4", width=320, height=200)
    assert b"a.mp4" in newsfeed.dumps(first(media=(film,))(feed(1)), "rss", profile="msn")
