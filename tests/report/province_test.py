"""An invented province is counted; matches, planted defects and counts are compared with what was planted, counted here anew."""
import collections, csv, json, os, shutil, subprocess, sys, tempfile


def main(sohoa, root, rows="3000", units="24"):
    folder = tempfile.mkdtemp(prefix="province")
    try:
        made = subprocess.run([sys.executable, root + "/scripts/make-province", folder, "--sohoa", sohoa, "--units", units, "--rows", rows],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        out = subprocess.run([sohoa, "--kho", folder + "/kho", "coverage", "--register", folder + "/so.csv", "--by", "unit,year", "--format", "json"],
                             check=True, stdout=subprocess.PIPE).stdout
        return judge(made, json.loads(out), json.load(open(folder + "/truth.json")), list(csv.DictReader(open(folder + "/so.csv", encoding="utf8"))))
    finally:
        shutil.rmtree(folder)


def judge(made, found, truth, register):
    wrong = []

    def check(holds, said):
        if not holds:
            wrong.append(said)

    right = {int(row): scan for row, scan in truth["match"].items()}
    matched = {m["row"]: m["scan"]["id"] for m in found["matched"]}
    doubtful = {m["row"]: m["scan"]["id"] for m in found["doubtful"]}
    good = sum(right.get(row) == scan or row in truth["duplicate"] for row, scan in matched.items())
    recall = sum(row in matched or row in doubtful for row in right) / len(right)
    print(made.strip())
    print(f"certain {len(matched)}, of them right {good}; doubtful {len(doubtful)}; recall {recall:.5f}")
    check(good >= .999 * len(matched), "precision below 99.9 %")
    check(recall >= .99, "recall below 99 %")
    planted = lambda kind: set(truth[kind])
    missing = {m["row"] for m in found["missing"]}
    check(planted("missing") <= missing, f"missing rows not found: {sorted(planted('missing') - missing)[:5]}")
    check(not missing & set(right), f"rows said to be missing that are there: {sorted(missing & set(right))[:5]}")
    short = {m["row"] for m in found["page_differences"]}
    check(planted("pages") == short, f"page counts: {sorted(planted('pages') ^ short)[:5]}")
    check(len(found["duplicates"]) == len(truth["duplicate"]), f"{len(found['duplicates'])} duplicates, planted {len(truth['duplicate'])}")
    check({u["id"] for u in found["unexpected"]} == set(truth["unexpected"]), "unexpected scans differ")
    for kind in ("typo", "wrong_year"):  # never counted as certain without a remark
        bare = {m["row"] for m in found["matched"] if not m["remarks"]} & planted(kind)
        check(not bare, f"{kind} passed without a remark: {sorted(bare)[:5]}")
    clean = set(right) - set().union(*(planted(k) for k in ("unread", "typo", "wrong_year", "other_day", "pages")))
    check(clean <= set(matched), f"clean rows that are not certain: {sorted(clean - set(matched))[:5]}")
    remarked = {m["row"] for m in found["matched"] if m["remarks"]} & clean
    check(not remarked, f"remarks on the clean part: {sorted(remarked)[:5]}")

    expected, digitized = collections.Counter(), collections.Counter()
    for n, row in enumerate(register, 2):
        expected[row["Đơn vị"]] += 1
        digitized[row["Đơn vị"]] += n in matched
    units = {u["unit"]: u for u in found["units"]}
    for unit in expected:
        check((units[unit]["expected"], units[unit]["digitized"]) == (expected[unit], digitized[unit]), f"counts of {unit} differ")
    check(found["total"]["expected"] == len(register), "total differs")
    for w in wrong:
        print("WRONG:", w)
    return 1 if wrong or not matched else 0


sys.exit(main(*sys.argv[1:]))
