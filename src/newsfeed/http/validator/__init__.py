"""The validator page: findings, a preview and the losses in other formats for a document of a visitor.

Each document is checked in a process of its own, with limits on time and memory. Nothing is stored, fetched or logged.
"""

from newsfeed.http.validator.service import Validator
from newsfeed.http.validator.settings import CheckLimits, ValidatorSettings

__all__ = ["CheckLimits", "Validator", "ValidatorSettings"]
