"""People and organizations as properties."""

from typing import Final
from urllib.parse import urlsplit

from newsfeed._patterns import pattern
from newsfeed._text import escape, escape_attribute
from newsfeed.errors import WriteError
from newsfeed.formats.newsml.codes import Mode, concept
from newsfeed.model import Agent, Feed, Person, Story

_PROVIDER: Final = "NewsML-G2 2.35 requires a provider (itemMeta); give a publisher, or a url, whose host stands for it"

_ORDINARY_HOST: Final = pattern(r"https?://([a-z0-9.-]++)(?=[/?#]|\Z)[!-~]*+")
"""An address in ASCII with a host in small letters, and no user or port; `urlsplit` takes ten times as long to read it."""


def identity(url: str | None, name: str) -> str:
    """Give the attribute that says which concept it is: its IRI, or without one its name."""
    return f' uri="{escape_attribute(url)}"' if url else f' literal="{escape_attribute(name)}"'


def party(name: str, agent: Agent, mode: Mode, *, typed: bool = True) -> str:
    """Give a person or organization as the property of this name."""
    nature = "person" if isinstance(agent, Person) else "organisation"
    kind = concept(mode, "cpnat", nature, "type") if typed else ""
    same = same_as(agent.same_as)
    details = _details(nature, agent.email) if agent.email else ""
    return f"<{name}{identity(agent.url, agent.name)}{kind}><name>{escape(agent.name)}</name>{same}{details}</{name}>\n"


def same_as(iris: tuple[str, ...]) -> str:
    """Give the other identities of a concept."""
    return "".join([f'<sameAs uri="{escape_attribute(each)}"/>' for each in iris]) if iris else ""


def _details(nature: str, email: str) -> str:
    return f"<{nature}Details><contactInfo><email>{escape(email)}</email></contactInfo></{nature}Details>"


def provider(story: Story, feed: Feed, mode: Mode, *, single: bool, path: str) -> str:
    """Give the provider: the publisher of the story, else the feed's or its title, or the host of an address.

    A stand-in has a literal and no name, so that it can be told from a publisher that the story names.

    Raises:
        WriteError: there is nothing to take it from.
    """
    if story.publisher:
        return party("provider", story.publisher, mode, typed=False)
    publisher = feed.publisher.name if feed.publisher else ""
    found = publisher or ("" if single else feed.title) or _host(feed.url) or _host(story.url)
    if not found:
        raise WriteError(f"{path}.publisher", _PROVIDER)
    return f'<provider literal="{escape_attribute(found)}"/>\n'


def _host(url: str | None) -> str:
    if not url:
        return ""
    ordinary = _ORDINARY_HOST.fullmatch(url)
    return ordinary[1] if ordinary else urlsplit(url).hostname or ""
