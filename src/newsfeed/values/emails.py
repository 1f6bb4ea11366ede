"""E-mail addresses (RFC 5322, 3.4.1)."""

from __future__ import annotations

from typing import Final

from newsfeed.values.iris import FORBIDDEN, check_address, check_ipv4, check_web_host
from newsfeed.values.patterns import pattern
from newsfeed.values.quoting import quoted

# --- e-mail addresses and media types ---

_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u00a1-\ud7ff\ue000-\U0010ffff]+"
_LOCAL_PART: Final = pattern(rf'{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\s\x00-\x1f\x7f-\x9f\ud800-\udfff]|\\[\x21-\x7e])*"')
_UNSEEN: Final = pattern("[\\s\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check_email(text: str) -> None:
    """Refuse what is not one e-mail address alone, `name@example.org` (RFC 5322 addr-spec, RFC 6531 for other scripts).

    Comments, folding and obsolete forms are refused. Raises ValueError that says what to write instead.
    """
    local, at, domain = text.rpartition("@")
    if not at:
        raise ValueError(f"write an e-mail address as name@example.org, not {quoted(text)}")
    if FORBIDDEN.search(domain):
        raise ValueError(f"write an e-mail address alone, without name, space or brackets, not {quoted(text)}")
    if len(local) > 64 or not _LOCAL_PART.fullmatch(local) or len(local.encode()) > 64 or _UNSEEN.search(local):
        raise ValueError(f"{quoted(local)} cannot stand before '@': write 1 to 64 letters, digits and inner dots")
    if domain.startswith("[") and domain.endswith("]"):
        _check_literal(domain[1:-1])
    else:
        _check_mail_domain(domain)


def _check_literal(literal: str) -> None:
    if literal[:5].lower() == "ipv6:":
        check_address(literal[5:])
    else:
        check_ipv4(literal)


def _check_mail_domain(domain: str) -> None:
    if domain.endswith("."):
        raise ValueError(f"the host {quoted(domain)} is malformed: write it without the final dot")
    check_web_host(domain)
