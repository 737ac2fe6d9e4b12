"""Checks evidence packs, sharing no code with Firebreak: verify_pack.py PACK...
Prints "CODE what" for each: 0 proven, 1 tampered, 2 unusable, 3 incomplete. Toxic
combinations and blast radii are computed again by a plain search. Needs Python 3.8 or
later, OpenSSL 3 and verify_evidence.py beside it."""
import json, re, sys, zipfile
from verify_evidence import (Bad, adopted, b64, canonical, included, need, read,
                             require_signature, sha, signed_checkpoint)

REACH = "OWNS MEMBER_OF HOLDS IMPLIES OPENS CONTAINS SIGNS_IN_AS".split()
RESOURCES = "ENTITLEMENT CONTAINER PRIVILEGED_ACCOUNT".split()

def listed(members):
    lines = members["MANIFEST"].decode().split("\n")
    need(lines[0] == "firebreak evidence pack 1" and lines[-1] == "", "another kind of list")
    _, run, key = (line.split(" ", 1)[1] for line in lines[1:4])
    names = dict(reversed(line.split("  ", 1)) for line in lines[4:-2])
    need(sorted(names) == sorted(set(members) - {"MANIFEST"}), "other members than listed")
    for name in names:
        need(sha(members[name]).hex() == names[name], name + " is not what is listed")
    return run, key, ("\n".join(lines[:-2]) + "\n").encode(), b64(lines[-2].split(" ", 1)[1])

class Slice:
    def __init__(self, node):
        self.nodes = {n["key"]: n for n in node["nodes"]}
        self.on, self.out, self.into, at = {}, {}, {}, node["at"]
        for e in node["edges"]:
            asleep = self.nodes[e["to"]]["kind"] == "ACCOUNT" and self.nodes[e["to"]]["active"] == "NO"
            if e["kind"] == "ON":
                self.on.setdefault(e["from"], []).append(self.nodes[e["to"]].get("name", e["to"]))
            if e.get("validFrom", "") <= at < e.get("validTo", "~") and e["kind"] in REACH and not asleep:
                self.out.setdefault(e["from"], []).append((e["kind"], e["to"]))
                self.into.setdefault(e["to"], []).append((e["kind"], e["from"]))

    def hops(self, start):
        found, last = {start: 0}, [start]
        while last:
            last = [to for at in last for _, to in self.out.get(at, [])
                    if to not in found and found.setdefault(to, found[at] + 1)]
        return found

def fits(pattern, text):
    parts = [re.escape(p.replace("\\*", "*")) for p in re.split(r"(?<!\\)\*", pattern.lower())]
    return text is not None and re.fullmatch(".*".join(parts), text.lower(), re.S) is not None

def picks(slice_, selector, key):
    node, s = slice_.nodes[key], selector
    name = node.get("name", key)
    either = [s[k] for k in ("group", "entitlement") if k in s]
    return (node["kind"] == ("GROUP" if "group" in s else "ENTITLEMENT")
            and all(fits(p, name) or fits(p, node.get("value")) for p in either)
            and ("name" not in s or fits(s["name"], name))
            and ("source" not in s or fits(s["source"], node.get("source")))
            and ("type" not in s or fits(s["type"], node.get("type")))
            and all(fits(s[k], node.get("value")) for k in ("value", "right") if k in s)
            and (not ("right" in s or "container" in s) or node["right"])
            and ("container" not in s or any(fits(s["container"], t) for t in slice_.on.get(key, []))))

def met(slice_, needs, reached, source):
    if "selector" in needs:
        return any(picks(slice_, needs["selector"], k) and source in ("", slice_.nodes[k].get("source"))
                   for k in reached)
    some = [met(slice_, each, reached, source) for each in needs.get("anyOf", needs.get("allOf"))]
    return any(some) if "anyOf" in needs else all(some)

def toxic(finding, rule, slice_):
    source, text = finding["key"]["detail"], rule["combination"]
    need(finding["severity"] == text["level"] and finding["ruleVersion"] == text["version"], "another rule")
    reach = {key: slice_.hops(key) for key in slice_.nodes}
    holders = [key for key, n in slice_.nodes.items() if n["kind"] + n["active"] != "ACCOUNTNO"
               and all(met(slice_, f["needs"], reach[key], source) for f in text["functions"])]
    blamed = set()
    for key in holders:
        below = [other for other in holders if other in reach[key]]
        if all(key in reach[b] for b in below) and key == min(below):
            owners = {o for kind, o in slice_.into.get(key, []) if kind == "OWNS"}
            blamed |= owners or {key}
    need(finding["key"]["subject"] in blamed, "the rule does not blame the subject")
    need(len(finding["because"]) >= len(text["functions"]), "a function without a path")

