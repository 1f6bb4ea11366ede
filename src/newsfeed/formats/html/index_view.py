"""The values that the template of the page with the stories of a feed shows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from newsfeed.formats.html.head_view import Head, index_head, one_line
from newsfeed.formats.html.linked_script import linked_data_script
from newsfeed.formats.html.story_view import PublisherView, RightsView, publisher_view, rights_view
from newsfeed.formats.html.theme import trusted
from newsfeed.formats.html.view_parts import PersonView, Picture, people, picture, safe_address
from newsfeed.formats.html.words import Moment, words_of
from newsfeed.model import Feed, Story
from newsfeed.plugins import WriteContext
from newsfeed.values.languages import text_direction

if TYPE_CHECKING:
    from markupsafe import Markup


@attrs.frozen
class Teaser:
    """A story in the list.

    Attributes:
        id: the identifier of the story.
        url: the address of its page, or None.
        headline: its headline, or its identifier.
        language: its language, or None if that is the language of the page.
        direction: the writing direction of that language, or None.
        kind: the name of the kind of story, or "".
        kind_class: its name as a class, or "".
        summary: the paragraphs of its summary.
        published, updated: the dates, or None.
        authors: the authors.
        publisher: the name of its outlet, or "" if that is the outlet of the page.
        picture: its first picture, or None.
        is_paid: True if readers pay for the story.
    """

    id: str
    url: str | None
    headline: str
    language: str | None
    direction: str | None
    kind: str
    kind_class: str
    summary: tuple[str, ...]
    published: Moment | None
    updated: Moment | None
    authors: tuple[PersonView, ...]
    publisher: str
    picture: Picture | None
    is_paid: bool


@attrs.frozen
class IndexPage:
    """The values of the page with the stories of a feed, the variable `page` of its template.

    Attributes:
        head: the head of the page.
        home: the address of the page that lists the stories, or None.
        publisher: the outlet, or None.
        title: the title of the feed, or its address.
        description: the paragraphs of its description.
        logo: the address of its logo, or None.
        teasers: the stories, in the order of the feed.
        newer, older: the addresses of the pages with other stories, or None.
        updated: the last change of the feed, or None.
        rights: the copyright, or None.
        script: the JSON-LD as a script element.
    """

    head: Head
    home: str | None
    publisher: PublisherView | None
    title: str
    description: tuple[str, ...]
    logo: str | None
    teasers: tuple[Teaser, ...]
    newer: str | None
    older: str | None
    updated: Moment | None
    rights: RightsView | None
    script: "Markup"


def index_page(feed: Feed, stories: Sequence[Story], context: WriteContext) -> IndexPage:
    """Return the values of the page with the stories of a feed.

    Args:
        feed: the feed.
        stories: its stories, with the fields that the page has of them (see `index_story`).
        context: the caller's options.
    """
    language = page_language(feed, stories)
    head = index_head(feed, context.site, language)
    words = words_of(language)
    paging = feed.paging
    return IndexPage(
        head=head,
        home=context.site.home,
        publisher=publisher_view(feed),
        title=head.title,
        description=_plain_paragraphs(str(feed.description)),
        logo=safe_address(feed.logo),
        teasers=tuple(_teaser(story, feed, language, context) for story in stories),
        newer=safe_address(paging.previous) if paging else None,
        older=safe_address(paging.next) if paging else None,
        updated=words.moment(feed.updated) if feed.updated else None,
        rights=rights_view(feed.rights),
        script=trusted(linked_data_script(feed, tuple(stories), context)),
    )


def page_language(feed: Feed, stories: Sequence[Story]) -> str | None:
    """Return the language of a feed's page: that of the feed, or else the one of all stories, or None."""
    languages = {story.language for story in stories}
    return feed.language or (languages.pop() if len(languages) == 1 else None)


def _teaser(story: Story, feed: Feed, language: str | None, context: WriteContext) -> Teaser:
    words = words_of(story.language or language)
    is_foreign = story.language is not None and story.language != language
    return Teaser(
        id=story.id,
        url=safe_address(context.site.page_of(story)),
        headline=story.headline or story.url or story.id,
        language=story.language if is_foreign else None,
        direction=text_direction(story.language) if is_foreign else None,
        kind=words.kind(story.kind),
        kind_class=story.kind if story.kind and ":" not in story.kind else "",
        summary=_plain_paragraphs(str(story.summary)),
        published=words.moment(story.published) if story.published else None,
        updated=words.moment(story.updated) if story.updated and story.updated != story.published else None,
        authors=people(story.authors),
        publisher=story.publisher.name if story.publisher and story.publisher != feed.publisher else "",
        picture=picture(next(iter(story.media), None)),
        is_paid=story.access is not None and not story.access.is_free,
    )


def _plain_paragraphs(text: str) -> tuple[str, ...]:
    return tuple(one_line(paragraph) for paragraph in text.split("\n\n") if paragraph.strip())
