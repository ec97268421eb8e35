#!/usr/bin/env python3
"""Compiles data/*.tsv into C++ tables: one string pool, a hash of words, two tries of phrases and the rows.

Usage: compile_data.py DATA_DIRECTORY OUTPUT.cc
Runs at build time; standard library only. A bad cell fails the build with file and line. A file that is not
there yields an empty table.
"""
import pathlib
import re
import sys
import unicodedata

KINDS = ["state", "adjective", "demonym", "seat", "group", "body", "office", "title", "other", "region", "cue", "act_word"]
ACTS = ["say", "announce", "promise", "ask", "call-for", "praise", "criticise", "deny", "warn", "agree", "think", "show"]
CLASSES = ("he she it they i we you relative demonstrative possessive determiner quantifier preposition auxiliary "
           "conjunction adverb negation numeral role roles person people states organisation document male female "
           "month weekday party particle initial given_male given_female saying former family honorific noun geo").split()


def fold(text):
    """Lower case without accents, as utf8::fold does it."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def atoms(phrase):
    """The pieces a phrase is matched by: apostrophes and dots vanish, other marks part."""
    bare = re.sub(r"['’`.]", "", fold(phrase))
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\w)\+(?!\w)", " plus", bare))  # "A3+"


def fnv(data):
    h = 2166136261
    for b in data:
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


def rows(path):
    """Rows of a TSV as dictionaries, with their line numbers; lines that start with # are remarks."""
    if not path.exists():
        return
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            sys.exit(f"{path}:{number}: {len(cells)} cells under {len(header)} columns")
        yield number, dict(zip(header, cells + [""] * (len(header) - len(cells))))


IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "think": "thinks thought thinking", "know": "knows knew known knowing",
    "write": "writes wrote written writing", "speak": "speaks spoke spoken speaking", "hold": "holds held holding",
    "give": "gives gave given giving", "make": "makes made making", "take": "takes took taken taking", "find": "finds found finding",
    "see": "sees saw seen seeing", "hear": "hears heard hearing", "feel": "feels felt feeling", "mean": "means meant meaning",
    "put": "puts putting", "read": "reads reading", "set": "sets setting", "send": "sends sent sending", "bring": "brings brought bringing",
    "swear": "swears swore sworn swearing", "fight": "fights fought fighting", "lay": "lays laid laying", "lead": "leads led leading",
    "leave": "leaves left leaving", "rise": "rises rose risen rising", "run": "runs ran running", "seek": "seeks sought seeking",
    "sing": "sings sang sung singing", "stand": "stands stood standing", "shoot": "shoots shot shooting", "show": "shows showed shown showing",
    "teach": "teaches taught teaching", "understand": "understands understood understanding", "draw": "draws drew drawn drawing",
    "deal": "deals dealt dealing", "fall": "falls fell fallen falling", "forgive": "forgives forgave forgiven forgiving",
    "foresee": "foresees foresaw foreseen foreseeing", "get": "gets got getting", "go": "goes went gone going", "have": "has had having",
    "be": "is are was were been being", "do": "does did done doing", "keep": "keeps kept keeping", "let": "lets letting",
    "lose": "loses lost losing", "pay": "pays paid paying", "quote": "quotes quoted quoting", "throw": "throws threw thrown throwing",
    "hit": "hits hitting", "cast": "casts casting", "spell": "spells spelled spelt spelling", "strike": "strikes struck striking",
    "withdraw": "withdraws withdrew withdrawn withdrawing", "overrule": "overrules overruled overruling", "forbid": "forbids forbade forbidden forbidding",
    "mislead": "misleads misled misleading", "retell": "retells retold retelling", "come": "comes came coming", "fear": "fears feared fearing",
    "learn": "learns learned learnt learning", "dream": "dreams dreamed dreamt dreaming", "bet": "bets betting", "shed": "sheds shedding",
    "back": "backs backed backing", "bemoan": "bemoans bemoaned bemoaning", "shake": "shakes shook shaken shaking", "break": "breaks broke broken breaking",
    "begin": "begins began begun beginning", "forget": "forgets forgot forgotten forgetting", "choose": "chooses chose chosen choosing",
    "undercut": "undercuts undercutting", "cut": "cuts cutting", "sell": "sells sold selling", "spring": "springs sprang springing",
}
DOUBLED = set("admit permit submit commit omit rebut refer infer defer confer prefer plan beg nod rap slam tip stop flag pan jab "
              "compel rebel dispel quip snap tap regret vet pin tag pit bar sob grin chat blog scrub".split())


