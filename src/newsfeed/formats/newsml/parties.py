"""People, organizations and other concepts as properties."""

from typing import Final

import attrs

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, NATURES, Mode, iri_attributes
from newsfeed.formats.newsml.kept import complete
from newsfeed.formats.newsml.media_links import add_media_link
from newsfeed.formats.newsml.schema_order import PARTY
from newsfeed.model import Agent, Person, Policies
from newsfeed.rendering.markup import MarkupBuilder

_POLICIES: Final = tuple(field.name for field in attrs.fields(Policies))


def add_party(
    builder: MarkupBuilder, name: str, agent: Agent, mode: Mode, *, typed: bool = True, attributes: str = ""
) -> None:
    """Add a person or organization as a property.

    The first of its other identities is the concept that the property names, since the address of a page about somebody is
    no identity.

    Args:
        builder: the markup of the item.
        name: name of the property, such as `creator`.
        agent: the person or organization.
        mode: naming of concepts.
        typed: whether the property has a type, which is left out if only one is possible.
        attributes: further attributes of the property, each with a space before it.
    """
    if agent.extensions:
        party_builder = MarkupBuilder()
        _add_plain_party(party_builder, name, agent, mode, typed=typed, attributes=attributes)
        builder.raw(complete(party_builder.build(), agent.extensions, PARTY))
    else:
        _add_plain_party(builder, name, agent, mode, typed=typed, attributes=attributes)


def _add_plain_party(
    builder: MarkupBuilder, name: str, agent: Agent, mode: Mode, *, typed: bool, attributes: str
) -> None:
    nature = "person" if isinstance(agent, Person) else "organization"
    type_attribute = CONCEPT_ATTRIBUTES[mode].natures[nature] if typed else ""
    add_identity(builder, f"<{name}", agent.same_as, agent.name, f"{type_attribute}{attributes}><name>")
    builder.text("", agent.name, "</name>")
    _add_pages(builder, agent, mode)
    if agent.same_as:
        add_same_as(builder, agent.same_as[1:])
    _add_relations(builder, agent, mode)
    if agent.email or agent.url:
        _add_contact(builder, agent, f"{NATURES[nature]}Details")
    builder.raw(f"</{name}>\n")


def _add_pages(builder: MarkupBuilder, agent: Agent, mode: Mode) -> None:
    """Add the portrait, the logo and the policies, each as a `<remoteInfo>`."""
    concepts = CONCEPT_ATTRIBUTES[mode]
    if isinstance(agent, Person):
        if agent.avatar:
            builder.link(f'<remoteInfo{concepts.fields["avatar"]} href="', agent.avatar, '"/>')
        return
    if agent.logo:
        add_media_link(builder, "remoteInfo", concepts.fields["logo"], agent.logo, mode)
    if agent.policies:
        for policy in _POLICIES:
            if url := getattr(agent.policies, policy):
                builder.link(f'<remoteInfo{concepts.policies[policy]} href="', url, '"/>')


def _add_relations(builder: MarkupBuilder, agent: Agent, mode: Mode) -> None:
    """Add the values that the standard has no free text for: the identifier, the job and the role."""
    job_title = agent.job_title if isinstance(agent, Person) else ""
    if not (agent.id or job_title or agent.role):
        return
    fields = CONCEPT_ATTRIBUTES[mode].fields
    for field, value in (("id", agent.id), ("job_title", job_title), ("role", agent.role)):
        if value:
            builder.attribute(f'<related{fields[field]} value="', value, '"/>')


def _add_contact(builder: MarkupBuilder, agent: Agent, details: str) -> None:
    builder.raw(f"<{details}><contactInfo>")
    if agent.email:
        builder.text("<email>", agent.email, "</email>")
    if agent.url:
        builder.text("<web>", agent.url, "</web>")
    builder.raw(f"</contactInfo></{details}>")


def add_identity(builder: MarkupBuilder, before: str, iris: tuple[str, ...], name: str, after: str) -> None:
    """Add the attributes that identify a concept: its first IRI, or its name as a literal if it has none.

    Args:
        builder: the markup of the item.
        before: markup before the attributes, such as `<subject`.
        iris: IRIs of the concept; `add_same_as` adds those after the first.
        name: name of the concept.
        after: markup after the attributes.
    """
    if iris:
        builder.raw(f"{before}{iri_attributes(iris[0])}{after}")
    else:
        builder.attribute(f'{before} literal="', name, f'"{after}')


def add_same_as(builder: MarkupBuilder, iris: tuple[str, ...]) -> None:
    """Add the other identities of a concept.

    Args:
        builder: the markup of the item.
        iris: IRIs of the concept besides the one that identifies it.
    """
    for iri in iris:
        builder.raw(f"<sameAs{iri_attributes(iri)}/>")
