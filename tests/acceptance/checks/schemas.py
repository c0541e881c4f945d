"""The schemas in the plan are the program's own, and an editor's checker finds nothing to say with them."""

import re
import shutil

from work import HOME, ROOT, Broken, call

FIRST = "#:schema "


def check(work):
    problems, files, schemas = [], 0, 0
    # A case may do without the editor's help; the plan itself may not.
    helped = {name: plan for name, plan in work.plans.items() if name == "plan" or (plan / "skemaer").is_dir()}
    for name, plan in helped.items():
        # Families have files of their own.
        made = work.scratch / f"skemaer-{name}"
        call(work.binary, "schema", plan, "--out", made, cwd=ROOT)
        schemas += len(list(made.iterdir()))
        problems += [f"{name}: {one}" for one in _same(made, plan / "skemaer")]
        sources = _sources(plan)
        files += len(sources)
        problems += [f"{name}: {one}" for path in sources for one in _pointer(path)]
        problems += [f"{name}: {line}" for line in _taplo(plan)]
    _control(work)
    return (
        f"{schemas} schemas, {files} TOML files hold them; a spoilt copy fails, as it should",
        problems,
    )


def _same(made, kept):
    there = {path.name: path.read_bytes() for path in kept.glob("*")} if kept.is_dir() else {}
    fresh = {path.name: path.read_bytes() for path in made.iterdir()}
    for name in sorted(there.keys() | fresh.keys()):
        if there.get(name) != fresh.get(name):
            yield f"skemaer/{name} is not what helhedsplan schema writes"


def _sources(plan):
    """The TOML files that people write. What is frozen in a release is not edited, but its decisions are."""
    written = {"udgivelse.toml", "beslutninger.toml"}
    every = sorted(plan.rglob("*.toml"))
    return [path for path in every if plan / "udgivelser" not in path.parents or path.name in written]


def _pointer(path):
    """The first line names the schema, and the schema is there."""
    first = path.read_text("utf-8").partition("\n")[0]
    if not first.startswith(FIRST) or not (path.parent / first.removeprefix(FIRST).strip()).is_file():
        yield f"{path.name} starts with {first!r}, not with {FIRST}and a schema"


def _taplo(plan):
    sources = _sources(plan)
    done = call(
        HOME / "npm/node_modules/.bin/taplo",
        "check",
        "--no-auto-config",
        "--colors",
        "never",
        *(path.relative_to(plan) for path in sources),
        cwd=plan,
        ok=(0, 1),
    )
    said = done.stdout + done.stderr
    found = re.search(r"found files total=(\d+)", said)
    if not found or int(found.group(1)) != len(sources):
        raise Broken(f"taplo did not check all files: {said}")
    return [] if done.returncode == 0 else said.splitlines()


def _control(work):
    """A wrong type and an unknown key must be found out."""
    for number, spoil in enumerate(
        (lambda text: text.replace('version = "', 'version = 7 # "', 1), lambda text: text + "\n[ukendt]\nx = 1\n")
    ):
        spoilt = work.scratch / f"spoilt-{number}"
        shutil.copytree(work.plans["plan"], spoilt)
        source = spoilt / "plan.toml"
        text = source.read_text("utf-8")
        source.write_text(spoil(text), "utf-8")
        if source.read_text("utf-8") == text or not _taplo(spoilt):
            raise Broken("taplo passes a plan that its schema forbids")