def inflected(phrase):
    """A phrase with its first word as lemma and in all its forms; a form that does not exist does no harm."""
    first, _, rest = phrase.partition(" ")
    low = first.lower()
    forms = {low}
    if low in IRREGULAR:
        forms |= set(IRREGULAR[low].split())
    elif low.isalpha():
        if low.endswith("y") and len(low) > 2 and low[-2] not in "aeiou":
            forms |= {low[:-1] + "ies", low[:-1] + "ied", low + "ing"}
        elif low.endswith("ie"):
            forms |= {low + "s", low + "d", low[:-2] + "ying"}
        elif low.endswith("e"):
            forms |= {low + "s", low + "d", low[:-1] + "ing"}
        elif low in DOUBLED:
            forms |= {low + "s", low + low[-1] + "ed", low + low[-1] + "ing"}
        else:
            forms |= {low + ("es" if low.endswith(("s", "x", "z", "ch", "sh")) else "s"), low + "ed", low + "ing"}
            if low.endswith("l"):
                forms |= {low + "led", low + "ling"}
            if low.endswith("c"):
                forms |= {low + "ked", low + "king"}
    return sorted(form + (" " + rest if rest else "") for form in forms)


def bare(form):
    """Without its article, which would hide a longer name behind it; "the North" is none without."""
    short = re.sub(r"^[Tt]he ", "", form)
    return form if short in ("North", "South", "States", "Hill", "West", "East") else short


def listed(cell):
    return [p.strip() for p in (cell or "").split("|") if p.strip()]


class Tables:
    def __init__(self):
        self.pool, self.pool_at = bytearray(), {}
        self.words, self.classes = {}, {}
        self.tries = {"names": [{}], "cues": [{}]}
        self.entries = {"names": {}, "cues": {}}

    def string(self, text):
        if text not in self.pool_at:
            data = text.encode("utf-8")
            self.pool_at[text] = (len(self.pool), len(data))
            self.pool += data
        at, size = self.pool_at[text]
        return f"{{{at},{size}}}"

    def word(self, folded):
        return self.words.setdefault(folded, len(self.words) + 1)

    def add_class(self, word, name):
        w = "".join(atoms(word))
        if w:
            self.word(w)
            self.classes[w] = self.classes.get(w, 0) | (1 << CLASSES.index(name))

    def phrase(self, trie, phrase, kind, ref, ambiguous=False, letters=1, weight=0):
        nodes, at = self.tries[trie], 0
        pieces = atoms(phrase)
        if not pieces:
            return
        for piece in pieces:
            w = self.word(piece)
            if w not in nodes[at]:
                nodes.append({})
                nodes[at][w] = len(nodes) - 1
            at = nodes[at][w]
        entry = (KINDS.index(kind), int(ambiguous), letters, max(-100, min(100, weight)), ref)
        held = self.entries[trie].setdefault(at, [])
        same = next((i for i, e in enumerate(held) if e[0] == entry[0] and e[4] == entry[4]), None)
        if same is None:
            held.append(entry)
        elif letters == 0:  # a form that is listed in small letters as well needs no capitals
            held[same] = entry


def letters_of(form):
    """How much of its capitals a name must show: 'US' all, 'China' the first, phrases of three words and more the first."""
    bare = re.sub(r"[^A-Za-z]", "", form)
    if bare.isupper() and len(bare) <= 3 and re.fullmatch(r"[A-Z.]+", form):
        return 2
    return 1


