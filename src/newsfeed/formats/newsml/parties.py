"""People and organizations as properties."""

from typing import Final
from urllib.parse import urlsplit

from newsfeed.errors import WriteError
from newsfeed.formats.newsml.codes import CONCEPTS, NATURES, Mode
from newsfeed.model import Agent, Feed, Person, Story
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.patterns import pattern

_PROVIDER: Final = "NewsML-G2 2.35 requires a provider (itemMeta); give a publisher, or a url, whose host stands for it"

_ORDINARY_HOST: Final = pattern(r"https?://([a-z0-9.-]++)(?=[/?#]|\Z)")
"""The beginning of an address whose host is in small letters of ASCII, and has no user or port; the model has refused
what `urlsplit`, which takes ten times as long to read it, would drop from any part."""


def add_party(builder: MarkupBuilder, name: str, agent: Agent, mode: Mode, *, typed: bool = True) -> None:
    """Add a person or organization as the property of this name."""
    nature = "person" if isinstance(agent, Person) else "organization"
    kind = CONCEPTS[mode].nature[nature] if typed else ""
    add_identity(builder, f"<{name}", agent.url, agent.name, f"{kind}><name>")
    builder.text("", agent.name, "</name>")
    if agent.same_as:
        add_same_as(builder, agent.same_as)
    if agent.email:
        details = f"{NATURES[nature]}Details"
        builder.text(f"<{details}><contactInfo><email>", agent.email, f"</email></contactInfo></{details}>")
    builder.raw(f"</{name}>\n")


def add_identity(builder: MarkupBuilder, before: str, url: str | None, name: str, after: str) -> None:
    """Add the attribute that says which concept it is: its IRI, or without one its name."""
    if url:
        builder.link(f'{before} uri="', url, f'"{after}')
    else:
        builder.attribute(f'{before} literal="', name, f'"{after}')


def add_same_as(builder: MarkupBuilder, iris: tuple[str, ...]) -> None:
    """Add the other identities of a concept."""
    for each in iris:
        builder.link('<sameAs uri="', each, '"/>')


def provider(story: Story, feed: Feed, mode: Mode, *, single: bool, path: str) -> str:
    """Give the provider: the publisher of the story, else the feed's or its title, or the host of an address.

    A stand-in has a literal and no name, so that it can be told from a publisher that the story names.

    Raises:
        WriteError: there is nothing to take it from.
    """
    if story.publisher:
        builder = MarkupBuilder()
        add_party(builder, "provider", story.publisher, mode, typed=False)
        return builder.build()
    publisher = feed.publisher.name if feed.publisher else ""
    found = publisher or ("" if single else feed.title) or _host(feed.url) or _host(story.url)
    if not found:
        raise WriteError(f"{path}.publisher", _PROVIDER)
    return f'<provider literal="{escape_attribute(found)}"/>\n'


def _host(url: str | None) -> str:
    if not url:
        return ""
    ordinary = _ORDINARY_HOST.match(url)
    return ordinary[1] if ordinary else urlsplit(url).hostname or ""
