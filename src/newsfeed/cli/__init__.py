"""The command line, `newsfeed`. Everything that only it needs is here: click, rich, terminals, exit codes, build caches.

Its choices of formats come from the registry, so a plug-in's format is offered by every command.
"""

from newsfeed.cli.main import program

__all__ = ["program"]
