"""Constructs that feeds and entries of Atom share: texts, persons, categories and licenses."""

from newsfeed.model import Agent, Category, Feed, Story
from newsfeed.model.rich_text import Text
from newsfeed.rendering.elements import empty_element
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.syndication import text
from newsfeed.syndication.extensions import Scope
from newsfeed.syndication.undefined_content import person_elements, serialize_all
from newsfeed.syndication.usage import is_license_type


def add_text(builder: MarkupBuilder, name: str, value: Text) -> None:
    """Add a text construct (RFC 4287, 3.1); rich text and several paragraphs are written as HTML."""
    if isinstance(value, str) and "\n\n" not in value:
        builder.text(f"<{name}>", value, f"</{name}>\n")
    else:
        builder.text(f'<{name} type="html">', text.render_html(value), f"</{name}>\n")


def text_construct(name: str, value: Text) -> str:
    """Return a text construct, or "" if the text is empty."""
    builder = MarkupBuilder()
    if value:
        add_text(builder, name, value)
    return builder.build()


def add_person(builder: MarkupBuilder, name: str, agent: Agent, scope: Scope) -> None:
    """Add a person construct (RFC 4287, 3.2) with its extensions, in the scope of a document."""
    builder.text(f"<{name}><name>", agent.name, "</name>")
    if agent.url:
        builder.text("<uri>", agent.url, "</uri>")
    if agent.email:
        builder.text("<email>", agent.email, "</email>")
    if agent.extensions:
        builder.raw(serialize_all(person_elements(agent), scope))
    builder.raw(f"</{name}>\n")


def person_construct(name: str, agent: Agent, scope: Scope) -> str:
    """Return a person construct, in the scope of a document."""
    builder = MarkupBuilder()
    add_person(builder, name, agent, scope)
    return builder.build()


def add_categories(builder: MarkupBuilder, tagged: Story | Feed) -> None:
    """Add the category elements (RFC 4287, 4.2.2): topics, keywords and plain categories, then the other categories."""
    builder.attribute_elements('<category term="', text.tag_names(tagged, is_plain), '"/>\n')
    for category in tagged.categories:
        if not is_plain(category):
            pairs = (("term", category.term), ("scheme", category.scheme), ("label", category.label))
            builder.raw(empty_element("category", pairs))


def is_plain(category: Category) -> bool:
    """Return whether a category is only a term, and so cannot be told from a keyword."""
    return not category.scheme and not category.label


def license_link(licensed: Story | Feed) -> str:
    """Return the link to the license (RFC 4946), or "" if there is none.

    The license is that of the rights, or the link at `license_index`.
    """
    index = license_index(licensed)
    url = licensed.links[index].url if index is not None else licensed.rights.license if licensed.rights else None
    return empty_element("link", (("href", url), ("rel", "license"))) if url else ""


def license_index(licensed: Story | Feed) -> int | None:
    """Return the index of the link that is read back as the license, or None.

    It is the earliest with `rel="license"` that leads to no license file, if the rights do not name a license.
    """
    if licensed.rights and licensed.rights.license:
        return None
    return next(
        (
            index
            for index, link in enumerate(licensed.links)
            if link.rel == "license" and not is_license_type(link.type)
        ),
        None,
    )
