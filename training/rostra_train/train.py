"""Trains one model from its recipe:  python -m rostra_train.train recipes/accurate.json --run DIR

Checkpoints go to DIR/last.pt every quarter epoch; the same command continues from it.
"""
import argparse
import json
import pathlib
import time

import torch
import torch.nn.functional as F

from . import batches, crf, prepare
from .model import Config, Tagger, cue_vectors, distance_buckets, start_from
from .text import Vocabulary


def load_recipe(path):
    return json.loads(pathlib.Path(path).read_text())


def vocabulary_for(recipe, run, package, data):
    """The pruned vocabulary, kept in the run's folder once made."""
    kept = run / "vocabulary.txt"
    if not kept.exists():
        _, _, pieces = prepare.pretrained(package)
        documents = list(prepare.read_documents(data / recipe["train"]))
        texts = [d.text for d in documents] + [prepare.strip_marks(d).text for d in documents]
        texts = texts * recipe["least_count"]  # a piece that the training text needs always stays
        texts += [d.text for d in prepare.read_documents(data / recipe["unlabelled"])]
        kept.write_text("\n".join(prepare.prune(pieces, texts, recipe["least_count"])), encoding="utf-8")
    return Vocabulary(kept.read_text(encoding="utf-8").split("\n"))


def training_pairs(recipe, data, vocabulary):
    """(as published, stripped) pairs of the articles that are not held out."""
    documents = list(prepare.read_documents(data / recipe["train"]))
    chosen, _ = prepare.split(documents, recipe["held_out"])
    chosen = chosen[:recipe.get("limit")]
    encode = prepare.encode_document
    return [(encode(d, vocabulary), encode(prepare.strip_marks(d), vocabulary)) for d in chosen]


def optimiser_for(tagger, recipe):
    """Encoder and heads at their own rates; no decay on vectors."""
    groups = {}
    for name, p in tagger.named_parameters():
        encoder = name.startswith(("embed.", "layer.")) and "shape" not in name
        groups.setdefault((encoder, p.dim() > 1), []).append(p)
    rate = {True: recipe["encoder_rate"], False: recipe["head_rate"]}
    return torch.optim.AdamW([{"params": ps, "lr": rate[e], "peak": rate[e], "weight_decay": recipe["decay"] if m else 0.0}
                              for (e, m), ps in groups.items()], betas=(0.9, 0.98), fused=True)


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


def losses(tagger, batch, rng, recipe, device):
    t = {k: v.to(device) for k, v in batches.tensors_of(batch).items()}
    states = tagger.encode(t["pieces"], t["shapes"], t["lengths"], t["first"])
    cue_transitions, role_transitions = tagger.transitions()
    labels, asked = (x.to(device) for x in batches.cue_targets(batch, states.shape[1]))
    order = shifted(labels, asked).to(device)
    logits = tagger.cue(states).gather(1, order[..., None].expand(-1, -1, 3))
    counts = asked.sum(1, keepdim=True)
    mask = torch.arange(labels.shape[1], device=device)[None] < counts
    cue_loss = chain_loss(logits, labels.gather(1, order), mask, cue_transitions, recipe["chain_share"])
    roles = batches.role_targets(batch, states.shape[1], rng, recipe["jitter"])
    if roles is None:
        return cue_loss, cue_loss * 0
    rows, starts, stops, role_labels = roles
    buckets = distance_buckets(starts, stops, states.shape[1]).to(device)
    rows, starts, stops, role_labels = (x.to(device) for x in (rows, starts, stops, role_labels))
    cues = cue_vectors(states, rows, starts, stops)
    role_logits = tagger.role(tagger.role.token(states), rows, cues, buckets)
    mask = torch.arange(states.shape[1], device=device)[None] < t["units"][rows][:, None]
    return cue_loss, chain_loss(role_logits, role_labels, mask, role_transitions, recipe["chain_share"])


def save(path, tagger, optimiser, step, recipe):
    torch.save({"model": tagger.state_dict(), "optimiser": optimiser.state_dict() if optimiser else None, "step": step,
                "config": tagger.config.as_dict(), "recipe": recipe}, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").rename(path)


def new_tagger(recipe, vocabulary, package):
    config = Config(vocab=len(vocabulary.pieces), **recipe["config"])
    tagger = Tagger(config, recipe["dropout"])
    if recipe["start"] == "pretrained":
        state, _, pieces = prepare.pretrained(package)
        start_from(tagger, state, pieces, vocabulary)
    return tagger


def run_epochs(tagger, optimiser, recipe, pairs, run, device, step, minutes):
    log = (run / "log.txt").open("a")
    began, total, seen = time.time(), None, 0
    sums = [0.0, 0.0, 0]
    at = 0
    for epoch in range(recipe["epochs"]):
        rng = batches.new_random(recipe["seed"] * 1000 + epoch)
        torch.manual_seed(recipe["seed"] * 1000 + epoch)
        windows = batches.epoch_windows(pairs, tagger.config, rng, recipe["stripped_share"])
        groups = batches.in_batches(windows, recipe["batch_tokens"], rng)
        total = total or len(groups) * recipe["epochs"]
        for batch in groups:
            at += 1
            if at <= step:
                continue
            set_rates(optimiser, min(at / total, 1.0), recipe["warm_share"])
            with torch.autocast(device.type, torch.bfloat16, enabled=recipe["bf16"]):
                cue_loss, role_loss = losses(tagger, batch, rng, recipe, device)
            loss = recipe["cue_weight"] * cue_loss + role_loss
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            seen += sum(len(w.pieces) for w in batch)
            sums = [sums[0] + cue_loss.item(), sums[1] + role_loss.item(), sums[2] + 1]
            if at % 25 == 0:
                log.write(f"epoch {epoch} step {at}/{total} cue {sums[0] / sums[2]:.4f} role {sums[1] / sums[2]:.4f} "
                          f"pieces/s {seen / (time.time() - began):.0f} minutes {(time.time() - began) / 60:.1f}\n")
                log.flush()
                sums = [0.0, 0.0, 0]
            if at % max(1, len(groups) // 4) == 0:
                save(run / "last.pt", tagger, optimiser, at, recipe)
            if minutes and time.time() - began > 60 * minutes:
                save(run / "last.pt", tagger, optimiser, at, recipe)
                return
    save(run / "final.pt", tagger, None, at, recipe)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("recipe")
    parser.add_argument("--run", required=True, type=pathlib.Path, help="folder for checkpoints and the log")
    parser.add_argument("--data", required=True, type=pathlib.Path, help="the shared data folder")
    parser.add_argument("--package", required=True, type=pathlib.Path, help="folder of the pretrained encoder")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so long (continue with the same command)")
    args = parser.parse_args()
    recipe = load_recipe(args.recipe)
    args.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe["seed"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    vocabulary = vocabulary_for(recipe, args.run, args.package, args.data)
    pairs = training_pairs(recipe, args.data, vocabulary)
    tagger = new_tagger(recipe, vocabulary, args.package).to(device).train()
    optimiser = optimiser_for(tagger, recipe)
    step = 0
    if (args.run / "last.pt").exists():
        kept = torch.load(args.run / "last.pt", map_location=device, weights_only=True)
        tagger.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        step = kept["step"]
    run_epochs(tagger, optimiser, recipe, pairs, args.run, device, step, args.minutes)


if __name__ == "__main__":
    main()
