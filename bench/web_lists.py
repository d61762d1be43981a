"""What the lists of the page cost with many documents: web_lists.py SOHOA KHO. KHO is served as it is for one user at localhost.
Prints for the first answer and for each list the seconds of CPU of the server and by the clock, the median of five, and its memory."""
import os, statistics, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "web"))
from served import Served


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid):
    return next(int(line.split()[1]) / 1024 for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS"))


def main():
    server = Served(sys.argv[1], sys.argv[2], "--single-user")
    pid, client = server.process.pid, server.client()
    client.csrf = client.api("GET", "/session").json["csrf"]
    begun, before = time.time(), cpu(pid)
    while (first := client.ask("GET", "/api/v1/review?limit=20", timeout=600)).status != 200:
        time.sleep(0.5)
    print(f"first queue: CPU {cpu(pid) - before:.2f} s, clock {time.time() - begun:.1f} s, {first.json['total']} doubtful fields, memory {memory(pid):.0f} MB")

    def timed(name, ask, times=5):
        spent, took = [], []
        for _ in range(times):
            begun, before = time.time(), cpu(pid)
            answer = ask()
            spent.append(cpu(pid) - before)
            took.append(time.time() - begun)
            assert answer.status < 300, (name, answer.status, answer.body[:200])
        print(f"{name}: CPU {statistics.median(spent):.3f} s, clock {statistics.median(took):.3f} s, {len(answer.body)} bytes")

    for path in ("/review?limit=20", "/review?limit=20&offset=100000", "/review?field=number&handwritten=true", "/deadlines?most=300", "/dossiers",
                 "/suggestions?q=quyet+dinh+311", "/status", "/review/samples?count=10"):
        timed(path, lambda: client.ask("GET", "/api/v1" + path, timeout=600))

    print(f"memory {memory(pid):.0f} MB")
    server.end()


main()
