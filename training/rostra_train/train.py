"""Trains one model from its recipe:  python -m rostra_train.train recipes/accurate.json --run DIR

Checkpoints go to DIR/last.pt every quarter epoch; the same command continues from it.
"""
import argparse
import pathlib
import time

import torch
import torch.nn.functional as F

from . import acts, batches, crf, load, passages, prepare, recast, shrink, text
from .model import Config, Tagger, cue_vectors, distance_buckets, start_embeddings, start_from
from .teach import Soft
from .text import Vocabulary


def vocabulary_for(recipe, run, package, data, start):
    """The pruned vocabulary, kept in the run's folder once made; exported weights to begin from bring theirs."""
    kept = run / "vocabulary.txt"
    if start and start.suffix == ".rnn":
        kept.write_text("\n".join(load.exported(start)[1].pieces), encoding="utf-8")
    if not kept.exists():
        _, _, pieces = prepare.pretrained(package)
        documents = list(prepare.read_documents(data / recipe["train"]))
        texts = [d.text for d in documents] + [prepare.strip_marks(d).text for d in documents]
        texts = texts * recipe["least_count"]  # a piece that the training text needs always stays
        texts += [d.text for d in prepare.read_documents(data / recipe["unlabelled"])]
        kept.write_text("\n".join(prepare.prune(pieces, texts, recipe["least_count"])), encoding="utf-8")
    return Vocabulary(kept.read_text(encoding="utf-8").split("\n"))


def chosen_articles(recipe, data):
    """The training articles that are not held out."""
    chosen, _ = prepare.split(list(prepare.read_documents(data / recipe["train"])), recipe["held_out"])
    if "act" in recipe["weights"]:
        acts.put_on(chosen, "polnear", acts.read_marks())
    return chosen[:recipe.get("limit")]


def act_documents(recipe, data, vocabulary):
    """The unlabelled texts of which some attributions have their act marked."""
    if "act" not in recipe["weights"]:
        return []
    marked = acts.put_on(list(prepare.read_documents(data / recipe["unlabelled"])), "unlabelled", acts.read_marks())
    return [prepare.encode_document(d, vocabulary) for d in marked]


def training_pairs(recipe, chosen, vocabulary):
    """(as published, stripped) pairs of the articles."""
    encode = prepare.encode_document
    return [(encode(d, vocabulary), encode(prepare.strip_marks(d), vocabulary)) for d in chosen]


class Own:
    """What an epoch gets beside the corpus: our own passages and recast quotations, drawn anew each time."""

    def __init__(self, recipe, chosen, vocabulary):
        self.recipe, self.chosen, self.vocabulary, self.slots = recipe, chosen, vocabulary, passages.Slots()

    def draw(self, rng):
        out = recast.draw(self.chosen, self.slots, rng, self.recipe.get("recast", 0))
        for _ in range(self.recipe.get("passages", 0)):
            out += passages.draw(self.slots, rng)
        out = [prepare.strip_marks(d) if rng.random() < self.recipe["stripped_share"] else d for d in out]
        return [prepare.encode_document(d, self.vocabulary) for d in out]


def freeze(tagger, layers):
    """The embeddings and the first `layers` layers stay as they are: what they know is not unlearned, and a step costs less."""
    for part in [tagger.embed, *tagger.layer[:layers]] if layers else []:
        part.requires_grad_(False)


def optimiser_for(tagger, recipe):
    """Encoder and heads at their own rates; no decay on vectors."""
    groups = {}
    for name, p in tagger.named_parameters():
        if not p.requires_grad:
            continue
        kind = "act_rate" if name.startswith("act.") else "head_rate"
        if name.startswith(("embed.", "layer.")) and "shape" not in name:
            kind = "encoder_rate"
        groups.setdefault((kind, p.dim() > 1), []).append(p)
    return torch.optim.AdamW([{"params": ps, "lr": recipe[k], "peak": recipe[k], "weight_decay": recipe["decay"] if m else 0.0}
                              for (k, m), ps in groups.items()], betas=(0.9, 0.98), fused=True)


def set_rates(optimiser, done, warm):
    """Linear warm-up over the share `warm` of the run, then linear decay to nothing."""
    scale = done / warm if done < warm else max(0.0, (1 - done) / (1 - warm))
    for g in optimiser.param_groups:
        g["lr"] = g["peak"] * scale


