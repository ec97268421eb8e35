"""Linear-chain pieces shared by training (log-partition, gold score) and decoding (Viterbi).

The label before the first unit counts as O (label 0); there is no transition after the last.
"""
import numpy as np
import torch

FORBIDDEN = -1e4


def forbidden(labels):
    """Transitions that no legal sequence has: an I label only after the B or I of its own kind."""
    out = torch.zeros(len(labels), len(labels))
    for to, label in enumerate(labels):
        if not label.startswith("I"):
            continue
        for origin, before in enumerate(labels):
            if before[1:] != label[1:] or before == "O":
                out[origin, to] = FORBIDDEN
    return out


def log_partition(logits, mask, transitions):
    """log Z of each row, by halving: pairs of neighbouring units merge until one is left.

    logits [N, T, K] f32, mask [N, T] (true first, then false), transitions [K, K].
    """
    n, t, k = logits.shape
    steps = transitions[None, None] + logits[:, :, None, :]  # [N, T, from, to]
    identity = torch.full((k, k), FORBIDDEN, device=logits.device)
    identity.fill_diagonal_(0.0)
    steps = torch.where(mask[:, :, None, None], steps, identity)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, identity.expand(n, 1, k, k)], 1)
        left, right = steps[:, 0::2], steps[:, 1::2]
        steps = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], dim=-2)
    return torch.logsumexp(steps[:, 0, 0], dim=-1)


def gold_score(logits, labels, mask, transitions):
    """Score of the given labels, summed over the units of each row."""
    before = torch.cat([torch.zeros_like(labels[:, :1]), labels[:, :-1]], 1)
    score = logits.gather(2, labels[..., None])[..., 0] + transitions[before, labels]
    return (score * mask).sum(1)


def viterbi(logits, transitions):
    """Best labels for logits [T, K] (numpy)."""
    count, k = logits.shape
    back = np.zeros((count, k), np.int64)
    score = transitions[0] + logits[0]
    for t in range(1, count):
        total = score[:, None] + transitions
        back[t] = total.argmax(0)
        score = total.max(0) + logits[t]
    labels = np.zeros(count, np.int64)
    labels[-1] = score.argmax()
    for t in range(count - 1, 0, -1):
        labels[t - 1] = back[t, labels[t]]
    return labels
