"""Fifty people at once: each asks once in ten seconds, searching and paging, while an ingest runs or not.
web_load.py SOHOA KHO QUERIES [--people 50] [--seconds 60] [--ingest FOLDER]
KHO is copied and served for one user at localhost; QUERIES is a file with a query a line. Prints milliseconds (median, p95, longest) and
how many answers were none; with --ingest also the pages a second of the same ingest without and with the people."""
import argparse, os, random, shutil, statistics, subprocess, sys, tempfile, threading, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "web"))
from served import Served


def person(server, queries, seed, end, times, bad):
    random.seed(seed)
    client = server.client()
    time.sleep(random.random() * 10)
    while time.time() < end:
        query = {"q": random.choice(queries), "limit": 10, "offset": random.choice([0, 0, 0, 10])}
        begun = time.time()
        try:
            ok = client.api("GET", "/search", query=query).status == 200
        except OSError:
            ok = False
        times.append(time.time() - begun)
        if not ok:
            bad.append(query)
        time.sleep(max(0.0, 10 - (time.time() - begun)))


def timed_ingest(sohoa, kho, scans):
    """Seconds by the clock and of CPU. As low as serve starts them: 5 below the server."""
    begun = time.time()
    child = subprocess.Popen(["nice", "-n", "5", sohoa, "ingest", "--kho", kho, "--jobs", "2", scans], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    usage = os.wait4(child.pid, 0)[2]
    return time.time() - begun, usage.ru_utime + usage.ru_stime


def cpu_of(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sohoa")
    parser.add_argument("kho")
    parser.add_argument("queries")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--ingest")
    o = parser.parse_args()
    queries = [line.strip() for line in open(o.queries, encoding="utf8") if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        alone = None
        if o.ingest:
            shutil.copytree(o.kho, folder + "/alone")
            alone = timed_ingest(o.sohoa, folder + "/alone", o.ingest)
        shutil.copytree(o.kho, folder + "/kho")
        server = Served(o.sohoa, folder + "/kho", "--single-user")
        times, bad, with_people = [], [], []
        threads = [threading.Thread(target=person, args=(server, queries, i, time.time() + o.seconds, times, bad)) for i in range(o.people)]
        if o.ingest:
            print("load before:", *os.getloadavg())
            threads.append(threading.Thread(target=lambda: with_people.append(timed_ingest(o.sohoa, folder + "/kho", o.ingest))))
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        served = cpu_of(server.process.pid)
        server.end()
        times.sort()
        print(f"{len(times)} answers, {len(bad)} bad; ms median {statistics.median(times) * 1e3:.0f}, p95 {times[int(len(times) * .95)] * 1e3:.0f}, "
              f"longest {times[-1] * 1e3:.0f}")
        print(f"server: {served:.1f} s of CPU, {served / max(1, len(times)) * 1e3:.0f} ms an answer")
        if o.ingest:
            (clock, cpu), (clock2, cpu2) = alone, with_people[0]
            print(f"ingest alone {clock:.1f} s ({cpu:.1f} s of CPU), with people {clock2:.1f} s ({cpu2:.1f}): clock ×{clock2 / clock:.2f}, CPU ×{cpu2 / cpu:.2f}; "
                  f"load now {os.getloadavg()[0]:.1f}")


main()
