"""The prose is our own: fewer than one in twenty of its runs of eight words stands in the plan that was the model.

That plan is not in the repository. `kilde-otte-ord.txt` holds a hash of each of its runs, facts among them.
"""

import hashlib
import re
import tomllib

from work import HERE, ROOT, Broken

RUN = 8
# Shorter texts are labels and facts.
SHORTEST = 20
MOST = 0.05
DIGITS = 16
HASHES = HERE / "kilde-otte-ord.txt"
# A row of addresses, which is a fact: it must be known, or the hashes are not made as they are read.
CONTROL = "Nørremarksvej Nørremarksvej 2-16 AAB Afd. 74 48"


def check(work):
    known = {line for line in HASHES.read_text("ascii").split() if len(line) == DIGITS}
    if len(known) < 10_000 or not all(run in known for _, run in _runs(CONTROL)):
        raise Broken(f"{HASHES.name} does not know the model")
    total, shared, examples = 0, 0, []
    for name, text in _texts():
        found = _runs(text) if len(_words(text)) >= SHORTEST else []
        total += len(found)
        hits = [words for words, run in found if run in known]
        shared += len(hits)
        examples += [f"{name}: {hits[0]}"] if hits else []
    share = shared / total
    problems = [] if share < MOST else [f"{100 * share:.1f} % of the runs are shared", *examples]
    return f"{shared} of {total} runs of {RUN} words are shared with the model ({100 * share:.1f} %)", problems


def _texts():
    """All strings of the plan, and the template's parts."""
    for path in sorted((ROOT / "plan").rglob("*.toml")):
        if "skabelon" not in path.parts:
            for text in _strings(tomllib.loads(path.read_text("utf-8"))):
                yield path.relative_to(ROOT), text
    for path in sorted(ROOT.glob("templates/**/*.md")):
        yield path.relative_to(ROOT), path.read_text("utf-8")


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _words(text):
    return re.findall(r"\w+", text.lower())


def _runs(text):
    words = _words(text)
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return [(run, hashlib.sha256(run.encode("utf-8")).hexdigest()[:DIGITS]) for run in runs]
