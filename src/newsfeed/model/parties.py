"""People and organizations: those who write, publish, hold rights or are quoted."""

from collections.abc import Iterable, Mapping
from typing import Final, cast, get_args

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ModelError
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    Validator,
    check_email,
    check_filled_line,
    check_iri,
    check_iris,
    check_line,
    instance_of,
    none_if_empty,
    optional_object,
    to_line,
    to_tuple,
    tuple_of,
)
from newsfeed.model.media import Media, to_picture


@frozen(kw_only=True)
class Person(ModelObject):
    """A person: an author, a contributor or a holder of rights.

    Attributes:
        name: The name as it is printed in a byline. One line of text, not empty.
        email: The address to which readers may write. E-mail address (RFC 5322), or None.
        url: The page about this person, for example the author page of the outlet. IRI, or None.
        avatar: A portrait to show next to the byline. IRI of an image, or None.
        same_as: Pages elsewhere that identify the same person, such as a Wikidata entry. Tuple of IRIs.
        job_title: The position of this person, such as Foreign Editor. One line of text, may be empty.
        role: The part that this person has in the story, such as photographer. One line of text, may be empty.
        id: The identifier of this person at the outlet or agency. One line of text, or None.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    email: str | None = attrs.field(default=None, validator=check_email)
    url: str | None = attrs.field(default=None, validator=check_iri)
    avatar: str | None = attrs.field(default=None, validator=check_iri)
    same_as: tuple[str, ...] = attrs.field(default=(), converter=TupleOf[str], validator=check_iris)
    job_title: str = attrs.field(default="", converter=to_line, validator=check_line)
    role: str = attrs.field(default="", converter=to_line, validator=check_line)
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(check_filled_line))
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


@frozen(kw_only=True)
class Policies(ModelObject):
    """The pages with the rules of an outlet for its readers, as schema.org and the Trust Project name them.

    Attributes:
        principles: The editorial principles. IRI, or None.
        corrections: How errors are corrected. IRI, or None.
        ethics: The code of conduct of the staff. IRI, or None.
        fact_checking: How facts are verified. IRI, or None.
        unnamed_sources: When sources stay anonymous. IRI, or None.
        diversity: Who is employed and whose voices are heard. IRI, or None.
        feedback: How readers can complain and contribute. IRI, or None.
        ownership: Who owns and who funds the outlet. IRI, or None.
        coverage: The priorities of the coverage. IRI, or None.
        masthead: The people who work there. IRI, or None.
        no_bylines: Why some stories name no author. IRI, or None.
    """

    principles: str | None = attrs.field(default=None, validator=check_iri)
    corrections: str | None = attrs.field(default=None, validator=check_iri)
    ethics: str | None = attrs.field(default=None, validator=check_iri)
    fact_checking: str | None = attrs.field(default=None, validator=check_iri)
    unnamed_sources: str | None = attrs.field(default=None, validator=check_iri)
    diversity: str | None = attrs.field(default=None, validator=check_iri)
    feedback: str | None = attrs.field(default=None, validator=check_iri)
    ownership: str | None = attrs.field(default=None, validator=check_iri)
    coverage: str | None = attrs.field(default=None, validator=check_iri)
    masthead: str | None = attrs.field(default=None, validator=check_iri)
    no_bylines: str | None = attrs.field(default=None, validator=check_iri)


POLICY_NAMES: Final[Mapping[str, str]] = {
    "principles": "publishingPrinciples",
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "fact_checking": "verificationFactCheckingPolicy",
    "unnamed_sources": "unnamedSourcesPolicy",
    "diversity": "diversityPolicy",
    "feedback": "actionableFeedbackPolicy",
    "ownership": "ownershipFundingInfo",
    "coverage": "missionCoveragePrioritiesPolicy",
    "masthead": "masthead",
    "no_bylines": "noBylinesPolicy",
}
"""The name of each page of `Policies` as a property of schema.org, which other standards have taken over."""


def to_policies(value: Policies | None) -> Policies | None:
    """Replace policies without any page by None."""
    return none_if_empty(value, Policies)


@frozen(kw_only=True)
class Organization(ModelObject):
    """An organization: a publisher, an outlet that is quoted, or an author that is not a person.

    Attributes:
        name: The name under which readers know it. One line of text, not empty.
        email: The address to which readers may write. E-mail address (RFC 5322), or None.
        url: The website of the organization. IRI, or None.
        logo: The logo to show next to the name. Media; a string is its address. None without one.
        same_as: Pages elsewhere that identify the same organization, such as a Wikidata entry. Tuple of IRIs.
        role: The part that it has in the story, such as distributor. One line of text, may be empty.
        id: The identifier of the organization at the outlet or agency. One line of text, or None.
        policies: The pages with the rules that an outlet has given itself. Policies, or None.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    name: str = attrs.field(converter=to_line, validator=check_filled_line)
    email: str | None = attrs.field(default=None, validator=check_email)
    url: str | None = attrs.field(default=None, validator=check_iri)
    logo: Media | None = attrs.field(default=None, converter=to_picture, validator=instance_of(Media))
    same_as: tuple[str, ...] = attrs.field(default=(), converter=TupleOf[str], validator=check_iris)
    role: str = attrs.field(default="", converter=to_line, validator=check_line)
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(check_filled_line))
    policies: Policies | None = attrs.field(default=None, converter=to_policies, validator=optional_object(Policies))
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


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


check_agents: Validator = tuple_of(Person, Organization, name_of="a person")
"""Checks a tuple of people and organizations; goes with `to_agents`."""
check_organization: Validator = instance_of(Organization, optional=False, name_of="an organization")
"""Checks one organization; goes with `to_organization`."""
check_optional_organization: Validator = instance_of(Organization, name_of="an organization")
"""Checks an organization, or None; goes with `to_optional_organization`."""
