"""Reports whose every text wants to be something else: a tag, a formula, a line, another field, the end of the file."""
import json

STRINGS = [
    "<script>window.ran = 1</script>", "\"><img src=x onerror=\"window.ran = 1\">", "'{{title}}&amp;%7B%7B", "]]><x/>", "<!--", "&lt;b&gt;&#0;&unknown;",
    "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "a,b;c\"d\"\"", "a\r\nb\nc", "a\u2028b\u2029c\u0085d", "T1\tSource 0 4\tx", "#1\tAnnotatorNotes T1\tx",
    "\u202eright to left\u202c", "e\u0301 \U0001f600 \U0001d54f", "\x01\x08\x0b\x1f\x7f", "\ufffe\uffff", "\ufeffmark", "a" * 3000, "https://x.example/\"><b>", "javascript:window.ran=1",
    "../../etc/passwd", "%00%2F%2e", "{\"@context\": \"https://x.example\"}", "\\u0000\\\"", "null", "_:b0",
]


def reports():
    """One a string, with the string in every field that a report may bring, and attributions that are given."""
    for number, text in enumerate(STRINGS):
        speaker, content = f"Anna {text} Berg", f"we heard {text} and more"
        body = f"é \U0001f600 {speaker}, Norway's minister, said {content}.\n\nThe end of {text}.\n"

        def spans(part):
            return [[body.index(part), body.index(part) + len(part)]]

        yield {"id": f"id/{number} {text}"[:300], "title": text, "publisher": text, "byline": text, "published": "2022-04-01", "url": text, "text": body,
               "attributions": [{"source": spans(speaker), "cue": spans("said"), "content": spans(content)}]}


def ndjson():
    return "".join(json.dumps(report) + "\n" for report in reports())
