"""SVG chart of the measurements: one panel per topic, each with its own scale, and one bar per case."""

from collections.abc import Iterable, Iterator, Sequence
from math import floor, log10
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.measure import Measurement
from benchmarks.results import Section, format_number

# All lengths are in SVG user units.
WIDTH: Final = 760
LABEL_WIDTH: Final = 290
VALUE_WIDTH: Final = 100
PLOT_WIDTH: Final = WIDTH - LABEL_WIDTH - VALUE_WIDTH
BAR_HEIGHT: Final = 16
BAR_PITCH: Final = 22
HEADER_HEIGHT: Final = 72
TITLE_HEIGHT: Final = 42
AXIS_HEIGHT: Final = 26
MAX_TICKS: Final = 5
"""Maximum number of intervals on an axis."""

_STYLE: Final = (
    "text{font:13px system-ui,sans-serif;fill:#1f2933}.title{font-weight:600}.small{font-size:11px;fill:#52606d}"
    ".ours{fill:#0b6e99}.peer{fill:#a3adb8}.grid{stroke:#dde2e7}.ground{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#e4e7eb}.small{fill:#9fb0bf}"
    ".ours{fill:#4fb3d9}.peer{fill:#6b7886}.grid{stroke:#2b3843}.ground{fill:#111a22}}"
)


def svg(sections: Iterable[Section]) -> str:
    """Return the chart of all sections that have times.

    Args:
        sections: one per topic. A panel shows the size at which most cases ran, the largest if there are several.
    """
    panels: list[str] = []
    top = HEADER_HEIGHT
    for section in sections:
        bars = _measurements_to_draw(section)
        if bars:
            panels += _panel(section, bars, top)
            top += TITLE_HEIGHT + BAR_PITCH * len(bars) + AXIS_HEIGHT
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 8}" role="img">'
    ground = '<rect class="ground" width="100%" height="100%"/>'
    title = "<title>Microseconds per item, by topic and library: shorter bars are faster</title>"
    return "\n".join([opening, title, f"<style>{_STYLE}</style>", ground, *_header(), *panels, "</svg>"]) + "\n"


def _header() -> Iterator[str]:
    yield _text(12, 26, "Microseconds per item: shorter is faster", "title")
    yield _text(
        12, 46, "Medians of interleaved rounds. Axes are linear and start at 0; each topic has its own.", "small"
    )
    for x, kind, name in ((WIDTH - 200, "ours", "newsfeed"), (WIDTH - 100, "peer", "others")):
        yield f'<g><rect class="{kind}" width="12" height="12" transform="translate({x} 15)"/></g>'
        yield _text(x + 18, 26, name)


def _measurements_to_draw(section: Section) -> list[Measurement]:
    # A panel has one bar for each case, so kinds of items are in the tables only.
    timed = [measurement for measurement in section.measurements if measurement.seconds and not measurement.kind]
    sizes = [measurement.size for measurement in timed]
    size = max(sizes, key=lambda size: (sizes.count(size), size), default=0)
    return [measurement for measurement in timed if measurement.size == size]


def _panel(section: Section, bars: Sequence[Measurement], top: int) -> list[str]:
    size = bars[0].size
    count = f", at {size:,}" if size > 1 else ""
    bottom = top + TITLE_HEIGHT - 8 + BAR_PITCH * len(bars)
    scale = PLOT_WIDTH / max(bar.median_us for bar in bars)
    lines = [_text(12, top + 22, f"{section.title}: us per {section.unit}{count}", "title")]
    lines += _axis(PLOT_WIDTH / scale, scale, top + TITLE_HEIGHT - 12, bottom)
    for index, bar in enumerate(bars):
        y = top + TITLE_HEIGHT - 8 + BAR_PITCH * index
        lines.append(_bar(bar, bar.median_us * scale, y, ours=_is_ours(bar.case, section)))
    return lines


def _axis(maximum: float, scale: float, top: int, bottom: int) -> Iterator[str]:
    """Yield a grid line and a number for each tick from 0."""
    step = _tick_step(maximum)
    for number in range(int(maximum / step) + 1):
        x = LABEL_WIDTH + number * step * scale
        yield f'<path class="grid" d="M{x:.1f} {top}V{bottom}"/>'
        yield _text(x, bottom + 12, f"{number * step:,g}", "small", "middle")


def _tick_step(maximum: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20 ... that divides the axis into at most `MAX_TICKS` intervals."""
    power = 10.0 ** floor(log10(maximum / MAX_TICKS))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor * MAX_TICKS >= maximum)


def _is_ours(case: str, section: Section) -> bool:
    """Return whether newsfeed does the work of a case: its name says so, or no name does and it is not a baseline."""
    if any("newsfeed" in measurement.case for measurement in section.measurements):
        return "newsfeed" in case
    return case not in section.baselines


def _bar(bar: Measurement, length: float, y: int, *, ours: bool) -> str:
    kind = "ours" if ours else "peer"
    width = max(length, 1)
    label = _text(LABEL_WIDTH - 8, y + BAR_HEIGHT - 3, bar.case, anchor="end")
    value = _text(LABEL_WIDTH + width + 6, y + BAR_HEIGHT - 3, f"{format_number(bar.median_us)} us")
    rect = f'<rect class="{kind}" x="{LABEL_WIDTH}" y="{y}" width="{width:.1f}" height="{BAR_HEIGHT}"/>'
    return f"{label}{rect}{value}"


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    attributes = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:g}" y="{y:g}"{attributes}>{escape(text)}</text>'
