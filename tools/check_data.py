#!/usr/bin/env python3
"""Check the facts in data/*.tsv: columns, codes, dates, duplicates, and counts that the world knows.

Usage: tools/check_data.py [DATA_FOLDER] [--counts]

Every fault is printed as file:line: message and the exit code is then 1. --counts prints a table of
how many rows each file has. Standard library only. See data/README.md for what each file holds.
"""
import argparse
import os
import re
import sys

COLUMNS = {
    "states.tsv": "code name official adjective demonym other_names capital seats un since until ambiguous ambiguous_words source",
    "renamings.tsv": "code old_name new_name date source",
    "groups.tsv": "id name other_names kind source",
    "memberships.tsv": "group code from until source",
    "bodies.tsv": "id name other_names kind forum source",
    "offices.tsv": "title kind level default_state source",
    "cues.tsv": "phrase act note source",
    "act_words.tsv": "phrase act weight note source",
    "titles.tsv": "title gender kind source",
    "first_names.tsv": "name gender source",
    "regions.tsv": "code state name adjective demonym other_names capital kind about source",
    "other_names.tsv": "name kind source",
}
REQUIRED = {
    "states.tsv": "code name official un source", "renamings.tsv": "code old_name new_name date source",
    "groups.tsv": "id name kind source", "memberships.tsv": "group code source",
    "bodies.tsv": "id name kind forum source", "offices.tsv": "title kind source",
    "cues.tsv": "phrase act note source", "act_words.tsv": "phrase act weight source",
    "titles.tsv": "title gender kind source", "first_names.tsv": "name gender source",
    "regions.tsv": "code state name kind source",
    "other_names.tsv": "name kind source",
}
# The columns that may not repeat, taken together.
KEYS = {
    "states.tsv": "code", "groups.tsv": "id", "memberships.tsv": "group code from", "bodies.tsv": "id",
    "offices.tsv": "title kind level", "cues.tsv": "phrase note", "act_words.tsv": "phrase act",
    "titles.tsv": "title", "first_names.tsv": "name", "renamings.tsv": "code old_name new_name", "regions.tsv": "code", "other_names.tsv": "name",
}
ACTS = set("say announce promise ask call-for praise criticise deny warn agree think show".split())
VALUES = {
    ("states.tsv", "un"): {"member", "observer", "none"},
    ("states.tsv", "ambiguous"): {"", "y"},
    ("regions.tsv", "about"): {"", "y"},
    ("groups.tsv", "kind"): {"bloc", "alliance", "un-group", "negotiation-group"},
    ("bodies.tsv", "kind"): {"un-organ", "committee", "court", "agency", "regional", "summit", "ngo", "other"},
    ("bodies.tsv", "forum"): {"y", "n"},
    ("offices.tsv", "kind"): {"state-office", "international-office", "legislator", "party", "other"},
    ("offices.tsv", "level"): {"", "national", "subnational", "international"},
    ("cues.tsv", "act"): ACTS,
    ("act_words.tsv", "act"): ACTS,
    ("titles.tsv", "gender"): {"m", "f", "both"},
    ("first_names.tsv", "gender"): {"m", "f", "both"},
    ("other_names.tsv", "kind"): {"place", "document", "media", "organisation", "event"},
}
LISTS = {"adjective", "demonym", "other_names", "capital", "seats", "ambiguous_words"}
DATES = {"since", "until", "from", "date"}
CODES = {"states.tsv": "code", "memberships.tsv": "code", "renamings.tsv": "code", "offices.tsv": "default_state", "regions.tsv": "state"}
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MAX_BYTES = 8 << 20  # the files are small; a large one is a mistake

