"""People, organizations and other concepts as properties."""

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, NATURES, Mode
from newsfeed.formats.newsml.kept import complete
from newsfeed.formats.newsml.schema_order import PARTY
from newsfeed.model import Agent, Person
from newsfeed.rendering.markup import MarkupBuilder


def add_party(builder: MarkupBuilder, name: str, agent: Agent, mode: Mode, *, typed: bool = True) -> None:
    """Add a person or organization as a property.

    Args:
        builder: the markup of the item.
        name: name of the property, such as `creator`.
        agent: the person or organization.
        mode: naming of concepts.
        typed: whether the property has a type, which is left out if only one is possible.
    """
    if agent.extensions:
        inner = MarkupBuilder()
        _add_party(inner, name, agent, mode, typed=typed)
        builder.raw(complete(inner.build(), agent.extensions, PARTY))
    else:
        _add_party(builder, name, agent, mode, typed=typed)


def _add_party(builder: MarkupBuilder, name: str, agent: Agent, mode: Mode, *, typed: bool) -> None:
    nature = "person" if isinstance(agent, Person) else "organization"
    type_attribute = CONCEPT_ATTRIBUTES[mode].natures[nature] if typed else ""
    add_identity(builder, f"<{name}", agent.url, agent.name, f"{type_attribute}><name>")
    builder.text("", agent.name, "</name>")
    if agent.same_as:
        add_same_as(builder, agent.same_as)
    if agent.email:
        details = f"{NATURES[nature]}Details"
        builder.text(f"<{details}><contactInfo><email>", agent.email, f"</email></contactInfo></{details}>")
    builder.raw(f"</{name}>\n")


def add_identity(builder: MarkupBuilder, before: str, url: str | None, name: str, after: str) -> None:
    """Add the attribute that identifies a concept: its IRI, or its name as a literal if it has none.

    Args:
        builder: the markup of the item.
        before: markup before the attribute, such as `<subject`.
        url: IRI of the concept, or None.
        name: name of the concept.
        after: markup after the attribute.
    """
    if url:
        builder.link(f'{before} uri="', url, f'"{after}')
    else:
        builder.attribute(f'{before} literal="', name, f'"{after}')


def add_same_as(builder: MarkupBuilder, iris: tuple[str, ...]) -> None:
    """Add the other identities of a concept.

    Args:
        builder: the markup of the item.
        iris: IRIs of the concept besides the one that identifies it.
    """
    for iri in iris:
        builder.link('<sameAs uri="', iri, '"/>')
