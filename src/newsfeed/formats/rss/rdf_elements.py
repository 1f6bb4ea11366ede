"""Element schemas of RSS 1.0, the RDF vocabulary: fewer rules than for RSS 2.0, and the same extensions."""

from collections.abc import Iterable
from typing import Final

from newsfeed.formats.rss.elements import FORM_NAME
from newsfeed.syndication.rules import rss_extensions
from newsfeed.syndication.rules.schemas import check_markup, check_plain_text
from newsfeed.validation import links
from newsfeed.validation.element_schemas import ELEMENTS, UNCHECKED, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import RDF, RSS10

_ABOUT: Final = f"{{{RDF}}}about"
_ITEM: Final = f"{{{RSS10}}}item"
_CHANNEL: Final = f"{{{RSS10}}}channel"
_ITEMS: Final = f"{{{RSS10}}}items"
_IDENTITY_ATTRIBUTES: Final = tuple(f"{{{RDF}}}{name}" for name in ("about", "ID", "nodeID"))


def _check_identities(node: Node) -> Iterable[Fault]:
    """Check that no element has more than one name (RDF/XML, section 7.2.5), and no two the same."""
    abouts: set[str] = set()
    for element in node.element.iter("*"):
        if len(element.attrib) > 1 and sum(name in element.attrib for name in _IDENTITY_ATTRIBUTES) > 1:
            tag = node.walk.qualified_name(str(element.tag))
            message = f"<{tag}> has more than one of rdf:about, rdf:ID and rdf:nodeID: keep one"
            yield Fault("named_twice", "InvalidRDF", message, element=element)
        about = element.get(_ABOUT)
        if about is not None and about in abouts and element.tag == _ITEM:
            message = f"another element has the rdf:about {quote(about, 96)} too: write one that no other has"
            yield Fault("repeated", "DuplicateValue", message, of="item", element=element)
        elif about is not None:
            abouts.add(about)


def _check_about(node: Node) -> Iterable[Fault]:
    """Check that a part has a name, and that a channel with one lists its items; RSS 0.90 had neither."""
    if not node.walk.state.is_090 and _ABOUT not in node.element.attrib:
        message = f"the attribute rdf:about of <{node.walk.qualified_name(node.schema.name)}> is missing: add it"
        yield Fault("missing", "MissingAttribute", message, attribute=_ABOUT)
    if node.schema.name == _CHANNEL and _ABOUT in node.element.attrib and not node.has(_ITEMS):
        yield Fault("missing", "MissingElement", "`<channel>` has no `<items>`: add it", of="items")


def _part(name: str, *children: ElementSchema, once: bool = True, required: bool = False) -> ElementSchema:
    """Return the schema of one of the four parts of a document; each has a title and a link."""
    title = ElementSchema(
        f"{{{RSS10}}}title",
        code=f"rdf.{name}.title",
        required=True,
        missing="MissingTitle",
        blank="NotBlank",
        rules=(check_plain_text,),
    )
    link = ElementSchema(
        f"{{{RSS10}}}link", code=f"rdf.{name}.link", required=True, missing="MissingLink", value=links.absolute_uri
    )
    attributes = {f"{{{RDF}}}about": AttributeSchema(links.iri_reference)}
    part = ElementSchema(
        f"{{{RSS10}}}{name}",
        code=f"rdf.{name}",
        content=ELEMENTS,
        attributes=attributes,
        once=once,
        required=required,
        rules=(_check_about,),
    )
    return part.contain(title, link, *children)


def _required_description(part: str) -> ElementSchema:
    return ElementSchema(
        f"{{{RSS10}}}description", code=f"rdf.{part}.description", required=True, missing="MissingDescription"
    )


def _reference(name: str) -> ElementSchema:
    """Return the schema of a reference from the channel to one of the other parts."""
    return ElementSchema(f"{{{RSS10}}}{name}", code=f"rdf.channel.{name}", content=UNCHECKED, foreign=True)


def rdf() -> ElementSchema:
    """Return the schema of `<rdf:RDF>` with everything in it."""
    description = ElementSchema(f"{{{RSS10}}}description", code="rdf.item.description", rules=(check_markup,))
    url = ElementSchema(f"{{{RSS10}}}url", code="rdf.image.url", value=links.absolute_uri, required=True)
    name = ElementSchema(f"{{{RSS10}}}name", code="rdf.textinput.name", value=FORM_NAME, required=True)
    root = ElementSchema(f"{{{RDF}}}RDF", code="rdf.rdf", content=ELEMENTS, rules=(_check_identities,), foreign=True)
    return root.contain(
        _part(
            "channel",
            _required_description("channel"),
            *map(_reference, ("items", "image", "textinput")),
            *rss_extensions.element_schemas("feed"),
            required=True,
        ),
        _part(
            "item", description, *rss_extensions.content_schemas(), *rss_extensions.element_schemas("entry"), once=False
        ),
        _part("image", url),
        _part("textinput", _required_description("textinput"), name),
    )
