"""The usage in the headers of an HTTP response and in the head of an HTML page."""

from collections.abc import Iterable, Mapping
from typing import Final

from newsfeed.errors import WriteError
from newsfeed.model import Usage
from newsfeed.rights import rsl, signals, tdm
from newsfeed.rights.uses import build, is_address
from newsfeed.values.patterns import pattern
from newsfeed.values.references import to_uri

_LINK: Final = pattern(r"<([^<>]*)>((?:[^,\"]|\"[^\"]*\")*)")
_PARAMETER: Final = pattern(r";\s*([a-z]+)\s*=\s*(?:\"([^\"]*)\"|([^;,\s]*))")


def headers(usage: Usage, *, content_usage: bool = False) -> list[tuple[str, str]]:
    """Return the headers of the responses that a usage is about.

    Args:
        usage: what machines may do.
        content_usage: True to add Content-Usage of the IETF's drafts.

    Raises:
        WriteError: a value has a character that no header can have.
    """
    pairs = []
    if usage.license_url:
        pairs.append(("Link", f'<{to_uri(usage.license_url)}>; rel="license"; type="{rsl.MEDIA_TYPE}"'))
    if value := signals.content_signal(usage):
        pairs.append((signals.CONTENT_SIGNAL, value))
    if content_usage and (value := signals.content_usage(usage)):
        pairs.append((signals.CONTENT_USAGE, value))
    pairs += [(name, to_uri(value) if name == tdm.POLICY else value) for name, value in tdm.properties(usage).items()]
    for name, value in pairs:
        if not value.isascii() or not value.isprintable():
            raise WriteError("usage", f"the header {name} would have the value {value!r:.80}: use printable ASCII")
    return pairs


def read_headers(pairs: Iterable[tuple[str, str]]) -> Usage:
    """Return the usage in the headers of a response; for a use that several headers name, the first that says no counts."""
    values: dict[str, bool | str] = {}
    mining: dict[str, str] = {}
    for name, value in pairs:
        key = name.strip().lower()
        if key == "link":
            values |= _license_of(value)
        elif key == signals.CONTENT_SIGNAL.lower():
            _add(values, signals.read_content_signal(value)[0])
        elif key == signals.CONTENT_USAGE.lower():
            _add(values, signals.read_content_usage(value)[0])
        elif key in (tdm.RESERVATION, tdm.POLICY):
            mining.setdefault(key, value.strip())
    return _with_mining(values, mining)


def head(usage: Usage | None) -> list[tuple[str, dict[str, str]]]:
    """Return the elements of an HTML head that state the permissions of machines.

    Returns:
        pairs of the name of the element and its attributes: `link` for the license, `meta` for text and data mining.
    """
    if usage is None:
        return []
    elements = [("meta", {"name": name, "content": value}) for name, value in tdm.properties(usage).items()]
    if usage.license_url:
        elements.insert(0, ("link", {"rel": "license", "type": rsl.MEDIA_TYPE, "href": usage.license_url}))
    return elements


def read_head(elements: Iterable[tuple[str, Mapping[str, str]]]) -> Usage:
    """Return the usage in the elements of an HTML head; other elements are ignored."""
    values: dict[str, bool | str] = {}
    mining: dict[str, str] = {}
    for name, attributes in elements:
        relations = attributes.get("rel", "").lower().split()
        is_license = name == "link" and "license" in relations
        if is_license and attributes.get("type", "").strip().lower() == rsl.MEDIA_TYPE:
            values.setdefault("license_url", attributes.get("href", "").strip())
        elif name == "meta" and (key := attributes.get("name", "").strip().lower()) in (tdm.RESERVATION, tdm.POLICY):
            mining.setdefault(key, attributes.get("content", "").strip())
    return _with_mining(values, mining)


def _license_of(value: str) -> dict[str, str]:
    """Return the address of the RSL license among the links of a header."""
    for link in _LINK.finditer(value):
        parameters = {match[1].lower(): match[2] or match[3] or "" for match in _PARAMETER.finditer(link[2])}
        if "license" in parameters.get("rel", "").lower().split() and parameters.get("type") == rsl.MEDIA_TYPE:
            return {"license_url": link[1].strip()}
    return {}


def _add(values: dict[str, bool | str], usage: Usage) -> None:
    for field in ("search", "ai_input", "ai_train"):
        value = getattr(usage, field)
        if value is False or (value and field not in values):
            values[field] = value


def _with_mining(values: dict[str, bool | str], mining: Mapping[str, str]) -> Usage:
    usage = tdm.read_properties(mining)[0]
    _add(values, usage)
    # The policy may be the license that another element names.
    if usage.policy_url and usage.policy_url != values.get("license_url"):
        values["policy_url"] = usage.policy_url
    accepted = {name: value for name, value in values.items() if not isinstance(value, str) or is_address(value)}
    return build(accepted, lambda _name, _reason: None)
