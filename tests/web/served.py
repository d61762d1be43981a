"""An archive of a few invented papers, served; and a client that asks it. For api_test.py and scripts/test-web."""
import http.client, json, os, re, subprocess, threading, urllib.parse

# The papers: dossier, file, text. Invented people and offices; the fourth is secret, the fifth tries to be a program.
PAPERS = [
    ("hoso01", "quyet-dinh-77.txt", "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n-------\nSố: 77/QĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
     "---------------\nSông Lam, ngày 05 tháng 3 năm 2025\n\nQUYẾT ĐỊNH\nVề việc công bố danh mục thủ tục hành chính lĩnh vực tư pháp\n\n"
     "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nQUYẾT ĐỊNH:\nĐiều 1. Công bố danh mục kèm theo Quyết định này.\n"
     "Điều 2. Sở Tư pháp chủ trì, hoàn thành việc số hóa hồ sơ trước ngày 30/6/2025.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Thị Thu Trang\n"),
    ("hoso01", "cong-van-19.txt", "SỞ TƯ PHÁP\nTỈNH SÔNG LAM\n-------\nSố: 19/STP-VP\nV/v đôn đốc số hóa hồ sơ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
     "---------------\nSông Lam, ngày 10 tháng 4 năm 2025\n\nKính gửi: Các phòng, đơn vị thuộc Sở\n\n"
     "Thực hiện Quyết định số 77/QĐ-UBND ngày 05/3/2025 của Ủy ban nhân dân tỉnh Sông Lam, Sở Tư pháp đề nghị báo cáo trước ngày 15/5/2025.\n\nGIÁM ĐỐC\n\nTrần Văn Bách\n"),
    ("hoso02", "don.txt", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐƠN ĐỀ NGHỊ\n\nTôi là Nguyễn Văn Thử, số định danh 001099012345 (cũ 012 345 678), đề nghị cấp bản sao.\n"),
    ("hoso02", "mat.txt", "MẬT\n\nỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n-------\nSố: 05/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
     "---------------\nSông Lam, ngày 02 tháng 01 năm 2025\n\nKẾ HOẠCH\nBảo vệ mục tiêu\n\nNội dung kế hoạch.\n"),
    ("hoso02", "<img src=x onerror=alert(1)>.txt", "THÔNG BÁO\n\n<script>alert('xss')</script> \"><svg onload=alert(2)> thông báo về lịch tiếp công dân\n"),
]
PASSWORDS = {"admin": "mat khau quan tri", "inspector": "mat khau kiem tra", "clerk": "mat khau van thu", "reader": "mat khau nguoi doc",
             "narrow": "mat khau hoso mot"}
ROLES = {"admin": "administrator", "inspector": "inspector", "clerk": "clerk", "reader": "reader", "narrow": "clerk"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def cookie(self):
        m = re.match(r"sohoa_session=([^;]*)", self.headers.get("Set-Cookie", ""))
        return m and m.group(1)


class Client:
    """One browser, or one program with a token."""

    def __init__(self, host, port):
        self.host, self.port, self.cookie, self.csrf, self.token = host, port, None, None, None

    def ask(self, method, path, body=None, headers=None, raw=None, timeout=60):
        headers = dict(headers or {})
        if self.cookie is not None:
            headers.setdefault("Cookie", "sohoa_session=" + self.cookie)
        if self.csrf and method != "GET":
            headers.setdefault("X-CSRF-Token", self.csrf)
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        c = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        c.request(method, path, body=data, headers=headers)
        r = c.getresponse()
        out = Answer(r.status, r.headers, r.read())
        c.close()
        return out

    def api(self, method, path, body=None, query=None, **more):
        query = "?" + urllib.parse.urlencode(query) if query else ""
        return self.ask(method, "/api/v1" + urllib.parse.quote(path, safe="/%") + query, body, **more)

    def sign_in(self, name, password=None):
        a = self.api("POST", "/session", {"name": name, "password": password or PASSWORDS[name]})
        if a.status == 200:
            self.cookie, self.csrf = a.cookie(), a.json["csrf"]
        return a


class Served:
    """`sohoa serve` on a free port."""

    def __init__(self, sohoa, kho, *arguments):
        self.process = subprocess.Popen([sohoa, "--lang", "en", "serve", "--kho", kho, "--port", "0", "--jobs", "1", *arguments],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.log = []
        threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True).start()
        self.said = self.process.stdout.readline()
        m = re.search(r"http://([\w.]+):(\d+)/", self.said)
        if not m:
            raise SystemExit("serve did not start: " + self.said + "".join(self.log))
        self.host, self.port, self.code = m.group(1), int(m.group(2)), None
        self.address = m.group(0)
        if "--single-user" not in arguments:
            line = self.process.stdout.readline()
            self.code = (re.search(r"code: (\S+)", line) or [None, None])[1]

    def client(self):
        return Client("127.0.0.1", self.port)

    def end(self):
        self.process.terminate()
        return self.process.wait(20)


def make_archive(sohoa, folder, papers=PAPERS):
    for dossier, name, text in papers:
        os.makedirs(os.path.join(folder, "scans", dossier), exist_ok=True)
        with open(os.path.join(folder, "scans", dossier, name), "w", encoding="utf8") as file:
            file.write(text)
    kho = os.path.join(folder, "kho")
    subprocess.run([sohoa, "ingest", "--kho", kho, "--jobs", "1", os.path.join(folder, "scans")], check=True, capture_output=True)
    subprocess.run([sohoa, "index", "--kho", kho, "--rebuild", "--include-secret"], check=True, capture_output=True)
    return kho


def make_handwritten(sohoa, folder):
    """An archive of a letter whose number is left blank, with the office's register: three rows, two of them of the letter's book."""
    os.makedirs(os.path.join(folder, "letters"), exist_ok=True)
    with open(os.path.join(folder, "letters", "thu.txt"), "w", encoding="utf8") as file:
        file.write("ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n-------\nSố:        /UBND-KT\nV/v khắc phục hậu quả mưa lũ tại các huyện miền núi\n\n"
                   "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSông Lam, ngày      tháng 3 năm 2025\n\n"
                   "Kính gửi: Các sở, ban, ngành\n\nYêu cầu các đơn vị khẩn trương thực hiện.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Thử\n")
    book = os.path.join(folder, "so.csv")
    with open(book, "w", encoding="utf8") as file:
        file.write("STT;Số ký hiệu;Ngày tháng;Trích yếu\n1;64/UBND-KT;12/3/2025;Khắc phục hậu quả mưa lũ tại các huyện miền núi\n"
                   "2;71/UBND-KT;20/3/2025;Giải phóng mặt bằng tuyến đường ven biển\n3;72/UBND-NC;21/3/2025;Tiếp công dân định kỳ tháng 4\n")
    kho = os.path.join(folder, "kho-letters")
    subprocess.run([sohoa, "ingest", "--kho", kho, "--jobs", "1", "--register", book, os.path.join(folder, "letters")], check=True, capture_output=True)
    return kho


def make_accounts(server):
    """The first administrator with the printed code, and one account a role; a client for each, signed in."""
    admin = server.client()
    a = admin.api("POST", "/setup", {"code": server.code, "name": "admin", "password": PASSWORDS["admin"]})
    assert a.status == 201, a.body
    admin.cookie, admin.csrf = a.cookie(), a.json["csrf"]
    clients = {"admin": admin}
    for name in list(PASSWORDS)[1:]:
        a = admin.api("POST", "/people", {"name": name, "password": PASSWORDS[name], "role": ROLES[name], "dossiers": ["hoso01"] if name == "narrow" else [],
                                          "cleared": name == "inspector"})
        assert a.status == 201, a.body
        clients[name] = server.client()
        assert clients[name].sign_in(name).status == 200
    return clients
