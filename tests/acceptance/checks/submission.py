"""The bundle for Landsbyggefonden: whole, the same twice, sound by the judges of others, and nothing of the house in it."""

import hashlib
import json
import re
import tomllib
import zipfile

import pikepdf

from checks.openxml import findings
from checks.verapdf import judge
from everything import everything
from work import ROOT, call

PLAN = ROOT / "plan"
AGAINST = "1.0"
# What an author writes for the house only, by key.
INTERNAL = {"note", "begrundelse"}


def check(work):
    first, again = (_bundle(work, name) for name in ("indsendelse", "indsendelse-igen"))
    problems = _same(first, again) + _whole(first)
    inside, secrets = everything(first), _secrets()
    problems += [f"the bundle tells {secret!r}" for secret in secrets if secret in inside]
    problems += _control(inside)
    judged, found = _judged(first)
    count = len(list(first.iterdir()))
    return f"{count} files, {judged} judged; {len(secrets)} internal words searched for", problems + found


def _bundle(work, name):
    out = work.scratch / name
    call(work.binary, "submit", "--against", AGAINST, "--as-is", "Eksempel", "--out", out, cwd=ROOT)
    return out


def _same(first, again):
    names = {path.name for path in first.iterdir()} | {path.name for path in again.iterdir()}
    same = lambda name: all((folder / name).is_file() for folder in (first, again)) and (
        (first / name).read_bytes() == (again / name).read_bytes()
    )
    return [f"{name} differs between two bundles" for name in sorted(names) if not same(name)]


def _whole(folder):
    """The manifest tells every file with its checksum, and the zip file holds the same bytes."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    told = {file["navn"]: file["sha256"] for file in manifest["filer"]}
    (packed,) = folder.glob("*.zip")
    there = {path.name for path in folder.iterdir()} - {packed.name}
    problems = [] if set(told) | {"manifest.json"} == there else [f"the manifest tells {sorted(told)}, there are {sorted(there)}"]
    for name, told_sum in told.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != told_sum:
            problems.append(f"{name} has another checksum than the manifest tells")
    with zipfile.ZipFile(packed) as package:
        if package.testzip() or set(package.namelist()) != there:
            problems.append(f"the zip file holds {package.namelist()}")
        problems += [f"{name} differs in the zip file" for name in there if package.read(name) != (folder / name).read_bytes()]
    for wanted in ("-aendringer.docx", "-aendringer.pdf", "-foelgebrev.pdf", "-aendringsliste.pdf"):
        if not any(name.endswith(wanted) for name in there):
            problems.append(f"no file ends with {wanted}")
    return problems


def _secrets():
    """Authors' notes, waivers and reasons; the names of the plan's files; where this repository stands."""
    out = {str(ROOT)}
    for path in PLAN.rglob("*.toml"):
        name = path.relative_to(PLAN).as_posix()
        if name.startswith("udgivelser/"):
            continue
        # The data file that is attached on purpose speaks of no files either.
        out.add(name)
        out |= _internal(tomllib.loads(path.read_text("utf-8")), path.name == "dispensationer.toml")
    return sorted(out)


def _internal(value, waivers):
    if isinstance(value, list):
        return set().union(*(_internal(one, waivers) for one in value))
    if not isinstance(value, dict):
        return set()
    out = set()
    for key, inner in value.items():
        if isinstance(inner, str) and len(inner) > 12 and (key == "note" or waivers and key in INTERNAL):
            out.add(inner.strip().splitlines()[0])
        out |= _internal(inner, waivers)
    return out


def _control(inside):
    """What is in the bundle must be found there: else the search finds nothing."""
    said = tomllib.loads((PLAN / "plan.toml").read_text("utf-8"))["navn"]
    return [] if said in inside else [f"the search does not find {said!r}, which is in every document"]


def _judged(folder):
    problems, count = [], 0
    for path in sorted(folder.iterdir()):
        if path.suffix == ".docx":
            problems += [f"{path.name}: {finding['description']}" for finding in findings(path)]
            problems += _authors(path)
        elif path.suffix == ".pdf":
            [(passed, _, lines)] = judge(path)
            problems += [] if all(passed) else [f"{path.name}: {line}" for line in lines]
            with pikepdf.open(path) as pdf:
                problems += [] if pdf.Root.get("/MarkInfo") else [f"{path.name} has no tags"]
        else:
            continue
        count += 1
    return count, problems


def _authors(path):
    """No other author of a change or a comment than the one that the revision declares."""
    with zipfile.ZipFile(path) as package:
        text = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml"))
    declared = re.search(r"<dc:creator>(.*?)</dc:creator>", text)
    authors = set(re.findall(r'w:author="([^"]*)"', text))
    strange = authors - {declared.group(1) if declared else ""}
    return [f"{path.name} names {sorted(strange)} as authors"] if strange else []
