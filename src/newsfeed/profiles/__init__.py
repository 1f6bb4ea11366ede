"""Profiles: the requirements of single consumers of feeds and pages, as dated data files, and the rules that they name.

A profile adds findings to those of a format, and a writer that gets one keeps to it. Consumers change their pages without
notice, so each profile names its source and its date.
"""

from newsfeed.profiles.profile import Profile, ProfileRule


def profiles() -> tuple[Profile, ...]:
    """Return the profiles of the package, sorted by name."""
    from newsfeed.profiles.loading import built_in  # reading data files needs more imports

    return built_in()


__all__ = ["Profile", "ProfileRule", "profiles"]
