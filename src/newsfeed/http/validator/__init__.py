"""The validator page: a document is sent to it, and the answer shows its findings, a preview and what formats would lose.

Each document is checked in a process of its own, with limits on time and memory. Nothing is stored, fetched or logged.
"""

from newsfeed.http.validator.service import Validator
from newsfeed.http.validator.settings import CheckLimits, ValidatorSettings

__all__ = ["CheckLimits", "Validator", "ValidatorSettings"]