def main():
    data, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    t = Tables()
    states, state_at = [], {}
    state_rows = sorted(rows(data / "states.tsv"), key=lambda r: r[1]["code"])
    for number, r in state_rows:
        if not re.fullmatch(r"[A-Z]{3}", r["code"]):
            sys.exit(f"states.tsv:{number}: {r['code']!r} is no alpha-3 code")
        state_at[r["code"]] = len(states)
        states.append(f"{{{t.string(r['code'])},{t.string(r['name'])},{int('member' in r.get('un', '').lower() or 'observer' in r.get('un', '').lower())}}}")
        doubtful = {d.lower() for d in listed(r.get("ambiguous_words", ""))}
        flag = lambda form: form.lower() in doubtful
        me = state_at[r["code"]]
        for form in [r["name"], r.get("official", "")] + listed(r.get("other_names", "")):
            for variant in (bare(form),):
                t.phrase("names", variant, "state", me, flag(variant), letters_of(variant))
        for column, kind in (("adjective", "adjective"), ("demonym", "demonym"), ("capital", "seat"), ("seats", "seat")):
            for form in map(bare, listed(r.get(column, ""))):
                t.phrase("names", form, kind, me, flag(form), letters_of(form))
    for number, r in rows(data / "renamings.tsv"):
        if r["code"] in state_at:
            for form in (r["old_name"], r["new_name"]):
                t.phrase("names", form, "state", state_at[r["code"]], False, letters_of(form))
    members = {}
    for number, r in rows(data / "memberships.tsv"):
        members.setdefault(r["group"], []).append((r["code"], r.get("from", ""), r.get("until", "")))
    groups, memberships = [], []
    for number, r in rows(data / "groups.tsv"):
        mine = sorted(members.get(r["id"], []))
        me = len(groups)
        groups.append(f"{{{t.string(r['id'])},{t.string(r['name'])},{t.string(r.get('kind', ''))},{len(memberships)},{len(mine)}}}")
        memberships += [f"{{{t.string(c)},{t.string(f)},{t.string(u)}}}" for c, f, u in mine]
        capitalised = set()
        for form in [r["name"]] + listed(r.get("other_names", "")):
            for variant in (bare(form),):
                # Listed with capitals and again without: plain words name the group too.
                letters = 0 if variant in capitalised else letters_of(variant)
                capitalised.add(variant.lower())
                t.phrase("names", variant, "group", me, False, letters)
    bodies = []
    for number, r in rows(data / "bodies.tsv"):
        me = len(bodies)
        bodies.append("{%s,%s,%s,%s}" % tuple(t.string(r.get(k, "")) for k in ("id", "name", "kind", "forum")))
        for form in [r["name"]] + listed(r.get("other_names", "")):
            for variant in (bare(form),):
                letters = 0 if variant[0].islower() else letters_of(variant)
                t.phrase("names", variant, "body", me, False, letters)
    offices = []
    for number, r in rows(data / "offices.tsv"):
        me = len(offices)
        offices.append("{%s,%s,%s,%s}" % tuple(t.string(r.get(k, "")) for k in ("title", "kind", "level", "default_state")))
        for form in listed(r["title"]):
            t.phrase("names", form, "office", me, False, 0)
    for number, r in rows(data / "titles.tsv"):
        form = r.get("title") or r.get("name") or next(iter(r.values()))
        for one in listed(form):
            t.phrase("names", one, "title", 0, False, 2 if letters_of(one) == 2 else 0)  # "HE" is no "he"
            if len(atoms(one)) == 1:
                t.add_class(one, "honorific")
                for name in {"m": ["male"], "f": ["female"]}.get(r.get("gender", ""), []):
                    t.add_class(one, name)
    for number, r in rows(data / "other_names.tsv"):
        t.phrase("names", r["name"], "other", int(r["kind"] in ("media", "organisation")), False, letters_of(r["name"]))
    for number, r in rows(data / "regions.tsv"):
        if r["state"] not in state_at:
            continue
        about = int(r.get("about", "") == "y")
        for column in ("name", "adjective", "demonym", "other_names"):
            for form in listed(r.get(column, "")):
                t.phrase("names", form, "region", state_at[r["state"]], False, letters_of(form), about)
    for number, r in rows(data / "first_names.tsv"):
        gender = (r.get("gender") or "").lower()[:1]
        if gender in ("m", "u", "b", "x", ""):
            t.add_class(r["name"], "given_male")
        if gender in ("f", "u", "b", "x", ""):
            t.add_class(r["name"], "given_female")
    for number, r in rows(data / "words.tsv"):
        for name in r["class"].split():
            if name not in CLASSES:
                sys.exit(f"words.tsv:{number}: no class {name!r}")
            for word in r["words"].split():
                t.add_class(word, name)
    for number, r in rows(data / "cues.tsv"):
        if r["act"] not in ACTS:
            sys.exit(f"cues.tsv:{number}: no act {r['act']!r}")
        for form in listed(r["phrase"]):
            verb = not r.get("note", "").startswith("noun")
            for variant in inflected(form) if verb else [form, form + "s"]:
                t.phrase("cues", variant, "cue", ACTS.index(r["act"]), False, 0, 3 if "source is a" in r.get("note", "") else 1 if verb else 2)
                if verb and " " not in variant:
                    t.add_class(variant, "saying")
    for number, r in rows(data / "act_words.tsv"):
        if r["act"] not in ACTS:
            sys.exit(f"act_words.tsv:{number}: no act {r['act']!r}")
        for form in listed(r["phrase"]):
            weight = round(float(r.get("weight") or 1) * 100)
            if r.get("note", "").startswith("question"):
                weight = -weight
            t.phrase("cues", form, "act_word", ACTS.index(r["act"]), False, 0, weight)
    output.write_text(render(t, states, groups, bodies, offices, memberships), encoding="utf-8")


