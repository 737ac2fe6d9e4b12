"""Checks evidence folders and proofs of single records, sharing no code with Firebreak.

    verify_evidence.py [--checkpoint FILE]... PATH...

Prints a line for each path, "CODE what": 0 intact, 1 tampered, 2 unusable, 3 incomplete.
Needs Python 3.8 or later, and OpenSSL 3 for the signatures.
"""
import base64, hashlib, json, os, pathlib, re, subprocess, sys, tempfile

FORM = re.compile(r"([!-*,-~]+)\n([1-9]\d{0,15})\n([\w+/=]+)\n\n— ([!-*,-~]+) ([\w+/=]+)\n", re.A)
MEMBERS = ["actor", "at", "body", "prevHash", "seq", "type", "v"]

class Bad(Exception):
    def __init__(self, code, why):
        super().__init__(why)
        self.code = code

def need(held, why, code=1):
    if not held:
        raise Bad(code, why)

def contents(path):
    return pathlib.Path(path).read_bytes()

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def require_signature(key, message, signature):
    der = bytes.fromhex("302a300506032b6570032100") + parsed(key)[1][1:]
    with tempfile.TemporaryDirectory() as scratch:
        files = [os.path.join(scratch, name) for name in ("key", "message", "signature")]
        for name, content in zip(files, (der, message, signature)):
            pathlib.Path(name).write_bytes(content)
        command = "openssl pkeyutl -verify -pubin -keyform DER -rawin -inkey".split()
        command += [files[0], "-in", files[1], "-sigfile", files[2]]
        done = subprocess.run(command, capture_output=True)
    need(done.returncode == 0, "a signature that does not hold")

def b64(text):
    raw = base64.b64decode(text, validate=True)
    need(base64.b64encode(raw).decode() == text, "base64 in another form")
    return raw

def parsed(key):
    name, ident, raw = key.split("+", 2)
    raw = b64(raw)
    need(len(raw) == 33 and raw[0] == 1 and key_id(name, raw).hex() == ident, "a key of another form")
    return name, raw

def key_id(name, raw):
    return sha(name.encode(), b"\n", raw)[:4]

def signed_checkpoint(data, key):
    origin, size, root, name, value = FORM.fullmatch(data.decode("utf-8", "replace")).groups()
    known, raw = parsed(key(int(size)))
    need(origin == name == known and b64(value)[:4] == key_id(name, raw), "signed by another key")
    require_signature(key(int(size)), data[: data.index(b"\n\n") + 1], b64(value)[4:])
    return int(size), b64(root)

def canonical(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: canonical(value[name]) for name in names}
    need(not isinstance(value, float), "a number with a fraction")
    return [canonical(each) for each in value] if isinstance(value, list) else value

def read(data):
    try:
        value = json.loads(data.decode())
        text = json.dumps(canonical(value), ensure_ascii=False, separators=(",", ":"))
        need(text.encode() == data, "JSON in another form")
        return value
    except (ValueError, RecursionError):
        raise Bad(1, "not JSON")

def adopted(body, last):
    need(body["previous"] == last, "a key out of order")
    statement = "firebreak evidence key\n%s\n%s\n" % (last or "none", body["key"])
    require_signature(body["key"], statement.encode(), b64(body["signature"]))
    if last:
        require_signature(last, statement.encode(), b64(body["previousSignature"]))

def folder(path, saved):
    seq, before, peaks, roots, keys = 0, "0" * 64, [], [], []
    names = sorted(n for n in os.listdir(path) if re.fullmatch(r"evidence-\d{6}\.jsonl", n))
    head = read(contents(path + "/HEAD")[:-1])
    for number, name in enumerate(names, 1):
        lines = contents(os.path.join(path, name)).split(b"\n")
        need(name == "evidence-%06d.jsonl" % number, "a segment is missing")
        need(lines[-1] == b"", "an unfinished line", 3 if name == names[-1] else 1)
        for line in lines[:-1]:
            record, node, n, seq = read(line), sha(b"\0", line), seq, seq + 1
            need(sorted(record) == MEMBERS, "other members")
            need(record["seq"] == seq and record["prevHash"] == before, "a broken chain")
            before = sha(line).hex()
            need(head["seq"] != seq or head["hash"] == before, "another HEAD")
            while n & 1:
                node, n = sha(b"\1", peaks.pop(), node), n >> 1
            peaks.append(node)
            roots.append(list(peaks))
            if record["type"] == "KEY_ADOPTED":
                adopted(record["body"], keys[-1][1] if keys else None)
                keys.append((seq, record["body"]["key"]))
    need(head["seq"] <= seq, "the end is missing", 3)
    need(not keys or os.path.exists(path + "/CHECKPOINT"), "CHECKPOINT is missing", 3)
    for data in saved + ([contents(path + "/CHECKPOINT")] if keys else []):
        size, root = signed_checkpoint(data, lambda n: [key for at, key in keys if at <= n][-1])
        need(size <= seq, "the end is missing", 3)
        node = roots[size - 1][-1]
        for peak in roots[size - 1][-2::-1]:
            node = sha(b"\1", peak, node)
        need(node == root, "the records are not those that were signed")
    return "intact: %d records, %d signed" % (seq, size if keys else 0)

def proof(path, saved):
    bundle = read(contents(path)[:-1])
    size, root = signed_checkpoint(bundle["checkpoint"].encode(), lambda n: bundle["key"])
    return "proven: record %d" % included(bundle["record"].encode(), bundle["path"], size, root)["seq"]

def included(line, path, size, root):
    at, last, node = read(line)["seq"] - 1, size - 1, sha(b"\0", line)
    need(0 <= at <= last, "a record beyond the checkpoint")
    for step in map(b64, path):
        need(last, "a path that is too long")
        left = at & 1 or at == last
        node = sha(b"\1", step, node) if left else sha(b"\1", node, step)
        while left and at and not at & 1:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    return need(last == 0 and node == root, "a path that does not lead to the root") or read(line)

def main(arguments):
    saved, worst = [], 0
    while arguments[:1] == ["--checkpoint"]:
        saved, arguments = saved + [contents(arguments[1])], arguments[2:]
    for path in arguments:
        try:
            code, what = 0, (folder if os.path.isdir(path) else proof)(path, saved)
        except Bad as bad:
            code, what = bad.code, str(bad)
        except OSError as unreadable:
            code, what = 2, str(unreadable)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as unlike:
            code, what = 1, repr(unlike)
        print(code, what)
        worst = worst or code
    return worst

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
