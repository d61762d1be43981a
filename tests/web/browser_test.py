"""The page in Chromium against a small archive: browser_test.py SOHOA WORK. Without Chromium or the page's packages it is skipped (77).
With --kho KHO --pictures FOLDER against an archive of data/samples, with a photograph of every screen (scripts/test-web)."""
import argparse, os, shutil, subprocess, sys, tempfile

from served import PASSWORDS, Served, make_accounts, make_archive, make_handwritten

SKIPPED = 77
HERE = os.path.dirname(os.path.abspath(__file__))

parser = argparse.ArgumentParser()
parser.add_argument("sohoa")
parser.add_argument("work")
parser.add_argument("--kho")
parser.add_argument("--pictures")
options = parser.parse_args()

chromium, node = shutil.which("chromium"), shutil.which("node") or shutil.which("nodejs")
if not chromium or not node or not os.path.isdir(os.path.join(options.work, "node_modules", "playwright-core")):
    print("no Chromium, Node or packages: skipped")
    sys.exit(SKIPPED)
with tempfile.TemporaryDirectory() as folder:
    kho = options.kho or make_archive(options.sohoa, folder)
    server = Served(options.sohoa, kho)
    letters = Served(options.sohoa, make_handwritten(options.sohoa, folder), "--single-user")
    try:
        make_accounts(server)
        command = [node, os.path.join(HERE, "browser.mjs"), options.work, server.address, "admin", PASSWORDS["admin"], letters.address]
        code = subprocess.run(command + ([options.pictures] if options.pictures else []), env={**os.environ, "CHROMIUM": chromium}).returncode
    finally:
        server.end()
        letters.end()
    if code:
        print("".join(server.log))
sys.exit(code)
