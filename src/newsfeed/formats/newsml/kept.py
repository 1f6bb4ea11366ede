"""Write the extensions of objects and stories back into the markup, in the order of the schema.

An object without extensions costs nothing. The markup of one with extensions is parsed, completed and serialized again, so that
the modules that write the elements need not know the other content that these can have.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.concepts import IRI_SIBLINGS, NAR, OWN_SCHEMES, STANDARD_CATALOG
from newsfeed.formats.newsml.extension_points import as_read, extension_elements
from newsfeed.formats.newsml.schema_order import SINGLE, is_further
from newsfeed.model import Extension
from newsfeed.syndication.extensions import Scope, is_foreign, serialize_extension

_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False)


def is_written(extension: Extension, owner: str, ranks: Mapping[str, int]) -> bool:
    """Return whether an extension can be written inside an element.

    Args:
        extension: the extension of the object.
        owner: name of the element that the object is written as.
        ranks: rank of each child of the element; `*` if it takes other vocabularies.
    """
    namespace, _, name = extension.name.rpartition("}")
    if namespace != f"{{{NAR}":
        return is_foreign(extension) and "*" in ranks
    return name in ranks or (name == owner and not extension.content)


def complete(markup: str, extensions: Iterable[Extension], ranks: Mapping[str, int]) -> str:
    """Return an element with the extensions of its object.

    Args:
        markup: the element as it is written without them.
        extensions: the extensions; those that are not children of the element, and not its further attributes, are left out.
        ranks: rank of each child of the element.
    """
    extensions = tuple(extensions)
    if not extensions:
        return markup
    if not has_kept(extensions):
        return _with_foreign(markup, extensions) if "*" in ranks else markup
    ending = "\n" if markup.endswith("\n") else ""
    wrapper = etree.fromstring(f'<x xmlns="{NAR}">{markup.rstrip()}</x>', _PARSER)
    element = wrapper[0]
    owner = etree.QName(element).localname
    added = []
    for extension in extensions:
        if not is_written(extension, owner, ranks):
            continue
        target = element if element.tag == extension.name else element.find(extension.name)
        if target is not None and (target is element or is_further(extension)):
            _add_attributes(target, extension)
        else:
            added.append(_element(extension))
    if added:
        _insert(element, added, ranks)
    serialized = etree.tostring(wrapper, encoding="unicode")
    return serialized[serialized.index(">") + 1 : serialized.rindex("</")] + ending


def _with_foreign(markup: str, extensions: Iterable[Extension]) -> str:
    """Return an element with the elements of other vocabularies at its end, without parsing it."""
    elements = extension_elements(extensions)
    ending = "\n" if markup.endswith("\n") else ""
    markup = markup.rstrip()
    if markup.endswith("/>"):
        name = markup[1:-2].partition(" ")[0]
        return f"{markup[:-2]}>{elements}</{name}>{ending}" if elements else markup + ending
    content, _, name = markup.rpartition("</")
    return f"{content}{elements}</{name}{ending}"


def complete_children(markup: str, extensions: Iterable[Extension], ranks: Mapping[str, int]) -> str:
    """Return the children of a container, each on a line, with those among the extensions that belong into it."""
    wrapper = complete(f"<x>{markup}</x>", extensions, ranks)
    return "" if wrapper.endswith("/>") else wrapper[len("<x>") : -len("</x>")]


def _add_attributes(target: "etree._Element", extension: Extension) -> None:
    """Add further attributes to an element; one takes the place of its sibling, unless newsfeed reads a field from that."""
    for name, _ in extension.attributes:
        sibling = _SIBLINGS.get(name)
        if sibling and not target.get(sibling, "").startswith(OWN_SCHEMES):
            target.attrib.pop(sibling, None)
    for name, value in extension.attributes:
        target.set(name, value)


_SIBLINGS: Final = {
    name: sibling for pair in IRI_SIBLINGS.items() if "uri" not in pair for name, sibling in (pair, pair[::-1])
}


def _element(extension: Extension) -> "etree._Element":
    markup = serialize_extension(as_read(extension), Scope(default=NAR)).strip()
    return etree.fromstring(f'<x xmlns="{NAR}">{markup}</x>', _PARSER)[0]


def _insert(element: "etree._Element", added: "list[etree._Element]", ranks: Mapping[str, int]) -> None:
    """Insert children in the order of the schema; one that occurs once replaces that of the writer."""
    names = {etree.QName(child).localname for child in added if str(child.tag).startswith(f"{{{NAR}}}")}
    present = [child for child in element if etree.QName(child).localname not in names & SINGLE]
    for child in added:
        child.tail = element[0].tail if len(element) else None
    for child in list(element):
        element.remove(child)
    default_rank = ranks.get("*", len(ranks))

    def rank(child: "etree._Element") -> int:
        name = etree.QName(child)
        return ranks.get(name.localname, default_rank) if name.namespace == NAR else default_rank

    element.extend(sorted([*present, *added], key=rank))


# --- whole elements ---------------------------------------------------------------------------------------------------


def has_kept(extensions: Iterable[Extension]) -> bool:
    """Return whether any extension is an element of NewsML-G2."""
    return any(extension.name.startswith(f"{{{NAR}}}") for extension in extensions)


def kept_elements(extensions: Iterable[Extension], *names: str) -> str:
    """Return the elements of NewsML-G2 with some names as markup, in the order of the names."""
    order = {f"{{{NAR}}}{name}": index for index, name in enumerate(names)}
    elements = sorted([element for element in extensions if element.name in order], key=lambda item: order[item.name])
    return "".join([serialize_extension(element, Scope(default=NAR)) for element in elements])


def kept_catalogs(extensions: Iterable[Extension]) -> str:
    """Return the catalogs that resolve the QCodes in extensions, except the one that the writer adds itself."""
    own_reference = ("href", STANDARD_CATALOG)
    names = (f"{{{NAR}}}catalogRef", f"{{{NAR}}}catalog")
    catalogs = [element for element in extensions if element.name in names and own_reference not in element.attributes]
    return "".join([serialize_extension(element, Scope(default=NAR)) for element in catalogs])
