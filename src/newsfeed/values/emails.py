"""E-mail addresses (RFC 5322, 3.4.1)."""

from __future__ import annotations

from typing import Final

from newsfeed.values.escaping import quoted
from newsfeed.values.iris import FORBIDDEN, check_ip_literal, check_ipv4, check_web_host
from newsfeed.values.patterns import pattern

_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u00a1-\ud7ff\ue000-\U0010ffff]+"
_LOCAL_PART: Final = pattern(rf'{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\s\x00-\x1f\x7f-\x9f\ud800-\udfff]|\\[\x21-\x7e])*"')
_INVISIBLE: Final = pattern("[\\s\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check_email(text: str) -> None:
    """Refuse anything but one bare e-mail address such as `name@example.org`.

    The address is an addr-spec of RFC 5322, in any script (RFC 6531), without comments, folding or obsolete forms.

    Raises:
        ValueError: the text is not such an address; the message says what to write instead.
    """
    local_part, at_sign, domain = text.rpartition("@")
    if not at_sign:
        raise ValueError(f"write an e-mail address as name@example.org, not {quoted(text)}")
    if FORBIDDEN.search(domain):
        raise ValueError(f"write an e-mail address alone, without name, space or brackets, not {quoted(text)}")
    if not _is_local_part(local_part):
        raise ValueError(
            f"{quoted(local_part)} is not allowed before '@': write 1 to 64 letters, digits and inner dots"
        )
    if domain.startswith("[") and domain.endswith("]"):
        _check_address_literal(domain[1:-1])
    else:
        _check_mail_domain(domain)


def _is_local_part(text: str) -> bool:
    if len(text) > 64 or not _LOCAL_PART.fullmatch(text):
        return False
    return len(text.encode()) <= 64 and not _INVISIBLE.search(text)


def _check_address_literal(literal: str) -> None:
    if literal[:5].lower() == "ipv6:":
        check_ip_literal(literal[5:])
    else:
        check_ipv4(literal)


def _check_mail_domain(domain: str) -> None:
    if domain.endswith("."):
        raise ValueError(f"the host {quoted(domain)} is malformed: write it without the final dot")
    check_web_host(domain)
