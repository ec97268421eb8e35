"""The question that README opens with, asked of the example reports alone: which states stood on which side of the Xinjiang statements of 2019
to 2022, how many were declared, who was named, who changed sides and who took its name back; by `rostra blocs` and on the site's page.

What a careful reader of the thirty-three reports in examples/reports finds stands in examples_answer.tsv."""
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import urllib.request

PROGRAM = os.environ["ROSTRA_PROGRAM"]
HERE = pathlib.Path(__file__).resolve().parent
REPORTS = sorted((HERE.parent.parent / "examples/reports").iterdir())
ASKED = ["--words", "Xinjiang", "--from", "2019", "--to", "2022"]


def answer():
    """(day, declared) → named, lead, side of each line."""
    lines = [line.split("\t") for line in (HERE / "examples_answer.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(day, int(declared)): (int(named), lead, side) for day, declared, named, lead, side in lines}


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.record = pathlib.Path(cls.folder.name) / "examples.db"
        subprocess.run([PROGRAM, "add", "--record", cls.record, *REPORTS], check=True, capture_output=True)
        said = subprocess.run([PROGRAM, "blocs", "--record", cls.record, *ASKED, "--format", "json"], check=True, capture_output=True)
        cls.blocs = json.loads(said.stdout)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def event(self, day, declared):
        (one,) = [e for e in self.blocs["events"] if (e["day"], e["declared"]) == (day, declared)]
        return one

    def named(self, day, declared):
        return {n["code"] for n in self.event(day, declared)["named"]}

    def test_each_statement_once_with_its_numbers_and_side(self):
        found = {(e["day"], e["declared"]): (len(e["named"]), e["lead"] or "-", e["side"]) for e in self.blocs["events"]}
        self.assertEqual(found, answer())
        self.assertEqual(len(self.blocs["events"]), len(found), "no statement stands twice")

    def test_all_are_about_china(self):
        self.assertEqual({code for e in self.blocs["events"] if e["side"] in ("with", "against") for code in e["about"]}, {"CHN"})

    def test_the_seven_of_the_fifty_four(self):
        self.assertEqual(self.named("2019-10-29", 54), {"BLR", "BOL", "COD", "EGY", "PAK", "RUS", "SRB"})

    def test_every_side_shows_the_words_that_decided(self):
        for e in self.blocs["events"]:
            self.assertTrue(e["side_reason"], e["day"])
            self.assertTrue(all(t["words"]["content"] for t in e["tellings"]))

    def test_who_changed_sides_and_who_withdrew(self):
        self.assertEqual([s["code"] for s in self.blocs["changed_sides"]], ["SOM"])
        self.assertEqual({(left["code"], e["day"]) for e in self.blocs["events"] for left in e["left"]}, {("QAT", "2019-07-12"), ("UKR", "2021-06-22")})

    def test_the_page_says_the_same(self):
        with subprocess.Popen([PROGRAM, "serve", "--record", self.record, "--no-reading", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True) as server:
            try:
                address = re.search(r" at (http:\S+)/", server.stdout.readline())[1]
                page = urllib.request.urlopen(f"{address}/blocs?q=Xinjiang&from=2019&to=2022", timeout=30).read().decode()
            finally:
                server.terminate()
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
        self.assertRegex(text, r"2019-10-29 54, Belarus Belarus: supportive, leads .{0,200} 7 of 54")
        self.assertRegex(text, r"2019-10-29 23, United Kingdom Albania: critical .{0,600} United Kingdom: critical, leads .{0,500} 23 of 23")
        changed = text[text.index("Changed sides"):]
        self.assertRegex(changed, r"^.{0,200} Somalia supportive 12 July 2019 .{0,600} critical 31 October 2022 ")
        self.assertRegex(changed, r"Withdrew .{0,300} Qatar .{0,900} Ukraine ")


if __name__ == "__main__":
    unittest.main()
