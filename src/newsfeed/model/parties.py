"""People and organizations: those who write, publish, hold rights or are quoted."""

from collections.abc import Iterable
from typing import Final, cast, get_args

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ModelError
from newsfeed.model.fields import (
    TupleOf,
    check_email,
    check_filled_line,
    check_iri,
    check_iris,
    instance_of,
    to_line,
    to_tuple,
    tuple_of,
)


@frozen(kw_only=True)
class Person(ModelObject):
    """A person: an author, a contributor or a holder of rights.

    Attributes:
        name: The name as it is printed in a byline. One line of text, not empty.
        email: The address to which readers may write. E-mail address (RFC 5322), or None.
        url: The page about this person, for example the author page of the outlet. IRI, or None.
        avatar: A portrait to show next to the byline. IRI of an image, or None.
        same_as: Pages elsewhere that identify the same person, such as a Wikidata entry. Tuple of IRIs.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    email: str | None = attrs.field(default=None, validator=check_email)
    url: str | None = attrs.field(default=None, validator=check_iri)
    avatar: str | None = attrs.field(default=None, validator=check_iri)
    same_as: tuple[str, ...] = attrs.field(default=(), converter=TupleOf[str], validator=check_iris)


@frozen(kw_only=True)
class Organization(ModelObject):
    """An organization: a publisher, an outlet that is quoted, or an author that is not a person.

    Attributes:
        name: The name under which readers know it. One line of text, not empty.
        email: The address to which readers may write. E-mail address (RFC 5322), or None.
        url: The website of the organization. IRI, or None.
        logo: The logo to show next to the name. IRI of an image, or None.
        same_as: Pages elsewhere that identify the same organization, such as a Wikidata entry. Tuple of IRIs.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    email: str | None = attrs.field(default=None, validator=check_email)
    url: str | None = attrs.field(default=None, validator=check_iri)
    logo: str | None = attrs.field(default=None, validator=check_iri)
    same_as: tuple[str, ...] = attrs.field(default=(), converter=TupleOf[str], validator=check_iris)


Agent = Person | Organization
"""Whoever can write a story or hold rights in it."""
_AGENT_CLASSES: Final = frozenset(get_args(Agent))


def to_agents(value: Iterable[Agent | str]) -> tuple[Agent, ...]:
    """Convert an iterable to a tuple of agents; a string is the name of a person."""
    agents: tuple[Agent, ...] = to_tuple(value)
    if not isinstance(agents, tuple) or _AGENT_CLASSES.issuperset(map(type, agents)):
        return agents
    return tuple(map(_to_agent, agents))


def _to_agent(value: Agent | str) -> Agent:
    if isinstance(value, str):
        try:
            return Person(name=value)
        except ModelError:
            pass
    # The validator refuses a name that is not valid, with the field of the story in its message.
    return cast("Agent", value)


def to_organization(value: Organization | str) -> Organization:
    """Convert a string to the organization of this name."""
    if isinstance(value, str):
        try:
            return Organization(name=value)
        except ModelError:
            pass
    return cast("Organization", value)


def to_optional_organization(value: Organization | str | None) -> Organization | None:
    """Convert a string to the organization of this name; None stays None."""
    return None if value is None else to_organization(value)


check_agents = tuple_of(Person, Organization, name_of="a person")
"""Checks a tuple of people and organizations; goes with `to_agents`."""
check_organization = instance_of(Organization, optional=False, name_of="an organization")
"""Checks one organization; goes with `to_organization`."""
check_optional_organization = instance_of(Organization, name_of="an organization")
"""Checks an organization, or None; goes with `to_optional_organization`."""
