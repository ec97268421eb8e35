"""What attributions do (criticise, call-for ...): marks by reading (training/acts), brought to documents and windows."""
import collections
import csv
import hashlib
import pathlib

import torch

from . import prepare
from .prepare import PARTS

HERE = pathlib.Path(__file__).resolve().parent.parent / "acts"
ACTS = ("say", "announce", "promise", "ask", "call-for", "praise", "criticise", "deny", "warn", "agree", "think", "show")  # as rostra::Act


def spans_of(field):
    return [[int(x) for x in part.split("-")] for part in field.split(",") if part not in ("", "-")]


def rows_of(path):
    with path.open(encoding="utf-8") as lines:
        yield from csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def read_marks(path=HERE / "acts.tsv"):
    """(corpus, report) → its marked attributions as dicts of spans, with "act"."""
    out = collections.defaultdict(list)
    for corpus, report, *spans, act in rows_of(path):
        out[corpus, report].append({**dict(zip(PARTS, map(spans_of, spans))), "act": act})
    return out


def passage_key(raw):
    """What a passage of our own goes by in passages.tsv: a changed passage loses its marks."""
    return hashlib.sha1(raw.encode()).hexdigest()[:12]


def read_passage_marks(path=HERE / "passages.tsv"):
    """(passage's key, number of the attribution in it) → act."""
    return {(key, number): act for key, number, act in rows_of(path)} if path.exists() else {}


def held_out(report, share=10):
    """Whether the acts of a report are kept from training, to measure on and to fit what joins them with the rules."""
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % share == 0


def put_on(documents, corpus, marks, held=False):
    """Gives each document its marks: those to train on, or those held out. Returns the documents that have some."""
    for d in documents:
        d.acts = marks.get((corpus, d.id), []) if held_out(d.id) == held else []
    return [d for d in documents if d.acts]


def in_window(marked, start, stop):
    """Those whose cue is whole in the window and of whose content at least half is; in units of the window."""
    out = []
    for parts, act in marked:
        kept = [[j - start for j in p if start <= j < stop] for p in parts]
        if len(kept[1]) == len(parts[1]) and kept[2] and 2 * len(kept[2]) >= len(parts[2]):
            out.append((kept, act))
    return out


def targets(batch, width, rng=None, jitter=0.0):
    """A row for every marked attribution: window number, masks [A, 3, width] of source, cue and content, act.

    Some contents lose their last units, as found ones will.
    """
    rows, masks, labels = [], [], []
    for i, w in enumerate(batch):
        for parts, act in w.acts:
            mask = torch.zeros(len(PARTS), width)
            for k, units in enumerate(parts):
                mask[k, units] = 1
            if rng and len(parts[2]) > 4 and rng.random() < jitter:
                mask[2, parts[2][-rng.randrange(1, 4):]] = 0
            rows.append(i)
            masks.append(mask)
            labels.append(ACTS.index(act))
    return (torch.tensor(rows), torch.stack(masks), torch.tensor(labels)) if rows else None


def masks_of_gold(batch, width):
    """The same masks for every gold attribution of the windows, whose act a teacher may judge: rows and [A, 3, width]."""
    rows, masks = [], []
    for i, w in enumerate(batch):
        for (a, b), runs in w.marked:
            mask = torch.zeros(len(PARTS), width)
            mask[1, a:b] = 1
            for kind, s, t in runs:
                mask[0 if kind < 3 else 2, s:t] = 1
            rows.append(i)
            masks.append(mask)
    return (torch.tensor(rows), torch.stack(masks)) if rows else None
