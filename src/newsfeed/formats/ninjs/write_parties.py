"""Writing of people and organizations: authors, contributors, the publisher and the holder of rights."""

from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Final

from newsfeed.formats.ninjs.extension_members import add_members
from newsfeed.formats.ninjs.vocabulary import (
    AUTHOR,
    CONTRIBUTOR,
    EMAIL,
    HOLDER,
    IMAGE,
    JOB_TITLE,
    POLICIES,
    PUBLISHER,
    ROLE,
    SAME_AS,
    TRUST_INDICATORS,
    URL,
)
from newsfeed.model import Agent, Feed, Organization, Person, Policies, Story
from newsfeed.reading.json.json_types import JsonObject, JsonValue

_MAX_PERMUTED: Final = 5
"""Number of authors up to which their order is told by the byline."""


def agent_entity(agent: Agent) -> JsonObject:
    """Return the concept of a person or organization, without its relation to the item and its extensions.

    The first page that identifies it is its `uri`, and everything by which it can be reached its `contactInfo`.
    """
    members: JsonObject = {"name": agent.name}
    if agent.same_as:
        members["uri"] = agent.same_as[0]
    if agent.id:
        members["literal"] = agent.id
    if contacts := [contact for contact in _contacts(agent) if contact["value"]]:
        members["contactInfo"] = [*contacts]
    return members


def _contacts(agent: Agent) -> Iterator[JsonObject]:
    yield {"type": EMAIL, "value": agent.email}
    yield {"type": URL, "value": agent.url}
    picture = agent.avatar if isinstance(agent, Person) else agent.logo.url if agent.logo else None
    yield {"type": IMAGE, "value": picture}
    for page in agent.same_as[1:]:
        yield {"type": SAME_AS, "value": page}
    yield {"type": JOB_TITLE, "value": agent.job_title if isinstance(agent, Person) else ""}
    yield {"type": ROLE, "value": agent.role}


def party_entities(item: Story | Feed) -> tuple[list[JsonValue], list[JsonValue]]:
    """Return the people and the organizations among the authors, the contributors and the holder of rights."""
    holder = item.rights.holder if item.rights and needs_entity(item.rights.holder) else None
    contributors = item.contributors if isinstance(item, Story) else ()
    people: list[JsonValue] = []
    organizations: list[JsonValue] = []
    for relation, agents in (
        (AUTHOR, item.authors),
        (CONTRIBUTOR, contributors),
        (HOLDER, (holder,) if holder else ()),
    ):
        for agent in agents:
            members = add_members({**agent_entity(agent), "rel": relation}, agent.extensions)
            (people if isinstance(agent, Person) else organizations).append(members)
    return people, organizations


def needs_entity(holder: Agent | None) -> bool:
    """Return whether a holder of rights is more than the name of an organization."""
    if holder is None or isinstance(holder, Person):
        return holder is not None
    return len(add_members(agent_entity(holder), holder.extensions)) > 1


def publisher_source(publisher: Organization) -> JsonObject:
    """Return the source that stands for the publisher."""
    return add_members({**agent_entity(publisher), "role": PUBLISHER}, publisher.extensions)


def trust_indicators(policies: Policies) -> list[JsonValue]:
    """Return a link for each policy of the publisher."""
    return [
        {"role": TRUST_INDICATORS + code, "href": page}
        for name, code in POLICIES.items()
        if (page := getattr(policies, name))
    ]


def printed_names(agents: Iterable[Agent]) -> str:
    """Return the byline that stands for authors without one: their names."""
    return ", ".join([agent.name for agent in agents])


def in_printed_order(agents: tuple[Agent, ...], byline: str) -> tuple[Agent, ...]:
    """Return authors in the order of a byline that has their names alone, else as they are: people before organizations."""
    if len(agents) > _MAX_PERMUTED or printed_names(agents) == byline:
        return agents
    return next((order for order in permutations(agents) if printed_names(order) == byline), agents)
