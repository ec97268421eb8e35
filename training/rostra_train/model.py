"""The network of docs/formats/model-file.md in PyTorch."""
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

from . import crf
from .acts import ACTS
from .prepare import CUE_LABELS, ROLE_LABELS


ACT_ROLES = 4  # of a unit, for the act reader: none, source, cue, content


@dataclass
class Config:
    vocab: int
    hidden: int
    layers: int
    heads: int
    intermediate: int
    max_positions: int = 512
    shapes: int = 8
    role_hidden: int = 128
    distance_buckets: int = 24
    layer_norm_eps: float = 1e-12
    window: int = 384
    overlap: int = 64
    act_hidden: int = 0  # 0: no act head
    act_reader: dict | None = None  # sizes of the layers that read each attribution for it: hidden, layers, heads, intermediate, states

    def as_dict(self):
        return {k: v for k, v in asdict(self).items() if v is not None}


class Dropout(nn.Module):
    """Dropout whose masks are cut from a store of random ones: drawing fresh bits took 5% of a CPU step."""

    STORE = 1 << 23

    def __init__(self, share):
        super().__init__()
        self.share, self.store = share, None

    def forward(self, x):
        if not self.training or self.share == 0 or x.numel() * 2 > self.STORE:
            return F.dropout(x, self.share, self.training)
        if self.store is None or self.store.dtype != x.dtype or self.store.device != x.device:
            kept = torch.rand(self.STORE, device=x.device) >= self.share
            self.store = kept.to(x.dtype) / (1 - self.share)
        start = int(torch.randint(self.STORE - x.numel(), (1,)))
        return x * self.store[start:start + x.numel()].view_as(x)


def attend(q, k, v, mask):
    """Attention. Written out on the CPU: there the fused kernel's backward takes twice as long in bfloat16."""
    if q.device.type != "cpu":
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, -1, dtype=scores.dtype) @ v


