"""Checks of links and identifiers: URIs, IRIs, references, tag URIs and URNs."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.findings import Severity
from newsfeed.validation.faults import Fault, ValueCheck, quote, word_set
from newsfeed.values.iris import check_iri, is_name
from newsfeed.values.link_safety import is_run_by_known_scheme
from newsfeed.values.urns import check_tag_uri, check_urn

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_NOT_IN_URI: Final = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f]|%(?![0-9A-Fa-f]{2})")
_WEB: Final = re.compile(r"(?:https?|ftp)://[^/?#]", re.IGNORECASE)
REGISTERED_SCHEMES: Final = word_set(
    """
    aaa aaas about acap acct acd acr adiumxtra adt afp afs aim amss android appdata apt ar ark attachment aw
    barion bb beshare bitcoin bitcoincash blob bolo browserext cabal calculator callto cap cast casts chrome
    chrome-extension cid coap coap+tcp coap+ws coaps coaps+tcp coaps+ws com-eventbrite-attendee content
    content-type crid cstr cvs dab dat data dav dhttp diaspora dict did dis dlna-playcontainer dlna-playsingle
    dns dntp doi dpp drm drop dtmi dtn dvb dvx dweb ed2k eid elsi embedded ens ethereum example facetime fax
    feed feedready fido file filesystem finger fish fm ftp fuchsia-pkg geo gg git gitoid gizmoproject go gopher
    graph grd gtalk h323 ham hcap hcp http https hxxp hxxps hydrazone hyper iax icap icon im imap info iotdisco
    ipfs ipn ipns ipp ipps irc irc6 ircs iris iris.beep iris.lwz iris.xpc iris.xpcs isostore itms jabber jar jms
    keyparc lastfm lbry ldap ldaps leaptofrogans lid lorawan lpa lvlt magnet mailserver mailto maps market
    matrix message mid mms modem mongodb moz ms-access ms-excel ms-help ms-office ms-powerpoint ms-settings
    ms-word msnim msrp msrps mss mt mtqp mumble mupdate mvn news nfs ni nih nntp notes num ocf oid onenote
    opaquelocktoken openid openpgp4fpr otpauth pack palm paparazzi payment payto pkcs11 platform pop pres
    prospero proxy psyc pttp pwid qb query quic-transport redis rediss reload res resource rmi rsync rtmfp rtmp
    rtsp rtsps rtspu sarif secondlife secret-token service session sftp sgn shc shttp sieve simpleledger simplex
    sip sips skype smb sms smtp snews snmp soap.beep soap.beeps soldat spiffe spotify ssb ssh starknet steam
    stun stuns submit svn swh swid swidpath tag taler teamspeak tel teliaeid telnet tftp things thismessage tip
    tn3270 tool turn turns tv udp unreal upt urn ut2004 uuid-in-package v-event vemmi ventrilo ves videotex
    view-source vnc vscode vscode-insiders vsls wais wcr web3 web+ap wifi wpid ws wss wtai wyciwyg xcon
    xcon-userid xfire xmlrpc.beep xmlrpc.beeps xmpp xri ymsgr z39.50 z39.50r z39.50s feeds pcast itpc
    """
)
"""The schemes that IANA has registered, and the few that feeds introduced (feeds, pcast, itpc)."""


def _link(full: str, malformed: str, *, ascii_only: bool, relative: bool = False) -> ValueCheck:
    """Return a check of a link.

    Args:
        full: W3C code if the link has no scheme.
        malformed: W3C code of any other fault.
        ascii_only: report characters beyond ASCII, which a URI must encode.
        relative: accept relative references.
    """

    def _check(text: str) -> Iterable[Fault]:
        if reason := _refusal(text):
            return _fault(text, reason)
        scheme = text.partition(":")[0].lower()
        if scheme == "tag" or scheme == "urn":  # noqa: PLR1714
            return _named(text, scheme)
        if scheme not in REGISTERED_SCHEMES:
            message = f"the scheme {quote(scheme)} is not registered with IANA: write https:// or a registered scheme"
            return (Fault("scheme", "SchemeNotIANARegistered", message),)
        if ascii_only and not text.isascii():
            return (_not_ascii(text),)
        return ()

    def _fault(text: str, reason: str) -> Iterable[Fault]:
        match = _SCHEME.match(text)
        scheme = match[1].lower() if match else ""
        if match is None and relative and not _NOT_IN_URI.search(text):
            return () if text.isascii() or not ascii_only else (_not_ascii(text),)
        if scheme in ("tag", "urn"):
            return _named(text, scheme)
        if is_run_by_known_scheme(text):
            w3c_code = malformed if scheme in REGISTERED_SCHEMES else "SchemeNotIANARegistered"
            message = f"a link with the scheme {quote(scheme)} is not safe: write https:// or http://"
            return (Fault("unsafe", w3c_code, message, severity=Severity.ERROR),)
        if bad := _NOT_IN_URI.search(text):
            w3c_code = malformed if malformed in _SPECIFIC else "InvalidUriChar"
            encoded = f"%{ord(bad[0]):02X}"
            message = f"the character {quote(bad[0])} is not allowed in the link {quote(text)}: write {encoded} instead"
            return (Fault("character", w3c_code, message),)
        if match is None:
            message = f"write an absolute link such as https://example.org/, not {quote(text)}"
            return (Fault("relative", full, message),)
        return (Fault("invalid", malformed, reason),)

    return _check


def _refusal(text: str) -> str:
    """Return why a text is no absolute link with a safe scheme, or ""."""
    try:
        check_iri(text)
    except ValueError as error:
        return "" if is_name(text) else str(error)
    return ""


def _not_ascii(text: str) -> Fault:
    message = f"the link {quote(text)} has characters beyond ASCII, and RSS allows URIs only: percent-encode them"
    return Fault("iri", "UriNotIri", message)


_SPECIFIC: Final = frozenset(("InvalidHttpGUID", "InvalidURLAttribute"))
"""W3C codes of malformed links that are also reported for illegal characters."""


def _named(text: str, scheme: str) -> Iterable[Fault]:
    """Check a tag URI (RFC 4151) or a URN (RFC 8141)."""
    try:
        (check_tag_uri if scheme == "tag" else check_urn)(text)
    except ValueError as error:
        w3c_code = "InvalidTAG" if scheme == "tag" else "InvalidUUID" if text[4:9].lower() == "uuid:" else "InvalidURN"
        return (Fault(scheme, w3c_code, str(error)),)
    return ()


absolute_uri: Final = _link("InvalidFullLink", "InvalidLink", ascii_only=True)
"""Check an absolute URI, as RSS requires."""
absolute_iri: Final = _link("InvalidFullLink", "InvalidIRI", ascii_only=False)
"""Check an absolute IRI, as Atom allows."""
uri_reference: Final = _link("InvalidFullLink", "InvalidLink", ascii_only=True, relative=True)
"""Check a URI reference, absolute or relative to the base."""
iri_reference: Final = _link("InvalidLink", "InvalidIRI", ascii_only=False, relative=True)
"""Check an IRI reference, absolute or relative to the base."""
attribute_uri: Final = _link("InvalidURLAttribute", "InvalidURLAttribute", ascii_only=True)
"""Check an absolute URI in an attribute of RSS itself."""

_HTTP: Final = re.compile(
    r"https?://(?:[^/?#@]*@)?(?:(?:[A-Z0-9_-]+\.)+[A-Z0-9][A-Z0-9-]*\.?|\[[0-9A-F:.]+\])(?::[0-9]*)?(?:[/?#]|$)",
    re.IGNORECASE,
)


def http_url(text: str) -> Iterable[Fault]:
    """Check the address of a file that readers load: an absolute URL with http or https and a public host name."""
    faults = tuple(attribute_uri(text))
    if not faults and not _HTTP.match(text):
        message = f"write a link with http:// or https:// and a full host name, not {quote(text)}"
        return (Fault("not_http", "InvalidURLAttribute", message),)
    return faults


permalink: Final = _link("InvalidHttpGUID", "InvalidHttpGUID", ascii_only=False)
"""Check a permanent link."""


def with_web_scheme(check: ValueCheck, w3c_code: str) -> ValueCheck:
    """Return a check that also requires http, https or ftp with a host.

    Args:
        check: check of the link itself; its faults come first.
        w3c_code: W3C code if the scheme or the host is missing.
    """

    def _check(text: str) -> Iterable[Fault]:
        faults = tuple(check(text))
        if not faults and not _WEB.match(text):
            return (Fault("scheme", w3c_code, f"write a link that begins with https:// or http://, not {quote(text)}"),)
        return faults

    return _check


_PERCENT: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_AUTHORITY: Final = re.compile(
    r"([A-Za-z][A-Za-z0-9+.\-]*)://(?:([^/?#@]*)@)?(\[[^\]/]*\]|[^/?#:]*)(?::([0-9]*))?([^?#]*)"
)
_DEFAULT_PORTS: Final = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def check_canonical(text: str) -> Iterable[Fault]:
    """Check that an identifier has its canonical spelling, since identifiers are compared by character.

    RFC 3986 section 6 lists the spellings that are equal but not identical.
    """
    remedy = _remedy(text)
    if not remedy:
        return ()
    message = f"readers compare identifiers character by character: {remedy} in {quote(text)}"
    return (Fault("canonical", "NonCanonicalURI", message),)


def _remedy(text: str) -> str:
    """Return the change that makes an identifier canonical; "" if there is none."""
    scheme = text.partition(":")[0]
    if _SCHEME.match(text) and not scheme.islower():
        return f"write the scheme {scheme.lower()} in lower case"
    for match in _PERCENT.finditer(text):
        digits = match[1]
        if not digits.isdigit() and not digits.replace("0", "A").isupper() and digits != digits.upper():
            return f"write %{digits.upper()} for %{digits}"
        if chr(int(digits, 16)) in _UNRESERVED:
            return f"write {chr(int(digits, 16))} for %{digits}"
    return _authority_remedy(text)


def _authority_remedy(text: str) -> str:
    match = _AUTHORITY.match(text)
    if match is None:
        return ""
    scheme, _, host, port, path = match.groups()
    if host != host.lower():
        return f"write the host {quote(host.lower())} in lower case"
    if port is not None and (not port or port == _DEFAULT_PORTS.get(scheme)):
        return f"remove the port :{port}"
    if not path and scheme in _DEFAULT_PORTS:
        return "write / after the host"
    segments = path.split("/")
    return "remove the segments . and .." if "." in segments or ".." in segments else ""
