"""The data checker finds each kind of fault, and only where it is; the example reports are whole and their sources named."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECKER = ROOT / "tools" / "check_data.py"


def check(folder):
    run = subprocess.run([sys.executable, str(CHECKER), str(folder)], capture_output=True, text=True, timeout=60)
    return run.returncode, run.stderr


class Faults(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.data = pathlib.Path(self.home.name) / "data"
        shutil.copytree(ROOT / "data", self.data)

    def tearDown(self):
        self.home.cleanup()

    def edit(self, name, old, new):
        """Replaces the first line that starts with `old`; gives its number."""
        path = self.data / name
        lines = path.read_text(encoding="utf-8").split("\n")
        at = next(i for i, line in enumerate(lines) if line.startswith(old))
        lines[at] = new(lines[at]) if callable(new) else new
        path.write_text("\n".join(lines), encoding="utf-8")
        return at + 1

    def expect(self, name, line, words):
        code, errors = check(self.data)
        self.assertEqual(code, 1)
        self.assertRegex(errors, re.escape(f"{name}:{line}: ") + ".*" + re.escape(words))

    def test_the_data_as_they_are(self):
        self.assertEqual(check(self.data), (0, ""))

    def test_a_missing_file(self):
        (self.data / "cues.tsv").unlink()
        self.expect("cues.tsv", 1, "missing")

    def test_a_wrong_header(self):
        self.edit("cues.tsv", "phrase\t", "phrase\tverb\tnote\tsource")
        self.expect("cues.tsv", 1, "first line")

    def test_a_missing_column(self):
        line = self.edit("groups.tsv", "nordic\t", lambda row: row.rsplit("\t", 1)[0])
        self.expect("groups.tsv", line, "columns")

    def test_bytes_that_are_not_utf8(self):
        path = self.data / "titles.tsv"
        path.write_bytes(path.read_bytes() + b"\xff\tm\tplain\tx\n")
        self.expect("titles.tsv", 1, "UTF-8")

    def test_an_unknown_act(self):
        line = self.edit("cues.tsv", "accuse\t", lambda row: row.replace("criticise", "scold"))
        self.expect("cues.tsv", line, "act is 'scold'")

    def test_an_unknown_member(self):
        line = self.edit("memberships.tsv", "nordic\tDNK", lambda row: row.replace("DNK", "QQQ"))
        self.expect("memberships.tsv", line, "QQQ is not in states.tsv")

    def test_an_unknown_group(self):
        line = self.edit("memberships.tsv", "nordic\tDNK", lambda row: row.replace("nordic", "vikings"))
        self.expect("memberships.tsv", line, "vikings is not in groups.tsv")

    def test_an_impossible_date(self):
        line = self.edit("memberships.tsv", "eu\tHRV", lambda row: row.replace("2013-07-01", "2013-02-30"))
        self.expect("memberships.tsv", line, "2013-02-30")

    def test_a_stay_that_ends_before_it_starts(self):
        line = self.edit("memberships.tsv", "eu\tGBR", lambda row: row.replace("2020-02-01", "1972-02-01"))
        self.expect("memberships.tsv", line, "from is not before until")

    def test_two_stays_at_one_time(self):
        path = self.data / "memberships.tsv"
        path.write_text(path.read_text(encoding="utf-8") + "eu\tFRA\t1990-01-01\t\tnowhere\n", encoding="utf-8")
        self.expect("memberships.tsv", path.read_text(encoding="utf-8").count("\n"), "twice at one time")

    def test_a_row_twice(self):
        path = self.data / "first_names.tsv"
        path.write_text(path.read_text(encoding="utf-8") + "Karen\tf\tnowhere\n", encoding="utf-8")
        self.expect("first_names.tsv", path.read_text(encoding="utf-8").count("\n"), "Karen stands already")

    def test_a_name_of_two_states(self):
        line = self.edit("states.tsv", "ZWE\t", lambda row: row.replace("Southern Rhodesia", "Zambia"))
        self.expect("states.tsv", line, "'Zambia' is a name of ZMB too")

    def test_a_count_that_official_lists_deny(self):
        self.edit("memberships.tsv", "nato\tALB", "# gone")
        self.expect("memberships.tsv", 1, "nato has 28 members on 2019-10-29, official lists say 29")


class Examples(unittest.TestCase):
    reports = ROOT / "examples" / "reports"

    def test_every_report_has_its_sources(self):
        sources = (ROOT / "examples" / "SOURCES.md").read_text(encoding="utf-8")
        for path in self.reports.iterdir():
            self.assertIn(path.name, sources)

    def test_they_are_utf8_and_the_ndjson_is_json(self):
        for path in self.reports.iterdir():
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".ndjson":
                for line in text.splitlines():
                    self.assertLessEqual({"id", "text", "url", "title", "published", "publisher"}, set(json.loads(line)))
            else:
                self.assertGreater(len(text), 400, path.name)

    def test_addresses_are_reserved_for_examples(self):
        for path in self.reports.iterdir():
            for host in re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8")):
                self.assertRegex(host, r"(^|\.)example\.(org|net|com)$|^schema\.org$", path.name)


if __name__ == "__main__":
    unittest.main()
