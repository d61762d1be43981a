"""Two archives asked as one, the second over Xapian's own protocol; what a saved search finds now, and that secret documents are not in it."""
import json, os, re, socket, subprocess, sys, tempfile

SOHOA = sys.argv[1]
LETTER = """ỦY BAN NHÂN DÂN TỈNH X

Số: {number}/UBND-NC
V/v tu bổ {what}

{secrecy}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

X, ngày {day} tháng 3 năm 2025

Kính gửi: Sở Xây dựng.
Ủy ban nhân dân tỉnh yêu cầu Sở Xây dựng tu bổ {what} trong năm 2025.
"""


def sohoa(*arguments):
    return subprocess.run([SOHOA, "--lang", "en", *arguments], capture_output=True, text=True)


def ingest(kho, number, what, secrecy=""):
    path = f"{kho}-{number}.txt"
    with open(path, "w", encoding="utf8") as file:
        file.write(LETTER.format(number=number, day=number, what=what, secrecy=secrecy))
    done = sohoa("ingest", "--kho", kho, path)
    assert done.returncode == 0, done.stderr


def found(*arguments):
    done = sohoa("search", "--format", "json", *arguments)
    return sorted(re.sub(r".*-(\d+)\.txt$", r"\1", hit["path"]) for hit in json.loads(done.stdout)["hits"]) if done.stdout else done.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def remote_is_asked_too(here, there):
    port = free_port()
    server = subprocess.Popen(["xapian-tcpsrv", "--interface", "127.0.0.1", "--port", str(port), there + "/index"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        server.stdout.readline()  # it listens
        also = ["--kho", here, "--also", f"tcp:127.0.0.1:{port}"]
        for query, expected in (("tu bổ đình làng", ["11", "21"]), ("dinh lang", ["11", "21"]), ('"cầu treo"', ["22"]), ("22/UBND-NC", ["22"])):
            if (got := found(query, *also)) != expected: yield f"{query}: {got}, not {expected}"
        facets = json.loads(sohoa("search", "--format", "json", "--facets", "tu bổ", *also).stdout)["facets"]
        if [value["count"] for value in facets["issuer"]] != [4]: yield f"facets of both: {facets}"
    finally:
        server.kill()
        server.wait()
    gone = sohoa("search", "đình", *also)
    if f"127.0.0.1:{port}" not in gone.stderr or gone.returncode == 0: yield f"a server that is gone: {gone}"


def saved_search_keeps_secrets(kho):
    if (saved := sohoa("search", "--kho", kho, "đình", "--save", "dinh")).returncode: yield saved.stderr
    ingest(kho, 13, "đình làng Thượng")
    ingest(kho, 14, "đình làng Hạ", "TỐI MẬT")
    if (new := found("--kho", kho, "--saved", "dinh")) != ["13"]: yield f"new: {new}, not 13 alone"
    if (all_open := found("--kho", kho, "đình")) != ["11", "13"]: yield f"found: {all_open}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        here, there = folder + "/here", folder + "/there"
        ingest(here, 11, "đình làng")
        ingest(here, 12, "cầu gỗ")
        ingest(there, 21, "đình làng")
        ingest(there, 22, "cầu treo")
        wrong = [*remote_is_asked_too(here, there), *saved_search_keeps_secrets(here)]
    print("\n".join(wrong))
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
