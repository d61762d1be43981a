"""The server from outside: what openapi.json says holds, nobody gets more than their rights, and hostile requests get nothing."""
import fcntl, json, os, re, socket, subprocess, sys, tempfile, threading, time, urllib.parse

from served import PASSWORDS, Served, make_accounts, make_archive, make_handwritten

SOHOA, OPENAPI = sys.argv[1:3]
RANKS = ["reader", "clerk", "inspector", "administrator"]
wrong = []


def check(ok, *what):
    if not ok:
        wrong.append(" ".join(str(w) for w in what))


# --- the contract -----------------------------------------------------------------------------------------------------------------

def fits(value, schema, api, where):
    """What of a JSON value is not as the schema says (the part of JSON Schema that openapi.json uses)."""
    if "$ref" in schema:
        return fits(value, api["components"]["schemas"][schema["$ref"].split("/")[-1]], api, where)
    if value is None and schema.get("nullable"):
        return []
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}
    kind = schema.get("type")
    if kind and (not isinstance(value, kinds[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{where}: {value!r} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r} is none of {schema['enum']}"]
    out = []
    if kind == "object":
        out += [f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                out += fits(value[name], inner, api, f"{where}.{name}")
    for i, item in enumerate(value if kind == "array" else []):
        out += fits(item, schema.get("items", {}), api, f"{where}[{i}]")
    return out


def operations(api):
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def operation_of(api, name):
    return next((m, p, o) for m, p, o in operations(api) if o["operationId"] == name)


def call(client, api, name, path=None, body=None, query=None, raw=None):
    """Asks for an operation and holds the answer to its description."""
    method, template, operation = operation_of(api, name)
    known = {p["name"] for p in operation.get("parameters", []) if p["in"] == "query"}
    check(set(query or {}) <= known, name, "is asked with undescribed", set(query or {}) - known)
    filled = template
    for key, value in (path or {}).items():
        filled = filled.replace("{%s}" % key, urllib.parse.quote(str(value), safe=""))
    answer = client.api(method, filled, body, query, raw=raw)
    described = operation["responses"].get(str(answer.status), operation["responses"]["default"])
    if "$ref" in described:
        described = api["components"]["responses"]["problem"]
    content = described.get("content", {})
    media = answer.headers.get("Content-Type", "").split(";")[0]
    check(not content or media in content, name, answer.status, media, "instead of", *content)
    if media in content and media.endswith("json"):
        wrong.extend(fits(answer.json, content[media]["schema"], api, f"{name} {answer.status}"))
    return answer


def contract(api, c, kho):
    """Each operation that gives something, once with what it is meant for."""
    inspector, admin, clerk = c["inspector"], c["admin"], c["clerk"]
    check(call(c["reader"], api, "session").json["person"]["role"] == "reader", "session")
    call(admin, api, "describe")
    hits = call(inspector, api, "search", query={"q": "so hoa ho so", "limit": 5, "sort": "newest"}).json
    check(hits["total"] >= 2, "search finds", hits["total"])
    everything = call(inspector, api, "search").json
    check(everything["total"] == 5 and "note" not in everything, "the empty search finds all", everything["total"], everything.get("note"))
    narrowed = call(inspector, api, "search", query={"q": "thông báo", "dossier": "hoso01"}).json["hits"]
    check({h["dossier"] for h in narrowed} <= {"hoso01"}, "a dossier narrows", narrowed)
    check(call(inspector, api, "search", query={"from": "2025-03-01", "to": "2025-03-31"}).json["total"] == 1, "days narrow")
    merged = [call(inspector, api, "search", query={"q": '"Quảng Ngãi"', **more}).json.get("note", "") for more in ({}, {"former": "1"})]
    check(["Kon Tum" in note for note in merged] == [False, True], "former bodies are asked for as well", merged)
    page2 = call(inspector, api, "search", query={"limit": 2, "offset": 4}).json
    check(len(page2["hits"]) == 1, "the last page has the rest")
    check(b"77/Q" in call(inspector, api, "exportHits", query={"q": "77/QĐ-UBND"}).body, "exportHits")
    offered = call(inspector, api, "suggest", query={"q": "cong bo danh"}).json["suggestions"]
    check(offered and offered[0]["text"] == "77/QĐ-UBND", "suggest", offered)
    check(call(inspector, api, "saveSearch", {"name": "số hóa"}, {"query": "số hóa"}).status == 204, "saveSearch")
    saved = call(inspector, api, "savedSearches").json["searches"]
    check([(s["name"], s["new"]) for s in saved] == [("số hóa", 0)], "savedSearches", saved)
    check(call(admin, api, "savedSearches").json["searches"] == [], "saved searches are one's own")
    check(call(inspector, api, "forgetSearch", {"name": "số hóa"}).status == 204, "forgetSearch")
    check(call(inspector, api, "forgetSearch", {"name": "../people"}).status == 400, "forgetSearch outside")
    number = call(inspector, api, "document", {"id": "77/QĐ-UBND"}).json
    check(number["fields"]["number"]["value"] == "77/QĐ-UBND", "document by its number")
    id = number["id"]
    reply = call(inspector, api, "document", {"id": "19/STP-VP"}, query={"q": "số hóa"}).json
    check([x["resolved"] for x in reply["citations"]] == [id], "citations lead to what is held", reply["citations"])
    check(reply["found_on"] == [1], "found_on", reply["found_on"])
    check("số hóa" in call(inspector, api, "page", {"id": id, "n": 1}, query={"q": "số hóa"}).json["text"], "page")
    check(call(inspector, api, "page", {"id": id, "n": 9}).status == 404, "no such page")
    check(call(inspector, api, "pageImage", {"id": id, "n": 1}).status == 422, "a text has no picture")
    check(call(inspector, api, "pageImage", {"id": id, "n": 1}, query={"width": 801}).status == 400, "any width")
    call(inspector, api, "crop", {"id": id}, query={"field": "number"})
    check("QUYẾT ĐỊNH" in call(inspector, api, "text", {"id": id}).body.decode(), "text")
    check("QUYẾT ĐỊNH" in call(inspector, api, "original", {"id": id}).body.decode(), "original")
    check(call(inspector, api, "searchablePdf", {"id": id}).status == 422, "no searchable copy of a text")
    check(call(inspector, api, "citedBy", {"id": id}).json["total"] == 1, "citedBy")
    call(inspector, api, "related", {"id": id})
    call(clerk, api, "parts", {"id": id})
    queue = call(clerk, api, "review", query={"limit": 50}).json
    check(queue["total"] == len(queue["items"]) == sum(b["count"] for b in queue["batches"]) > 0, "review")
    check(call(clerk, api, "checkValue", body={"field": "issued_date", "value": "5/3/2025"}).json == {"ok": True, "values": ["2025-03-05"]}, "checkValue")
    check(not call(clerk, api, "checkValue", body={"field": "issued_date", "value": "31/2/2025"}).json["ok"], "no such day")
    check(call(inspector, api, "samples", query={"count": 3}).status == 200, "samples")
    call(inspector, api, "agreement")
    for name in ("uploads", "registers", "dossiers", "status", "issues", "findings", "deadlines"):
        call(inspector, api, name)
    check(call(inspector, api, "deadlines", query={"as_of": "2025-05-20"}).json["overdue"], "something is overdue")
    due = call(inspector, api, "deadlines", query={"as_of": "2025-05-20", "month": "2025-06", "most": 1}).json
    check({d["due"][:7] for d in due["later"]} == {"2025-06"} and due["counts"]["later"] == 1 and len(due["months"]) == 2, "a month of deadlines", due["counts"], due["months"])
    check(call(inspector, api, "deadlines", query={"as_of": "2025-05-20", "format": "ics"}).body.startswith(b"BEGIN:VCALENDAR"), "ics")
    check(call(inspector, api, "deadlines", query={"as_of": "20"}).status == 400, "no day")
    kept = call(inspector, api, "deadlines", query={"ahead": 62}).json  # of today, so far ahead: kept; further ahead reckoned each time
    check(kept == call(inspector, api, "deadlines", query={"ahead": 63}).json and kept["overdue"], "deadlines that are kept are those that are reckoned", kept)
    of_unit = [call(inspector, api, "deadlines", query={"unit": unit}).json["counts"]["overdue"] for unit in ("Sở Tư pháp", "Sở Y tế")]
    check(of_unit[0] > 0 and of_unit[1] == 0, "a unit's deadlines", of_unit)
    book = "STT;Hồ sơ;Số ký hiệu;Ngày tháng;Trích yếu\n1;hoso01;77/QĐ-UBND;5/3/2025;Công bố danh mục thủ tục hành chính lĩnh vực tư pháp\n2;hoso01;78/QĐ-UBND;6/3/2025;Việc khác\n"
    check(call(clerk, api, "putRegister", {"name": "so.csv"}, raw=book.encode()).status == 204, "putRegister")
    check(call(clerk, api, "putRegister", {"name": "x.csv"}, raw=b"nothing").status == 400, "no register")
    counted = call(inspector, api, "coverage", query={"register": "so.csv", "by": "dossier,month"}).json
    check((counted["total"]["expected"], counted["total"]["digitized"]) == (2, 1), "coverage", counted["total"])
    for by, group, listed in (("quarter", "quý I/2025", 1), ("month", "2025-03", 1), ("unit", "–", 1), ("type", "–", 1), ("dossier", "HOSO 1", 1), ("year", "2024", 0)):
        of = call(inspector, api, "coverage", query={"register": "so.csv", "by": by, "only": group}).json
        check((len(of["missing"]), len(of["matched"]), of["total"]["expected"]) == (listed, listed, 2), "lists of a", by, of)
    again = call(inspector, api, "coverage", query={"register": "so.csv", "by": "month"}).json  # kept, told apart by something else
    check(again["total"] == counted["total"] and "months" in again and "dossiers" not in again, "coverage once more", again["total"])
    check(call(clerk, api, "putRegister", {"name": "so.csv"}, raw=(book + "3;hoso01;79/QĐ-UBND;7/3/2025;Việc nữa\n").encode()).status == 204, "putRegister again")
    check(call(inspector, api, "coverage", query={"register": "so.csv"}).json["total"]["expected"] == 3, "coverage of a register that has changed")
    check(call(inspector, api, "coverage", query={"register": "so.csv", "format": "xlsx"}).body[:2] == b"PK", "coverage as xlsx")
    check(call(inspector, api, "coverage", query={"register": "../so.csv"}).status == 400, "a register outside")
    check(call(clerk, api, "removeRegister", {"name": "so.csv"}).status == 204, "removeRegister")
    call(admin, api, "people")
    made = call(clerk, api, "makeToken", body={"label": "máy quét", "role": "administrator"})
    check(call(clerk, api, "tokens").json["tokens"][0]["role"] == "clerk", "a token has no more rights than its maker")
    check(call(clerk, api, "removeToken", {"id": made.json["id"]}).status == 204, "removeToken")
    check(any(e["what"] == "view" and e["who"] == "inspector" for e in call(admin, api, "audit").json["entries"]), "views are logged")


# --- working ------------------------------------------------------------------------------------------------------------------------

def until(what, seconds=150):
    end = time.time() + seconds
    while time.time() < end:
        if value := what():
            return value
        time.sleep(0.2)
    return None


def decisions(api, c):
    clerk = c["clerk"]
    target = call(clerk, api, "search", query={"q": "tiếp công dân"}).json["hits"][0]["id"]
    said = {"id": target, "field": "number", "decision": "correct", "value": "88/TB-UBND"}
    check(call(clerk, api, "decide", body={"decisions": [said, {**said, "value": "?"}]}).status == 400, "all or none")
    check(call(clerk, api, "decide", body={"decisions": [said]}).json["decided"] == 1, "decide")
    field = call(clerk, api, "document", {"id": target}).json["fields"]["number"]
    check((field["value"], field["status"], field.get("by")) == ("88/TB-UBND", "corrected", "clerk"), "a decision shows at once", field)
    check(until(lambda: call(clerk, api, "search", query={"q": "88/TB-UBND"}).json["total"] == 1), "a decision reaches the index")
    check(call(clerk, api, "undoDecision", {"id": target, "field": "number"}).status == 200, "undoDecision")
    check(until(lambda: call(clerk, api, "document", {"id": target}).json["fields"]["number"]["status"] != "corrected"), "undone")
    check(call(clerk, api, "undoDecision", {"id": target, "field": "number"}).status == 404, "nothing to undo")
    sample = call(c["inspector"], api, "answerSample", body={"id": "77/QĐ-UBND", "field": "number", "agrees": True})
    check(sample.status == 200, "answerSample", sample.body)
    drawn = lambda: [f["drawn"] for f in call(c["inspector"], api, "agreement").json["fields"] if f["field"] == "number"]
    check(until(lambda: drawn() == [1]), "agreement counts", drawn())


def pending_secrets(api, c, kho):
    """Marked secret while another process writes: gone from the counts of others at once, before the ledger knows."""
    inspector, reader = c["inspector"], c["reader"]
    book = "STT;Hồ sơ;Số ký hiệu;Ngày tháng;Trích yếu\n1;hoso01;77/QĐ-UBND;5/3/2025;Công bố danh mục thủ tục hành chính lĩnh vực tư pháp\n"
    check(call(c["clerk"], api, "putRegister", {"name": "mat.csv"}, raw=book.encode()).status == 204, "putRegister")
    counted = lambda client: call(client, api, "coverage", query={"register": "mat.csv"}).json["total"]["digitized"]
    check((counted(inspector), counted(reader)) == (1, 1), "counted by all")
    id = call(inspector, api, "search", query={"q": "77/QĐ-UBND"}).json["hits"][0]["id"]
    with open(kho + "/lock") as lock:
        check(until(lambda: locked(lock)), "the archive's lock")
        a = call(inspector, api, "decide", body={"decisions": [{"id": id, "field": "secrecy", "decision": "correct", "value": "MẬT"}]})
        check(a.status in (200, 202), "marking as secret", a.status, a.body)
        check((counted(inspector), counted(reader)) == (1, 0), "a secret the ledger does not know yet", counted(inspector), counted(reader))
    written = lambda: call(inspector, api, "status").json["pending_decisions"] == 0
    check(until(written), "written down")
    check((counted(inspector), counted(reader)) == (1, 0), "a secret the ledger knows")
    call(inspector, api, "undoDecision", {"id": id, "field": "secrecy"})
    check(until(lambda: written() and counted(reader) == 1), "no secret any more")
    check(call(c["clerk"], api, "removeRegister", {"name": "mat.csv"}).status == 204, "removeRegister")


def locked(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def checking(api, c):
    inspector = c["inspector"]
    found = lambda **query: call(inspector, api, "findings", query=query).json
    check(until(lambda: found()["checked"] and not found()["running"]), "the archive is checked", found())
    all_ = found(limit=100)
    check(all_["total"] == sum(r["found"] for r in all_["rules"]) == sum(all_["severities"].values()) > 0, "findings are counted", all_["total"])
    check(all(r["vi"] and r["en"] and r["basis"] for r in all_["rules"]), "rules say what they ask and by which act", all_["rules"])
    first = all_["findings"][0]
    own = found(rule=first["rule"], document=first["id"])
    check({(f["rule"], f["id"]) for f in own["findings"]} == {(first["rule"], first["id"])}, "findings of a rule on a document", own)
    check(call(inspector, api, "waive", body={"rule": first["rule"], "id": first["id"], "reason": " "}).status == 400, "a waiver without a reason")
    check(call(inspector, api, "waive", body={"rule": "no.rule", "id": first["id"], "reason": "x"}).status == 404, "a waiver of no rule")
    check(call(inspector, api, "waive", body={"rule": first["rule"], "id": first["id"], "reason": "Đã có công văn giải trình"}).status == 204, "waive")
    check(not found(rule=first["rule"], document=first["id"])["findings"], "what is waived is not shown")
    waived = found(waived="true")
    check([f["waived"]["who"] for f in waived["findings"][:1]] == ["inspector"] and waived["waived"] == len(own["findings"]), "waivers are shown", waived)
    check(call(inspector, api, "unwaive", {"rule": first["rule"], "id": first["id"]}).status == 204, "unwaive")
    check(call(inspector, api, "unwaive", {"rule": first["rule"], "id": first["id"]}).status == 404, "unwaive twice")
    check(found()["total"] == all_["total"] and found(new="true")["total"] == all_["total"], "all is found again, and new", found()["total"])
    check(call(c["clerk"], api, "checkAgain").status == 202, "checkAgain")
    check(until(lambda: found(new="true")["total"] == 0 and not found()["running"]), "nothing is new in a second run", found(new="true")["total"])
    seen = {f["id"] for f in call(c["narrow"], api, "findings", query={"limit": 100}).json["findings"]}
    dossiers = {call(inspector, api, "document", {"id": i}).json["dossier"] for i in seen}
    check(dossiers == {"hoso01"}, "findings of other dossiers", dossiers)


def by_register(folder):
    """A number written by hand is offered the rows of the office's register; the queue has a batch a book."""
    api = json.load(open(OPENAPI, encoding="utf8"))
    server = Served(SOHOA, make_handwritten(SOHOA, folder), "--single-user")
    client = server.client()
    client.csrf = client.api("GET", "/session").json["csrf"]
    queue = call(client, api, "review").json
    books = {b["book"]: b["count"] for b in queue["batches"] if b["field"] == "number"}
    check(books == {"/UBND-KT": 1}, "a batch a book", books)
    item = call(client, api, "review", query={"field": "number", "book": "/UBND-KT"}).json["items"][0]
    check([r["number"] for r in item["registered"]] == ["64/UBND-KT", "71/UBND-KT"], "the register's candidates", item["registered"])
    check(call(client, api, "review", query={"field": "number", "book": "/UBND-NN"}).json["items"] == [], "another book")
    server.end()


def uploading(api, c):
    clerk = c["clerk"]
    text = "SỞ NỘI VỤ\nSố: 31/SNV-VP\n\nngày 01 tháng 02 năm 2025\n\nTrang thứ nhất về tuyển dụng viên chức.\n\fSố: 32/SNV-VP\n\nTrang thứ hai về thi đua.\n"
    a = call(clerk, api, "upload", raw=text.encode(), query={"dossier": "mới/2025", "name": "hai trang.txt"})
    check(a.status == 201, "upload", a.body)
    state = lambda: {f["name"]: f for f in call(clerk, api, "uploads").json["files"]}
    check(until(lambda: state()["hai trang.txt"]["state"] == "done"), "what was uploaded is read", state())
    file = state()["hai trang.txt"]
    check(call(clerk, api, "upload", raw=b"%PDF-1.4\nrubbish", query={"dossier": "mới", "name": "hỏng.pdf"}).status == 201, "upload of rubbish")
    check(until(lambda: state()["hỏng.pdf"]["state"] == "failed" and state()["hỏng.pdf"]["message"]), "what fails says why", state())
    check(call(clerk, api, "retry").status == 202, "retry")
    check(call(clerk, api, "upload", raw=text.encode(), query={"dossier": "mới/2025", "name": "hai trang.txt"}).json["name"] == "hai trang.txt", "the same again")
    check(call(clerk, api, "upload", raw=b"khac", query={"dossier": "mới/2025", "name": "hai trang.txt"}).json["name"] == "hai trang (2).txt", "another of that name")
    id = file["documents"][0]
    check(until(lambda: not call(clerk, api, "uploads").json["running"] and call(clerk, api, "uploads").json["waiting"] == 0), "all is read", state())
    begins = lambda: [p["first"] for p in call(clerk, api, "parts", {"id": id}).json["parts"]]
    before = begins()
    check(call(clerk, api, "split", {"file": id[:16]}, {"at": [1, 2]}).status == 200, "split")
    check(until(lambda: begins() == [1, 2]), "a file is cut", begins())
    check(call(clerk, api, "split", {"file": id[:16]}, {"at": [1, 7]}).status == 400, "no such page to cut at")
    other = call(clerk, api, "search", query={"q": "19/STP-VP"}).json["hits"][0]["id"]
    check(call(clerk, api, "undoSplit", {"file": id[:16]}).status == 200 and until(lambda: begins() == before), "undoSplit")
    check(call(clerk, api, "join", body={"ids": [other, id]}).status == 200, "join")
    check(until(lambda: len(call(clerk, api, "document", {"id": other}).json["sources"]) == 2), "joined")
    check(call(clerk, api, "undoJoin", {"id": other}).status == 200, "undoJoin")


def beside_writers(server, c, kho):
    """Readers that were open while others committed several times answer from the newest state, and never with 500."""
    statuses = set()

    def crowd(path):
        ask = lambda: statuses.add(c["inspector"].ask("GET", "/api/v1" + path).status)
        threads = [threading.Thread(target=ask) for _ in range(24)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()

    def written(*arguments):
        done = lambda: subprocess.run([SOHOA, arguments[0], "--kho", kho, *arguments[1:]], capture_output=True).returncode == 0
        check(until(done), *arguments)  # not while the server itself writes

    with tempfile.TemporaryDirectory() as folder:
        for turn in range(2):
            crowd("/search?q=t%E1%BB%9D+tr%C3%ACnh")
            for commit in range(3):
                for i in range(20):
                    with open(f"{folder}/{turn}-{commit}-{i}.txt", "w", encoding="utf8") as file:
                        file.write(f"Tờ trình số {turn} {commit} {i}\n" + " ".join(f"việc{turn}x{commit}x{i}x{j}" for j in range(200)))
                written("ingest", "--jobs", "1", folder)
            for path in ("/status", "/review", "/documents/77%2FQ%C4%90-UBND"):
                crowd(path)
            written("index", "--rebuild", "--include-secret")
    check(statuses == {200}, "beside writers", statuses)


# --- rights -------------------------------------------------------------------------------------------------------------------------

def matrix(api, c):
    """Every operation × every role: programs with tokens, so that nothing but the role decides. Bodies and ids mean nothing, so that
    who is let in gets 400 or 404."""
    by_role = {}
    for name in ("reader", "clerk", "inspector", "admin"):
        secret = c[name].api("POST", "/tokens", {"label": "test", "role": "administrator"}).json["token"]
        client = type(c[name])(c[name].host, c[name].port)
        client.token = secret
        by_role["administrator" if name == "admin" else name] = client
    nobody = type(c["admin"])(c["admin"].host, c["admin"].port)
    asked = 0
    for method, path, operation in operations(api):
        if operation["operationId"] in ("uploadEvents", "changePassword"):  # a stream; for persons only
            check(nobody.api(method, path).status == 401, operation["operationId"], "without signing in")
            continue
        needs = operation["x-role"]
        filled = re.sub(r"{\w+}", "zzzz", path)
        for role, client in [(None, nobody), *by_role.items()]:
            status = client.api(method, filled, {} if "requestBody" in operation else None).status
            allowed = needs == "anyone" or (role is not None and RANKS.index(role) >= RANKS.index(needs))
            asked += 1
            if needs == "anyone":
                check(status not in (404, 500), operation["operationId"], role, status)
            else:
                check((status not in (401, 403)) == allowed and status != 500, operation["operationId"], "for", role, "gives", status)
                check(role is not None or status == 401, operation["operationId"], "for nobody gives", status)
    return asked


def boundaries(api, c):
    """Dossiers and secrets: what may not be seen is not there, also not in counts, suggestions and by its number."""
    inspector, narrow, reader = c["inspector"], c["narrow"], c["reader"]
    secret = inspector.api("GET", "/search", query={"q": "05/KH-UBND"}).json["hits"][0]["id"]
    petition = inspector.api("GET", "/search", query={"q": "nguyen van thu"}).json["hits"][0]["id"]
    for client, hidden in ((narrow, petition), (narrow, secret), (reader, secret)):
        for path in ("", "/text", "/original", "/pages/1", "/pages/1/image", "/crop", "/pdf", "/cited-by", "/related"):
            check(client.api("GET", f"/documents/{hidden}{path}", query={"field": "number"} if path == "/crop" else None).status == 404, "a hidden", path or "document")
        check(hidden not in client.api("GET", "/search", query={"limit": 100}).body.decode(), "a hidden hit")
    facets = narrow.api("GET", "/search").json["facets"]["dossier"]
    check([f["value"] for f in facets] == ["hoso01"], "facets of other dossiers", facets)
    check(narrow.api("GET", "/documents/05%2FKH-UBND").status == 404, "a secret by its number")
    check(not narrow.api("GET", "/suggestions", query={"q": "05/KH"}).json["suggestions"], "a secret suggested")
    check([d["name"] for d in narrow.api("GET", "/dossiers").json["dossiers"]] == ["hoso01"], "other dossiers")
    check(all(d["dossier"] == "hoso01" for d in narrow.api("GET", "/review", query={"limit": 100}).json["items"]), "doubts of others")
    check(narrow.api("POST", "/review/decisions", {"decisions": [{"id": petition, "field": "number", "decision": "absent"}]}).status == 404, "deciding of others")
    check(narrow.api("POST", "/uploads", raw=b"x", query={"dossier": "hoso02", "name": "x.txt"}).status == 404, "uploading to others")
    check(narrow.api("PUT", f"/splits/{petition}", {"at": [1]}).status == 404, "cutting of others")
    for path in (f"/documents/{petition}/text", f"/documents/{petition}/pages/1", "/search?q=nguyen+van+thu", "/search?q=345"):
        body = reader.ask("GET", "/api/v1" + path).body.decode()
        check("001099012345" not in body and "012 345" not in body and "«345»" not in body and '"text":"345"' not in body, "an identity number for a reader in", path)
    check("001099012345" in c["clerk"].api("GET", f"/documents/{petition}/text").body.decode(), "an identity number for a clerk")
    check(reader.api("GET", f"/documents/{petition}/original").status == 404, "a copy with an identity number")


# --- hostile ------------------------------------------------------------------------------------------------------------------------

def slow(server):
    """Who sends a byte now and then does not hold a thread: neither by a head that does not end nor by a body that does not come."""
    head, body = (socket.create_connection(("127.0.0.1", server.port)) for _ in range(2))
    head.sendall(b"GET / HTTP/1.1\r\n")
    body.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
    open_ = {"head": head, "body": body}
    begun = time.time()
    while open_ and time.time() - begun < 25:
        time.sleep(0.5)
        for name, s in list(open_.items()):
            s.setblocking(False)
            try:
                if not s.recv(1000):
                    del open_[name]
                elif name == "head":
                    del open_[name]
            except BlockingIOError:
                pass
            except OSError:
                del open_[name]
        try:
            head.send(b"X: y\r\n")
        except OSError:
            open_.pop("head", None)
    check(not open_, "slow ones hold their connections:", *open_)


def many(server):
    """One address may not have all connections. Only where this machine has an address that is not its own loop."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            own = probe.getsockname()[0]
        except OSError:
            return
    if own.startswith("127."):
        return
    held = [socket.create_connection((own, server.port)) for _ in range(60)]
    time.sleep(0.3)
    try:
        check(server.client().ask("GET", "/", timeout=2).status == 200, "beside one address's many connections")
    except OSError:
        check(False, "one address holds all connections")
    for s in held:
        s.close()


def hostile(api, server, c):
    admin, clerk = c["admin"], c["clerk"]
    front = server.client().ask("GET", "/")
    check(front.status == 200 and front.headers["Content-Type"].startswith("text/html"), "the first page before signing in", front.status)
    check(server.client().ask("GET", "/api/nothing").status == 404, "an address under /api that is none")
    for path in ("/", "/api/v1/search?q=so+hoa"):
        a, b = (admin.ask(method, path) for method in ("GET", "HEAD"))
        check((b.status, b.headers["Content-Type"], b.body) == (200, a.headers["Content-Type"], b""), "HEAD", path, b.status)
    policy = front.headers["Content-Security-Policy"]
    check("default-src 'none'" in policy and "unsafe" not in policy, "policy", policy)
    for path in ("/../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/assets/..%2f..%2findex.html", "/assets/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
                 "/api/v1/documents/..%2f..%2fetc%2fpasswd", "/api/v1/saved-searches/..%2f..%2fpeople", "/api/v1/registers/..%2fledger.sqlite"):
        for method in ("GET", "DELETE"):
            a = admin.ask(method, path)
            check(b"root:" not in a.body and a.status != 500, method, path, a.status)
    for dossier, name in (("..", "x.txt"), ("a/../..", "x.txt"), ("a", "../x.txt"), ("a", ".x"), ("/a", "x.txt"), ("a", "x\0.txt/.."), ("a", ""), ("", "x"), ("a\\b", "x")):
        check(clerk.api("POST", "/uploads", raw=b"x", query={"dossier": dossier, "name": name}).status == 400, "upload to", repr(dossier), repr(name))
    for text in ("' OR '1'='1", "x'; DROP TABLE accounts; --", '" OR 1=1', "%", "_", "\0", "«»", "a" * 5000):
        check(admin.api("GET", "/documents/" + urllib.parse.quote(text, safe="") + "x").status in (404, 400), "document", repr(text[:30]))
        check(server.client().sign_in(text, "x" * 12).status in (401, 400, 429), "signing in as", repr(text[:30]))
        check(admin.api("GET", "/search", query={"q": text}).status == 200, "search", repr(text[:30]))
    check(len(admin.api("GET", "/people").json["people"]) == len(PASSWORDS), "accounts are still there")
    hits = admin.api("GET", "/search", query={"q": "tiếp công dân"})
    check(hits.headers["Content-Type"] == "application/json" and hits.headers["X-Content-Type-Options"] == "nosniff", "JSON is JSON")
    copy = admin.api("GET", f"/documents/{hits.json['hits'][0]['id']}/original")
    check(copy.headers["Content-Disposition"].startswith("attachment;") and "\n" not in copy.headers["Content-Disposition"], "a copy is saved, not shown")
    # too large, too slow, broken
    check(admin.api("POST", "/review/check", raw=b"{" + b" " * (2 << 20)).status == 413, "a large body")
    check(admin.api("POST", "/session", raw=b"[" * 100000).status == 400, "deep JSON")
    slow(server)
    for raw in (b"GET / HTTP/9.9\r\n\r\n", b"\0\0\0\0\r\n\r\n", b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.port)) as s:
            s.sendall(raw)
    check(admin.api("GET", "/session").status == 200, "it is still there")
    # sessions
    fixed = server.client()
    fixed.cookie = "a" * 43
    check(fixed.api("GET", "/session").json["person"] is None, "a made-up session")
    a = fixed.sign_in("reader")
    check(a.cookie() and a.cookie() != "a" * 43 and "HttpOnly" in a.headers["Set-Cookie"] and "SameSite=Strict" in a.headers["Set-Cookie"], "a session that was there before")
    old = fixed.cookie
    check(fixed.sign_in("reader").status == 200, "signing in again")
    stale = server.client()
    stale.cookie = old
    check(stale.api("GET", "/session").json["person"] is None, "the session before is ended")
    check(fixed.api("POST", "/tokens", {"label": "x", "role": "reader"}, headers={"X-CSRF-Token": "wrong"}).status == 403, "a wrong CSRF token")
    check(fixed.api("POST", "/tokens", {"label": "x", "role": "reader"}, headers={"Origin": "http://evil.example"}).status == 403, "another site")
    check(fixed.api("DELETE", "/session").status == 204 and fixed.api("GET", "/search").status == 401, "signed out")
    check(server.client().api("POST", "/setup", {"code": server.code, "name": "second", "password": "x" * 12}).status == 403, "a second first administrator")
    check(admin.api("DELETE", "/people/admin").status == 400, "the last administrator")
    check(admin.api("PATCH", "/people/reader", {"role": "emperor"}).status == 400, "no such role")
    for weak in ("short", "reader2reader2"):
        check(admin.api("POST", "/people", {"name": "reader2", "password": weak, "role": "reader"}).status == 400, "a weak password", weak)
    # guessing
    answers = [server.client().sign_in("clerk", "guess number %d" % i).status for i in range(8)]
    check(429 in answers and 200 not in answers, "guessing", answers)
    check(c["clerk"].api("GET", "/session").json["person"], "those signed in are not disturbed")


def single_user(folder):
    server = Served(SOHOA, os.path.join(folder, "fresh"), "--single-user")
    client = server.client()
    session = client.api("GET", "/session").json
    check(session["person"]["role"] == "administrator", "the one user")
    check(client.api("GET", "/search").json["total"] == 0, "an archive with nothing in it")
    check(client.api("POST", "/uploads/retry", headers={"X-CSRF-Token": "x"}).status == 403, "the one user's CSRF token")
    check(client.api("GET", "/session", headers={"Host": "evil.example"}).status == 403, "the one user under another name")
    client.csrf = session["csrf"]
    check(client.api("POST", "/uploads/retry").status == 202, "the one user may")
    check(server.end() == 0, "it ends in order")


def documented(api):
    """docs/record.md names each operation with its role, and no other."""
    page = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "record.md")
    told = set(re.findall(r"^\| `([A-Z]+ /\S*)` \| (\w+) \|", open(page, encoding="utf8").read(), re.M))
    there = {(f"{method.upper()} {path}", operation["x-role"]) for path, methods in api["paths"].items() for method, operation in methods.items()}
    check(told == there, "docs/record.md and openapi.json differ in", sorted(told ^ there))


def main():
    api = json.load(open(OPENAPI, encoding="utf8"))
    documented(api)
    with tempfile.TemporaryDirectory() as folder:
        kho = make_archive(SOHOA, folder)
        server = Served(SOHOA, kho)
        try:
            wrong_code = server.client().api("POST", "/setup", {"code": "0000", "name": "admin", "password": PASSWORDS["admin"]})
            check(wrong_code.status == 403, "a wrong code")
            second = subprocess.run([SOHOA, "--lang", "en", "serve", "--kho", kho, "--port", str(server.port)], capture_output=True, timeout=60)
            check(second.returncode == 2 and b"cannot be had" in second.stderr, "a second server on the same port")
            clients = make_accounts(server)
            contract(api, clients, kho)
            boundaries(api, clients)
            decisions(api, clients)
            pending_secrets(api, clients, kho)
            checking(api, clients)
            uploading(api, clients)
            beside_writers(server, clients, kho)
            asked = matrix(api, clients)
            hostile(api, server, clients)
        finally:
            server.end()
        single_user(folder)
        by_register(folder)
        reachable = Served(SOHOA, os.path.join(folder, "fresh"), "--bind", "0.0.0.0")
        many(reachable)
        reachable.end()
        people = os.stat(os.path.join(kho, "people.sqlite"))
        check(people.st_mode & 0o077 == 0, "others may read people.sqlite")
        if wrong:
            print("".join(server.log))
    for line in wrong:
        print(line)
    print(f"{asked} routes × roles, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


main()
