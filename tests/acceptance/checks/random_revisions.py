"""Revisions drawn at random of three plans: accepting all changes gives the new version, rejecting all the old one, in every
document, by our own reading; of some also by LibreOffice and by pandoc. Each plan is now the old version, now the new one.
RANDOM_REVISIONS asks for more of them, RANDOM_SEED for others."""

import os
import random
import re
import shutil
import subprocess

from checks import redline
from drawn import APART, Drawn
from libreoffice import LibreOffice
from work import HOME, ROOT, Document, Pair

PLANS = {
    "plan": ROOT / "plan",
    "fire-parter": ROOT / "tests" / "cases" / "fire-parter" / "plan",
    "et-omraade": ROOT / "tests" / "cases" / "et-omraade" / "plan",
}
# Drawn in a usual run.
USUAL = "6"
# The most edits of one revision.
EDITS = 12
# Of so many, one is read by LibreOffice and pandoc, too.
OTHERS = 7


def check(work):
    wanted, first = int(os.environ.get("RANDOM_REVISIONS", USUAL)), int(os.environ.get("RANDOM_SEED", "1"))
    home = HOME / "drawn-revisions"
    shutil.rmtree(home, ignore_errors=True)
    office = LibreOffice(work.scratch / "revisions-lo")
    kinds, documents, others, faults, problems = set(), 0, 0, 0, []
    for number in range(first, first + wanted):
        name = sorted(PLANS)[number % len(PLANS)]
        folder = home / f"{number}-{name}"
        done, files = _drawn(work, name, folder, random.Random(number), turned=number % 2 == 0)
        kinds |= {one.split(" in ")[0] for one in done}
        found = []
        for pair in files:
            documents += 1
            found += redline._own(pair) + redline._lost(pair)[1]
        if number % OTHERS == 1:
            others += 1
            told = redline._libreoffice(files[0], office)
            excused = _faults_of_libreoffice(told)
            faults += len(excused)
            found += [line for line in told if line not in excused] + redline._pandoc(work, files[0])
        problems += [f"{folder.name} ({', '.join(done)}): {one}" for one in found]
        if not found:
            shutil.rmtree(folder)
    seen = f"{others} of them by LibreOffice and pandoc; {faults} lines for faults of LibreOffice"
    return f"{wanted} revisions from {first} on, {len(kinds)} kinds of edit, {documents} documents, {seen}", problems


def _faults_of_libreoffice(told):
    """Those that the README names: an empty paragraph or row that is left where a table or a row went, and the style of a paragraph
    that stands beside one that came or went. Our own reading asks for both."""
    shown = [re.fullmatch(r"(?P<state>.*): (?P<sign>[+-]) *(?P<what>¶ (?P<style>[^:]*): (?P<words>.*)|row.*|cell.*)", line) for line in told]
    there = [(line, one) for line, one in zip(told, shown) if one]
    words = {sign: {(one["state"], one["words"]) for _, one in there if one["sign"] == sign} for sign in "+-"}
    filled = {one["state"] for _, one in there if one["sign"] == "+" and one["words"]}
    excused = []
    for line, one in there:
        place = (one["state"], one["words"])
        restyled = one["words"] and all(place in words[sign] for sign in "+-")
        empty = one["sign"] == "+" and (one["words"] == "" or one["words"] is None and one["state"] not in filled)
        excused += [line] if restyled or empty else []
    return excused


def _drawn(work, name, folder, dice, turned):
    """The edits of a revision that is a plan, and the documents of both versions with those that show what changed."""
    plain, edited = folder / "plan", folder / "revision"
    for copy in (plain, edited):
        shutil.copytree(PLANS[name], copy, ignore=lambda at, names: APART if str(at) == str(PLANS[name]) else ())
    old, new = (edited, plain) if turned else (plain, edited)
    drawn, wanted = Drawn(edited, dice), dice.randrange(2, EDITS + 1)
    states = [dict(drawn.texts)]
    while len(states) <= wanted:
        if drawn.edit():
            states.append(dict(drawn.texts))
    # Too many edits may make no plan; a plan that fails its checks is one.
    while not _set(work, plain, _written(edited, states[wanted]), folder / "proof"):
        wanted //= 2
    done = drawn.done[:wanted]
    return done, _pairs(work, folder, old, new)


def _written(folder, texts):
    for path, text in texts.items():
        (folder / path).write_text(text, "utf-8")
    return folder


def _set(work, old, new, out):
    """Whether the marked documents of two plans can be made; what is wrong with a plan is no fault here, but ours is."""
    command = (work.binary, "redline", old, new, "--out", out, "--format", "docx", "--quiet")
    ended = subprocess.run([str(one) for one in command], capture_output=True, text=True, encoding="utf-8").returncode
    if ended not in (0, 1):
        raise AssertionError(f"{' '.join(str(one) for one in command)} ended with {ended}")
    return ended == 0


def _pairs(work, folder, old, new):
    made = {}
    for place, versions in (("foer", (old, old)), ("efter", (new, new)), ("aendringer", (old, new))):
        if not _set(work, *versions, folder / place):
            raise AssertionError(f"{folder.name}: {place} cannot be made")
        for path in sorted((folder / place).glob("*.docx")):
            # What others make of a file is kept by its name.
            own = path.rename(path.with_name(f"{place}-{path.name}"))
            made.setdefault(path.name, {})[place] = Document(own.stem, None, False, own, own, own)
    # A document that only one version has is marked whole, if at all.
    whole = {name: forms for name, forms in made.items() if len(forms) == 3}
    return [Pair(f"{folder.name}-{name}", forms["foer"], forms["efter"], forms["aendringer"]) for name, forms in whole.items()]