def chain_loss(logits, labels, mask, transitions, share):
    """Mean over units of cross-entropy and of the chain's negative log-likelihood, mixed."""
    logits = logits.float()
    count = mask.sum().clamp(min=1)
    plain = F.cross_entropy(logits[mask], labels[mask], reduction="sum") / count
    z = crf.log_partition(logits, mask, transitions)
    chain = (z - crf.gold_score(logits, labels, mask, transitions)).sum() / count
    return (1 - share) * plain + share * chain


def shifted(labels, asked):
    """Rows that begin at their first asked unit, so that masks are true first, then false."""
    starts = asked.float().argmax(1)
    j = torch.arange(labels.shape[1])[None] + starts[:, None]
    return j.clamp(max=labels.shape[1] - 1)


def cue_loss_of(logits, batch, transitions, share):
    labels, asked = (x.to(logits.device) for x in batches.cue_targets(batch, logits.shape[1]))
    order = shifted(labels, asked)
    mask = torch.arange(labels.shape[1], device=logits.device)[None] < asked.sum(1, keepdim=True)
    logits = logits.gather(1, order[..., None].expand(-1, -1, logits.shape[-1]))
    return chain_loss(logits, labels.gather(1, order), mask, transitions, share)


def role_logits_of(tagger, states, rows, starts, stops):
    buckets = distance_buckets(starts, stops, states.shape[1]).to(states.device)
    rows, starts, stops = (x.to(states.device) for x in (rows, starts, stops))
    return tagger.role(tagger.role.token(states), rows, cue_vectors(states, rows, starts, stops), buckets)


def inside_of(units, rows, width):
    return torch.arange(width, device=units.device)[None] < units[rows.to(units.device)][:, None]


def soft_loss(logits, chances, mask):
    """Cross-entropy against the teacher's chances, mean over units."""
    log = F.log_softmax(logits.float(), -1)
    return -(log * chances.to(log.device)).sum(-1)[mask].sum() / mask.sum().clamp(min=1)


def watched_losses(tagger, watcher, batch, t, states, cue_logits, roles):
    """Losses against what a trained model thinks of the same windows: cues, roles of the gold cues, acts of the gold attributions.

    roles: our own logits for them, with the arguments they were made of, or None.
    """
    with torch.no_grad():
        seen = watcher.encode(t["pieces"], t["shapes"], t["lengths"], t["first"])
        chances = torch.softmax(watcher.cue(seen).float(), -1)
    width = states.shape[1]
    inside = torch.arange(width, device=states.device)[None] < t["units"][:, None]
    out = {"soft-cue": soft_loss(cue_logits, chances, inside)}
    if roles:
        logits, rows, starts, stops = roles
        with torch.no_grad():
            wanted = torch.softmax(role_logits_of(watcher, seen, rows, starts, stops).float(), -1)
        out["soft-role"] = soft_loss(logits, wanted, inside_of(t["units"], rows, width))
    gold = acts.masks_of_gold(batch, width) if tagger.act and watcher.act else None
    if gold:
        rows, masks = (x.to(states.device) for x in gold)
        with torch.no_grad():
            wanted = torch.softmax(watcher.act(seen, rows, masks).float(), -1)
        out["soft-act"] = -(F.log_softmax(tagger.act(states, rows, masks).float(), -1) * wanted).sum(-1).mean()
    return out


def losses(tagger, batch, rng, recipe, device, watcher=None):
    """Losses of one batch by name: cue, role and act against gold, soft-cue, soft-role and soft-act against a teacher."""
    t = {k: v.to(device) for k, v in batches.tensors_of(batch).items()}
    states = tagger.encode(t["pieces"], t["shapes"], t["lengths"], t["first"])
    width, out, own_roles = states.shape[1], {}, None
    cue_transitions, role_transitions = tagger.transitions()
    logits = tagger.cue(states)
    if any(w.gold for w in batch):
        out["cue"] = cue_loss_of(logits, batch, cue_transitions, recipe["chain_share"])
    gold = batches.role_targets(batch, width, rng, recipe["jitter"])
    if gold:
        rows, starts, stops, labels = gold
        roles = role_logits_of(tagger, states, rows, starts, stops)
        own_roles = roles, rows, starts, stops
        mask = inside_of(t["units"], rows, width)
        out["role"] = chain_loss(roles, labels.to(device), mask, role_transitions, recipe["chain_share"])
    marked = acts.targets(batch, width, rng, recipe["jitter"]) if tagger.act else None
    if marked:
        rows, masks, labels = (x.to(device) for x in marked)
        out["act"] = F.cross_entropy(tagger.act(states, rows, masks).float(), labels, label_smoothing=0.05)
    if watcher:
        return {**out, **watched_losses(tagger, watcher, batch, t, states, logits, own_roles)}
    return {**out, **kept_losses(tagger, batch, t, states, logits)}


