"""From text to units, shapes and word pieces, exactly as docs/formats/model-file.md says.

The C++ side (src/attribution) follows the same page; the self-test samples in a
model file hold the two together.
"""
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

QUOTES = frozenset("\"'`«»′″‹›" + "".join(map(chr, range(0x2018, 0x2020))))
MAX_UNIT = 100

NONE, LOWER, CAPITALISED, CAPITALS, MIXED, SINGLE_CAPITAL, DIGIT, QUOTE = range(8)


def _class(ranges_of):
    """A regular expression class of every code point whose major category is wanted."""
    out, start = [], None
    for cp in range(sys.maxunicode + 2):
        inside = cp <= sys.maxunicode and unicodedata.category(chr(cp))[0] in ranges_of
        if inside and start is None:
            start = cp
        elif not inside and start is not None:
            out.append(f"\\U{start:08x}-\\U{cp - 1:08x}")
            start = None
    return "[" + "".join(out) + "]"


@lru_cache(maxsize=1)
def unit_pattern():
    return re.compile(f"{_class('LNM')}+|{_class('PS')}")


def units_of(text):
    """Spans (code points) of the units."""
    return [m.span() for m in unit_pattern().finditer(text)]


@lru_cache(maxsize=1 << 18)
def shape_of(unit):
    if unit in QUOTES:
        return QUOTE
    categories = [unicodedata.category(c) for c in unit]
    if "Nd" in categories:
        return DIGIT
    letters = [c for c in categories if c[0] == "L"]
    if not letters:
        return NONE
    capitals = letters.count("Lu")
    if capitals == 0:
        return LOWER
    if capitals == len(letters):
        return SINGLE_CAPITAL if capitals == 1 else CAPITALS
    return CAPITALISED if capitals == 1 and letters[0] == "Lu" else MIXED


def normal(unit):
    """Lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", unit.lower()) if unicodedata.category(c) != "Mn")


class Vocabulary:
    """WordPiece over a list of pieces; the five special pieces come first."""

    SPECIAL = ("[PAD]", "[PARAGRAPH]", "[UNK]", "[CLS]", "[SEP]")
    PAD, PARAGRAPH, UNK, CLS, SEP = range(5)

    def __init__(self, pieces):
        assert tuple(pieces[:5]) == self.SPECIAL
        self.pieces = list(pieces)
        self.number = {p: i for i, p in enumerate(pieces)}
        self.longest = max(map(len, pieces))
        self._kept = {}

    def cut(self, unit):
        """Numbers of the pieces of one unit."""
        kept = self._kept.get(unit)
        if kept is None:
            kept = self._kept[unit] = self._cut(unit)
        return kept

    def _cut(self, unit):
        word = normal(unit)
        if not word or len(unit) > MAX_UNIT or len(word) > MAX_UNIT:
            return (self.UNK,)
        out, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(min(len(word), start + self.longest), start, -1):
                number = self.number.get(mark + word[start:end])
                if number is not None and number >= len(self.SPECIAL):
                    break
            else:
                return (self.UNK,)
            out.append(number)
            start = end
        return tuple(out)


@dataclass
class Encoded:
    """One text, cut: parallel lists over pieces and over units."""

    units: list  # spans in code points
    pieces: list  # piece numbers of the whole text
    shapes: list  # a shape a piece
    first: list  # for each unit: index of its first own piece
    begin: list  # for each unit: where its pieces begin (its paragraph piece included)
    end: list  # for each unit: where they end


def encode(text, vocabulary):
    units = units_of(text)
    out = Encoded(units, [], [], [], [], [])
    last_end = None
    for start, end in units:
        out.begin.append(len(out.pieces))
        if last_end is not None and "\n" in text[last_end:start]:
            out.pieces.append(Vocabulary.PARAGRAPH)
            out.shapes.append(NONE)
        out.first.append(len(out.pieces))
        unit = text[start:end]
        numbers = vocabulary.cut(unit)
        out.pieces.extend(numbers)
        out.shapes.extend([shape_of(unit)] * len(numbers))
        out.end.append(len(out.pieces))
        last_end = end
    return out


def windows_of(encoded, window, overlap, first=0):
    """Half-open ranges of units, one a window, beginning at unit `first`."""
    room, count, out = window - 2, len(encoded.units), []
    start = first
    while start < count:
        stop = start
        while stop < count and encoded.end[stop] - encoded.begin[start] <= room:
            stop += 1
        stop = max(stop, start + 1)
        out.append((start, stop))
        if stop == count:
            break
        edge = encoded.end[stop - 1] - overlap
        following = start + 1
        while following < stop and encoded.begin[following] < edge:
            following += 1
        start = following
    return out


def owners_of(encoded, windows):
    """For each unit, the number of the window in which it is read."""
    count = len(encoded.units)
    owner, best = [0] * count, [-1.0] * count
    for w, (start, stop) in enumerate(windows):
        left = float("-inf") if start == 0 else encoded.begin[start]
        right = float("inf") if stop == count else encoded.end[stop - 1]
        for j in range(start, stop):
            distance = min(encoded.first[j] - left, right - encoded.first[j])
            if distance > best[j]:
                owner[j], best[j] = w, distance
    return owner
