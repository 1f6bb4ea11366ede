"""Bundled schemas, each compiled on first use, and custom schemas of callers."""

from collections.abc import Callable
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
def schema_folder() -> Path:
    """Return the folder of the bundled schemas."""
    return bundled_folder("schemas", "schemas")


@cache
def bundled_folder(name: str, in_checkout: str) -> Path:
    """Return a bundled folder: a wheel has it inside the package, a checkout elsewhere.

    Args:
        name: name of the folder inside the package.
        in_checkout: path of the folder below the top of a checkout.

    Raises:
        FileNotFoundError: the folder is in neither place.
    """
    installed = Path(str(files("newsfeed"))) / name
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[3] / in_checkout
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"the folder {name} is neither at {installed} nor at {checkout}: reinstall newsfeed")


@cache
def relax_ng(name: str) -> "etree.RelaxNG":
    """Return a compiled RELAX NG schema, by its path below the folder of schemas."""
    from lxml import etree

    return etree.RelaxNG(etree.parse(str(schema_folder() / name), _schema_parser()))


@cache
def xml_schema(name: str) -> "etree.XMLSchema":
    """Return a compiled XML Schema, by its path below the folder of schemas."""
    from lxml import etree

    return etree.XMLSchema(etree.parse(str(schema_folder() / name), _schema_parser()))


def _schema_parser() -> "etree.XMLParser[Any]":
    from lxml import etree

    return etree.XMLParser(no_network=True, resolve_entities=False)


@cache
def json_schema(name: str) -> Any:
    """Return a compiled JSON Schema validator, by its path below the folder of schemas.

    Its references resolve to files in the same folder only.
    """
    return compile_json_schema(load_json(name), name.rpartition("/")[0])


def compile_json_schema(schema: Any, folder: str) -> Any:
    """Return a compiled JSON Schema validator.

    Args:
        schema: the content of the schema.
        folder: the folder below the folder of schemas that its references resolve to.
    """
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema, retriever=_folder_retriever(schema_folder() / folder))


def load_xml_schema(path: str) -> "XmlSchema":
    """Return the compiled schema in a caller's file: RELAX NG if its suffix is .rng, else XML Schema.

    Raises:
        OSError: the file cannot be read.
        ReadError: the file is not XML, or not a schema.
    """
    from lxml import etree

    Path(path).open("rb").close()  # lxml's error for a missing file has no errno and no usual message
    try:
        tree = etree.parse(path, _schema_parser())
        return etree.RelaxNG(tree) if path.lower().endswith(".rng") else etree.XMLSchema(tree)
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError, etree.RelaxNGParseError) as error:
        raise ReadError(f"the schema {path!r:.200} cannot be used: {error!s:.200}") from None


def load_json_schema(path: str) -> Any:
    """Return a compiled JSON Schema validator of a caller's file.

    Its references resolve to files in its own folder only.

    Raises:
        OSError: the file cannot be read.
        ReadError: the file is not JSON, or not a schema.
    """
    import jsonschema_rs

    absolute = Path(path).resolve()
    try:
        return jsonschema_rs.validator_for(
            msgspec.json.decode(absolute.read_bytes()), retriever=_folder_retriever(absolute.parent)
        )
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise ReadError(f"the schema {path!r:.200} cannot be used: {str(error).splitlines()[0]:.160}") from None


def _folder_retriever(directory: Path) -> Callable[[str], Any]:
    """Return a function that resolves references to JSON files in one folder.

    Without it jsonschema-rs would fetch references from the network or from any file.
    """

    def _retrieve(uri: str) -> Any:
        name = uri.rpartition("/")[2]
        if name in {path.name for path in directory.glob("*.json")}:
            return msgspec.json.decode((directory / name).read_bytes())
        raise ValueError(f"{uri} is not in the folder of the schema, and references are not fetched")

    return _retrieve


@cache
def load_json(name: str) -> Any:
    """Return the content of a bundled JSON file, by its path below the folder of schemas."""
    return msgspec.json.decode((schema_folder() / name).read_bytes())
