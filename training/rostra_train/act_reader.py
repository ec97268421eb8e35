"""Reads each attribution once more for the act head (docs/formats/model-file.md, 9): its units and some around them, told
which are source, cue and content, in a few small layers over states of the encoder, which stays as it is."""
from types import SimpleNamespace

import torch
from torch import nn

from .model import ACT_ROLES, DISTANCE_EDGES, Dropout, Layer

AROUND, BEFORE_CUE, LONGEST = 8, 48, 96  # units


class ActReader(nn.Module):
    def __init__(self, c, dropout):
        super().__init__()
        sizes = SimpleNamespace(**c.act_reader, layer_norm_eps=c.layer_norm_eps)
        self.enter = nn.Linear(c.hidden * len(sizes.states), sizes.hidden)
        self.role = nn.Parameter(torch.empty(ACT_ROLES, sizes.hidden).normal_(std=0.02))
        self.distance = nn.Parameter(torch.empty(c.distance_buckets, sizes.hidden).normal_(std=0.02))
        self.norm = nn.LayerNorm(sizes.hidden, c.layer_norm_eps)
        self.layer = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.dropout = Dropout(dropout)

    def forward(self, kept, roles, inside):
        """kept [A, U, layers * hidden]; roles [A, U] (0 none, 1 source, 2 cue, 3 content); inside [A, U]. States [A, U, reader's hidden]."""
        x = self.enter(kept) + self.role[roles] + self.distance[distances(roles)]
        x = self.dropout(self.norm(x))
        for layer in self.layer:
            x = layer(x, inside[:, None, None, :])
        return x


def distances(roles):
    """Buckets [A, U] of each unit's distance to the cue; to the start of the crop where it has none."""
    place = torch.arange(roles.shape[1], device=roles.device)[None].expand_as(roles)
    cue = roles == 2
    start = torch.where(cue.any(1), torch.where(cue, place, roles.shape[1]).min(1)[0], 0)
    stop = torch.where(cue.any(1), torch.where(cue, place, -1).max(1)[0] + 1, 0)
    before, after = start[:, None] - place, place - stop[:, None] + 1
    edges = DISTANCE_EDGES.to(roles.device)
    out = torch.where(before > 0, 1 + torch.bucketize(before, edges, right=True), 0)
    return torch.where(after > 0, 12 + torch.bucketize(after, edges, right=True), out)


def crop(parts, units):
    """The units [start, stop) of a window of so many that are read with an attribution (units of source, cue, content), and each one's role."""
    every = [j for p in parts for j in p]
    anchor = (parts[1] or parts[2] or every)[0]
    start = max(0, min(every) - AROUND, anchor - BEFORE_CUE)
    stop = min(units, max(every) + 1 + AROUND, start + LONGEST)
    roles = torch.zeros(stop - start, dtype=torch.uint8)
    for role, units_of_part in ((3, parts[2]), (1, parts[0]), (2, parts[1])):
        for j in units_of_part:
            if start <= j < stop:
                roles[j - start] = role
    return start, stop, roles


def laid_out(examples):
    """Examples (kept [u, layers, hidden], roles [u]) as a batch: kept, roles, inside."""
    width = max(len(roles) for _, roles in examples)
    kept = torch.zeros(len(examples), width, examples[0][0].shape[1] * examples[0][0].shape[2])
    roles = torch.zeros(len(examples), width, dtype=torch.long)
    inside = torch.zeros(len(examples), width, dtype=torch.bool)
    for i, (states, role) in enumerate(examples):
        kept[i, :len(role)], roles[i, :len(role)], inside[i, :len(role)] = states.flatten(1).float(), role.long(), True
    return kept, roles, inside


def judge(tagger, kept, roles, inside):
    """Logits [A, acts] of the act head over what the reader reads."""
    states = tagger.reader(kept, roles, inside)
    masks = torch.stack([(roles == k) & inside for k in (1, 2, 3)], 1)
    return tagger.act(states, torch.arange(len(roles), device=roles.device), masks)


@torch.no_grad()
def examples_of(tagger, batch, tensors):
    """(kept [u, layers, hidden], roles [u]) of every marked attribution of the windows, in their order."""
    kept = tagger.encode(**tensors, keep=tagger.config.act_reader["states"])
    out = []
    for i, window in enumerate(batch):
        for parts, _ in window.acts:
            start, stop, roles = crop(parts, len(window.first))
            out.append((kept[i, start:stop].clone(), roles))
    return out
