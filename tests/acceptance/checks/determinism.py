"""Two builds in other folders, processes, time zones and languages give the same bytes."""

import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor

from work import ALL, SAMPLES, call

# Two machines that share nothing but the plan; the second has another clock's zone, language and number of cores.
SURROUNDINGS = (
    {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "RAYON_NUM_THREADS": "1"},
    {"TZ": "Pacific/Auckland", "LANG": "da_DK.UTF-8", "LC_ALL": "da_DK.UTF-8", "RAYON_NUM_THREADS": "4"},
)


def check(work):
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda place: _everything(work, place), range(2))
    problems = [f"only one of the builds wrote {name}" for name in sorted(first.keys() ^ second.keys())]
    problems += [f"{name} differs" for name in sorted(first.keys() & second.keys()) if first[name] != second[name]]
    return f"{len(first)} files twice, in two folders and processes", problems


def _everything(work, place):
    """All that is built in one place: path → sha256."""
    home = work.scratch / f"machine {place}"
    for folder in ("home", "cwd"):
        (home / folder).mkdir(parents=True)
    env = {"PATH": os.environ["PATH"], "HOME": str(home / "home"), **SURROUNDINGS[place]}
    out = home / "out"
    every = ("--format", ",".join(ALL))
    for name, plan in work.plans.items():
        # The second builds from a copy: where the plan stands must not matter.
        if place == 1:
            plan = shutil.copytree(plan, home / "plans" / name / "plan")
        for flag in ([], ["--draft"]):
            target = out / (name + "".join(flag))
            call(work.binary, "build", plan, "--out", target, "--skeleton", "-q", *every, *flag, env=env, cwd=home / "cwd")
    for name, versions in work.versions.items():
        if place == 1:
            versions = [shutil.copytree(one, home / "versions" / name / str(at)) for at, one in enumerate(versions)]
        call(work.binary, "redline", *versions, "--out", out / f"redline-{name}", "--skeleton", env=env, cwd=home / "cwd")
    for name in SAMPLES:
        call(work.binary, "sample", name, "--out", out / name, *every, env=env, cwd=home / "cwd")
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
