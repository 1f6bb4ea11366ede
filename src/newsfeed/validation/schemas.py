"""Where bundled files are, and each of the schemas among them compiled once, on first use."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from newsfeed.errors import ReadError

if TYPE_CHECKING:
    from lxml import etree

    XmlSchema = etree.RelaxNG | etree.XMLSchema


@cache
def folder() -> Path:
    """Give the folder of the bundled schemas."""
    return shipped("schemas", "schemas")


@cache
def shipped(name: str, in_checkout: str) -> Path:
    """Give a folder that a wheel has inside the package, and a checkout has elsewhere.

    Args:
        name: its name inside the package.
        in_checkout: its path below the top of a checkout.

    Raises:
        FileNotFoundError: it is in neither place.
    """
    installed = Path(str(files("newsfeed"))) / name
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[3] / in_checkout
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"newsfeed's {name} are neither in {installed} nor in {checkout}: install newsfeed again")


@cache
def relax_ng(name: str) -> "etree.RelaxNG":
    """Give a compiled RELAX NG schema, by its path below the folder of schemas."""
    from lxml import etree

    return etree.RelaxNG(etree.parse(str(folder() / name), _schema_parser()))


@cache
def xml_schema(name: str) -> "etree.XMLSchema":
    """Give a compiled XML Schema, by its path below the folder of schemas."""
    from lxml import etree

    return etree.XMLSchema(etree.parse(str(folder() / name), _schema_parser()))


def _schema_parser() -> "etree.XMLParser[Any]":
    from lxml import etree

    return etree.XMLParser(no_network=True, resolve_entities=False)


@cache
def json_schema(name: str) -> Any:
    """Give a compiled JSON Schema validator, by its path below the folder of schemas; it refers only to its neighbours."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(data(name), retriever=_retrieve(name))


def own_xml_schema(path: str) -> "XmlSchema":
    """Give a compiled schema of a caller's own file: RELAX NG where its suffix is .rng, else XML Schema.

    Raises:
        OSError: there is no such file.
        ReadError: it is no XML, or no schema.
    """
    from lxml import etree

    Path(path).open("rb").close()  # a missing file is an OSError of Python's, with its usual message
    try:
        tree = etree.parse(path, _schema_parser())
        return etree.RelaxNG(tree) if path.lower().endswith(".rng") else etree.XMLSchema(tree)
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError, etree.RelaxNGParseError) as error:
        raise ReadError(f"the schema {path!r:.200} cannot be used: {error!s:.200}") from None


def own_json_schema(path: str) -> Any:
    """Give a compiled JSON Schema validator of a caller's own file, which may refer to its neighbours only.

    Raises:
        OSError: there is no such file.
        ReadError: it is no JSON, or no schema.
    """
    import jsonschema_rs

    own = str(Path(path).resolve())
    try:
        return jsonschema_rs.validator_for(msgspec.json.decode(Path(own).read_bytes()), retriever=_retrieve(own))
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise ReadError(f"the schema {path!r:.200} cannot be used: {str(error).splitlines()[0]:.160}") from None


def _retrieve(name: str) -> Any:
    here = (folder() / name).parent

    def retrieve(uri: str) -> Any:
        """Give a neighbour in the same folder; jsonschema-rs would otherwise go to the network, or to any file."""
        neighbour = uri.rpartition("/")[2]
        if neighbour in {each.name for each in here.glob("*.json")}:
            return msgspec.json.decode((here / neighbour).read_bytes())
        raise ValueError(f"{uri} is not bundled, and nothing is fetched")

    return retrieve


@cache
def data(name: str) -> Any:
    """Give a bundled JSON file, by its path below the folder of schemas."""
    return msgspec.json.decode((folder() / name).read_bytes())
