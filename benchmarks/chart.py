"""Measurements as one SVG: a panel a topic with a scale of its own, a bar a case."""

from collections.abc import Iterable, Iterator, Sequence
from math import floor, log10
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.measure import Measurement
from benchmarks.results import Section, figures

WIDTH: Final = 760
LABELS: Final = 290
VALUES: Final = 100
BARS: Final = WIDTH - LABELS - VALUES
BAR: Final = 16
STEP: Final = 22
HEAD: Final = 72
TITLE: Final = 42
AXIS: Final = 26
TICKS: Final = 5
"""How many steps an axis has at most."""

_STYLE: Final = (
    "text{font:13px system-ui,sans-serif;fill:#1f2933}.title{font-weight:600}.small{font-size:11px;fill:#52606d}"
    ".ours{fill:#0b6e99}.peer{fill:#a3adb8}.grid{stroke:#dde2e7}.ground{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#e4e7eb}.small{fill:#9fb0bf}"
    ".ours{fill:#4fb3d9}.peer{fill:#6b7886}.grid{stroke:#2b3843}.ground{fill:#111a22}}"
)


def svg(sections: Iterable[Section]) -> str:
    """Give the chart of the sections that have times.

    Args:
        sections: one a topic; of each the size is drawn at which most cases ran, the largest of several.
    """
    panels: list[str] = []
    top = HEAD
    for section in sections:
        bars = _drawn(section)
        if bars:
            panels += _panel(section, bars, top)
            top += TITLE + STEP * len(bars) + AXIS
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 8}" role="img">'
    ground = '<rect class="ground" width="100%" height="100%"/>'
    title = "<title>Microseconds an item, by topic and library: shorter bars are faster</title>"
    return "\n".join([opening, title, f"<style>{_STYLE}</style>", ground, *_head(), *panels, "</svg>"]) + "\n"


def _head() -> Iterator[str]:
    """Say what a bar is, and whose."""
    yield _text(12, 26, "Microseconds of each item: shorter is faster", "title")
    yield _text(
        12, 46, "Medians of rounds that ran in turns. Axes are linear and begin at 0; each topic has its own.", "small"
    )
    for x, kind, name in ((WIDTH - 200, "ours", "newsfeed"), (WIDTH - 100, "peer", "others")):
        yield f'<g><rect class="{kind}" width="12" height="12" transform="translate({x} 15)"/></g>'
        yield _text(x + 18, 26, name)


def _drawn(section: Section) -> list[Measurement]:
    timed = [each for each in section.measurements if each.seconds]
    sizes = [each.size for each in timed]
    size = max(sizes, key=lambda size: (sizes.count(size), size), default=0)
    return [each for each in timed if each.size == size]


def _panel(section: Section, bars: Sequence[Measurement], top: int) -> list[str]:
    size = bars[0].size
    count = f", {size:,} of them" if size > 1 else ""
    bottom = top + TITLE - 8 + STEP * len(bars)
    scale = BARS / max(bar.median for bar in bars)
    lines = [_text(12, top + 22, f"{section.title}: us of each {section.unit}{count}", "title")]
    lines += _axis(BARS / scale, scale, top + TITLE - 12, bottom)
    for place, bar in enumerate(bars):
        y = top + TITLE - 8 + STEP * place
        lines.append(_bar(bar, bar.median * scale, y, ours=_is_ours(bar.case, section)))
    return lines


def _axis(longest: float, scale: float, top: int, bottom: int) -> Iterator[str]:
    """Give a line and a number at each step from 0."""
    step = _step(longest)
    for number in range(int(longest / step) + 1):
        x = LABELS + number * step * scale
        yield f'<path class="grid" d="M{x:.1f} {top}V{bottom}"/>'
        yield _text(x, bottom + 12, f"{number * step:,g}", "small", "middle")


def _step(longest: float) -> float:
    """Give the least of 1, 2, 5, 10, 20 ... that does not take more than so many steps."""
    power = 10.0 ** floor(log10(longest / TICKS))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor * TICKS >= longest)


def _is_ours(case: str, section: Section) -> bool:
    """Whether the case is newsfeed's: it says so, or all of the topic are but what they are held against."""
    if any("newsfeed" in each.case for each in section.measurements):
        return "newsfeed" in case
    return case not in section.against


def _bar(bar: Measurement, length: float, y: int, *, ours: bool) -> str:
    kind = "ours" if ours else "peer"
    width = max(length, 1)
    label = _text(LABELS - 8, y + BAR - 3, bar.case, anchor="end")
    value = _text(LABELS + width + 6, y + BAR - 3, f"{figures(bar.median)} us")
    return f'{label}<rect class="{kind}" x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR}"/>{value}'


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    attributes = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:g}" y="{y:g}"{attributes}>{escape(text)}</text>'
