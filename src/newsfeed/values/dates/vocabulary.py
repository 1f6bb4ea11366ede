"""Month and weekday names in many languages."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newsfeed.values.dates.spelling import fold_spelling

# --- dates in words ---

# One row a language, one column a month; "/" between spellings. A word is also known by its first three letters or more
# where no other month begins so. Accents and case do not matter.
_MONTH_NAMES: Final = """
january february march april may june july august september october november december
januar/janner/jan februar/feber marz/mrz april mai juni juli august september oktober november dezember
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti/august september oktober november december/desember
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januar februari/februar marcius aprilis majus junius julius augusztus szeptember oktober november december
styczen/stycznia luty/lutego marzec/marca kwiecien/kwietnia maj/maja czerwiec/czerwca lipiec/lipca sierpien/sierpnia \
wrzesien/wrzesnia pazdziernik/pazdziernika listopad/listopada grudzien/grudnia
leden/ledna unor/unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna cervenec/cervence srpen/srpna zari \
rijen/rijna listopad/listopadu prosinec/prosince
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
januari februari maret april mei juni juli agustus september oktober november desember
январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля август/августа сентябрь/сентября \
октябрь/октября ноябрь/ноября декабрь/декабря
січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня серпень/серпня \
вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня
Ιανουάριος/Ιανουαρίου Φεβρουάριος/Φεβρουαρίου Μάρτιος/Μαρτίου/Μαω Απρίλιος/Απριλίου Μάιος/Μαΐου Ιούνιος/Ιουνίου/Ιον \
Ιούλιος/Ιουλίου/Ιολ Αύγουστος/Αυγούστου Σεπτέμβριος/Σεπτεμβρίου Οκτώβριος/Οκτωβρίου Νοέμβριος/Νοεμβρίου \
Δεκέμβριος/Δεκεμβρίου
"""
_WEEKDAY_NAMES: Final = """
monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
segunda terca quarta quinta sexta feira lunedi martedi mercoledi giovedi venerdi sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lordag sondag
mandag tisdag onsdag torsdag fredag lordag hetfo kedd szerda csutortok pentek szombat vasarnap
luni marti miercuri joi vineri sambata duminica poniedzialek wtorek sroda czwartek piatek sobota niedziela
pondeli utery streda ctvrtek patek nedele pazartesi sali carsamba persembe cuma cumartesi pazar
senin selasa rabu kamis jumat sabtu minggu
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
понеділок вівторок середа четвер пятниця субота неділя нд
Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή
"""
_FILLERS: Final = (
    "st nd rd th er o de del den di le il la el of the at on um uhr alle ore om kl klo a as t г год года в час"
)


@lru_cache(maxsize=1)
def month_words() -> dict[str, int]:
    """Map every month name and every abbreviation of three letters or more that means one month to its number."""
    whole: dict[str, int] = {}
    short: dict[str, int] = {}
    for row in _MONTH_NAMES.strip().splitlines():
        for number, spellings in enumerate(row.split(), 1):
            for name in map(fold_spelling, spellings.split("/")):
                whole[name] = number
                for length in range(3, len(name)):
                    short[name[:length]] = number if short.get(name[:length], number) == number else 0
    return {word: number for word, number in (short | whole).items() if number}


@lru_cache(maxsize=1)
def weekday_words() -> frozenset[str]:
    names = [fold_spelling(name) for name in _WEEKDAY_NAMES.split()]
    return frozenset(name[:length] for name in names for length in range(min(3, len(name)), len(name) + 1))


@lru_cache(maxsize=1)
def fillers() -> frozenset[str]:
    return frozenset(map(fold_spelling, _FILLERS.split()))
