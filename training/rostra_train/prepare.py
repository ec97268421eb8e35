"""Reading the corpus: documents, stripped copies, the split, labels by unit, the pruned vocabulary."""
import bisect
import collections
import gzip
import hashlib
import json
import pathlib
from dataclasses import dataclass, field

from . import text as cutting

STRIP = frozenset("'\"’”“‘—–…«»„‚‹›")
ROLES = ("source", "content")
PARTS = ("source", "cue", "content")
ROLE_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
CUE_LABELS = ("O", "B", "I")


@dataclass
class Document:
    id: str
    text: str
    versions: list  # attributions by one annotator each; the first is the gold one
    kind: str = ""
    encoded: object = None
    labels: list = field(default_factory=list)  # a list of Marked, a version
    soft: object = None  # what a teacher thinks of it
    acts: list = field(default_factory=list)  # marked attributions with their act (acts.py)
    act_units: list = field(default_factory=list)  # the same: (source, cue, content) as lists of units, and the act


@dataclass
class Marked:
    """One attribution in units: the cue's half-open range, and runs (label of B, start, stop)."""

    cue: tuple
    runs: list


def read_documents(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            others = [o["attributions"] if isinstance(o, dict) else o for o in d.get("other_annotators", [])]
            yield Document(d.get("id", ""), d["text"], [d.get("attributions", [])] + others, d.get("kind", ""))


def strip_marks(document):
    """The same document as a careless scraper leaves it; spans move, emptied ones go."""
    place, kept = [], 0
    for c in document.text:
        place.append(kept)
        kept += c not in STRIP
    place.append(kept)
    text = "".join(c for c in document.text if c not in STRIP)

    def moved(spans):
        return [[place[s], place[e]] for s, e in spans if place[s] < place[e]]

    versions = [[{r: moved(a[r]) for r in PARTS} for a in v] for v in document.versions]
    acts = [{**{r: moved(a[r]) for r in PARTS}, "act": a["act"]} for a in document.acts]
    return Document(document.id, text, versions, document.kind, acts=acts)


def split(documents, count):
    """Articles to train on, and `count` held out: the first by hash of their ids."""
    out = {d.id for d in sorted(documents, key=lambda d: hashlib.sha256(d.id.encode()).hexdigest())[:count]}
    return [d for d in documents if d.id not in out], [d for d in documents if d.id in out]


def unit_range(spans, units):
    """Half-open range of the units that the spans touch, or None. Units do not overlap and stand in order."""
    found = []
    for start, end in spans:
        first, stop = bisect.bisect_right(units, start, key=lambda u: u[1]), bisect.bisect_left(units, end, key=lambda u: u[0])
        if first < stop and start < end:
            found += [first, stop]
    return (min(found), max(found)) if found else None


def units_touched(spans, units):
    """Every unit that a span touches, each span taken whole."""
    out = set()
    for span in spans:
        found = unit_range([span], units)
        out.update(range(*found) if found else ())
    return sorted(out)


def mark(attributions, units):
    """The labels of one version. Attributions without a cue cannot be learned here and are left out."""
    out = []
    for a in attributions:
        cue = unit_range(a["cue"], units)
        if cue is None:
            continue
        runs = []
        for label, role in ((1, "source"), (3, "content")):
            for span in a[role]:
                found = unit_range([span], units)
                if found:
                    runs.append((label, *found))
        out.append(Marked(cue, runs))
    return out


def encode_document(document, vocabulary):
    document.encoded = cutting.encode(document.text, vocabulary)
    document.labels = [mark(v, document.encoded.units) for v in document.versions]
    document.act_units = [(tuple(units_touched(a[r], document.encoded.units) for r in PARTS), a["act"]) for a in document.acts]
    return document


def pretrained(package_file):
    """State, configuration and vocabulary of the pretrained encoder, from the installed PyPI package."""
    from safetensors.torch import load_file

    folder = pathlib.Path(package_file)
    config = json.loads((folder / "config.json").read_text())
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    pieces = pieces[:-1] if pieces[-1] == "" else pieces
    return load_file(folder / "model.safetensors"), config, pieces


def prune(pieces, texts, least):
    """The pieces worth keeping: every single character, and what occurs at least `least` times."""
    full = cutting.Vocabulary(list(cutting.Vocabulary.SPECIAL) + pieces)
    counts = collections.Counter()
    words = collections.Counter()
    pattern = cutting.unit_pattern()
    for t in texts:
        words.update(pattern.findall(t))
    for word, n in words.items():
        for number in full.cut(word):
            counts[full.pieces[number]] += n
    special = set(cutting.Vocabulary.SPECIAL)
    keep = [p for p in pieces if p not in special and not p.startswith("[unused")
            and (counts[p] >= least or (len(p) == 1 and p.isascii()) or (len(p) == 3 and p[:2] == "##" and p.isascii()))]
    return list(cutting.Vocabulary.SPECIAL) + keep