def word_table(t):
    names = sorted(t.words, key=t.words.get)
    size = 16
    while size < 2 * len(names) + 2:
        size *= 2
    slots = [0] * size
    body = ["{{0,0},0}"]
    for w in names:
        at = fnv(w.encode()) & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = t.words[w]
        body.append(f"{{{t.string(w)},{t.classes.get(w, 0)}ULL}}")
    return body, slots


def trie_table(t, name):
    nodes = t.tries[name]
    edges = [(n, w, to) for n, node in enumerate(nodes) for w, to in node.items()]
    size = 16
    while size < 2 * len(edges) + 2:
        size *= 2
    slots = ["{0,0,0}"] * size
    taken = [False] * size
    for n, w, to in edges:
        at = (n * 2654435761 + w * 40503) & 0xFFFFFFFF
        at = (at ^ (at >> 15)) & (size - 1)
        while taken[at]:
            at = (at + 1) & (size - 1)
        taken[at] = True
        slots[at] = f"{{{n},{w},{to}}}"
    entries, ranges = [], []
    for n in range(len(nodes)):
        mine = t.entries[name].get(n, [])
        ranges.append(f"{{{len(entries)},{len(mine)}}}")
        entries += [f"{{Kind({k}),{'true' if a else 'false'},{l},{w},{r}}}" for k, a, l, w, r in mine]
    return slots, ranges, entries


def array(kind, name, items, empty):
    items = items or [empty]
    lines = [",".join(items[i:i + 12]) for i in range(0, len(items), 12)]
    return f"const {kind} {name}[] = {{\n" + ",\n".join(lines) + "};\n"


def render(t, states, groups, bodies, offices, memberships):
    words, word_slots = word_table(t)
    out = ["// Generated by tools/compile_data.py from data/*.tsv. Do not edit.\n#include \"tables.h\"\n\n"
           "namespace rostra::knowledge::tables {\n"]
    out.append(array("WordRow", "words", words, "{{0,0},0}"))
    out.append(array("std::uint32_t", "word_slots", [str(s) for s in word_slots], "0"))
    out.append(f"const std::uint32_t word_slot_mask = {len(word_slots) - 1};\n")
    for name in ("names", "cues"):
        slots, ranges, entries = trie_table(t, name)
        out.append(array("Edge", f"{name}_edges", slots, "{0,0,0}"))
        out.append(array("Range", f"{name}_ranges", ranges, "{0,0}"))
        out.append(array("Entry", f"{name}_entries", entries, "{Kind(0),false,0,0,0}"))
        out.append(f"const Trie {name} = {{{name}_edges, {len(slots) - 1}, {name}_ranges, {name}_entries}};\n")
    for kind, name, items, empty in (("StateRow", "states", states, "{{0,0},{0,0},0}"), ("GroupRow", "groups", groups, "{{0,0},{0,0},{0,0},0,0}"),
                                     ("BodyRow", "bodies", bodies, "{{0,0},{0,0},{0,0},{0,0}}"), ("OfficeRow", "offices", offices, "{{0,0},{0,0},{0,0},{0,0}}"),
                                     ("MemberRow", "memberships", memberships, "{{0,0},{0,0},{0,0}}")):
        out.append(array(kind, name, items, empty))
        out.append(f"const std::size_t {name}_count = {len(items)};\n")
    escaped = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in t.pool)
    pieces, at = [], 0
    while at < len(escaped):
        end = min(len(escaped), at + 100)
        while end < len(escaped) and re.search(r"\\\d{0,2}$", escaped[at:end]):
            end += 1
        pieces.append(f'"{escaped[at:end]}"')
        at = end
    out.append("const char pool[] =\n" + "\n".join(pieces or ['""']) + ";\n}  // namespace rostra::knowledge::tables\n")
    return "".join(out)


if __name__ == "__main__":
    main()
