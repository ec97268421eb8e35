"""`rostra editor`: accounts are made without a password on the command line, and what is wrong is said."""
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["ROSTRA_PROGRAM"]
PASSWORD = "a long enough password"


class Editors(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)
        self.record = self.folder / "r.db"

    def run_editor(self, *arguments, stdin=""):
        done = subprocess.run([PROGRAM, "editor", *map(str, arguments), "--record", self.record], input=stdin.encode(), capture_output=True, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_added_listed_disabled_enabled(self):
        self.assertEqual(self.run_editor("add", "--role", "admin", "eva", stdin=PASSWORD + "\n"), (0, "", ""))
        secret = self.folder / "secret"
        secret.write_text("another long password\n")
        self.assertEqual(self.run_editor("add", "Jürgen M", "--password-file", secret)[0], 0)
        self.assertEqual(self.run_editor("list"), (0, "Jürgen M\teditor\neva\tadmin\n", ""))
        self.assertEqual(self.run_editor("disable", "eva")[0], 0)
        self.assertIn("eva\tadmin\tdisabled\n", self.run_editor("list")[1])
        self.assertEqual(self.run_editor("enable", "eva")[0], 0)
        self.assertEqual(self.run_editor("password", "eva", stdin="yet another password\n")[0], 0)
        self.assertIn("eva\tadmin\n", self.run_editor("list")[1])
        self.assertNotIn(PASSWORD.encode(), self.record.read_bytes())

    def test_what_is_wrong_is_said(self):
        self.assertEqual(self.run_editor("add", "eva", stdin=PASSWORD)[0], 0)
        for arguments, stdin, words in ((("add", "eva"), PASSWORD, "is there already"), (("add", "max"), "short", "12"), (("add", "max"), "", "12"),
                                        (("password", "nobody"), PASSWORD, "not in the record"), (("add", "rule"), PASSWORD, "record's own"),
                                        (("add", "max", "--password-file", "/nowhere"), "", "cannot be read")):
            code, out, err = self.run_editor(*arguments, stdin=stdin)
            self.assertEqual((code, out), (1, ""), arguments)
            self.assertIn(words, err, arguments)
        self.assertEqual(self.run_editor("add", "max", "--role", "king")[0], 2)
        self.assertEqual(self.run_editor("add", "max", "--password", PASSWORD)[0], 2)
        self.assertEqual(self.run_editor("list")[1], "eva\teditor\n")

    def test_serving_needs_what_it_is_told(self):
        self.run_editor("add", "eva", stdin=PASSWORD)
        for more in (("--spam-service", "http://127.0.0.1:1"), ("--corrections", "--spam-service", "http://127.0.0.1:1"), ("--corrections", "--spam-service", "nonsense", "--spam-key-file", self.record),
                     ("--corrections", "--spam-key-file", "/nowhere")):
            done = subprocess.run([PROGRAM, "serve", "--record", self.record, "--no-reading", "--listen", "127.0.0.1:0", *more], capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 2, more)
            self.assertTrue(done.stderr, more)

    def test_nobody_parts_or_joins_as_the_rule(self):
        for verb, ids in (("part", ["a:1"]), ("join", ["a:1", "b:1"])):
            done = subprocess.run([PROGRAM, verb, "--record", self.record, *ids, "--by", "rule"], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 2)
            self.assertIn("stands for the record's own rule; name who decided", done.stderr)
        self.assertFalse(self.record.exists())


if __name__ == "__main__":
    unittest.main()
