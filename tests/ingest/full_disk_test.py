"""A disk that is really full, at every moment of an ingest: the run ends with a plain error, and goes on when there is room.

The archive lies on a file system in memory that is too small, a little less so each time. The ingest on it must end by itself, saying why; when
the same file system has grown, the ingest run again must end with the records of an undisturbed run, and `verify` must find nothing.
Skipped (exit 77) where file systems cannot be mounted, not even in a namespace of one's own.

usage: full_disk_test.py FAKE_SOHOA [SIZES]
"""
import os, shutil, subprocess, sys, tempfile

from fake_scans import write_scans

SMALLEST, LARGEST = 32 << 10, 3 << 20  # bytes; SQLite and Xapian want more on the way than the 0.3 MB they keep
PAGE = os.sysconf("SC_PAGE_SIZE")
SIGNALS = range(-64, 0)


def main(fake, sizes=12):
    work = tempfile.mkdtemp(prefix="sohoa-full-")
    scans, kho, disk = (os.path.join(work, name) for name in ("scans", "kho", "disk"))

    def run(*arguments):
        return subprocess.run([fake, *arguments], capture_output=True, text=True)

    def mount(*options):
        return subprocess.run(["mount", "-t", "tmpfs", *options, "sohoa", disk], capture_output=True).returncode == 0

    try:
        write_scans(scans)
        os.mkdir(disk)
        assert run("ingest", kho, scans, "2").returncode == 3
        plain = run("dump", kho).stdout
        stopped = wrong = 0
        for n in range(sizes):
            size = int(SMALLEST * (LARGEST / SMALLEST) ** (n / (sizes - 1))) // PAGE * PAGE
            if not mount("-o", f"size={size}"):
                print("file systems cannot be mounted here")
                return 77
            try:
                full = run("ingest", disk + "/kho", scans, "2")
                stopped += full.returncode != 3
                assert mount("-o", "remount,size=64m")
                again = run("ingest", disk + "/kho", scans, "2")
                after = run("dump", disk + "/kho").stdout
            finally:
                subprocess.run(["umount", disk], check=True)
            said = full.returncode == 3 or (full.stderr.strip() and "damaged" not in full.stderr)
            if full.returncode in SIGNALS or not said or again.returncode != 3 or after != plain:
                wrong += 1
                print(f"{size} bytes: exit {full.returncode} {full.stderr!r}; then exit {again.returncode} {again.stderr!r}\n{after[:1500]}")
        print(f"{sizes} disks of up to {LARGEST} bytes, {stopped} became full, {wrong} wrong")
        return 1 if wrong or not 0 < stopped < sizes else 0
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    if "--inside" not in sys.argv and shutil.which("unshare"):
        inside = ["unshare", "--mount", "--map-root-user", sys.executable, *sys.argv, "--inside"]
        if subprocess.run(["unshare", "--mount", "--map-root-user", "true"], capture_output=True).returncode == 0:
            os.execvp(inside[0], inside)
    arguments = [a for a in sys.argv[1:] if a != "--inside"]
    sys.exit(main(arguments[0], *map(int, arguments[1:2])))
