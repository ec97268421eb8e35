"""Our own marked passages (training/passages/*.txt, form in its README) as documents, slots filled at random."""
import csv
import pathlib
import re

from . import acts
from .prepare import Document

HERE = pathlib.Path(__file__).resolve().parent.parent / "passages"
DATA = HERE.parent.parent / "data"
ROLE = {"s": "source", "q": "cue", "c": "content"}
TOKEN = re.compile(r"\{(\d+)([sqc]) ?|\}|<([a-z-]+)(?::([a-z0-9]+))?>|\n(?=[^\n])|[^{}<\n]+|.", re.S)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SUBJECTS = ("the situation in", "human rights in", "the blockade of", "the elections in", "the treatment of detainees in", "the conflict in",
            "the transition in", "the sanctions against", "the humanitarian crisis in", "the border dispute with")
WITH_THE = re.compile(r"^(United|Netherlands|Philippines|Bahamas|Maldives|Comoros|Gambia|Central African|Dominican Republic|Czech Republic"
                      r"|Democratic|Republic|Holy See|.* Islands$)")


def table(name):
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


class Slots:
    """What the slots may be filled with: states and bodies from the project's own tables, invented persons."""

    def __init__(self):
        self.states = [r for r in table("states.tsv") if r["un"] == "member" and r["capital"]]
        self.bodies = [r["name"] for r in table("bodies.tsv") if r["forum"] == "y"]
        self.first = [r["name"] for r in table("first_names.tsv")]
        self.last = (HERE / "surnames.txt").read_text(encoding="utf-8").split()


def with_the(name):
    return f"the {name}" if WITH_THE.match(name) else name


def listed(names, rng):
    """States in one of the forms of agencies."""
    form = rng.randrange(6)
    if form == 0:
        return ", ".join(names)
    if form == 1:
        return " ".join(names[:-1]) + f" and {names[-1]}"
    joint = (" and ", ", and ", " as well as ", " and even ")[max(form - 2, 0)]
    return ", ".join(names[:-1]) + joint + names[-1]


class Filler:
    """Fills the slots of one passage; the same letter is the same thing throughout."""

    def __init__(self, slots, rng):
        self.slots, self.rng, self.kept = slots, rng, {}

    def _once(self, kind, letter, make):
        key = (kind, letter)
        if key not in self.kept or letter is None:
            self.kept[key] = make()
        return self.kept[key]

    def state(self, letter):
        used = {r["code"] for (k, _), r in self.kept.items() if k == "state"}
        return self._once("state", letter, lambda: self.rng.choice([r for r in self.slots.states if r["code"] not in used]))

    def person(self, letter):
        return self._once("person", letter, lambda: (self.rng.choice(self.slots.first), self.rng.choice(self.slots.last)))

    def fill(self, kind, letter):
        rng = self.rng
        if kind in ("state", "the-state"):
            name = self.state(letter)["name"]
            return with_the(name) if kind == "the-state" else name
        if kind == "adj":
            return self.state(letter)["adjective"].split("|")[0]
        if kind == "capital":
            return self.state(letter)["capital"].split("|")[0]
        if kind == "person":
            return " ".join(self.person(letter))
        if kind == "surname":
            return self.person(letter)[1]
        if kind == "num":
            return str(self._once("num", letter, lambda: rng.randrange(11, 71)))
        if kind == "states":
            names = [with_the(r["name"]) for r in rng.sample(self.slots.states, rng.randrange(3, 10))]
            return self._once("states", letter, lambda: listed(names, rng))
        if kind == "day":
            return rng.choice(DAYS)
        if kind == "month":
            return rng.choice(MONTHS)
        if kind == "body":
            return self._once("body", letter, lambda: "the " + rng.choice(self.slots.bodies))
        if kind == "subject":
            return self._once("subject", letter, lambda: f"{rng.choice(SUBJECTS)} {with_the(rng.choice(self.slots.states)['name'])}")
        raise ValueError(f"unknown slot <{kind}>")


def read_passages(folder=HERE):
    """The raw passages of every file, in order, with where they stand."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        if path.name == "surnames.txt":
            continue
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for k, part in enumerate(re.split(r"^---\s*$", "\n".join(lines), flags=re.M)):
            if part.strip():
                out.append((f"{path.stem}-{k}", part.strip()))
    return out


def expand(name, raw, slots, rng, act_of={}):
    """One passage as a document; raises ValueError that names the passage where its marks are wrong.

    act_of: what its attributions do, where that is known (acts.read_passage_marks).
    """
    filler, text, stack, marks = Filler(slots, rng), "", [], {}
    for m in TOKEN.finditer(raw):
        if m[2]:
            stack.append((m[1], m[2], len(text)))
        elif m[0] == "}":
            if not stack:
                raise ValueError(f"{name}: a brace too many after {text[-40:]!r}")
            number, role, start = stack.pop()
            marks.setdefault(number, {r: [] for r in ROLE.values()})[ROLE[role]].append([start, len(text)])
        elif m[3]:
            text += filler.fill(m[3], m[4])
        else:
            text += m[0]
    if stack:
        raise ValueError(f"{name}: {{{stack[-1][0]}{stack[-1][1]} is never closed")
    for number, a in marks.items():
        if not a["cue"] or not a["content"]:
            raise ValueError(f"{name}: attribution {number} lacks a cue or a content")
        for spans in a.values():
            spans.sort()
    key = acts.passage_key(raw)
    known = [{**a, "act": act_of[key, n]} for n, a in marks.items() if (key, n) in act_of]
    return Document(name, text, [list(marks.values())], acts=known)


def join(documents):
    """Several passages as one document, a paragraph break between them."""
    text, marks, known = "", [], []

    def moved(a):
        return {**a, **{r: [[s + len(text), e + len(text)] for s, e in a[r]] for r in ROLE.values()}}

    for d in documents:
        text += "\n\n" if text else ""
        marks += map(moved, d.versions[0])
        known += map(moved, d.acts)
        text += d.text
    return Document(documents[0].id, text, [marks], acts=known)


def draw(slots, rng, folder=HERE):
    """Every passage once, freshly filled, one to three of them to a document."""
    out, raws, act_of = [], read_passages(folder), acts.read_passage_marks()
    rng.shuffle(raws)
    while raws:
        some = [raws.pop() for _ in range(min(len(raws), rng.choice((1, 1, 2, 3))))]
        out.append(join([expand(name, raw, slots, rng, act_of) for name, raw in some]))
    return out
