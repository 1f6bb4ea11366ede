"""For each profile a feed that keeps to it, and for each of its rules a feed that breaks this rule only."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newsfeed import (
    Access,
    Feed,
    Hub,
    Media,
    Paragraph,
    Person,
    Podcast,
    PodcastCategory,
    Question,
    Rendition,
    RichText,
    Section,
    Story,
)

PRESENT = datetime(2026, 9, 1, 12, tzinfo=UTC)
"""The present of all cases."""

WHEN = datetime(2026, 8, 31, 8, tzinfo=UTC)

PICTURE = Media(
    url="https://news.example.com/lock.jpg",
    type="image/jpeg",
    length=5000,
    width=1600,
    height=900,
    renditions=(
        Rendition(url="https://news.example.com/lock-4x3.jpg", width=1600, height=1200),
        Rendition(url="https://news.example.com/lock-square.jpg", width=1200, height=1200),
    ),
)
SMALL = Media(url="https://news.example.com/small.jpg", type="image/jpeg", length=5000, width=240, height=180)
RECORDING = Media(url="https://news.example.com/lock.mp3", type="audio/mpeg", length=5000, duration=60)
AUTHOR = Person(name="Ines Okafor", url="https://news.example.com/okafor")


def story(number: int = 1) -> Story:
    """Return a story that every profile takes."""
    return Story(
        id=f"tag:news.example.com,2026:{number}",
        url=f"https://news.example.com/{number}",
        headline=f"The lock opens to night traffic, part {number}",
        summary="Boats may pass at night. " * 13,
        sections=(Section(heading="The lock", blocks=(Paragraph(text="Boats may pass at night from Monday on."),)),),
        authors=(AUTHOR,),
        published=WHEN,
        updated=WHEN,
        language="en",
        media=(PICTURE,),
    )


def feed(count: int = 2, **changes: object) -> Feed:
    """Return a feed that every profile takes, except that of podcasts; Flipboard expects 20 stories."""
    values: dict[str, object] = {
        "title": "The Quay Ledger",
        "url": "https://news.example.com/",
        "feed_url": "https://news.example.com/feed",
        "description": "News of the harbour",
        "language": "en",
        "logo": "https://news.example.com/logo.png",
        "published": WHEN,
        "publisher": "The Quay Ledger",
        "hubs": (Hub(url="https://hub.example.com/"),),
        "stories": tuple(map(story, range(1, count + 1))),
    }
    return Feed(**{**values, **changes})  # type: ignore[arg-type]


PODCAST = Podcast(
    explicit=False,
    owner=Person(name="Ines Okafor", email="desk@example.com"),
    image="https://news.example.com/cover.jpg",
    categories=(PodcastCategory(name="News"),),
)

VALID: dict[str, tuple[str, Feed]] = {
    "apple-podcasts": ("rss", feed(podcast=PODCAST, stories=(story().replace(media=(RECORDING,)),))),
    "flipboard": ("rss", feed(20)),
    "google-article": ("jsonld", feed()),
    "google-news": ("sitemap", feed()),
    "msn": ("rss", feed()),
    "newsbreak": ("rss", feed()),
    "smartnews": ("rss", feed()),
}
"""The format and a feed without a finding, by profile."""


def first(**changes: object) -> Callable[[Feed], Feed]:
    """Return a function that changes the first story of a feed."""
    return lambda feed: feed.replace(stories=(feed.stories[0].replace(**changes), *feed.stories[1:]))


def whole(**changes: object) -> Callable[[Feed], Feed]:
    """Return a function that changes a feed."""
    return lambda feed: feed.replace(**changes)


def podcast(**changes: object) -> Callable[[Feed], Feed]:
    """Return a function that changes the podcast of a feed."""
    return lambda feed: feed.replace(podcast=PODCAST.replace(**changes))


STORY = "feed.stories[0]"
NO_BODY = first(sections=())
CUT_OFF = first(sections=(Section(blocks=(Paragraph(text="Boats may pass at night from …"),)),))
TWICE = whole(stories=(story(), story().replace(url="https://news.example.com/2")))
VIDEO = Media(url="https://news.example.com/lock.mp4", type="video/mp4", length=5000, title="The lock")

BAD: list[tuple[str, str, Callable[[Feed], Feed], str]] = [
    ("msn", "unique_ids", TWICE, "feed.stories[1].id"),
    ("msn", "title_length", first(headline="The lock opens"), f"{STORY}.headline"),
    ("msn", "title_length", first(headline="Lock " * 31), f"{STORY}.headline"),
    ("msn", "link_required", first(url=None), f"{STORY}.url"),
    ("msn", "body_required", NO_BODY, f"{STORY}.sections"),
    ("msn", "date_required", first(published=None, updated=None), f"{STORY}.published"),
    ("msn", "date_within", first(published=PRESENT + timedelta(hours=1), updated=None), f"{STORY}.published"),
    ("msn", "date_within", first(published=PRESENT - timedelta(days=365)), f"{STORY}.published"),
    ("msn", "one_language", first(language="de"), f"{STORY}.language"),
    ("msn", "description_plain", first(summary=RichText("Boats <em>may</em> pass.")), f"{STORY}.summary"),
    ("msn", "image_min_size", first(media=(PICTURE, SMALL)), f"{STORY}.media[1].width"),
    ("smartnews", "feed_title", whole(title=""), "feed.title"),
    ("smartnews", "feed_link", whole(url=None), "feed.url"),
    ("smartnews", "feed_description", whole(description=""), "feed.description"),
    ("smartnews", "feed_description", whole(description="News of the harbour and the town"), "feed.description"),
    ("smartnews", "feed_date", whole(published=None), "feed.published"),
    ("smartnews", "language_required", whole(language=None), "feed.language"),
    ("smartnews", "logo_required", whole(logo=None), "feed.logo"),
    ("smartnews", "unique_ids", TWICE, "feed.stories[1].id"),
    ("smartnews", "title_length", first(headline=""), f"{STORY}.headline"),
    ("smartnews", "link_required", first(url=None), f"{STORY}.url"),
    ("smartnews", "date_required", first(published=None, updated=None), f"{STORY}.published"),
    ("smartnews", "body_required", NO_BODY, f"{STORY}.sections"),
    (
        "smartnews",
        "file_size",
        first(sections=(Section(blocks=(Paragraph(text="Boats may pass. " * 62_500),)),)),
        "feed",
    ),
    ("flipboard", "feed_title", whole(title=""), "feed.title"),
    ("flipboard", "feed_link", whole(url=None), "feed.url"),
    ("flipboard", "feed_description", whole(description=""), "feed.description"),
    ("flipboard", "language_required", whole(language=None), "feed.language"),
    ("flipboard", "item_count", whole(stories=tuple(map(story, range(19)))), "feed.stories"),
    ("flipboard", "unique_ids", whole(stories=(*map(story, range(20)), story(3))), "feed.stories[20].id"),
    ("flipboard", "title_length", first(headline=""), f"{STORY}.headline"),
    ("flipboard", "link_required", first(url=None), f"{STORY}.url"),
    ("flipboard", "link_host", first(url="https://partner.example.org/1"), f"{STORY}.url"),
    ("flipboard", "date_required", first(published=None, updated=None), f"{STORY}.published"),
    ("flipboard", "description_length", first(summary=""), f"{STORY}.summary"),
    ("flipboard", "description_length", first(summary="Boats may pass."), f"{STORY}.summary"),
    ("flipboard", "full_text", NO_BODY, f"{STORY}.sections"),
    ("flipboard", "author_required", first(authors=()), f"{STORY}.authors"),
    ("flipboard", "enclosure_image", first(media=()), f"{STORY}.media"),
    ("flipboard", "image_min_size", first(media=(SMALL,)), f"{STORY}.media[0].width"),
    ("flipboard", "hub_required", whole(hubs=()), "feed.hubs"),
    ("newsbreak", "feed_title", whole(title=""), "feed.title"),
    ("newsbreak", "unique_ids", TWICE, "feed.stories[1].id"),
    ("newsbreak", "title_length", first(headline=""), f"{STORY}.headline"),
    ("newsbreak", "link_required", first(url=None), f"{STORY}.url"),
    ("newsbreak", "date_required", first(published=None, updated=None), f"{STORY}.published"),
    ("newsbreak", "full_text", CUT_OFF, f"{STORY}.sections"),
    ("newsbreak", "image_required", first(media=()), f"{STORY}.media"),
    ("newsbreak", "author_required", first(authors=()), f"{STORY}.authors"),
    ("apple-podcasts", "feed_title", whole(title=""), "feed.title"),
    ("apple-podcasts", "feed_description", whole(description="Boats. " * 600), "feed.description"),
    ("apple-podcasts", "feed_link", whole(url=None), "feed.url"),
    ("apple-podcasts", "language_required", whole(language=None), "feed.language"),
    ("apple-podcasts", "podcast_image", podcast(image=None), "feed.podcast.image"),
    ("apple-podcasts", "podcast_image", podcast(image="https://news.example.com/c.webp"), "feed.podcast.image"),
    ("apple-podcasts", "podcast_category", podcast(categories=()), "feed.podcast.categories"),
    ("apple-podcasts", "podcast_explicit", podcast(explicit=None), "feed.podcast.explicit"),
    ("apple-podcasts", "podcast_owner", podcast(owner=None), "feed.podcast.owner"),
    (
        "apple-podcasts",
        "unique_ids",
        whole(stories=(story().replace(media=(RECORDING,)), story().replace(media=(RECORDING,)))),
        "feed.stories[1].id",
    ),
    ("apple-podcasts", "title_length", first(headline=""), f"{STORY}.headline"),
    ("apple-podcasts", "podcast_enclosure", first(media=()), f"{STORY}.media"),
    ("apple-podcasts", "podcast_enclosure", first(media=(RECORDING.replace(length=None),)), f"{STORY}.media[0].length"),
    (
        "apple-podcasts",
        "podcast_enclosure",
        first(media=(RECORDING.replace(type="audio/ogg"),)),
        f"{STORY}.media[0].type",
    ),
    ("apple-podcasts", "date_required", first(published=None, updated=None), f"{STORY}.published"),
    ("google-article", "title_length", first(headline=""), f"{STORY}.headline"),
    ("google-article", "date_required", first(published=None), f"{STORY}.published"),
    ("google-article", "updated_recommended", first(updated=None), f"{STORY}.updated"),
    ("google-article", "author_required", first(authors=()), f"{STORY}.authors"),
    (
        "google-article",
        "author_names_only",
        first(authors=(AUTHOR.replace(name="By Ada Byron"),)),
        f"{STORY}.authors[0].name",
    ),
    (
        "google-article",
        "author_names_only",
        first(authors=(AUTHOR, AUTHOR.replace(name="Ada Byron and Ines Okafor"))),
        f"{STORY}.authors[1].name",
    ),
    ("google-article", "author_url", first(authors=("Ada Byron",)), f"{STORY}.authors[0].url"),
    ("google-article", "image_required", first(media=()), f"{STORY}.media"),
    ("google-article", "image_min_size", first(media=(PICTURE, SMALL)), f"{STORY}.media[1].width"),
    ("google-article", "image_ratio", first(media=(PICTURE.replace(renditions=()),)), f"{STORY}.media"),
    (
        "google-article",
        "image_width",
        first(
            media=(
                Media(url="https://news.example.com/a.jpg", width=800, height=450),
                Media(url="https://news.example.com/b.jpg", width=800, height=600),
                Media(url="https://news.example.com/c.jpg", width=600, height=600),
            )
        ),
        f"{STORY}.media",
    ),
    ("google-article", "paywall_markup", first(access=Access(fee="paid")), f"{STORY}.access.css_selector"),
    ("google-article", "video_fields", first(media=(PICTURE, VIDEO)), f"{STORY}.media[1].thumbnail"),
    ("google-article", "faq_statement", first(questions=(Question(text="Why?", answer="So."),)), f"{STORY}.questions"),
    ("google-news", "publication_name", whole(publisher="The Quay Ledger (harbour)"), "feed.publisher"),
    ("google-news", "publication_name", whole(publisher=None, title=""), "feed.publisher"),
    ("google-news", "item_count", whole(stories=tuple(map(story, range(1001)))), "feed.stories"),
    ("google-news", "title_length", first(headline=""), f"{STORY}.headline"),
    ("google-news", "link_required", first(url=None), f"{STORY}.url"),
    ("google-news", "date_required", first(published=None), f"{STORY}.published"),
    ("google-news", "date_within", first(published=PRESENT - timedelta(days=2)), f"{STORY}.published"),
    (
        "google-news",
        "story_language",
        lambda feed: first(language=None)(feed.replace(language=None)),
        f"{STORY}.language",
    ),
]
"""Profile, rule, the change that breaks the rule, and the path of the finding."""

OF_DOCUMENTS = {"html_tags", "namespaces", "utf8", "date_zone", "id_required"}
"""Rules about documents as they are written; tests/invalid has a document for each of them."""


def is_kept(text: str, restricted: str) -> bool:
    """Return whether the characters of a text are all there in their order; a restriction can add addresses and alt texts."""
    characters = iter(restricted)
    return all(character in characters for character in text)
