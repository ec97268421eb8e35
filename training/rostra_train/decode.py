"""Reference decoding: text to linked attributions, as docs/formats/model-file.md describes it.

Slow and plain; the C++ side does the same with int8 arithmetic.
"""
from dataclasses import dataclass, field

import numpy as np
import torch

from . import batches, crf
from .model import cue_vectors, distance_buckets
from .text import encode, reading_windows

NEAR = 10  # units around the content and source whose O labels count in the confidence


@dataclass
class Settings:
    """What is fitted after training."""

    cue_bias: float = 0.0
    window: int = 384
    overlap: int = 64
    weights: list = field(default_factory=lambda: [0.0] * 5)
    bias: float = 0.0
    curve: list = field(default_factory=list)  # pairs: what the logistic regression gives, how often it is right
    act_scale: float = 1.0  # of the act head's logits, so that its chances are honest
    bf16: bool = False


@dataclass
class Found:
    source: list
    cue: list
    content: list
    features: list
    confidence: float

    def as_dict(self):
        return {"source": self.source, "cue": self.cue, "content": self.content, "confidence": round(self.confidence, 4)}


def on_curve(curve, x):
    """The curve at x: straight between its pairs, level outside; x itself without pairs."""
    return float(np.interp(x, *zip(*curve))) if curve else float(x)


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def runs_of(labels, begin, inside):
    """Half-open ranges of the B I... runs of one kind."""
    out = []
    for j, label in enumerate(labels):
        if label == begin or (label == inside and not (out and out[-1][1] == j)):
            out.append([j, j + 1])
        elif label == inside:
            out[-1][1] = j + 1
    return out


def features_of(cue_log, cue_labels, cue, role_log, roles):
    """The five features of the confidence."""
    a, b = cue
    chosen = np.flatnonzero(roles)
    near = np.zeros(len(roles), bool)
    for j in chosen:
        near[max(0, j - NEAR):j + NEAR + 1] = True
    near[chosen] = False
    near[a:b] = False
    picked = role_log[np.arange(len(roles)), roles]
    content = int((roles >= 3).sum())
    return [float(cue_log[np.arange(a, b), cue_labels[a:b]].mean()), float(picked[chosen].mean()),
            float(picked[near].mean()) if near.any() else 0.0, float(np.log1p(content)), float((roles[chosen] < 3).any())]


class Decoder:
    def __init__(self, tagger, vocabulary, settings):
        self.tagger, self.vocabulary, self.settings = tagger.eval(), vocabulary, settings
        cue, role = tagger.transitions()
        self.cue_transitions, self.role_transitions = cue.detach().float().numpy(), role.detach().float().numpy()

    def read(self, text):
        """All attributions of one text, in the order of their cues."""
        return self.read_many([text])[0]

    def read_many(self, texts):
        """Attributions of each text."""
        return self.find(self.states_of(texts))

    def states_of(self, texts, room=16):
        """Cuts and encodes the texts: what does not depend on the settings that are fitted later."""
        documents = [encode(t, self.vocabulary) for t in texts]
        jobs = []
        for d, e in enumerate(documents):
            ranges, owner = reading_windows(e, self.settings.window, self.settings.overlap)
            jobs += [(d, w, a, b, owner) for w, (a, b) in enumerate(ranges)]
        jobs.sort(key=lambda j: j[3] - j[2])
        return documents, [(jobs[i:i + room], self._encode(jobs[i:i + room], documents)) for i in range(0, len(jobs), room)]

    @torch.no_grad()
    def _encode(self, jobs, documents):
        windows = [batches.Window(_Cut(documents[d]), a, b) for d, _, a, b, _ in jobs]
        t = batches.tensors_of(windows)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.settings.bf16):
            return self.tagger.encode(t["pieces"], t["shapes"], t["lengths"], t["first"]).float()

    @torch.no_grad()
    def find(self, prepared):
        documents, parts = prepared
        out = [[] for _ in documents]
        for jobs, states in parts:
            self._find_in(jobs, states, documents, out)
        return [sorted(f, key=lambda x: (x.cue, x.content)) for f in out]

    def _find_in(self, jobs, states, documents, out):
        cue_logits = self.tagger.cue(states)
        cue_logits[..., 0] += self.settings.cue_bias
        cue_logits = cue_logits.numpy()
        tokens = self.tagger.role.token(states)
        for i, (d, w, start, stop, owner) in enumerate(jobs):
            count = stop - start
            labels = crf.viterbi(cue_logits[i, :count], self.cue_transitions)
            cues = [c for c in runs_of(labels, 1, 2) if owner[start + c[0]] == w]
            if not cues:
                continue
            starts, stops = torch.tensor([c[0] for c in cues]), torch.tensor([c[1] for c in cues])
            rows = torch.full_like(starts, i)
            logits = self.tagger.role(tokens[:, :count], rows, cue_vectors(states, rows, starts, stops),
                                      distance_buckets(starts, stops, count)).numpy()
            spans, cue_log = documents[d].units[start:stop], log_softmax(cue_logits[i, :count])
            found = (self._attribution(spans, cue_log, labels, c, r) for c, r in zip(cues, logits))
            out[d] += [f for f in found if f]

    def _attribution(self, spans, cue_log, cue_labels, cue, role_logits):
        roles = crf.viterbi(role_logits, self.role_transitions)
        content = runs_of(roles, 3, 4)
        if not content:
            return None

        def place(ranges):
            return [[spans[a][0], spans[b - 1][1]] for a, b in ranges]

        f = features_of(cue_log, cue_labels, cue, log_softmax(role_logits), roles)
        z = float(np.dot(self.settings.weights, f) + self.settings.bias)
        return Found(place(runs_of(roles, 1, 2)), place([cue]), place(content), f, on_curve(self.settings.curve, 1 / (1 + np.exp(-z))))


@dataclass
class _Cut:
    encoded: object
