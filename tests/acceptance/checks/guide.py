"""Every example of the guide is tried: fragments and texts are put into a copy of the small plan, the plan
"from scratch" is built from its files, and the shown error messages are what the program says.

A comment before a fenced block of docs/vejledning.md says what the block is:
    <!-- prøve: fil PATH -->                    a whole file
    <!-- prøve: tilføj PATH [før|efter LINE] --> a fragment, at the end of the file or beside a line
    <!-- prøve: ret PATH -->                    lines that take the place of as many, from the first one on
    <!-- prøve: tekst -->                        prose, put into sub-sections of its own
    <!-- prøve: fejl PATH OLD -> NEW -->         the message when OLD is written as NEW in the plain small plan
    <!-- ny plan: PATH -->                       a file of the plan from scratch
"""

import json
import re
import shutil

from work import ROOT, call

GUIDE = ROOT / "docs" / "vejledning.md"
README = ROOT / "README.md"
SMALL = ROOT / "tests" / "cases" / "lille" / "plan"
BLOCK = re.compile(r"^<!-- (prøve|ny plan): (.*?) -->\n```\w+\n(.*?)^```$", re.M | re.S)
# Findings of files, keys, relations and prose; all others are rules.
FORM = "KSRP"
SHELL = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
# How a command is written for those who have the program, and for those who have its source.
PROMPTS = ("$ helhedsplan ", "$ cargo run --release -- ")
# A file that is said to have been written.
WRITTEN = re.compile(r"^\S+ \((?:\d+ sider?, )?\d+ kB\)$")
FENCE = re.compile(r"^```toml\n(.*?)^```$", re.M | re.S)


def check(work):
    text = GUIDE.read_text("utf-8")
    blocks = BLOCK.findall(text)
    folder = work.scratch / "guide"
    problems = []
    problems += _tried(work, folder, [(what, body) for kind, what, body in blocks if kind == "prøve"])
    problems += _from_scratch(work, folder / "ny", [(path, body) for kind, path, body in blocks if kind == "ny plan"])
    problems += _links(text)
    shown = [*_shown(text), *_shown(README.read_text("utf-8"))]
    problems += _written(work, folder / "vist", shown)
    for body in FENCE.findall(text):
        problems += _toml(body)
    if text.count("<!--") != len(blocks):
        problems.append(f"{text.count('<!--')} comments, but {len(blocks)} examples could be read")
    files = sum(len(lines) for _, lines in shown)
    return f"{len(blocks)} examples built, {len(FENCE.findall(text))} blocks of TOML read, {files} files with their sizes", problems


def _shown(text):
    """Commands that are shown with the files that they write."""
    for body in SHELL.findall(text):
        said = {}
        for line in body.splitlines():
            prompt = next((one for one in PROMPTS if line.startswith(one)), None)
            if prompt:
                lines = said.setdefault(line.removeprefix(prompt), [])
            elif said and WRITTEN.match(line):
                lines.append(line)
        yield from ((command, lines) for command, lines in said.items() if lines)


def _written(work, folder, shown):
    """The sizes that are shown are those of a run in a copy of the repository's plans."""
    shutil.copytree(ROOT / "plan", folder / "plan")
    shutil.copytree(SMALL, folder / SMALL.relative_to(ROOT))
    for command, lines in shown:
        said = call(work.binary, *command.split(), cwd=folder, ok=(0, 1)).stdout.splitlines()
        for line in lines:
            if line not in said:
                yield f"{command}: {line} is shown, but not what is said: {said}"


def _tried(work, folder, blocks):
    plan = folder / "lille"
    shutil.copytree(SMALL, plan)
    texts = 0
    for what, body in blocks:
        kind, _, rest = what.partition(" ")
        if kind == "fejl":
            yield from _message(work, folder, rest, body)
            continue
        if kind == "tekst":
            texts += 1
            path = plan / "strategisk-aftale.toml"
            body = f'[[revision.afsnit]]\nid = "proeve-{texts}"\ntitel = "Prøve"\ntekst = """\n{body}"""\n'
            _insert(path, body, "før", "[fodnoter]")
            continue
        name, *place = rest.split(" ", 2)
        if kind == "fil":
            (plan / name).parent.mkdir(exist_ok=True)
            (plan / name).write_text(body, "utf-8")
        elif kind == "tilføj":
            where = place if place else _end(plan / name)
            _insert(plan / name, body, *where)
        elif kind == "ret":
            _replace(plan / name, body)
        else:
            yield f"no such kind of example: {what}"
    yield from _built(work, plan, folder / "out")


def _end(path):
    """Fragments of the agreement stand before its footnotes, all others at the end of the file."""
    return ("før", "[fodnoter]") if "[fodnoter]" in path.read_text("utf-8") else ("efter", "")


def _insert(path, body, side, line):
    text = path.read_text("utf-8")
    if not line:
        text = f"{text}\n{body}"
    else:
        before, found, after = text.partition(f"\n{line}\n")
        if not found:
            raise ValueError(f"{path.name} has no line {line}")
        middle = f"\n{line}\n{body}" if side == "efter" else f"\n{body}\n{line}\n"
        text = before + middle + after
    path.write_text(text, "utf-8")


def _replace(path, body):
    lines, new = path.read_text("utf-8").split("\n"), body.rstrip("\n").split("\n")
    at = lines.index(new[0])
    lines[at : at + len(new)] = new
    path.write_text("\n".join(lines), "utf-8")


def _from_scratch(work, plan, files):
    for path, body in files:
        (plan / path).parent.mkdir(parents=True, exist_ok=True)
        (plan / path).write_text(body, "utf-8")
    call(work.binary, "schema", plan)
    for path, body in files:
        target = body.splitlines()[0].removeprefix("#:schema ")
        if not ((plan / path).parent / target).is_file():
            yield f"{path}: no schema {target}"
    yield from _built(work, plan, plan / "out", "--force")


def _built(work, plan, out, *flags):
    """An example has the right form; what the rules say of a plan made of examples is no matter of the guide."""
    done = call(work.binary, "build", plan, "--out", out, "--message-format", "json", *flags, ok=(0, 1))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    for finding in (one["finding"] for one in told if one["reason"] == "finding"):
        if finding["code"][0] in FORM or finding["severity"] == "fejl" and not flags:
            yield f"{plan.name}: {finding['code']} {finding['message']} {finding['places'][:1]}"
    if not told[-1]["success"]:
        yield f"{plan.name} is not built"


def _message(work, folder, rest, shown):
    name, _, change = rest.partition(" ")
    old, _, new = change.partition(" -> ")
    plan = folder / "fejl"
    shutil.rmtree(plan, ignore_errors=True)
    shutil.copytree(SMALL, plan)
    text = (plan / name).read_text("utf-8")
    (plan / name).write_text(text.replace(old, new, 1), "utf-8")
    done = call(work.binary, "build", plan, "--out", folder / "intet", "--color", "never", ok=(1,))
    if done.stderr.strip() != shown.strip():
        yield from [f"another message than shown for {rest}:", *done.stderr.splitlines()]


def _links(text):
    """Links inside the guide lead to a heading, those out of it to a file."""
    heads = {_anchor(head) for head in re.findall(r"^#+ (.*)$", text, re.M)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            if target[1:] not in heads:
                yield f"no heading for {target}"
        elif "://" not in target and not (GUIDE.parent / target).exists():
            yield f"no file {target}"


def _anchor(head):
    return re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")


def _toml(body):
    import tomllib

    try:
        tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        yield f"not TOML: {error}: {body.splitlines()[0]}"
