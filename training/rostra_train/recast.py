"""Training articles' own quotations set in forms that the corpus has too few of: transcripts, and quotations with a dash and a name."""
from .prepare import Document

MARKS = "\"“”'‘’"
HEADS = ("Partial transcript below.", "The exchange, in part:", "A transcript follows.", "Excerpts:", "Read the interview:", "From the broadcast:", "")
CROSS = ("(CROSSTALK)", "(LAUGHTER)", "[applause]", "(COMMERCIAL BREAK)", "")


def sayings(document):
    """The direct quotations of an article that are whole in themselves, without their marks."""
    out = []
    for a in document.versions[0]:
        words = " ".join(document.text[s:e] for s, e in a["content"])
        if words[:1] not in MARKS or "\n" in words:
            continue
        words = words.strip(MARKS + " ,")
        if len(words) > 60 and words[0].isupper() and not set(words) & set("\"“”"):
            out.append(words)
    return out


def shared_out(words, slots, rng, take_turns):
    """(name, words) with invented names: in turn between two or three speakers, or one each."""
    def name():
        return f"{rng.choice(slots.first)} {rng.choice(slots.last)}"

    names = [name() for _ in range(rng.choice((2, 2, 3)) if take_turns else len(words))]
    return [(names[k % len(names)], w) for k, w in enumerate(words)]


class Writer:
    """Text and marks, piece by piece."""

    def __init__(self):
        self.text, self.marks = "", []

    def put(self, words):
        start = len(self.text)
        self.text += words
        return [start, len(self.text)]

    def mark(self, source, cue, *contents):
        self.marks.append({"source": [source], "cue": [cue], "content": list(contents)})


def transcript(says, rng):
    """Speakers, a colon, and what they said; some turns run over two paragraphs."""
    w = Writer()
    head = rng.choice(HEADS)
    w.put(head + ("\n\n" if head else ""))
    opened, capitals, gap = rng.random() < 0.4, rng.random() < 0.6, rng.choice(("\n\n", "\n\n", "\n"))
    for name, words in says:
        shown = name.split()[-1].upper() if capitals else (name if rng.random() < 0.5 else name.split()[-1])
        w.put('"' if opened else "")
        source = w.put(shown)
        cue = w.put(":")
        w.put(" ")
        cut = words.find(". ", len(words) // 3)
        if cut > 0 and rng.random() < 0.2:
            first = w.put(words[:cut + 1])
            w.put(gap + ('"' if opened else ""))
            w.mark(source, cue, first, w.put(words[cut + 2:]))
        else:
            w.mark(source, cue, w.put(words))
        w.put(gap)
        if rng.random() < 0.1:
            w.put(rng.choice(CROSS) + gap)
    return w


def dashes(says, rng):
    """A quotation, a dash, a name."""
    w = Writer()
    dash, opening, closing = rng.choice("—―–-"), *rng.choice((("“", "”"), ("\"", "\""), ("“", "”"), ("‘", "’")))
    gap, before = rng.choice(("\n", "\n\n")), rng.choice((" ", " ", "", "\n"))
    for name, words in says:
        content = w.put(opening + words + (closing if words[-1] in ".?!" else "." + closing))
        w.put(before)
        cue = w.put(dash)
        w.put(rng.choice((" ", " ", "")))
        w.mark(w.put(name), cue, content)
        w.put(gap)
    return w


def draw(documents, slots, rng, share):
    """About `share` of the documents, recast."""
    out = []
    for d in documents:
        words = sayings(d)
        if len(words) < 3 or rng.random() >= share:
            continue
        rng.shuffle(words)
        take_turns = rng.random() < 0.6
        says = shared_out(words[:rng.randrange(3, 10)], slots, rng, take_turns)
        w = transcript(says, rng) if take_turns else dashes(says, rng)
        out.append(Document(d.id, w.text, [w.marks]))
    return out
