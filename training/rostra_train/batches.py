"""Windows of documents as padded tensors."""
import random

import torch

from .prepare import CUE_LABELS
from .text import Vocabulary, windows_of

EDGE = 6  # units this near to a cut are not asked for their cue label


class Window:
    """One window of one document, with the labels that can be learned in it."""

    def __init__(self, document, start, stop, version):
        e = document.encoded
        a, b = e.begin[start], e.end[stop - 1]
        self.pieces = [Vocabulary.CLS, *e.pieces[a:b], Vocabulary.SEP]
        self.shapes = [0, *e.shapes[a:b], 0]
        self.first = [e.first[j] - a + 1 for j in range(start, stop)]
        self.cut_left, self.cut_right = start > 0, stop < len(e.units)
        self.marked = []
        if version is None:
            return
        self.cue_labels = [0] * (stop - start)
        for m in sorted(version, key=lambda m: m.cue):
            if m.cue[0] >= stop or m.cue[1] <= start:
                continue
            for j in range(max(m.cue[0], start), min(m.cue[1], stop)):
                self.cue_labels[j - start] = CUE_LABELS.index("B" if j == m.cue[0] else "I")
            whole = all(start <= s and t <= stop for s, t in [m.cue] + [r[1:] for r in m.runs])
            if whole:
                self.marked.append(((m.cue[0] - start, m.cue[1] - start), [(k, s - start, t - start) for k, s, t in m.runs]))


def epoch_windows(documents, config, rng, stripped_share):
    """One epoch: every document once, as published or stripped, cut from a random first unit."""
    out = []
    for whole, stripped in documents:
        d = stripped if rng.random() < stripped_share else whole
        version = rng.choice(d.labels)
        first_length = rng.randrange(config.window // 2, config.window)
        ranges = windows_of(d.encoded, first_length, 0)[:1]
        if ranges[0][1] < len(d.encoded.units):
            ranges += windows_of(d.encoded, config.window, 0, first=ranges[0][1])
        out += [Window(d, a, b, version) for a, b in ranges]
    rng.shuffle(out)
    return out


def in_batches(windows, tokens, rng):
    """Batches of windows of like length, at most `tokens` positions each after padding."""
    blocks = []
    for i in range(0, len(windows), 256):
        block = sorted(windows[i:i + 256], key=lambda w: len(w.pieces))
        batch = []
        for w in block:
            if batch and (len(batch) + 1) * len(w.pieces) > tokens:
                blocks.append(batch)
                batch = []
            batch.append(w)
        blocks.append(batch)
    rng.shuffle(blocks)
    return blocks


def padded(rows, width=None):
    width = width or max(map(len, rows))
    return torch.tensor([r + [0] * (width - len(r)) for r in rows])


def tensors_of(batch):
    return {"pieces": padded([w.pieces for w in batch]), "shapes": padded([w.shapes for w in batch]),
            "lengths": torch.tensor([len(w.pieces) for w in batch]),
            "first": padded([w.first for w in batch]), "units": torch.tensor([len(w.first) for w in batch])}


def cue_targets(batch, width):
    """Cue labels and the mask of the units that are asked for."""
    labels = padded([w.cue_labels for w in batch], width)
    asked = torch.zeros_like(labels, dtype=torch.bool)
    for i, w in enumerate(batch):
        left = EDGE if w.cut_left else 0
        right = len(w.first) - (EDGE if w.cut_right else 0)
        asked[i, left:max(right, left + 1)] = True
    return labels, asked


def role_targets(batch, width, rng, jitter):
    """A row for every whole attribution: window number, cue range, role labels.

    Some cues are given one unit too long or too short, as decoding will at times.
    """
    rows, starts, stops, labels = [], [], [], []
    for i, w in enumerate(batch):
        for (a, b), runs in w.marked:
            if rng.random() < jitter:
                a2, b2 = a + rng.choice((-1, 0, 1)), b + rng.choice((-1, 0, 1))
                if 0 <= a2 < b2 <= len(w.first):
                    a, b = a2, b2
            row = [0] * width
            for kind, s, t in runs:
                row[s:t] = [kind] + [kind + 1] * (t - s - 1)
            rows.append(i)
            starts.append(a)
            stops.append(b)
            labels.append(row)
    if not rows:
        return None
    return tuple(map(torch.tensor, (rows, starts, stops, labels)))


def new_random(seed):
    return random.Random(seed)
