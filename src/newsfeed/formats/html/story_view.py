"""The values that the template of a story's page shows."""

import re
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.formats.html.head_view import Head, story_head
from newsfeed.formats.html.index_story import first_picture
from newsfeed.formats.html.linked_script import linked_data_script
from newsfeed.formats.html.page_body import page_body
from newsfeed.formats.html.related_links import RelatedLink, related_links
from newsfeed.formats.html.theme import trusted
from newsfeed.formats.html.view_parts import (
    MediaFile,
    PageLink,
    PersonView,
    Picture,
    link,
    media_files,
    paragraphs,
    people,
    picture,
    safe_address,
)
from newsfeed.formats.html.words import Moment, words_of
from newsfeed.model import Access, Category, Feed, Rights, Story
from newsfeed.plugins import WriteContext

if TYPE_CHECKING:
    from markupsafe import Markup

_CLASSES: Final = re.compile(r"(?:\.-?[A-Za-z_][\w-]*)+")


@attrs.frozen
class PublisherView:
    """The outlet that answers for a page.

    Attributes:
        name: its name.
        url: its website, or None.
        logo: its logo, or None.
    """

    name: str
    url: str | None
    logo: Picture | None


@attrs.frozen
class RightsView:
    """The copyright of a page.

    Attributes:
        notice: the notice to print, or "".
        license: the address of the license, or None.
        terms: the paragraphs of the conditions of use.
    """

    notice: str
    license: str | None
    terms: "tuple[Markup, ...]"


@attrs.frozen
class StoryPage:
    """The values of a story's page, the variable `page` of its template.

    Attributes:
        head: the head of the page.
        home: the address of the page that lists the stories, or None.
        publisher: the outlet, or None.
        kind: the name of the kind of story, or "".
        kind_class: its name as a class, or "".
        breadcrumb: the sections from the front page down to the story.
        headline: the headline, or "".
        byline: the authors as printed, or "" if `authors` are to be shown.
        authors, contributors: the people.
        dateline: the place and date before the text, or "".
        published, updated: the dates, or None; there is no `updated` without a later moment.
        coverage_start, coverage_end: the time of live coverage, or None.
        is_paid: True if readers pay for the story.
        paid_class: the classes of the part that only subscribers see, or "".
        lead_picture: the picture above the text, or None.
        body: the body of the story, "" for none.
        has_page_dates: True if the dates of the body are written for readers.
        media: the further pictures, the videos, recordings and documents.
        links: related pages.
        translations: the story in other languages.
        keywords: the keywords.
        categories: the names of the categories.
        source: the agency or outlet that the story was taken from, or "".
        creditline: the credit of the story as printed, or "".
        rights: the copyright, or None.
        script: the JSON-LD as a script element.
    """

    head: Head
    home: str | None
    publisher: PublisherView | None
    kind: str
    kind_class: str
    breadcrumb: tuple[PageLink, ...]
    headline: str
    byline: str
    authors: tuple[PersonView, ...]
    contributors: tuple[PersonView, ...]
    dateline: str
    published: Moment | None
    updated: Moment | None
    coverage_start: Moment | None
    coverage_end: Moment | None
    is_paid: bool
    paid_class: str
    lead_picture: Picture | None
    body: "Markup"
    has_page_dates: bool
    media: tuple[MediaFile, ...]
    links: tuple[RelatedLink, ...]
    translations: tuple[PageLink, ...]
    keywords: tuple[str, ...]
    categories: tuple[str, ...]
    source: str
    creditline: str
    rights: RightsView | None
    script: "Markup"


def story_page(feed: Feed, story: Story, context: WriteContext) -> StoryPage:
    """Return the values of a story's page.

    Args:
        feed: the feed that was made up for the story.
        story: the story.
        context: the caller's options.
    """
    words = words_of(story.language)
    body = page_body(story, words, context.headings)
    lead = first_picture(story)
    return StoryPage(
        head=story_head(feed, story, context.site),
        home=context.site.home,
        publisher=publisher_view(story, feed),
        kind=words.kind(story.kind),
        kind_class=story.kind if story.kind and ":" not in story.kind else "",
        breadcrumb=tuple(link(step.name, step.url) for step in story.section_path),
        headline=story.headline,
        byline=story.byline,
        authors=people(story.authors),
        contributors=people(story.contributors),
        dateline=story.dateline,
        published=words.moment(story.published) if story.published else None,
        updated=words.moment(story.updated) if story.updated and story.updated != story.published else None,
        coverage_start=words.moment(story.coverage_start) if story.coverage_start else None,
        coverage_end=words.moment(story.coverage_end) if story.coverage_end else None,
        is_paid=story.access is not None and not story.access.is_free,
        paid_class=paid_class(story.access),
        lead_picture=picture(lead),
        body=trusted(body.html),
        has_page_dates=body.has_page_dates,
        media=media_files(media for media in story.media if media is not lead),
        links=related_links(story),
        translations=tuple(_translations(story)),
        keywords=story.keywords,
        categories=tuple(dict.fromkeys(filter(None, map(_category_name, story.categories)))),
        source=story.source_name,
        creditline=story.creditline,
        rights=rights_view(story.rights),
        script=trusted(linked_data_script(feed, (story,), context)),
    )


def publisher_view(*owners: Story | Feed) -> PublisherView | None:
    """Return the publisher of the first of several stories and feeds that has one, or None."""
    publisher = next((owner.publisher for owner in owners if owner.publisher), None)
    if publisher is None:
        return None
    return PublisherView(publisher.name, safe_address(publisher.url), picture(publisher.logo))


def rights_view(rights: Rights | None) -> RightsView | None:
    """Return the copyright of a page; None if there is nothing to show."""
    if rights is None:
        return None
    holder = rights.holder.name if rights.holder else ""
    notice = rights.notice or " ".join(filter(None, ("©", str(rights.year or ""), holder)) if holder else ())
    if not (notice or rights.license or rights.usage_terms):
        return None
    return RightsView(notice, safe_address(rights.license), paragraphs(rights.usage_terms))


def paid_class(access: Access | None) -> str:
    """Return the classes of the part of a page that only subscribers see; "" if no class selects it."""
    selector = access.css_selector.strip() if access and not access.is_free else ""
    return selector.replace(".", " ").strip() if _CLASSES.fullmatch(selector) else ""


def _category_name(category: Category) -> str:
    """Return the name of a category for readers; "" for a code, such as 20000337 of the IPTC's media topics."""
    name = category.label or category.term
    return name if any(character.isalpha() for character in name) else ""


def _translations(story: Story) -> list[PageLink]:
    translations = (*([story.translation_of] if story.translation_of else []), *story.translations)
    return [
        link(translation.headline or translation.language or "", translation.url, translation.language)
        for translation in translations
    ]