def blast(finding, rule, slice_):
    def weighed(start):
        seen = [slice_.nodes[k] for k in slice_.hops(start) if slice_.nodes[k]["kind"] in RESOURCES]
        return sum(n["sensitivity"] for n in seen), sum(n["crownJewel"] for n in seen)
    subject = finding["key"]["subject"]
    people = [n for n in slice_.nodes.values() if n["kind"] == "IDENTITY" and n["active"] != "NO"]
    others = [n for n in people if n["key"] != subject]
    own = slice_.nodes[subject].get("department")
    peers = [n for n in others if own is not None and n.get("department") == own]
    sums = sorted(weighed(n["key"])[0] for n in (peers if len(peers) >= 5 else others)) or [0]
    median = float(rule.get("peerMedian", (sums[(len(sums) - 1) // 2] + sums[len(sums) // 2]) / 2))
    weight, jewels = weighed(subject)
    need(weight >= float(rule["factor"]) * max(1, median), "it is not wide")
    need(finding["severity"] == {1: "MEDIUM", 2: "HIGH"}.get(jewels, "CRITICAL"), "not as bad")
    need(slice_.nodes[finding["because"][0]["stops"][-1]["key"]]["crownJewel"], "no crown jewel")

def again(shown):
    finding, slice_ = shown["finding"], Slice(shown["slice"])
    for path in finding["because"]:
        at = path["stops"][0]["key"]
        for hop in path["hops"]:
            step = (hop["kind"], hop["to"])
            need(hop["from"] == at and step in slice_.out.get(at, []), "a path that is not there")
            at = hop["to"]
        need(slice_.hops(path["stops"][0]["key"])[at] == len(path["hops"]), "a path that is a detour")
    check = {"TOXIC": toxic, "BLAST_RADIUS": blast}.get(finding["key"]["kind"])
    return check(finding, shown["slice"]["rule"], slice_) or "again" if check else "as told"

def pack(path):
    try:
        with zipfile.ZipFile(path) as z:
            members = {name: z.read(name) for name in z.namelist()}
        run, key, signed, seal = listed(members)
    except (zipfile.BadZipFile, KeyError, OSError) as no:
        raise Bad(2, "no pack: %s" % no)
    keys, plan, approved, started, told, missing, undoes = [], None, False, False, [], [], None
    proofs, lines = read(members["proofs.json"][:-1]), members["evidence.jsonl"].split(b"\n")
    size, root = signed_checkpoint(members["checkpoint.txt"], lambda n: key)
    need(lines.pop() == b"" and len(proofs["paths"]) == len(lines), "other proofs than records")
    for line in lines:
        record = included(line, proofs["paths"][str(read(line)["seq"])], size, root)
        body, kind = record["body"], record["type"]
        if kind == "KEY_ADOPTED":
            keys.append(adopted(body, keys[-1] if keys else None) or body["key"])
            continue
        need(body["runId"] == run, "a record of another run")
        need("planHash" not in body or kind == "PLAN_FROZEN" or body["planHash"] == plan[0], "another plan")
        if kind == "PLAN_FROZEN":
            text = json.dumps(canonical(body["body"]), ensure_ascii=False, separators=(",", ":")).encode()
            plan, undoes = (sha(text).hex(), {c["id"] for c in body["body"]["changes"]}), body["body"].get("undoes")
            need(plan[0] == body["planHash"], "a plan with another hash")
        elif kind == "FINDING_SHOWN":
            (told if body["slice"] else missing).append(body["slice"] and again(body))
        approved, started = approved or kind == "APPROVAL", started or kind == "RUN_STARTED" and approved
        need(kind != "INTENT" or started and body["actionId"] in plan[1], "sent without approval")
    need(keys and key == keys[-1], "another key")
    require_signature(key, signed, seal)
    need((told or undoes) and not missing and started, "a finding or a start is missing", 3)
    return "proven: %s, %d records, %s" % (run, len(lines), ", ".join(told) or "undoes " + undoes)

def verdict(path):
    try:
        return 0, pack(path)
    except Bad as bad:
        return bad.code, str(bad)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as unlike:
        return 1, repr(unlike)

found = [verdict(path) for path in sys.argv[1:]]
print("\n".join("%d %s" % each for each in found))
sys.exit(max(code for code, _ in found))