# What official lists say: group, day, number of members. "un" counts states.tsv.
KNOWN = [
    ("un", "1945-12-31", 51), ("un", "1950-12-31", 60), ("un", "1955-12-31", 76), ("un", "1970-12-31", 127), ("un", "1975-12-31", 144),
    ("un", "1984-12-31", 159), ("un", "1990-12-31", 159), ("un", "1991-12-31", 166), ("un", "1992-12-31", 179), ("un", "1994-12-31", 185),
    ("un", "1999-12-31", 188), ("un", "2000-12-31", 189), ("un", "2002-12-31", 191), ("un", "2007-01-01", 192), ("un", "2012-01-01", 193),
    ("un", "2019-10-29", 193), ("un", "2024-10-22", 193),
    ("eu", "1990-01-01", 12), ("eu", "1996-01-01", 15), ("eu", "2005-01-01", 25), ("eu", "2010-01-01", 27),
    ("eu", "2019-10-29", 28), ("eu", "2020-01-31", 28), ("eu", "2020-02-01", 27), ("eu", "2021-06-22", 27),
    ("nato", "2000-01-01", 19), ("nato", "2019-10-29", 29), ("nato", "2020-10-06", 30), ("nato", "2023-10-18", 31), ("nato", "2024-10-22", 32),
    ("g7", "2021-06-13", 7), ("g8", "2010-01-01", 8), ("g8", "2015-01-01", 0), ("g20", "2022-11-15", 19),
    ("g77", "2018-01-01", 134), ("g77", "2021-01-01", 135), ("nam", "2019-10-29", 120), ("nam", "2024-10-01", 121),
    ("au", "2010-01-01", 53), ("au", "2019-10-29", 55), ("african-group", "2019-10-29", 54), ("arab-league", "2019-10-29", 22),
    ("arab-group", "2019-10-29", 22), ("oic", "2019-10-29", 57), ("gcc", "2019-10-29", 6), ("asean", "1996-01-01", 7), ("asean", "2019-10-29", 10),
    ("asean", "2025-11-01", 11), ("caricom", "2019-10-29", 14), ("nordic", "2019-10-29", 5), ("baltic", "2019-10-29", 3), ("nb8", "2019-10-29", 8),
    ("five-eyes", "2019-10-29", 5), ("brics", "2010-01-01", 4), ("brics", "2019-10-29", 5), ("brics", "2024-06-01", 9), ("brics", "2025-06-01", 10),
    ("quad", "2021-03-12", 4), ("visegrad", "2019-10-29", 4), ("benelux", "2019-10-29", 3), ("celac", "2019-10-29", 33), ("celac", "2021-01-01", 32),
    ("grulac", "2019-10-29", 33), ("weog", "2019-10-29", 29), ("eeg", "2019-10-29", 23), ("apg", "2019-10-29", 54),
    ("ldcs", "2019-10-29", 47), ("ldcs", "2021-10-21", 46), ("ldcs", "2024-06-01", 45), ("ldcs", "2025-01-01", 44), ("aosis", "2019-10-29", 39),
    ("lldcs", "2019-10-29", 32), ("commonwealth", "2019-10-29", 53), ("commonwealth", "2021-01-01", 54), ("commonwealth", "2023-01-01", 56),
    ("oecd", "2019-10-29", 36), ("oecd", "2022-01-01", 38), ("coe", "2021-01-01", 47), ("coe", "2022-04-01", 46), ("osce", "2019-10-29", 57),
    ("mercosur", "2014-01-01", 5), ("sco", "2019-10-29", 8), ("sco", "2023-10-01", 9), ("sco", "2024-10-01", 10), ("csto", "2019-10-29", 6),
    ("ecowas", "2019-10-29", 15), ("ecowas", "2025-06-01", 12), ("sadc", "2019-10-29", 16), ("saarc", "2019-10-29", 8), ("mikta", "2019-10-29", 5),
    ("p5", "2019-10-29", 5), ("e3", "2019-10-29", 3), ("eig", "2020-01-01", 6), ("ailac", "2019-10-29", 8), ("basic", "2019-10-29", 4),
    ("gof-charter", "2021-07-06", 18), ("gof-charter", "2024-10-22", 18), ("lima-group", "2018-06-01", 14),
    ("ecowas", "1976-01-01", 15), ("ecowas", "1980-01-01", 16), ("ecowas", "2005-01-01", 15),
    ("opec", "1976-01-01", 13), ("opec", "2000-01-01", 11), ("opec", "2008-01-01", 13), ("opec", "2010-01-01", 12), ("opec", "2016-02-01", 13),
    ("opec", "2018-07-01", 15), ("opec", "2019-06-01", 14), ("opec", "2020-06-01", 13), ("opec", "2024-06-01", 12),
    ("andean", "1975-01-01", 6), ("andean", "1980-01-01", 5), ("andean", "2010-01-01", 4),
    ("commonwealth", "1996-01-01", 53), ("commonwealth", "1998-01-01", 54), ("commonwealth", "2010-01-01", 54),
    ("au", "1963-06-01", 32), ("au", "1995-01-01", 53), ("arab-league", "1945-12-31", 7), ("arab-league", "1994-01-01", 22),
    ("coe", "1949-06-01", 10), ("coe", "1990-01-01", 23), ("coe", "2001-06-01", 43), ("coe", "2007-06-01", 47),
    ("ldcs", "1971-12-31", 24), ("ldcs", "1995-01-01", 48), ("ldcs", "2005-01-01", 50), ("ldcs", "2011-06-01", 48),
    ("pif", "2012-01-01", 16), ("iora", "2024-01-01", 23), ("d8", "2024-01-01", 8), ("bimstec", "2019-10-29", 7),
] + [(group, f"{year}-06-01", count) for group, count in (("unsc", 15), ("e10", 10), ("a3", 3)) for year in range(1992, 2027)]


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.faults = []
        self.tables = {}
        self.stays = {}  # group: (code, from, until)

    def fault(self, name, line, message):
        self.faults.append(f"{os.path.join(self.folder, name)}:{line}: {message}")

    def read(self, name):
        """Rows as (line number, {column: value}); a file with a wrong header has none."""
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            return self.fault(name, 1, "the file is missing")
        if os.path.getsize(path) > MAX_BYTES:
            return self.fault(name, 1, "the file is too large")
        try:
            with open(path, encoding="utf-8", newline="") as f:
                lines = f.read().split("\n")
        except UnicodeDecodeError as error:
            return self.fault(name, 1, f"not UTF-8: {error.reason}")
        if lines and lines[-1] == "":
            lines.pop()
        else:
            self.fault(name, len(lines), "no newline at the end of the file")
        columns = COLUMNS[name].split()
        if not lines or lines[0].split("\t") != columns:
            return self.fault(name, 1, "the first line must be: " + " ".join(columns))
        rows = []
        for number, line in enumerate(lines[1:], 2):
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != len(columns):
                self.fault(name, number, f"{len(cells)} columns, expected {len(columns)}")
                continue
            rows.append((number, dict(zip(columns, cells))))
        self.tables[name] = rows

    def check_cells(self, name):
        seen = {}
        for number, row in self.tables.get(name, []):
            for column, value in row.items():
                self.check_cell(name, number, column, value)
            for column in REQUIRED[name].split():
                if not row[column]:
                    self.fault(name, number, f"{column} is empty")
            key = tuple(row[c] for c in KEYS[name].split())
            if key in seen:
                self.fault(name, number, f"{' '.join(key)} stands already in line {seen[key]}")
            seen.setdefault(key, number)

    def check_cell(self, name, number, column, value):
        if value != value.strip() or re.search(r"[\x00-\x1f\x7f]|  ", value):
            self.fault(name, number, f"{column} has stray spaces or control characters")
        allowed = VALUES.get((name, column))
        if allowed is not None and value not in allowed:
            self.fault(name, number, f"{column} is {value!r}, expected one of {', '.join(sorted(allowed))}")
        if column in DATES and value and not good_date(value):
            self.fault(name, number, f"{column} is {value!r}, expected YYYY, YYYY-MM or YYYY-MM-DD")
        if column == "weight" and not re.fullmatch(r"0\.\d+|1(\.0)?", value):
            self.fault(name, number, f"weight is {value!r}, expected 0 to 1")
        if column in LISTS and value:
            parts = value.split("|")
            if any(not p.strip() or p != p.strip() for p in parts):
                self.fault(name, number, f"{column} has an empty or padded alternative")
            if len(set(parts)) != len(parts):
                self.fault(name, number, f"{column} names an alternative twice")

    def check_codes(self):
        codes = {row["code"] for _, row in self.tables.get("states.tsv", [])}
        for name, column in CODES.items():
            for number, row in self.tables.get(name, []):
                code = row[column]
                if code and not re.fullmatch(r"[A-Z]{3}", code):
                    self.fault(name, number, f"{code!r} is no alpha-3 code")
                elif code and code not in codes:
                    self.fault(name, number, f"{code} is not in states.tsv")

    def check_periods(self):
        for name, start, end in (("states.tsv", "since", "until"), ("memberships.tsv", "from", "until")):
            for number, row in self.tables.get(name, []):
                if row[start] and row[end] and first_day(row[start]) >= first_day(row[end]):
                    self.fault(name, number, f"{start} is not before {end}")
        stays = {}
        for number, row in self.tables.get("memberships.tsv", []):
            stays.setdefault((row["group"], row["code"]), []).append((first_day(row["from"]), first_day(row["until"] or "9999"), number))
        for (group, code), periods in stays.items():
            periods.sort()
            for before, after in zip(periods, periods[1:]):
                if after[0] < before[1]:
                    self.fault("memberships.tsv", after[2], f"{code} is in {group} twice at one time (see line {before[2]})")

    def check_groups(self):
        groups = {row["id"] for _, row in self.tables.get("groups.tsv", [])}
        for number, row in self.tables.get("memberships.tsv", []):
            if row["group"] not in groups:
                self.fault("memberships.tsv", number, f"{row['group']} is not in groups.tsv")

    def check_names(self):
        """One form may stand for two states, groups or bodies only where the row says that it is ambiguous."""
        owner = {}
        for number, row in self.tables.get("states.tsv", []):
            if row["until"]:
                continue
            unsure = set(row["ambiguous_words"].split("|"))
            for form in {row["name"], row["official"], *row["other_names"].split("|"), *row["capital"].split("|")} - {""} - unsure:
                other = owner.setdefault(form.lower(), row["code"])
                if other != row["code"]:
                    self.fault("states.tsv", number, f"{form!r} is a name of {other} too; put it in ambiguous_words")
        for name in ("groups.tsv", "bodies.tsv"):
            owner = {}
            for number, row in self.tables.get(name, []):
                for form in {row["name"], *row["other_names"].split("|")} - {""}:
                    other = owner.setdefault(form, row["id"])
                    if other != row["id"]:
                        self.fault(name, number, f"{form!r} is a name of {other} too")

    def members(self, group, day):
        if group == "un":
            rows = [(row["code"], row["since"], row["until"]) for _, row in self.tables.get("states.tsv", []) if row["un"] == "member"]
        else:
            rows = self.stays.get(group, [])
        return {code for code, start, end in rows if first_day(start) <= day and (not end or day < first_day(end))}

    def check_counts(self):
        for _, row in self.tables.get("memberships.tsv", []):
            self.stays.setdefault(row["group"], []).append((row["code"], row["from"], row["until"]))
        for group, day, expected in KNOWN:
            found = len(self.members(group, day))
            if found != expected:
                name = "states.tsv" if group == "un" else "memberships.tsv"
                self.fault(name, 1, f"{group} has {found} members on {day}, official lists say {expected}")

    def run(self):
        for name in COLUMNS:
            self.read(name)
            self.check_cells(name)
        self.check_codes()
        self.check_groups()
        self.check_periods()
        self.check_names()
        self.check_counts()
        return self.faults


def good_date(value):
    match = DATE.match(value)
    if not match:
        return False
    month, day = int(match[2] or 1), int(match[3] or 1)
    return 1 <= month <= 12 and 1 <= day <= DAYS[month - 1]


def first_day(value):
    """A short date stands for its first day; an empty one for the beginning of time."""
    return value + "0000-01-01"[len(value):] if value else "0000-01-01"


def main():
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
    parser = argparse.ArgumentParser(description="Check the facts in data/*.tsv.")
    parser.add_argument("folder", nargs="?", default=os.path.relpath(home))
    parser.add_argument("--counts", action="store_true", help="print how many rows each file has")
    args = parser.parse_args()
    checker = Checker(args.folder)
    faults = checker.run()
    for fault in faults:
        print(fault, file=sys.stderr)
    if args.counts:
        for name in COLUMNS:
            print(f"| {name} | {len(checker.tables.get(name, []))} |")
    if not faults:
        print(f"data: {sum(map(len, checker.tables.values()))} rows in {len(checker.tables)} files, no fault; {len(KNOWN)} known counts agree")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
