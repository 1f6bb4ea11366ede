"""Comparison of web addresses: one form for all spellings of an address that lead to the same page."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.values.iris import split_iri
from newsfeed.values.patterns import pattern

TRACKING_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "Google Analytics and Ads": ("utm_*", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "srsltid", "_ga", "_gl"),
    "Meta": ("fbclid", "igsh", "igshid"),
    "Microsoft Advertising": ("msclkid",),
    "X, TikTok, LinkedIn, Pinterest, Snapchat, Reddit": (
        "twclid", "ttclid", "li_fat_id", "epik", "sccid", "rdt_cid",
    ),
    "Yandex": ("yclid", "ysclid", "_openstat"),
    "Mailchimp": ("mc_cid", "mc_eid"),
    "HubSpot": ("_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "hsa_*"),
    "Marketo, Omeda, Vero, Klaviyo, MailerLite, Drip": (
        "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_conv", "vero_id", "_kx", "ml_subscriber", "ml_subscriber_hash", "__s",
    ),
    "Matomo and Piwik": ("mtm_*", "matomo_*", "pk_*", "piwik_*"),
    "Piano and AT Internet": ("at_medium", "at_campaign", "at_campaign_type", "at_custom*", "xtor"),
    "Adobe, Comscore, Webtrends": (
        "s_cid", "ef_id", "ns_campaign", "ns_fee", "ns_linkname", "ns_mchannel", "ns_source", "wt.mc_id",
    ),
    "Yahoo": ("guccounter", "guce_referrer", "guce_referrer_sig"),
}  # fmt: skip
"""Parameters that tell a publisher where a reader came from, by the service that sets them. `*` stands for any ending."""

_ALL_TRACKING: Final = tuple(name for names in TRACKING_PARAMETERS.values() for name in names)
_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}
_PERCENT: Final = pattern(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = pattern(r"[A-Za-z0-9\-._~]")
_ROUTE_STARTS: Final = ("!", "/")
"""Starts of fragments that name a page of a single-page application (`#!/stories/1`), not a place on the page."""


@frozen(kw_only=True)
class AddressRules:
    """The differences between two web addresses that do not matter.

    Upper case in scheme and host, the default port, a missing path and the spelling of percent-encoded characters never
    matter (RFC 3986, 6.2.2 and 6.2.3). Addresses that are not http or https are compared character by character.

    Attributes:
        ignore_scheme: http and https are the same.
        ignore_www: a `www.` at the start of the host does not matter.
        ignore_trailing_slash: a slash at the end of the path does not matter.
        ignore_fragment: a fragment does not matter, unless it begins with `!` or `/`, as the routes of single-page
            applications do.
        ignore_parameters: the parameters of the query that do not matter, in lower case; `*` at the end stands for any
            ending. By default those of `TRACKING_PARAMETERS`.
    """

    ignore_scheme: bool = True
    ignore_www: bool = True
    ignore_trailing_slash: bool = True
    ignore_fragment: bool = True
    ignore_parameters: tuple[str, ...] = _ALL_TRACKING

    def with_fragments(self) -> "AddressRules":
        """Return the rules with fragments that matter."""
        return attrs.evolve(self, ignore_fragment=False)

    def normalizer(self) -> Callable[[str], str]:
        """Return a function that takes an address and returns the form that all spellings of it share."""
        ignored = _parameter_pattern(self.ignore_parameters)

        def normalize(address: str) -> str:
            parts = split_iri(address)
            scheme = (parts.scheme or "").lower()
            if scheme not in _DEFAULT_PORTS or not parts.authority:
                return address
            shown_scheme = "" if self.ignore_scheme else f"{scheme}:"
            path = self._path(parts.path)
            query = _query(parts.query or "", ignored)
            return f"{shown_scheme}//{self._host(parts.authority, scheme)}{path}{query}{self._fragment(parts.fragment)}"

        return normalize

    def _host(self, authority: str, scheme: str) -> str:
        user, at_sign, host = authority.rpartition("@")
        host = _ascii_host(host.lower()).removesuffix(_DEFAULT_PORTS[scheme]).removesuffix(":")
        if self.ignore_www and host.count(".") > 1:
            host = host.removeprefix("www.")
        return f"{user}{at_sign}{host}"

    def _path(self, path: str) -> str:
        path = _normalize_percent(path) or "/"
        return path.rstrip("/") if self.ignore_trailing_slash else path

    def _fragment(self, fragment: str | None) -> str:
        if not fragment or (self.ignore_fragment and not fragment.startswith(_ROUTE_STARTS)):
            return ""
        return f"#{fragment}"


def _parameter_pattern(names: tuple[str, ...]) -> "re.Pattern[str] | None":
    if not names:
        return None
    alternatives = "|".join(re.escape(name[:-1]) + ".*" if name.endswith("*") else re.escape(name) for name in names)
    return re.compile(f"(?:{alternatives})(?:=.*)?", re.IGNORECASE | re.DOTALL)


def _query(query: str, ignored: "re.Pattern[str] | None") -> str:
    parameters = [parameter for parameter in query.split("&") if parameter]
    if ignored is not None:
        parameters = [parameter for parameter in parameters if not ignored.fullmatch(parameter)]
    return f"?{_normalize_percent('&'.join(parameters))}" if parameters else ""


def _normalize_percent(text: str) -> str:
    """Return text with percent-encoded unreserved characters decoded, other codes in upper case, and no character raw."""
    if text.isascii() and "%" not in text:
        return text
    from urllib.parse import quote  # slow to import, and few addresses need it

    return _PERCENT.sub(_decode_unreserved, quote(text, safe="%/:?#[]@!$&'()*+,;=", errors="replace"))


def _decode_unreserved(match: "re.Match[str]") -> str:
    character = chr(int(match[1], 16))
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()


def _ascii_host(host: str) -> str:
    """Return a host in the form of the DNS; one that IDNA refuses stays as it is."""
    if host.isascii():
        return host
    name, colon, port = host.partition(":")
    try:
        return f"{name.encode('idna').decode('ascii')}{colon}{port}"
    except UnicodeError:
        return host
