"""Measurements as one SVG: a panel a topic, a bar a case."""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.measure import Measurement
from benchmarks.results import Section, figures

WIDTH: Final = 760
LABELS: Final = 300
VALUES: Final = 90
BAR: Final = 16
STEP: Final = 22
TITLE: Final = 44

_STYLE: Final = (
    "text{font:13px system-ui,sans-serif;fill:#1f2933}.title{font-weight:600}.ours{fill:#0b6e99}.peer{fill:#9aa5b1}"
    ".ground{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#e4e7eb}.ground{fill:#111a22}.ours{fill:#4fb3d9}}"
)


def svg(sections: Iterable[Section]) -> str:
    """Give the chart of the sections that have times; each panel has a scale of its own, from 0.

    Args:
        sections: one a topic; of each the size is drawn at which most cases ran, the largest of several.
    """
    panels: list[str] = []
    top = 8
    for section in sections:
        bars = _drawn(section)
        if bars:
            panels += _panel(section, bars, top)
            top += TITLE + STEP * len(bars)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 8}" role="img">'
    ground = '<rect class="ground" width="100%" height="100%"/>'
    title = "<title>Microseconds an item, by topic and library: shorter bars are faster</title>"
    return "\n".join([opening, title, f"<style>{_STYLE}</style>", ground, *panels, "</svg>"]) + "\n"


def _drawn(section: Section) -> list[Measurement]:
    timed = [each for each in section.measurements if each.seconds]
    sizes = [each.size for each in timed]
    size = max(sizes, key=lambda size: (sizes.count(size), size), default=0)
    return [each for each in timed if each.size == size]


def _panel(section: Section, bars: Sequence[Measurement], top: int) -> list[str]:
    title = f"{section.title}: us of each {section.unit}, {bars[0].size:,} of them"
    longest = max(bar.median for bar in bars)
    lines = [f'<text class="title" x="12" y="{top + 24}">{escape(title)}</text>']
    for place, bar in enumerate(bars):
        length = (WIDTH - LABELS - VALUES) * bar.median / longest
        lines.append(_bar(bar, length, top + TITLE - 8 + STEP * place, ours=_is_ours(bar.case, section)))
    return lines


def _is_ours(case: str, section: Section) -> bool:
    """Whether the case is newsfeed's: it says so, or all of the topic are but what they are held against."""
    if any("newsfeed" in each.case for each in section.measurements):
        return "newsfeed" in case
    return case not in section.against


def _bar(bar: Measurement, length: float, y: int, *, ours: bool) -> str:
    kind = "ours" if ours else "peer"
    text = y + BAR - 3
    return (
        f'<text x="{LABELS - 8}" y="{text}" text-anchor="end">{escape(bar.case)}</text>'
        f'<rect class="{kind}" x="{LABELS}" y="{y}" width="{max(length, 1):.1f}" height="{BAR}"/>'
        f'<text x="{LABELS + max(length, 1) + 6:.1f}" y="{text}">{figures(bar.median)}</text>'
    )
