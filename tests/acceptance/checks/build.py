"""Every plan and sample is built, final and as a draft; the manifest agrees with what was written."""

import hashlib
import json


def check(work):
    problems = []
    documents = work.documents
    for folder in sorted({one.pdf.parent for one in documents if one.plan}):
        problems += _manifest(folder)
    sizes = [path.stat().st_size for one in documents for path in (one.pdf, one.docx)]
    plans = len({one.plan for one in documents if one.plan})
    return f"{plans} plans and 2 samples, {len(documents)} documents, {sum(sizes) // 1000} kB", problems


def _manifest(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    outputs = {one["path"]: one for one in manifest["outputs"]}
    written = {path.name for path in folder.iterdir()} - {"manifest.json"}
    if set(outputs) != written:
        yield f"{folder.name}: the manifest names {sorted(outputs)}, written are {sorted(written)}"
    for name in written & set(outputs):
        content = (folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != outputs[name]["sha256"]:
            yield f"{folder.name}/{name}: another sha256 than the manifest says"
    if not manifest["sources"] or not manifest["plan"]["rule_set"]:
        yield f"{folder.name}: the manifest names no sources or no rule set"
