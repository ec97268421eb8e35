"""Windows of documents as padded tensors."""
import random

import torch

from . import acts
from .prepare import CUE_LABELS
from .text import Vocabulary, windows_of

EDGE = 6  # units this near to a cut are not asked for their cue label


class Window:
    """One window of one document, with the labels that can be learned in it: gold, the teacher's, or both."""

    def __init__(self, document, start, stop, version=None, soft=None):
        e = document.encoded
        a, b = e.begin[start], e.end[stop - 1]
        self.pieces = [Vocabulary.CLS, *e.pieces[a:b], Vocabulary.SEP]
        self.shapes = [0, *e.shapes[a:b], 0]
        self.first = [e.first[j] - a + 1 for j in range(start, stop)]
        self.cut_left, self.cut_right = start > 0, stop < len(e.units)
        self.gold, self.soft_cues = version is not None, None
        self.cue_labels = [0] * (stop - start)
        self.marked, self.soft_marked = [], []
        self.acts = acts.in_window(getattr(document, "act_units", []), start, stop)
        if version is not None:
            self._take_gold(version, start, stop)
        if soft is not None:
            self.soft_cues = soft.cues[start:stop]
            self.soft_marked = [(a - start, b - start, low - start, c) for a, b, low, c in soft.marked if start <= a and b <= stop]

    def _take_gold(self, version, start, stop):
        for m in sorted(version, key=lambda m: m.cue):
            if m.cue[0] >= stop or m.cue[1] <= start:
                continue
            for j in range(max(m.cue[0], start), min(m.cue[1], stop)):
                self.cue_labels[j - start] = CUE_LABELS.index("B" if j == m.cue[0] else "I")
            runs = _clipped(m, start, stop)
            if runs:
                self.marked.append(((m.cue[0] - start, m.cue[1] - start), [(k, s - start, t - start) for k, s, t in runs]))


def _clipped(marked, start, stop):
    """The runs of an attribution as the window shows them: long contents are cut at its edges, as reading will cut them.

    Nothing when the cue or a source is not whole in it, or no content is left.
    """
    if not all(start <= s and t <= stop for s, t in [marked.cue] + [r[1:] for r in marked.runs if r[0] < 3]):
        return []
    runs = [(k, max(s, start), min(t, stop)) for k, s, t in marked.runs]
    runs = [r for r in runs if r[1] < r[2]]
    return runs if any(r[0] >= 3 for r in runs) else []


def ranges_of(document, config, rng):
    """The document in windows without overlap, the first of a random length."""
    ranges = windows_of(document.encoded, rng.randrange(config.window // 2, config.window))[:1]
    if ranges and ranges[0][1] < len(document.encoded.units):
        ranges += windows_of(document.encoded, config.window, first=ranges[0][1])
    return ranges


def share_of(extra, recipe, epoch):
    """This epoch's share of the unlabelled documents, in turn."""
    parts = recipe.get("unlabelled_parts", 1)
    return extra[epoch % parts::parts]


def epoch_windows(documents, config, rng, stripped_share, extra=(), own=(), least_acts=1):
    """One epoch: every document once, as published or stripped, the `extra` ones without gold attributions, and the marked `own` ones.

    Of the extra ones only windows with a teacher's opinion or at least so many marked acts.
    """
    out = [Window(d, a, b, d.labels[0]) for d in own for a, b in ranges_of(d, config, rng)]
    for whole, stripped in documents:
        d = stripped if rng.random() < stripped_share else whole
        version = rng.choice(d.labels)
        out += [Window(d, a, b, version, d.soft) for a, b in ranges_of(d, config, rng)]
    for d in extra:
        windows = [Window(d, a, b, None, d.soft) for a, b in ranges_of(d, config, rng)]
        out += [w for w in windows if d.soft is not None or len(w.acts) >= least_acts]
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


def made_legal(labels):
    """A run that another span or the window's start cut off begins with its B again (I is always B + 1)."""
    before = 0
    for j, label in enumerate(labels):
        if label and label % 2 == 0 and before not in (label, label - 1):
            labels[j] = label - 1
        before = labels[j]
    return labels


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
        labels[i, left:len(w.first)] = torch.tensor(made_legal(w.cue_labels[left:]), dtype=torch.long)
        right = len(w.first) - (EDGE if w.cut_right else 0)
        if w.gold:
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
            labels.append(made_legal(row))
    if not rows:
        return None
    return tuple(map(torch.tensor, (rows, starts, stops, labels)))


def soft_cue_targets(batch, width):
    """The teacher's chances of cue labels [N, width, 3], and where there are any."""
    chances = torch.zeros(len(batch), width, len(CUE_LABELS))
    asked = torch.zeros(len(batch), width, dtype=torch.bool)
    for i, w in enumerate(batch):
        if w.soft_cues is not None:
            chances[i, :len(w.first)] = w.soft_cues
            asked[i, :len(w.first)] = True
    return chances, asked


def soft_role_targets(batch, width):
    """A row for each of the teacher's cues: window number, cue range, chances of role labels [C, width, 5]."""
    rows, starts, stops, chances = [], [], [], []
    for i, w in enumerate(batch):
        for a, b, low, c in w.soft_marked:
            full = torch.zeros(width, c.shape[1])
            full[:, 0] = 1
            left, right = max(low, 0), min(low + len(c), len(w.first))
            full[left:right] = c[left - low:right - low]
            rows.append(i)
            starts.append(a)
            stops.append(b)
            chances.append(full)
    if not rows:
        return None
    return torch.tensor(rows), torch.tensor(starts), torch.tensor(stops), torch.stack(chances)


def new_random(seed):
    return random.Random(seed)
