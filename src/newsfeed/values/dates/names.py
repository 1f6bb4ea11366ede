"""Names of days, months and zones in RFC 822."""

from __future__ import annotations

from typing import Final

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_NUMBER: Final = {name.lower(): number for number, name in enumerate(DAYS)}
MONTH_NUMBER: Final = {name.lower(): number for number, name in enumerate(MONTHS) if name}


def _minutes(table: str) -> dict[str, int]:
    return {name: int(minutes) for name, minutes in (entry.split("=") for entry in table.split())}


# RFC 822 section 5.1, signs of the military letters included. RFC 2822 later noted that mailers used them both ways;
# RSS is bound to RFC 822. J is not a zone.
ZONE_MINUTES: Final = (
    _minutes("gmt=0 ut=0 utc=0 z=0 est=-300 edt=-240 cst=-360 cdt=-300 mst=-420 mdt=-360 pst=-480 pdt=-420")
    | {letter: -60 * hours for hours, letter in enumerate("abcdefghiklm", 1)}
    | {letter: 60 * hours for hours, letter in enumerate("nopqrstuvwxy", 1)}
)
# What other feeds write. Left out on purpose: IST, AMT, GST and other names that mean several offsets.
FOREIGN_ZONE_MINUTES: Final = ZONE_MINUTES | _minutes(
    "zulu=0 uct=0 at=-240 ast=-240 adt=-180 et=-300 ct=-360 mt=-420 pt=-480 nst=-210 ndt=-150 akst=-540 akdt=-480 "
    "hst=-600 brt=-180 art=-180 clt=-240 wet=0 west=60 bst=60 met=60 mez=60 cet=60 cest=120 mest=120 mesz=120 eet=120 "
    "eest=180 sast=120 cat=120 eat=180 wat=60 msk=180 msd=240 trt=180 pkt=300 ict=420 wib=420 hkt=480 sgt=480 pht=480 "
    "awst=480 jst=540 kst=540 acst=570 acdt=630 aest=600 aedt=660 nzst=720 nzdt=780"
)


EXAMPLE: Final = "write it as 2024-05-17T09:30:00Z"
