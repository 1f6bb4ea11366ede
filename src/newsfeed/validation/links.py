"""Checks of links and identifiers."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.findings import Severity
from newsfeed.validation.faults import Fault, Value, shown, words
from newsfeed.values.iris import check_iri, is_safe_scheme
from newsfeed.values.urns import check_tag_uri, check_urn

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_NOT_IN_URI: Final = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f]|%(?![0-9A-Fa-f]{2})")
_WEB: Final = re.compile(r"(?:https?|ftp)://[^/?#]", re.IGNORECASE)
REGISTERED_SCHEMES: Final = words(
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
"""The schemes that IANA has registered, and the few that feeds themselves brought."""


def _link(full: str, malformed: str, *, ascii_only: bool, relative: bool = False) -> Value:
    """Make a check of a link: `full` is the event where it has no scheme, `malformed` where it is wrong otherwise."""

    def check(text: str) -> Iterable[Fault]:
        try:
            check_iri(text)
        except ValueError as error:
            return _fault(text, str(error))
        scheme = text.partition(":")[0].lower()
        if scheme == "tag" or scheme == "urn":  # noqa: PLR1714
            return _named(text, scheme)
        if scheme not in REGISTERED_SCHEMES:
            message = f"the scheme {shown(scheme)} is not registered with IANA: write https:// or another that is"
            return (Fault("scheme", "SchemeNotIANARegistered", message),)
        return _iri(text) if ascii_only and not text.isascii() else ()

    def _iri(text: str) -> Iterable[Fault]:
        message = f"{shown(text)} is an IRI, where RSS has URIs: percent-encode what is not ASCII"
        return (Fault("iri", "UriNotIri", message),)

    def _fault(text: str, reason: str) -> Iterable[Fault]:
        found = _SCHEME.match(text)
        scheme = found[1].lower() if found else ""
        if found is None and relative and not _NOT_IN_URI.search(text) and (text or full != "InvalidFullLink"):
            return ()
        if scheme in ("tag", "urn"):
            return _named(text, scheme)
        if not is_safe_scheme(text):
            event = malformed if scheme in REGISTERED_SCHEMES else "SchemeNotIANARegistered"
            message = f"a link with the scheme {shown(scheme)} is not safe: write https:// or http://"
            return (Fault("unsafe", event, message, severity=Severity.ERROR),)
        if bad := _NOT_IN_URI.search(text):
            event = malformed if malformed in _OWN else "InvalidUriChar"
            message = (
                f"{shown(bad[0])} cannot stand in a link: write %{ord(bad[0]):02X}, or take it out of {shown(text)}"
            )
            return (Fault("character", event, message),)
        if found is None:
            message = f"write a whole link such as https://example.org/, not {shown(text)}"
            return (Fault("relative", full, message),)
        return (Fault("invalid", malformed, reason),)

    return check


_OWN: Final = frozenset(("InvalidHttpGUID", "InvalidURLAttribute"))


def _named(text: str, scheme: str) -> Iterable[Fault]:
    """Check a tag URI (RFC 4151) or a URN (RFC 8141)."""
    try:
        (check_tag_uri if scheme == "tag" else check_urn)(text)
    except ValueError as error:
        event = "InvalidTAG" if scheme == "tag" else "InvalidUUID" if text[4:9].lower() == "uuid:" else "InvalidURN"
        return (Fault(scheme, event, str(error)),)
    return ()


link: Final = _link("InvalidFullLink", "InvalidLink", ascii_only=True)
"""A whole URI, as RSS has it."""
iri: Final = _link("InvalidFullLink", "InvalidIRI", ascii_only=False)
"""A whole IRI, as Atom has it."""
reference: Final = _link("InvalidFullLink", "InvalidLink", ascii_only=True, relative=True)
"""A URI, or one relative to the base."""
iri_reference: Final = _link("InvalidLink", "InvalidIRI", ascii_only=False, relative=True)
"""An IRI, or one relative to the base."""
attribute: Final = _link("InvalidURLAttribute", "InvalidURLAttribute", ascii_only=True)
"""A whole URI in an attribute of RSS itself."""

guid: Final = _link("InvalidHttpGUID", "InvalidHttpGUID", ascii_only=False)
"""A permanent link."""


def web(check: Value, event: str) -> Value:
    """Make a check that also asks for http, https or ftp, with a host."""

    def with_host(text: str) -> Iterable[Fault]:
        found = tuple(check(text))
        if not found and not _WEB.match(text):
            return (Fault("scheme", event, f"write a link that begins with https:// or http://, not {shown(text)}"),)
        return found

    return with_host


_PERCENT: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_AUTHORITY: Final = re.compile(
    r"([A-Za-z][A-Za-z0-9+.\-]*)://(?:([^/?#@]*)@)?(\[[^\]/]*\]|[^/?#:]*)(?::([0-9]*))?([^?#]*)"
)
_DEFAULT_PORTS: Final = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical(text: str) -> Iterable[Fault]:
    """Ask for the canonical spelling of an identifier: they are compared letter by letter (RFC 3986 section 6)."""
    reason = _uncanonical(text)
    return (
        (
            Fault(
                "canonical", "NonCanonicalURI", f"{reason} in {shown(text)}: identifiers are compared letter by letter"
            ),
        )
        if reason
        else ()
    )


def _uncanonical(text: str) -> str:
    scheme = text.partition(":")[0]
    if _SCHEME.match(text) and not scheme.islower():
        return f"write the scheme {scheme.lower()} in lower case"
    for found in _PERCENT.finditer(text):
        if not found[1].isdigit() and not found[1].replace("0", "A").isupper() and found[1] != found[1].upper():
            return f"write %{found[1].upper()} for %{found[1]}"
        if chr(int(found[1], 16)) in _UNRESERVED:
            return f"write {chr(int(found[1], 16))} for %{found[1]}"
    return _uncanonical_place(text)


def _uncanonical_place(text: str) -> str:
    match = _AUTHORITY.match(text)
    if match is None:
        return ""
    scheme, _, host, port, path = match.groups()
    if host != host.lower():
        return f"write the host {shown(host.lower())} in lower case"
    if port is not None and (not port or port == _DEFAULT_PORTS.get(scheme)):
        return f"leave out the port :{port}"
    if not path and scheme in _DEFAULT_PORTS:
        return "write / behind the host"
    segments = path.split("/")
    return "take out the segments . and .." if "." in segments or ".." in segments else ""