def kept_losses(tagger, batch, t, states, cue_logits):
    """Losses against what teach.py wrote of these windows."""
    width, out = states.shape[1], {}
    if any(w.soft_cues is not None for w in batch):
        chances, asked = batches.soft_cue_targets(batch, width)
        out["soft-cue"] = soft_loss(cue_logits, chances, asked.to(states.device))
    soft = batches.soft_role_targets(batch, width)
    if soft:
        rows, starts, stops, chances = soft
        roles = role_logits_of(tagger, states, rows, starts, stops)
        out["soft-role"] = soft_loss(roles, chances, inside_of(t["units"], rows, width))
    return out


def save(path, tagger, optimiser, step, recipe):
    torch.save({"model": tagger.state_dict(), "optimiser": optimiser.state_dict() if optimiser else None, "step": step,
                "config": tagger.config.as_dict(), "recipe": recipe}, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").rename(path)


def add_soft(pairs, paths, vocabulary):
    """Puts the teacher's opinions on the training articles; gives the other texts as documents of their own."""
    known = {d.text: d for pair in pairs for d in pair}
    extra = []
    for path in paths:
        for kept in torch.load(path, weights_only=True):
            soft = Soft(kept["cues"], kept["marked"])
            if kept["text"] in known:
                known[kept["text"]].soft = soft
            else:
                d = prepare.encode_document(prepare.Document("", kept["text"], [[]]), vocabulary)
                d.soft = soft
                extra.append(d)
    return extra


def sample_windows(pairs, vocabulary, big_vocabulary, length=128, count=64):
    """Windows of one length for shrink.py, in the wide model's pieces."""
    pieces, shapes = [], []
    for whole, _ in pairs:
        e = text.encode(whole.text, big_vocabulary)
        if len(e.pieces) >= length:
            pieces.append([big_vocabulary.CLS, *e.pieces[:length - 2], big_vocabulary.SEP])
            shapes.append([0, *e.shapes[:length - 2], 0])
        if len(pieces) == count:
            break
    return torch.tensor(pieces), torch.tensor(shapes)


def new_tagger(recipe, vocabulary, package, start, teacher, pairs):
    config = Config(vocab=len(vocabulary.pieces), **recipe["config"])
    tagger = Tagger(config, recipe["dropout"])
    if teacher:
        big, big_vocabulary, _ = load.checkpoint(teacher)
        rows = [big_vocabulary.number[p] for p in vocabulary.pieces]
        shrink.start_smaller(tagger, big, recipe["start_layers"], sample_windows(pairs, vocabulary, big_vocabulary), rows)
        return tagger
    if start:
        kept = load.exported(start)[0].state_dict() if start.suffix == ".rnn" else torch.load(start, map_location="cpu", weights_only=True)["model"]
        missing, unknown = tagger.load_state_dict(kept, strict=False)
        assert not unknown and all(name.startswith("act.") for name in missing), (missing, unknown)
        return tagger
    state, _, pieces = prepare.pretrained(package)
    if recipe["start"] == "pretrained":
        start_from(tagger, state, pieces, vocabulary)
    if recipe["start"] == "embeddings":
        start_embeddings(tagger, state, pieces, vocabulary)
    return tagger


def watching(path, vocabulary, device):
    if not path:
        return None
    tagger, pieces = (load.exported(path) if path.suffix == ".rnn" else load.checkpoint(path))[:2]
    assert pieces.pieces == vocabulary.pieces, f"{path} has another vocabulary"
    return tagger.to(device).eval()


class Log:
    """Mean losses since the last line, every 25 steps."""

    def __init__(self, path):
        self.file, self.began, self.pieces, self.sums = path.open("a"), time.time(), 0, {}

    def minutes(self):
        return (time.time() - self.began) / 60

    def add(self, parts, batch):
        self.pieces += sum(len(w.pieces) for w in batch)
        for name, value in parts.items():
            total, count = self.sums.get(name, (0.0, 0))
            self.sums[name] = (total + value.item(), count + 1)

    def write(self, epoch, at, total):
        means = " ".join(f"{n} {t / c:.4f}" for n, (t, c) in self.sums.items())
        self.file.write(f"epoch {epoch} step {at}/{total} {means} pieces/s {self.pieces / (60 * self.minutes()):.0f} "
                        f"minutes {self.minutes():.1f}\n")
        self.file.flush()
        self.sums = {}


def run_epochs(tagger, optimiser, recipe, pairs, extra, marked, own, run, device, step, minutes, watcher=None):
    log, total, at = Log(run / "log.txt"), None, 0
    for epoch in range(recipe["epochs"]):
        rng = batches.new_random(recipe["seed"] * 1000 + epoch)
        torch.manual_seed(recipe["seed"] * 1000 + epoch)
        windows = batches.epoch_windows(pairs, tagger.config, rng, recipe["stripped_share"],
                                        batches.share_of(extra, recipe, epoch) + marked, own.draw(rng), recipe.get("least_acts", 1))
        groups = batches.in_batches(windows, recipe["batch_tokens"], rng)
        total = total or len(groups) * recipe["epochs"]
        for batch in groups:
            at += 1
            if at <= step:
                continue
            set_rates(optimiser, min(at / total, 1.0), recipe["warm_share"])
            with torch.autocast(device.type, torch.bfloat16, enabled=recipe["bf16"]):
                parts = losses(tagger, batch, rng, recipe, device, watcher)
            loss = sum(recipe["weights"][name] * value for name, value in parts.items())
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            log.add(parts, batch)
            if at % 25 == 0:
                log.write(epoch, at, total)
            if at % max(1, len(groups) // 4) == 0:
                save(run / "last.pt", tagger, optimiser, at, recipe)
            if minutes and log.minutes() > minutes:
                save(run / "last.pt", tagger, optimiser, at, recipe)
                return
    save(run / "final.pt", tagger, None, at, recipe)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("recipe")
    parser.add_argument("--run", required=True, type=pathlib.Path, help="folder for checkpoints and the log")
    parser.add_argument("--data", required=True, type=pathlib.Path, help="the shared data folder")
    parser.add_argument("--package", required=True, type=pathlib.Path, help="folder of the pretrained encoder")
    parser.add_argument("--soft", type=pathlib.Path, nargs="*", default=[], help="what teach.py wrote")
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint or exported weights to begin from")
    parser.add_argument("--teacher", type=pathlib.Path, help="a wider model's checkpoint to shrink the start from")
    parser.add_argument("--watch", type=pathlib.Path, help="a trained model of the same vocabulary (weights.rnn or a checkpoint) to learn from along the way")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so long (continue with the same command)")
    parser.add_argument("--seed", type=int, help="instead of the recipe's: another run to average with")
    args = parser.parse_args()
    recipe = load.recipe(args.recipe)
    recipe["seed"] = args.seed or recipe["seed"]
    args.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe["seed"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    vocabulary = vocabulary_for(recipe, args.run, args.package, args.data, args.start)
    chosen = chosen_articles(recipe, args.data)
    pairs = training_pairs(recipe, chosen, vocabulary)
    extra = add_soft(pairs, args.soft, vocabulary)
    marked = act_documents(recipe, args.data, vocabulary)
    tagger = new_tagger(recipe, vocabulary, args.package, args.start, args.teacher, pairs).to(device).train()
    freeze(tagger, recipe.get("frozen_layers", 0))
    optimiser = optimiser_for(tagger, recipe)
    step = 0
    if (args.run / "last.pt").exists():
        kept = torch.load(args.run / "last.pt", map_location=device, weights_only=True)
        tagger.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        step = kept["step"]
    run_epochs(tagger, optimiser, recipe, pairs, extra, marked, Own(recipe, chosen, vocabulary), args.run, device, step, args.minutes,
               watching(args.watch, vocabulary, device))


if __name__ == "__main__":
    main()
