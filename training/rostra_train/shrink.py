"""Begins a narrow model from a wide one that is trained.

The wide model's states are brought to fewer dimensions by their main axes P (shared by all layers, for the sake of the
residual path); of each layer that is taken over, the heads and the inner units that do most are kept. What a
projection cannot carry over, the gains of the norms, is fitted on sample windows, layer by layer.
"""
import torch
import torch.nn.functional as F

from .model import attend


@torch.no_grad()
def trace(tagger, pieces, shapes):
    """What passes through the wide model: states after each norm, head outputs and inner activations by layer."""
    x = tagger.embed(pieces, shapes)
    states, heads, inner = [x], [], []
    for layer in tagger.layer:
        n, t, d = x.shape
        q, k, v = (f(x).view(n, t, layer.heads, -1).transpose(1, 2) for f in (layer.q, layer.k, layer.v))
        a = attend(q, k, v, None).transpose(1, 2).reshape(n, t, d)
        x = layer.attention_norm(x + layer.o(a))
        states.append(x)
        u = F.gelu(layer.up(x))
        x = layer.output_norm(x + layer.down(u))
        states.append(x)
        heads.append(a)
        inner.append(u)
    return states, heads, inner


def main_axes(states, width):
    x = torch.cat([s.flatten(0, 1) for s in states])
    _, axes = torch.linalg.eigh(x.T @ x / len(x))
    return axes[:, -width:].flip(1)


def strongest_heads(layer, outputs, count):
    """Columns of the heads whose outputs move the residual path most."""
    size = outputs.shape[-1] // layer.heads
    moved = []
    for h in range(layer.heads):
        columns = slice(h * size, (h + 1) * size)
        moved.append((outputs[..., columns] @ layer.o.weight[:, columns].T).norm(dim=-1).mean())
    best = torch.stack(moved).topk(count).indices.sort().values
    return torch.cat([torch.arange(h * size, (h + 1) * size) for h in best.tolist()])


def fit_norm(norm, before, wanted):
    """Gain and bias, coordinate by coordinate, that bring the plain norm of `before` nearest to `wanted`."""
    plain = F.layer_norm(before, before.shape[-1:]).flatten(0, 1)
    wanted = wanted.flatten(0, 1)
    centred = plain - plain.mean(0)
    gain = (centred * (wanted - wanted.mean(0))).mean(0) / (centred.pow(2).mean(0) + 1e-6)
    norm.weight.copy_(gain)
    norm.bias.copy_(wanted.mean(0) - gain * plain.mean(0))
    return norm(before)


def take_linear(small, weight, bias, axes, rest, rows):
    """small(y) = W (P y + rest) + b for the chosen output rows."""
    small.weight.copy_(weight[rows] @ axes)
    small.bias.copy_(bias[rows] + weight[rows] @ rest)


def project_out(small, big, axes, columns):
    small.weight.copy_(axes.T @ big.weight[:, columns])
    small.bias.copy_(axes.T @ big.bias)


@torch.no_grad()
def start_smaller(small, big, layers, windows, rows):
    """`layers`: the wide model's layer for each narrow one; `rows`: for each narrow piece its number in the wide model."""
    pieces, shapes = windows
    big.eval()
    states, heads, inner = trace(big, pieces, shapes)
    axes = main_axes(states, small.config.hidden)
    for name in ("word", "position", "shape"):
        table = getattr(big.embed, name).weight
        getattr(small.embed, name).weight.copy_((table[rows] if name == "word" else table) @ axes)
    narrow = torch.tensor([rows.index(p) for p in pieces.flatten().tolist()]).view_as(pieces)
    places = torch.arange(pieces.shape[1])
    y = small.embed.word(narrow) + small.embed.position(places) + small.embed.shape(shapes)
    y = fit_norm(small.embed.norm, y, states[0] @ axes)
    for layer, number in zip(small.layer, layers):
        last = layer is small.layer[-1]
        y = _take_layer(layer, big.layer[number], y, axes, states[2 * number:2 * number + 3], heads[number], inner[number],
                        states[-1] if last else states[2 * number + 2])
    rest = states[-1].flatten(0, 1).mean(0)
    rest = rest - axes @ (axes.T @ rest)
    _take_heads(small, big, axes, rest)


def _take_layer(layer, big, y, axes, states, heads, inner, wanted):
    def rest_of(x):
        mean = x.flatten(0, 1).mean(0)
        return mean - axes @ (axes.T @ mean)

    columns = strongest_heads(big, heads, layer.heads)
    for name in ("q", "k", "v"):
        theirs = getattr(big, name)
        take_linear(getattr(layer, name), theirs.weight, theirs.bias, axes, rest_of(states[0]), columns)
    project_out(layer.o, big.o, axes, columns)
    units = (inner.abs().mean((0, 1)) * big.down.weight.norm(dim=0)).topk(layer.up.out_features).indices.sort().values
    take_linear(layer.up, big.up.weight, big.up.bias, axes, rest_of(states[1]), units)
    project_out(layer.down, big.down, axes, units)
    n, t, d = y.shape
    q, k, v = (f(y).view(n, t, layer.heads, -1).transpose(1, 2) for f in (layer.q, layer.k, layer.v))
    a = layer.o(attend(q, k, v, None).transpose(1, 2).reshape(n, t, d))
    y = fit_norm(layer.attention_norm, y + a, states[1] @ axes)
    return fit_norm(layer.output_norm, y + layer.down(F.gelu(layer.up(y))), wanted @ axes)


def _take_heads(small, big, axes, rest):
    take_linear(small.cue, big.cue.weight, big.cue.bias, axes, rest, slice(None))
    width = small.config.role_hidden
    best = big.role.out.weight.norm(dim=0).topk(width).indices.sort().values
    take_linear(small.role.token, big.role.token.weight, big.role.token.bias, axes, rest, best)
    for name in ("gate", "cue"):
        getattr(small.role, name).weight.copy_(getattr(big.role, name).weight[best] @ axes)
    # what the constant part would add through the bias-free map goes to every distance
    small.role.distance.copy_(big.role.distance[:, best] + (big.role.cue.weight[best] @ rest))
    small.role.out.weight.copy_(big.role.out.weight[:, best])
    small.role.out.bias.copy_(big.role.out.bias)
    small.cue_transitions.copy_(big.cue_transitions)
    small.role_transitions.copy_(big.role_transitions)
