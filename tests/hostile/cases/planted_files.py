"""Files that somebody plants where newsfeed writes, and commands that write there.

Each plant names a path below the working folder, of which `outside` has files of the user. The commands have written
everything once before it is planted.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Plant:
    """A file that is planted.

    Attributes:
        path: where, below the working folder; what was there is moved away.
        kind: `link` to a file of the user, `dangling` link to a file that is not there yet, `folder` for a link to a folder of
            the user, `hard` link to a file of the user, `pipe`, `device` (only for root) or `socket`.
        command: the command that is run then, of `COMMANDS`.
        replaced: True if the command may go on, because it replaces the planted file or does not use it.
    """

    path: str
    kind: str
    command: str
    replaced: bool = False

    @property
    def name(self) -> str:
        """The name of the case."""
        return f"{self.command}-{self.path.replace('/', '.')}-{self.kind}"


_KEY: Final = "1f0c3a5b7d9e2468"
_PAGES: Final = [
    "bulk",
    "in",
    "--feed",
    "feed.toml",
    "--to",
    "rss,html",
    "--layout",
    "files",
    "-o",
    "public",
    "--no-validate",
]
COMMANDS: Final = {
    "build": ["build", "in", "--feed", "feed.toml", "--output", "public"],
    "archive": ["build", "in", "--feed", "feed.toml", "--output", "public", "--archive", "1"],
    "cache": ["build", "in", "--feed", "feed.toml", "--output", "public", "--cache", "kept"],
    "publish": ["publish", "in", "--feed", "feed.toml", "--no-ping", "--indexnow-key", _KEY],
    "state": [
        "publish",
        "in",
        "--feed",
        "feed.toml",
        "--no-ping",
        "--indexnow-key",
        _KEY,
        "--state",
        "state/sent.json",
    ],
    "convert": ["convert", "in", "--to", "jsonld", "--output", "public"],
    "rights": ["rights", "feed.toml", "--output", "public"],
    "examples": ["examples", "--output", "public"],
    "tables": ["bulk", "in", "--to", "rss,jsonld", "--output", "public", "--restart", "--no-validate"],
    "pages": [*_PAGES, "--restart"],
    "resumed": _PAGES,
}
"""Command lines; `--as-of` is added to those that have it."""

_FILES: Final = {
    "build": ("public/feed.rss", "public/index.html", "public/stories/gate-1.html", "public/feed.css"),
    "archive": ("public/archive-1.rss", "public/archive-1.atom"),
    "cache": ("kept/manifest.json", "kept/rendered-rss", "kept/rendered-atom", "public/feed.atom"),
    "publish": (".newsfeed/publish.json", ".newsfeed/manifest.json", ".newsfeed/rendered-rss", "public/feed.json"),
    "state": ("state/sent.json",),
    "convert": ("public/one.jsonld", "public/below/two.jsonld"),
    "rights": ("public/robots.txt", "public/trust.txt", "public/license.xml", "public/.well-known/tdmrep.json"),
    "examples": ("public/feed.toml", "public/stories/night-trains.json"),
    "resumed": ("public/manifest.json", "public/shard-00000.rss", "public/shard-00000.html/000000.html"),
}
_FOLDERS: Final = {
    "build": ("public/stories",),
    "convert": ("public/below",),
    "rights": ("public/.well-known",),
    "examples": ("public/stories",),
    "resumed": ("public/shard-00000.html",),
    "publish": (".newsfeed",),
}
_KINDS: Final = ("link", "dangling", "hard", "pipe", "device", "socket")
_READ: Final = ("manifest.json", "publish.json", "sent.json", "archive-1", "rendered-", "feed.json", "shard-")
"""Parts of the names of files that are read, so that a hard link is refused; others are replaced."""
_COPIED: Final = ("robots.txt", "trust.txt", "tdmrep.json", "public/feed.toml", "night-trains.json")
"""Those of files that are completed, or that are not overwritten."""

PLANTS: Final[tuple[Plant, ...]] = (
    *(
        Plant(path, kind, command, replaced=kind == "hard" and not any(part in path for part in (*_READ, *_COPIED)))
        for command, paths in _FILES.items()
        for path in paths
        for kind in _KINDS
    ),
    *(Plant(path, "folder", command) for command, paths in _FOLDERS.items() for path in paths),
    *(Plant(path, "folder-file", command) for command, paths in _FOLDERS.items() for path in paths),
    # A restart removes what matches the names of shards: the link, and nothing that it leads to.
    Plant("public/shard-00000.parquet", "link", "tables", replaced=True),
    Plant("public/shard-00007.parquet", "folder", "tables", replaced=True),
    Plant("public/shard-00000.html", "folder", "pages", replaced=True),
    Plant("public/shard-00000.html/000000.html", "link", "pages", replaced=True),
    Plant("public/manifest.json", "link", "pages", replaced=True),
    # Temporary files of a process that was killed are removed, and nothing that they lead to.
    Plant("public/.feed.rss.99999999.0a0a0a0a0a0a.newsfeed-tmp", "link", "build", replaced=True),
    Plant("public/stories/.x.99999999.0a0a0a0a0a0a.newsfeed-tmp", "folder", "build", replaced=True),
    Plant("kept/.manifest.json.99999999.0a0a0a0a0a0a.newsfeed-tmp", "dangling", "cache", replaced=True),
    Plant("public/.newsfeed-lock", "link", "build", replaced=True),
    Plant("public/.newsfeed-lock", "pipe", "build", replaced=True),
)

FORGED_PATHS: Final = (
    "../outside/key",
    "/{folder}/outside/key",
    "stories/../../outside/key",
    "./CNAME",
    "CNAME",
    "stories/own.html",
    "linked/key",
    "",
    ".",
    "..",
    "feed.rss/",
    "a\0b",
    "stories",
    "..\\outside\\key",
)
"""Paths that a forged list of files has; each that is a file has its right digest."""
