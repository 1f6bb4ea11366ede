"""Rules about single stories."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from newsfeed.body.outline import has_parts
from newsfeed.body.plain_text import plain_text
from newsfeed.model import Person, RichText, Story
from newsfeed.profiles.rules.rule import Fault, Settings
from newsfeed.values.dates import rfc3339


def title_length(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a headline that is missing, too short or too long; a short headline beside it makes up for a long one."""
    length, least, most = len(story.headline), settings.number("min", 1), settings.number("max")
    if not length:
        yield Fault("headline", f"{settings.consumer} requires a headline: set one")
        return
    limits = f"{least} to {most}" if most else f"at least {least}"
    message = f"{settings.consumer} takes headlines of {limits} characters, and this one has {length}"
    if length < least:
        yield Fault("headline", f"{message}: write a longer one")
    if most and length > most and not short_headline(story):
        yield Fault("headline", f"{message}: write a shorter one")


def short_headline(story: Story) -> str:
    """Return the short headline of a story, or ""."""
    return next((headline.text for headline in story.alternative_headlines if headline.role == "short"), "")


def link_required(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without an address."""
    if not story.url and not story.id.startswith(("https://", "http://")):
        yield Fault("url", f"{settings.consumer} requires the address of the story on your site: set url")


def body_required(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without a body."""
    if not has_parts(story):
        yield Fault("sections", f"{settings.consumer} requires the body of the story: add its sections")


_CUT_OFF: Final = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\W*$|\b(?:read more|continue reading)\b\W*$", re.IGNORECASE)
_TAIL: Final = 80


def full_text(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without a body, or with one that is cut off."""
    if not has_parts(story):
        message = f"{settings.consumer} takes the full text only, and this story has none: add its sections"
        yield Fault("sections", message)
    elif _CUT_OFF.search(plain_text(story).rstrip()[-_TAIL:]):
        message = f"{settings.consumer} takes the full text only, and this one is cut off: pass all of it"
        yield Fault("sections", message)


def date_required(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without the date of its publication."""
    if not story.published:
        yield Fault("published", f"{settings.consumer} requires the date of publication: set published")


def updated_recommended(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without the date of its last change."""
    if not story.updated:
        yield Fault("updated", f"{settings.consumer} recommends the date of the last change: set updated")


def date_within(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story that is published after the present, or longer before it than the consumer takes."""
    as_of, days = settings.as_of, settings.number("days")
    if as_of is None or story.published is None:
        return
    if story.published > as_of:
        message = (
            f"{settings.consumer} takes no date in the future, and this story is dated {rfc3339(story.published)}: wait "
            "until then, or correct published"
        )
        yield Fault("published", message)
    elif as_of - story.published >= timedelta(days=days):
        message = (
            f"{settings.consumer} takes stories of less than {days} days, and this one is of {rfc3339(story.published)}: "
            "leave it out"
        )
        yield Fault("published", message)


def description_length(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a summary that is missing, too short or too long."""
    length, least, most = len(str(story.summary)), settings.number("min"), settings.number("max")
    if not length:
        yield Fault("summary", f"{settings.consumer} shows a summary with each story: set one")
    elif length < least:
        message = f"{settings.consumer} expects summaries of at least {least} characters, and this one has {length}"
        yield Fault("summary", f"{message}: write a longer one")
    elif most and length > most:
        message = f"{settings.consumer} takes summaries of at most {most} characters, and this one has {length}"
        yield Fault("summary", f"{message}: write a shorter one")


def description_plain(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a summary with markup."""
    if isinstance(story.summary, RichText):
        yield Fault(
            "summary", f"{settings.consumer} takes summaries in plain text, and this one has HTML: remove the tags"
        )


def author_required(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story without an author."""
    if not story.authors and not settings.feed.authors:
        yield Fault("authors", f"{settings.consumer} expects a byline: name the authors of the story")


# "y", "e", "von" and "di" are parts of names: José Ortega y Gasset.
_NOT_A_NAME: Final = re.compile(
    r"^\s*(?:(?:posted|written|text) )?(?:by|par|por)\s|@|https?:|\s(?:and|und|et|&)\s|[;/|]|,\s*\w+\s+\w",
    re.IGNORECASE,
)


def author_names_only(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report the name of a person that has more in it than a name: several people, a job title, an address."""
    for index, author in enumerate(story.authors):
        if isinstance(author, Person) and _NOT_A_NAME.search(author.name):
            message = (
                f"{settings.consumer} takes the name of one person an author, and {author.name!r:.80} has more in it: write "
                "one author a person, with job_title and url beside the name"
            )
            yield Fault(f"authors[{index}].name", message)


def author_url(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report an author without a page."""
    for index, author in enumerate(story.authors):
        if not author.url and not author.same_as:
            message = (
                f"{settings.consumer} tells authors of one name apart by a page about them: set the url of "
                f"{author.name!r:.80}"
            )
            yield Fault(f"authors[{index}].url", message)


def story_language(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a story that neither has a language nor gets one from its feed."""
    if not story.language and not settings.feed.language:
        yield Fault("language", f"{settings.consumer} requires the language of each story: set language, such as en")


def paywall_markup(story: Story, settings: Settings) -> Iterator[Fault]:
    """Report a paid story that does not mark the paid part of its page."""
    if story.access and not story.access.is_free and not story.access.css_selector:
        message = (
            f"{settings.consumer} takes a hidden text for cloaking unless the page says which part is paid for: set "
            "access.css_selector to the class of that part, such as .paywall"
        )
        yield Fault("access.css_selector", message)


def faq_statement(story: Story, settings: Settings) -> Iterator[Fault]:
    """Tell that the consumer shows no questions any more."""
    if story.questions:
        message = (
            f"{settings.consumer} ended FAQ rich results on 2026-05-07 and shows none: nothing to change; schema.org's FAQPage "
            "stays for answer engines and other readers of linked data"
        )
        yield Fault("questions", message)
