"""Pages of embedded players, posts, maps and charts: from the address of the embed to that of the page that shows the same."""

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote

from newsfeed.values import iris
from newsfeed.values.patterns import pattern


class _Embed(NamedTuple):
    """One kind of embeds.

    Attributes:
        address: matches the whole address after `https://` and a `www.`, without query and fragment.
        page: template of the page's address, with the groups of `address` and, as `{query[name]}`, the query's parameters.
        parameters: the parameters of the query that the page needs; without them the kind does not apply.
    """

    address: "re.Pattern[str]"
    page: str
    parameters: tuple[str, ...] = ()


_ID: Final = r"(?P<id>[\w-]+)"
_ROWS: Final[tuple[tuple[str, ...], ...]] = (
    (r"youtube(?:-nocookie)?\.com/embed/videoseries", "https://www.youtube.com/playlist?list={query[list]}", "list"),
    (rf"(?:m\.)?youtube(?:-nocookie)?\.com/(?:embed|v|e|shorts|live)/{_ID}", "https://www.youtube.com/watch?v={id}"),
    (r"player\.vimeo\.com/video/(?P<id>\d+)", "https://vimeo.com/{id}/{query[h]}", "h"),
    (r"player\.vimeo\.com/video/(?P<id>\d+)", "https://vimeo.com/{id}"),
    (rf"dailymotion\.com/embed/video/{_ID}", "https://www.dailymotion.com/video/{id}"),
    (r"geo\.dailymotion\.com/player(?:/\w+)?\.html", "https://www.dailymotion.com/video/{query[video]}", "video"),
    (r"player\.twitch\.tv/?", "https://www.twitch.tv/videos/{query[video]}", "video"),
    (r"player\.twitch\.tv/?", "https://www.twitch.tv/{query[channel]}", "channel"),
    (r"clips\.twitch\.tv/embed", "https://clips.twitch.tv/{query[clip]}", "clip"),
    (r"embed\.ted\.com/(?P<path>talks/.+)", "https://www.ted.com/{path}"),
    (r"archive\.org/embed/(?P<path>.+)", "https://archive.org/details/{path}"),
    (r"platform\.(?:twitter|x)\.com/embed/(?:Tweet|index)\.html", "https://x.com/i/status/{query[id]}", "id"),
    (rf"instagram\.com/(?P<kind>p|reel|tv)/{_ID}/embed(?:/.*)?", "https://www.instagram.com/{kind}/{id}/"),
    (r"facebook\.com/(?:v[\d.]+/)?plugins/\w+\.php", "{query[href]}", "href"),
    (r"tiktok\.com/(?:embed(?:/v\d)?|player/v1)/(?P<id>\d+)", "https://www.tiktok.com/@_/video/{id}"),
    (r"threads\.(?:net|com)/(?P<path>@[\w.]+/post/[\w-]+)/embed/?", "https://www.threads.com/{path}"),
    (
        r"embed\.bsky\.app/embed/(?P<did>did:[\w:.]+)/app\.bsky\.feed\.post/(?P<id>\w+)",
        "https://bsky.app/profile/{did}/post/{id}",
    ),
    (r"(?P<page>[\w.-]+/@[\w.@-]+/\d+)/embed", "https://{page}"),
    (r"linkedin\.com/embed/feed/update/(?P<id>[\w:]+)", "https://www.linkedin.com/feed/update/{id}"),
    (r"(?:embed\.reddit\.com|redditmedia\.com)/(?P<path>r/.+)", "https://www.reddit.com/{path}"),
    (r"t\.me/(?P<path>\w+/\d+)", "https://t.me/{path}", "embed"),
    (r"w\.soundcloud\.com/player/?", "{query[url]}", "url"),
    (rf"open\.spotify\.com/embed(?:-podcast)?/(?P<kind>\w+)/{_ID}", "https://open.spotify.com/{kind}/{id}"),
    (r"embed\.(?P<page>(?:podcasts|music)\.apple\.com/.+)", "https://{page}"),
    (r"widget\.deezer\.com/widget/\w+/(?P<kind>\w+)/(?P<id>\d+)", "https://www.deezer.com/{kind}/{id}"),
    (r"(?:player-)?(?:widget\.)?mixcloud\.com/widget/iframe/", "https://www.mixcloud.com{query[feed]}", "feed"),
    (r"google\.[a-z.]+/maps/embed/v1/\w+", "https://www.google.com/maps/search/?api=1&query={query[q]}", "q"),
    (
        r"maps\.google\.[a-z.]+/(?:maps)?|google\.[a-z.]+/maps",
        "https://www.google.com/maps/search/?api=1&query={query[q]}", "q", "output",
    ),
    (rf"(?P<page>datawrapper\.dwcdn\.net/{_ID})(?:/.*)?", "https://{page}/"),
    (
        r"(?:flo\.uri\.sh|public\.flourish\.studio)/(?P<kind>visualisation|story)/(?P<id>\d+)(?:/embed)?/?",
        "https://public.flourish.studio/{kind}/{id}/",
    ),
    (rf"e\.infogram\.com/{_ID}", "https://infogram.com/{id}"),
    (rf"codepen\.io/(?P<user>[\w-]+)/embed/(?:preview/)?{_ID}", "https://codepen.io/{user}/pen/{id}"),
    (r"embed\.documentcloud\.org/(?P<path>documents/[\w-]+)/?", "https://www.documentcloud.org/{path}"),
)  # fmt: skip
"""The kinds of embeds, the more special first: expression of the address, template of the page, parameters (see `_Embed`)."""

_EMBEDS: Final = tuple(_Embed(pattern(address), page, tuple(names)) for address, page, *names in _ROWS)

_COORDINATES: Final = pattern(r"!2d(-?\d+(?:\.\d+)?)!3d(-?\d+(?:\.\d+)?)")
_MAP: Final = pattern(r"google\.[a-z.]+/maps/embed")
_MAX_QUERY: Final = 4096
_API_HOST: Final = "https://api."


def page_of(address: str) -> str | None:
    """Return the address of the page with the content of an embed; None for an unknown kind of embed.

    Args:
        address: absolute address of an `iframe`, `embed` or `object`.
    """
    parts = iris.split_iri(address)
    if (parts.scheme or "").lower() not in ("http", "https") or not parts.authority:
        return None
    location = parts.authority.lower().removeprefix("www.") + parts.path
    query = dict(reversed(parse_qsl((parts.query or "")[:_MAX_QUERY])))
    if _MAP.fullmatch(location) and (coordinates := _COORDINATES.search(query.get("pb", ""))):
        return f"https://www.google.com/maps/search/?api=1&query={coordinates[2]},{coordinates[1]}"
    for embed in _EMBEDS:
        match = embed.address.fullmatch(location)
        if match and all(query.get(name) for name in embed.parameters):
            return _page(embed, match, query)
    return None


def _page(embed: _Embed, match: "re.Match[str]", query: dict[str, str]) -> str | None:
    """Return the page's address; None if it is not an ordinary web address, or only for programs."""
    if embed.page.startswith("{query"):
        page = query[embed.parameters[0]]
    else:
        values = {name: quote(value, safe="/,:@+") for name, value in query.items()}
        page = embed.page.format(query=values, **match.groupdict())
    return page if iris.PLAIN_WEB_URL.fullmatch(page) and not page.startswith(_API_HOST) else None