class Layer(nn.Module):
    def __init__(self, c, dropout):
        super().__init__()
        self.heads = c.heads
        self.q, self.k, self.v, self.o = (nn.Linear(c.hidden, c.hidden) for _ in range(4))
        self.up, self.down = nn.Linear(c.hidden, c.intermediate), nn.Linear(c.intermediate, c.hidden)
        self.attention_norm = nn.LayerNorm(c.hidden, c.layer_norm_eps)
        self.output_norm = nn.LayerNorm(c.hidden, c.layer_norm_eps)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        n, t, d = x.shape
        q, k, v = (f(x).view(n, t, self.heads, d // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        a = self.o(attend(q, k, v, mask).transpose(1, 2).reshape(n, t, d))
        x = self.attention_norm(x + self.dropout(a))
        return self.output_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Embedding(nn.Module):
    def __init__(self, c, dropout):
        super().__init__()
        self.word = nn.Embedding(c.vocab, c.hidden)
        self.position = nn.Embedding(c.max_positions, c.hidden)
        self.shape = nn.Embedding(c.shapes, c.hidden)
        self.norm = nn.LayerNorm(c.hidden, c.layer_norm_eps)
        self.dropout = Dropout(dropout)

    def forward(self, pieces, shapes):
        places = torch.arange(pieces.shape[1], device=pieces.device)
        return self.dropout(self.norm(self.word(pieces) + self.position(places) + self.shape(shapes)))


class RoleHead(nn.Module):
    def __init__(self, c, dropout):
        super().__init__()
        self.token = nn.Linear(c.hidden, c.role_hidden)
        self.gate = nn.Linear(c.hidden, c.role_hidden, bias=False)
        self.cue = nn.Linear(c.hidden, c.role_hidden, bias=False)
        self.distance = nn.Parameter(torch.zeros(c.distance_buckets, c.role_hidden))
        self.out = nn.Linear(c.role_hidden, len(ROLE_LABELS))
        self.dropout = Dropout(dropout)

    def forward(self, tokens, rows, cues, buckets):
        """tokens [N, U, role_hidden] (already through self.token); a row, a cue vector [C, hidden] and buckets [C, U] a cue."""
        z = tokens[rows] * (1 + self.gate(cues))[:, None] + self.cue(cues)[:, None] + self.distance[buckets]
        return self.out(self.dropout(F.gelu(z)))


class ActHead(nn.Module):
    """What an attribution does, from the mean states of its source, cue and content and from where its content is looked at most."""

    def __init__(self, c, dropout):
        super().__init__()
        width = c.act_reader["hidden"] if c.act_reader else c.hidden
        self.look = nn.Linear(width, 1, bias=False)
        self.up = nn.Linear(4 * width, c.act_hidden)
        self.out = nn.Linear(c.act_hidden, len(ACTS))
        self.dropout = Dropout(dropout)

    def forward(self, states, rows, masks):
        """states [N, U, hidden]; a row and masks [A, 3, U] of source, cue, content an attribution. Logits [A, acts]."""
        masks = masks.to(states.dtype)
        means = masks / masks.sum(-1, keepdim=True).clamp(min=1)
        looked = self.look(states).squeeze(-1)[rows].float().masked_fill(masks[:, 2] == 0, -1e4)
        weights = torch.cat([means, torch.softmax(looked, -1).to(means.dtype)[:, None]], 1)
        z = torch.einsum("aku,auh->akh", weights, states[rows]).flatten(1)
        return self.out(self.dropout(F.gelu(self.up(self.dropout(z)))))


class Tagger(nn.Module):
    def __init__(self, config, dropout=0.1):
        super().__init__()
        self.config = config
        self.embed = Embedding(config, dropout)
        self.layer = nn.ModuleList(Layer(config, dropout) for _ in range(config.layers))
        self.cue = nn.Linear(config.hidden, len(CUE_LABELS))
        self.role = RoleHead(config, dropout)
        self.act = ActHead(config, max(dropout, 0.2) if dropout else 0.0) if config.act_hidden else None
        self.reader = None
        if config.act_reader:
            from .act_reader import ActReader  # which is made of this module's layers
            self.reader = ActReader(config, dropout)
        self.cue_transitions = nn.Parameter(torch.zeros(len(CUE_LABELS), len(CUE_LABELS)))
        self.role_transitions = nn.Parameter(torch.zeros(len(ROLE_LABELS), len(ROLE_LABELS)))
        self.register_buffer("cue_forbidden", crf.forbidden(CUE_LABELS), persistent=False)
        self.register_buffer("role_forbidden", crf.forbidden(ROLE_LABELS), persistent=False)
        self.apply(self._start)

    def _start(self, module):
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)
            if getattr(module, "bias", None) is not None:
                nn.init.zeros_(module.bias)

    def transitions(self):
        return self.cue_transitions + self.cue_forbidden, self.role_transitions + self.role_forbidden

    def encode(self, pieces, shapes, lengths, first, keep=()):
        """Vectors [N, U, hidden] at the first piece of every unit; with `keep` those behind these layers (from 1), [N, U, keep, hidden]."""
        inside = torch.arange(pieces.shape[1], device=pieces.device)[None] < lengths[:, None]
        mask = None if bool(inside.all()) else inside[:, None, None, :]
        x, kept = self.embed(pieces, shapes), []
        at = first[..., None].expand(-1, -1, x.shape[-1])
        for number, layer in enumerate(self.layer, 1):
            x = layer(x, mask)
            if number in keep:
                kept.append(x.gather(1, at))
        return torch.stack(kept, 2) if keep else x.gather(1, at)


def bucket_of(units, start, stop):
    """Distance buckets of `units` units to the cue start..stop, as a tensor [units]."""
    return distance_buckets(torch.tensor([start]), torch.tensor([stop]), units)[0]


DISTANCE_EDGES = torch.tensor([2, 3, 4, 5, 7, 9, 13, 21, 41, 81])


def distance_buckets(starts, stops, units):
    """Buckets [C, units] for cues with the half-open unit ranges starts..stops."""
    j = torch.arange(units)[None]
    before = starts[:, None] - j
    after = j - stops[:, None] + 1
    out = torch.zeros(len(starts), units, dtype=torch.long)
    out = torch.where(before > 0, 1 + torch.bucketize(before, DISTANCE_EDGES, right=True), out)
    return torch.where(after > 0, 12 + torch.bucketize(after, DISTANCE_EDGES, right=True), out)


def cue_vectors(states, rows, starts, stops):
    """Mean of the states over each cue's units. [C, hidden]"""
    j = torch.arange(states.shape[1], device=states.device)[None]
    inside = ((j >= starts[:, None]) & (j < stops[:, None])).to(states.dtype)
    inside = inside / inside.sum(1, keepdim=True)
    return torch.einsum("cu,cuh->ch", inside, states[rows])


def start_embeddings(tagger, state, pieces, vocabulary):
    """Word and position vectors of the pretrained encoder, brought to fewer dimensions by their main axes."""
    number = {p: i for i, p in enumerate(pieces)}
    word = state["embeddings.word_embeddings.weight"]
    rows = [number.get(p) for p in vocabulary.pieces]
    rows[vocabulary.PARAGRAPH] = number["[SEP]"]
    word = word[rows]
    place = state["embeddings.position_embeddings.weight"]
    _, _, axes = torch.linalg.svd(word - word.mean(0), full_matrices=False)
    axes = axes[:tagger.config.hidden].T
    with torch.no_grad():
        tagger.embed.word.weight.copy_((word - word.mean(0)) @ axes)
        tagger.embed.position.weight.copy_((place - place.mean(0)) @ axes)
        tagger.embed.shape.weight.zero_()


def start_from(tagger, state, pieces, vocabulary):
    """Copies a pretrained BERT's weights into the tagger; pieces that both know keep their vectors."""
    number = {p: i for i, p in enumerate(pieces)}
    word = state["embeddings.word_embeddings.weight"]
    rows = [number.get(p) for p in vocabulary.pieces]
    # The paragraph piece has no counterpart; the unused piece nearest in use is [SEP].
    rows[vocabulary.PARAGRAPH] = number["[SEP]"]
    token_type = state["embeddings.token_type_embeddings.weight"][0]
    names = {"attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v",
             "attention.output.dense": "o", "intermediate.dense": "up", "output.dense": "down",
             "attention.output.LayerNorm": "attention_norm", "output.LayerNorm": "output_norm"}
    with torch.no_grad():
        tagger.embed.word.weight.copy_(word[rows])
        tagger.embed.position.weight.copy_(state["embeddings.position_embeddings.weight"] + token_type)
        tagger.embed.shape.weight.zero_()
        for part in ("weight", "bias"):
            getattr(tagger.embed.norm, part).copy_(state[f"embeddings.LayerNorm.{part}"])
            for k, layer in enumerate(tagger.layer):
                for theirs, ours in names.items():
                    getattr(getattr(layer, ours), part).copy_(state[f"encoder.layer.{k}.{theirs}.{part}"])
