"""Rules about the feed itself."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsfeed.model import Feed
from newsfeed.profiles.rules.rule import Fault, Settings


def feed_title(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed without a title."""
    if not feed.title:
        yield Fault("title", f"{settings.consumer} requires a title of the feed: set a title")


def feed_link(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed without the address of its website."""
    if not feed.url:
        yield Fault("url", f"{settings.consumer} requires the address of the website: set the url of the feed")


def feed_description(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed without a description, or with one that is too long."""
    length, limit = len(str(feed.description)), settings.number("max")
    if not length:
        yield Fault("description", f"{settings.consumer} requires a description of the feed: set a description")
    elif limit and length > limit:
        message = (
            f"{settings.consumer} takes a description of the feed of at most {limit} characters, and this one has "
            f"{length}: write a shorter description"
        )
        yield Fault("description", message)


def feed_date(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed without a date; only RSS has a date of publication of a feed."""
    if not (feed.published if settings.format_name == "rss" else feed.published or feed.updated):
        yield Fault("published", f"{settings.consumer} requires a date of the feed: set published")


def language_required(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed without a language."""
    if not feed.language:
        yield Fault("language", f"{settings.consumer} requires the language of the feed: set language, such as en")


def one_language(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report each story in another language than the feed or its first story."""
    expected = feed.language or next((story.language for story in feed.stories if story.language), None)
    for index, story in enumerate(feed.stories):
        if story.language and expected and _primary(story.language) != _primary(expected):
            message = (
                f"{settings.consumer} takes one language a feed, and this story is in {story.language} where the others "
                f"are in {expected}: put it in a feed of its own language"
            )
            yield Fault(f"stories[{index}].language", message)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def unique_ids(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report each story that has the id of an earlier one."""
    counts: Counter[str] = Counter()
    for index, story in enumerate(feed.stories):
        counts[story.id] += 1
        if counts[story.id] == 2:
            message = (
                f"{settings.consumer} recognizes a story by its id, and an earlier story has the id {story.id!r:.80} too: "
                "give each story its own id and never change it"
            )
            yield Fault(f"stories[{index}].id", message)


def item_count(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed with too few or too many stories."""
    count, least, most = len(feed.stories), settings.number("min"), settings.number("max")
    if least and count < least:
        message = (
            f"{settings.consumer} expects a feed of at least {least} stories, and this one has {count}: add older ones"
        )
        yield Fault("stories", message)
    if most and count > most:
        message = (
            f"{settings.consumer} takes at most {most} stories in a file, and this one has {count}: split the feed"
        )
        yield Fault("stories", message)


def logo_required(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed without a logo."""
    if not feed.logo:
        message = f"{settings.consumer} shows the logo of the outlet above each story: set the logo of the feed"
        yield Fault("logo", message)


def hub_required(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a feed without a WebSub hub."""
    if not any(hub.type.lower() == "websub" for hub in feed.hubs):
        message = f"{settings.consumer} learns of new stories sooner from a WebSub hub: add the hub to hubs of the feed"
        yield Fault("hubs", message)


def link_host(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report the first story at an address with another host than the feed's."""
    host = _host(feed.feed_url or feed.url)
    for index, story in enumerate(feed.stories):
        story_host = _host(story.url)
        if host and story_host and _site(story_host) != _site(host):
            message = (
                f"{settings.consumer} expects stories at the host of the feed, {host}, and this one is at {story_host}: link "
                "the page on your own site"
            )
            yield Fault(f"stories[{index}].url", message)
            return


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def publication_name(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a publication without a name, or with parentheses in it; a story can name its own."""
    field, name = ("publisher", feed.publisher.name) if feed.publisher else ("title", feed.title)
    names = {field: name} if name else {}
    for index, story in enumerate(feed.stories):
        if story.publisher:
            names[f"stories[{index}].publisher"] = story.publisher.name
        elif not name:
            message = f"{settings.consumer} requires the name of the publication: set the publisher of the feed"
            yield Fault("publisher", message)
            return
    for owner, publication in names.items():
        if "(" in publication:
            message = (
                f"{settings.consumer} knows the publication by its name as shown on the site, without anything in "
                f"parentheses: change {publication!r:.80}"
            )
            yield Fault(owner, message)


def podcast_explicit(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a podcast that does not say whether it is explicit."""
    if feed.podcast is None or feed.podcast.explicit is None:
        message = f"{settings.consumer} requires itunes:explicit: set podcast.explicit of the feed to true or false"
        yield Fault("podcast.explicit", message)


def podcast_owner(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a podcast without the e-mail address of its owner."""
    if feed.podcast is None or feed.podcast.owner is None:
        message = (
            f"{settings.consumer} verifies the owner of a podcast by e-mail: set podcast.owner, with name and email"
        )
        yield Fault("podcast.owner", message)


def podcast_category(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a podcast without a category."""
    if feed.podcast is None or not feed.podcast.categories:
        message = f"{settings.consumer} requires a category of its directory: set podcast.categories of the feed"
        yield Fault("podcast.categories", message)


def podcast_image(feed: Feed, settings: Settings) -> Iterator[Fault]:
    """Report a podcast without a cover, or with one that is neither JPEG nor PNG by its suffix."""
    size = f"square, {settings.number('min'):,} to {settings.number('max'):,} pixels, JPEG or PNG"
    image = feed.podcast.image if feed.podcast else None
    if not image:
        yield Fault("podcast.image", f"{settings.consumer} requires a cover ({size}): set podcast.image of the feed")
        return
    suffix = urlsplit(image).path.rpartition("/")[2].rpartition(".")[2].lower()
    if suffix in ("gif", "webp", "svg", "avif", "bmp", "tif", "tiff"):
        yield Fault(
            "podcast.image", f"{settings.consumer} takes covers in JPEG or PNG, and this one is {suffix}: {size}"
        )
