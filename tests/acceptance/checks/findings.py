"""What `check` tells other programs: SARIF as its standard's own validator reads it, JSON as our schema says."""

import copy
import json

import fastjsonschema

from work import HOME, ROOT, Broken, call

# Its package has the standard's schema, of which it reads the structure, but not which words a key may have.
PACKAGE = HOME / "npm/node_modules/@microsoft/sarif-multitool-linux"
# The validator misses a web address of the program; it has none.
LET_PASS = {"SARIF2005"}


def check(work):
    holds = fastjsonschema.compile(json.loads((ROOT / "docs/check.schema.json").read_text("utf-8")))
    sarif = fastjsonschema.compile(json.loads((PACKAGE / "sarif-2.1.0.json").read_text("utf-8-sig")))
    problems, figures = [], {"findings": 0, "related": 0, "waived": 0}
    # Among them the frozen release, with findings of most rules, many with a second place.
    for name, plan in work.plans.items():
        report = _json(work, plan)
        problems += [f"{name}: json: {one}" for one in _faults(holds, report)]
        log = work.scratch / f"{name}.sarif"
        log.write_text(_output(work, plan, "sarif"), "utf-8")
        told = json.loads(log.read_text("utf-8"))
        problems += [f"{name}: sarif: {one}" for one in [*_broken(sarif, told), *_validate(work, log)]]
        problems += [f"{name}: {one}" for one in _compare(report, told, figures)]
    if not all(figures.values()):
        raise Broken(f"the plans show too little: {figures}")
    _control(work, holds, sarif)
    told = ", ".join(f"{count} {what}" for what, count in figures.items())
    return f"{len(work.plans)} plans, {told}; spoilt copies fail, as they should", problems


def _output(work, plan, form):
    return call(work.binary, "check", plan, "--format", form, cwd=ROOT, ok=(0, 1)).stdout


def _json(work, plan):
    return json.loads(_output(work, plan, "json"))


def _broken(holds, value):
    """How a value breaks a schema."""
    try:
        holds(value)
    except fastjsonschema.JsonSchemaValueException as fault:
        yield str(fault)[:300]


def _faults(holds, report):
    yield from _broken(holds, report)
    told = {key: sum(one["severity"] == key for one in report["findings"]) for key in ("fejl", "advarsel", "raad")}
    told["waived"] = len(report["waived"])
    if told != report["counts"]:
        yield f"counts say {report['counts']}, but there are {told}"


def _validate(work, log):
    """What the validator finds: schema, then the standard's rules that no schema can say."""
    out = log.with_suffix(".results")
    tool = HOME / "npm/node_modules/.bin/sarif-multitool"
    done = call(tool, "validate", log, "--output", out, "--log", "ForceOverwrite", cwd=work.scratch, ok=(0, 1))
    if "1 files scanned" not in done.stdout:
        raise Broken(f"the validator did not read the log: {done.stdout}{done.stderr}")
    run = json.loads(out.read_text("utf-8-sig"))["runs"][0]
    for result in run.get("results", []):
        if result["ruleId"] not in LET_PASS:
            yield f"{result['ruleId']} {json.dumps(result['message'], ensure_ascii=False)[:250]}"


def _compare(report, log, figures):
    """Both formats tell the same findings, with as many places."""
    results = log["runs"][0]["results"]
    all_findings = report["findings"] + [waived["finding"] for waived in report["waived"]]
    figures["findings"] += len(report["findings"])
    figures["waived"] += sum(bool(result.get("suppressions")) for result in results)
    figures["related"] += sum(len(result.get("relatedLocations", [])) for result in results)
    if len(results) != len(all_findings):
        yield f"{len(results)} results in SARIF, {len(all_findings)} findings in JSON"
        return
    for finding, result in zip(all_findings, results):
        places = len(result["locations"]) + len(result.get("relatedLocations", []))
        if (finding["code"], len(finding["places"])) != (result["ruleId"], places):
            yield f"{finding['code']} with {len(finding['places'])} places is {result['ruleId']} with {places}"
    if len(report["waived"]) != sum(bool(result.get("suppressions")) for result in results):
        yield "not all waived findings have a suppression"


def _control(work, holds, sarif):
    """Logs and reports that break their shapes must be found out."""
    report = _json(work, work.plans["plan"])
    log = json.loads(_output(work, work.plans["plan"], "sarif"))
    first = log["runs"][0]["results"][0]
    spoils = (
        (holds, report, lambda: report.pop("counts")),
        (holds, report, lambda: report["waived"][0]["finding"].update(severity="slem")),
        (sarif, log, lambda: first.update(level="slem")),
    )
    for judge, value, spoil in spoils:
        whole = copy.deepcopy(value)
        spoil()
        if not list(_broken(judge, value)):
            raise Broken("a schema passes what it forbids")
        value.clear()
        value.update(whole)
    log["runs"][0]["results"][0]["ruleIndex"] = 999
    spoilt = work.scratch / "spoilt.sarif"
    spoilt.write_text(json.dumps(log), "utf-8")
    if not list(_validate(work, spoilt)):
        raise Broken("the validator passes a log that the standard forbids")
