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
    opens: list  # for each unit: whether it begins a paragraph (2) or a sentence (1), by the signs before it


def encode(text, vocabulary):
    units = units_of(text)
    out = Encoded(units, [], [], [], [], [], [])
    last_end, stopped, last = None, False, ""
    for start, end in units:
        out.begin.append(len(out.pieces))
        opened = stopped and start > last_end
        out.opens.append(int(opened))
        if last_end is not None and "\n" in text[last_end:start]:
            out.pieces.append(Vocabulary.PARAGRAPH)
            out.shapes.append(NONE)
            out.opens[-1] = 2
        out.first.append(len(out.pieces))
        unit = text[start:end]
        numbers = vocabulary.cut(unit)
        out.pieces.extend(numbers)
        out.shapes.extend([shape_of(unit)] * len(numbers))
        out.end.append(len(out.pieces))
        stopped = stops(unit, last if start == last_end else "", stopped and not opened)
        last_end, last = end, unit
    return out


def stops(unit, touching, stopped):
    """Whether a sentence may end with the unit: at a stop that is not the dot of "Mr." or "U.S.", and through the marks that close
    behind it. `touching`: the unit right before it, if no space parts them; `stopped`: whether one ended there."""
    if unit in (".", "!", "?"):
        short = 0 < len(touching.encode()) < 4 and shape_of(touching) in (CAPITALISED, CAPITALS, MIXED, SINGLE_CAPITAL)
        return unit != "." or not short
    return stopped and (shape_of(unit) == QUOTE or unit == ")")


def windows_of(encoded, window, first=0):
    """Half-open ranges of units side by side, one a window, beginning at unit `first`: as the network is trained."""
    room, count, out = window - 2, len(encoded.units), []
    start = first
    while start < count:
        stop = start
        while stop < count and encoded.end[stop] - encoded.begin[start] <= room:
            stop += 1
        stop = max(stop, start + 1)
        out.append((start, stop))
        start = stop
    return out


SEEN_BEHIND = 12  # pieces past the place where the next window takes over


def whole_until(encoded, begin, stop, overlap):
    """The unit with which the next window takes over: the last paragraph that begins in the last `overlap` pieces, else the last
    sentence in twice as many; None where neither begins there."""
    end, sentence = encoded.end[stop - 1], None
    for unit in range(stop, begin + 1, -1):
        back = max(0, end - encoded.begin[unit])
        if back > 2 * overlap:
            break
        if encoded.opens[unit] == 2 and back <= overlap:
            return unit
        if sentence is None and encoded.opens[unit]:
            sentence = unit
    return sentence


def middle(encoded, begin, stop, overlap):
    """In running text without a stop: the middle of what both windows see."""
    end, unit = encoded.end[stop - 1], stop
    while unit > begin + 1 and end - encoded.begin[unit - 1] <= overlap // 2:
        unit -= 1
    return unit


def reading_windows(encoded, window, overlap):
    """(ranges, owner): the windows in which a text is read, and for each unit the number of the one that reads it."""
    room, count, ranges, owner = window - 2, len(encoded.units), [], []
    start = begin = 0
    while start < count:
        stop = max(start, begin) + 1
        while stop < count and encoded.end[stop] - encoded.begin[start] <= room:
            stop += 1
        if stop == count:
            ranges.append((start, stop))
            owner += [len(ranges) - 1] * (count - begin)
            break
        whole = whole_until(encoded, begin, stop, overlap)
        until = middle(encoded, begin, stop, overlap) if whole is None else whole
        last = stop if whole is None else until
        while last < stop and encoded.end[last] - encoded.begin[until] <= SEEN_BEHIND:
            last += 1
        ranges.append((start, last))
        owner += [len(ranges) - 1] * (until - begin)
        begin = until
        edge = encoded.begin[begin] - overlap // 4
        start += 1
        while start < begin and (encoded.begin[start] < edge or encoded.end[begin] - encoded.begin[start] > room):
            start += 1
    return ranges, owner
