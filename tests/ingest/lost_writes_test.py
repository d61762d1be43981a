"""A power failure at any moment loses writes that were not synced, and nothing an archive may not lose.

The writes of an ingest, and of a withdrawal behind it, are recorded in order (recorded_writes.cc). For a random moment of them the disk is
made as the failure may leave it: each file as it was last synced, with any of the later writes, whole or torn at 512 bytes; names
(created, renamed, removed) up to a random one behind the last sync, in order, as the journals of ext4 and XFS keep them. The ingest is run
again on that disk, and must end with the records of an undisturbed run; `verify` must find nothing; a withdrawal that was
acknowledged before the failure must hold.

usage: lost_writes_test.py FAKE_SOHOA RECORDED_WRITES [FAILURES [SEED]]
"""
import os, random, shutil, struct, subprocess, sys, tempfile

from fake_scans import write_scans

HEAD = struct.Struct("<4Q")
SECTOR = 512


def operations(path):
    data, at, out = open(path, "rb").read(), 0, []
    while at < len(data):
        kind, name, offset, size = HEAD.unpack_from(data, at)
        at += HEAD.size
        file = data[at:at + name].decode()
        at += name
        out.append((chr(kind), file, offset, data[at:at + size]))
        at += size
    return out


class File:
    def __init__(self):
        self.synced, self.later = b"", []

    def content(self, dice):
        """As a failure may leave it; without dice as it is in memory."""
        data = bytearray(self.synced)
        for kind, offset, piece in self.later:
            fate = dice.random() if dice else 1
            if fate < 0.4:
                continue
            if kind == "T":
                del data[offset:]
                data.extend(bytes(max(0, offset - len(data))))
                continue
            if fate < 0.6 and len(piece) > SECTOR:  # torn
                keep = dice.randrange(1, len(piece) // SECTOR + 1) * SECTOR
                piece = piece[:keep]
            data.extend(bytes(max(0, offset - len(data))))
            data[offset:offset + len(piece)] = piece
        return bytes(data)


def disk_after(operations, dice):
    """The disk a failure behind these operations may leave: name -> bytes, None for a folder."""
    files, names, later = {}, {}, []  # files: in memory by name; names: durable; later: changes of names not durable yet

    def persist(count):
        for change in later[:count]:
            change(names)
        del later[:count]

    for kind, path, offset, data in operations:
        if kind in "CM":
            entry = File() if kind == "C" else None
            files[path] = entry
            later.append(lambda n, p=path, e=entry: n.__setitem__(p, e))
        elif kind == "R":
            target = data.decode()
            moved = [p for p in files if p == path or p.startswith(path + "/")]
            for p in moved:
                files[target + p[len(path):]] = files.pop(p)

            def rename(n, path=path, target=target):
                for p in [p for p in n if p == path or p.startswith(path + "/")]:
                    n[target + p[len(path):]] = n.pop(p)
            later.append(rename)
        elif kind == "U":
            files.pop(path, None)
            later.append(lambda n, p=path: n.pop(p, None))
        elif kind == "S":
            persist(len(later))
            if files.get(path):
                files[path].synced, files[path].later = files[path].content(None), []
        elif files.get(path):
            files[path].later.append((kind, offset, data))
    persist(dice.randrange(len(later) + 1))
    return {path: entry.content(dice) if entry else None for path, entry in names.items()}


def main(fake, shim, failures=12, seed=1):
    work = tempfile.mkdtemp(prefix="sohoa-lost-")
    try:
        scans, kho, log = (os.path.join(work, n) for n in ("scans", "kho", "log"))
        write_scans(scans)

        def run(*arguments, record=False):
            environment = dict(os.environ)
            if record:
                environment |= {"LD_PRELOAD": shim, "RECORD_WRITES": log, "RECORD_UNDER": kho}
            return subprocess.run([fake, *arguments], env=environment, capture_output=True, text=True)

        os.mkdir(kho)
        assert run("ingest", kho, scans, "2", record=True).returncode == 3
        plain = run("dump", kho, record=True).stdout  # it leaves SQLite's files that the withdrawal goes on with
        ingested = len(operations(log))
        victim = plain.split()[0]
        assert run("withdraw", kho, victim, record=True).returncode == 0
        withdrawn = run("dump", kho).stdout
        assert victim in plain and not withdrawn.startswith(victim), (plain[:200], withdrawn[:200])
        done = operations(log)
        assert ingested > 100 and len(done) > ingested, len(done)

        wrong = 0
        for n in range(failures):
            dice = random.Random(seed * 100_000 + n)
            # A quarter at the very end: what was acknowledged must be there.
            moment = len(done) if n % 4 == 0 else dice.randrange(1, len(done))
            shutil.rmtree(kho)
            os.mkdir(kho)
            disk = disk_after(done[:moment], dice)
            for path in sorted(disk):
                if disk[path] is None:
                    os.makedirs(path, exist_ok=True)
                else:
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    open(path, "wb").write(disk[path])
            ingest = run("ingest", kho, scans, "2")
            after = run("dump", kho).stdout
            allowed = [withdrawn] if moment == len(done) else [plain, withdrawn] if moment > ingested else [plain]
            if ingest.returncode != 3 or after not in allowed:
                wrong += 1
                print(f"failure {n} behind operation {moment} of {len(done)}: exit {ingest.returncode} {ingest.stderr}\n{after[:2000]}")
        print(f"{failures} failures of power, {len(done)} recorded operations, {wrong} wrong")
        return wrong
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:5])) else 0)
