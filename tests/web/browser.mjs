// Drives the page in Chromium as people do. node browser.mjs WORK ADDRESS NAME PASSWORD LETTERS [PICTURES]: WORK has node_modules;
// LETTERS is the address of served.py's make_handwritten; with PICTURES (a folder) every screen is photographed, and the archive is taken to be that of data/samples. Prints what went wrong; exit 1 then.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [work, address, name, password, letters, pictures] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(work), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const wrong = [];
const check = (ok, ...what) => { if (!ok) wrong.push(what.map(String).join(" ")); };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, bypassCSP: false, locale: "vi-VN" });
context.setDefaultTimeout(150000);
const page = await context.newPage();
let weight = 0;
page.on("pageerror", (e) => wrong.push("script: " + e.message));
page.on("console", (m) => { if (m.type() === "error" && !/status of (401|404|422)/.test(m.text())) wrong.push("console: " + m.text()); });
page.on("dialog", (d) => { wrong.push("a document's text ran as a program: " + d.message()); void d.dismiss(); });
page.on("request", (r) => { if (!r.url().startsWith(address) && !r.url().startsWith("data:")) wrong.push("third party: " + r.url()); });
page.on("response", (r) => {
  if (r.status() >= 500) wrong.push(`${r.status()} ${r.request().method()} ${r.url()}`);
  if (!/image\/(jpeg|png)/.test(r.headers()["content-type"] ?? "")) weight += Number(r.headers()["content-length"] ?? 0);
});

/** Waits for something of the page's own; its policy forbids Playwright's waitForFunction, which makes programs of texts. */
async function until(condition, argument) {
  for (const end = Date.now() + 150000; Date.now() < end; await page.waitForTimeout(100)) if (await page.evaluate(condition, argument).catch(() => false)) return;
  throw new Error("not within 150 s: " + condition);
}

/** Photographs a screen and looks for what keeps people out. The policy forbids scripts in the page; axe runs in the tool's own world. */
async function screen(title) {
  await page.waitForLoadState("networkidle").catch(() => {});
  if (pictures) await page.screenshot({ path: path.join(pictures, title + ".png") });
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "axe" });
  const run = (expression) => session.send("Runtime.evaluate", { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
  await run(axe);
  const { result } = await run(`axe.run(document, { resultTypes: ["violations"] }).then(r => r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | ")))`);
  for (const v of result.value ?? ["axe did not run"]) wrong.push(`${title}: axe ${v}`);
  await session.detach();
}

/** The place cut out of the page has come (drawing one takes its time), or there is none. */
const cut = () => until(() => { const i = document.querySelector(".crop img"); return !i || (i.complete && i.naturalWidth > 0); });

async function step(title, work) {
  const begun = Date.now();
  try {
    await work();
  } catch (e) {
    wrong.push(`${title}: ${e.message.split("\n").slice(0, 4).join(" ")}`);
    if (pictures) await page.screenshot({ path: path.join(pictures, "wrong-" + title + ".png") }).catch(() => {});
  }
  console.log(`${title}: ${Date.now() - begun} ms`);
}

await step("sign-in", async () => {
  const front = await page.goto(address);
  check(front.status() === 200, "the first page answers", front.status());
  await page.fill("[name=name]", name);
  await page.fill("[name=password]", "wrong " + password);
  await page.click("button[type=submit]");
  await page.waitForSelector(".wrong");
  await screen("sign-in");
  await page.fill("[name=password]", password);
  await page.keyboard.press("Enter");
  await page.waitForSelector("header nav");
  await page.waitForSelector(".hit");
  check(weight < 400_000, "the page weighs", weight);
  console.log("weight without images:", weight);
});

await step("search", async () => {
  await page.locator("main h1").click({ force: true });
  await page.keyboard.press("/");
  await page.keyboard.type(pictures ? "cat giam thoi han" : "so hoa ho so", { delay: 15 });
  await page.keyboard.press("Enter");
  await until(() => location.search.includes("q=") && document.querySelector(".hit mark"));
  if (pictures) await until(() => [...document.querySelectorAll(".thumb img")].every((i) => i.complete && i.naturalWidth > 0));
  await screen("search");
  const all = await page.locator(".hit").count();
  await page.locator(".facets section button.link").first().click();
  await page.waitForSelector("button.chosen");
  check(new URL(page.url()).search.length > 10, "the address can be shared", page.url());
  await page.goBack();
  await until((n) => document.querySelectorAll(".hit").length === n, all);
  const from = page.locator(".facets input.day").first();
  await from.fill("31/2/2025");
  check((await from.getAttribute("aria-invalid")) === "true", "31 February is a day");
  await from.fill("5.3.25");
  await page.keyboard.press("Enter");
  await until(() => location.search.includes("from=2025-03-05"));
  check((await from.inputValue()) === "05/03/2025", "days are written day first", await from.inputValue());
  await from.fill("");
  await page.keyboard.press("Enter");
  await until((n) => !location.search.includes("from=") && document.querySelectorAll(".hit").length === n, all);
});

await step("suggestions", async () => {
  await page.goto(address);
  await page.fill("input[type=search]", pictures ? "311/snv" : "77/qd");
  await page.waitForSelector("#offers li");
  await page.keyboard.press("ArrowDown");
  if (pictures) await page.screenshot({ path: path.join(pictures, "suggestions.png") });
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel h1");
  check((await page.textContent(".panel h1")).includes(pictures ? "311" : "77"), "Enter opens what is chosen");
});

await step("document", async () => {
  await page.goto(address + "?" + new URLSearchParams({ q: pictures ? "thời hạn giải quyết" : "số hóa" }));
  await page.locator(".hit h2 a").first().click();
  await page.waitForSelector("dl.fields");
  if (pictures) {
    await page.waitForSelector(".paper img");
    await until(() => [...document.querySelectorAll(".paper img")].some((i) => i.complete && i.naturalWidth > 0));
    await page.locator("dl.fields button.value").nth(1).click();
    await page.waitForSelector(".lit.place");
    check(await page.locator(".lit.found").count(), "found words are lit up");
  }
  await screen("document");
  for (const tab of ["Toàn văn", "Viện dẫn", "Thời hạn", "Tệp"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(150);
    if (tab === "Toàn văn") await screen("document-text");
  }
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /^Bản gốc/ }).first().click()]);
  check((await download.failure()) === null, "the original is saved");
});

await step("hostile text", async () => {
  if (pictures) return;
  await page.goto(address + "?q=" + encodeURIComponent("tiếp công dân"));
  await page.locator(".hit h2 a").first().click();
  // The text comes after its place: it is waited for, and must come.
  await page.locator(".viewer pre").filter({ hasText: "<script>" }).waitFor({ timeout: 30000 })
    .catch(() => check(false, "a document's text does not stand there as text"));
  check((await page.locator(".viewer svg, .panel svg").count()) === 0, "a document's text makes elements");
});

await step("review", async () => {
  await page.click("header nav a[href='/review']");
  await page.waitForSelector(".slot h2");
  await cut();
  await screen("review");
  const left = () => page.textContent(".slot .bar b").then((s) => Number(s.replace(/\D/g, "")));
  const before = await left();
  await page.keyboard.press("e");
  await page.fill(".typed input", "chưa đúng ngữ pháp ??");
  await page.keyboard.press("Escape");
  const slots = pictures ? 20 : 2, begun = Date.now();
  let done = 0;
  for (; done < slots && (await page.locator(".slot h2").count()); ++done) {
    const shown = await page.locator(".slot h2, .slot .facts").allTextContents();
    await page.keyboard.press("x");
    await until((old) => [...document.querySelectorAll(".slot h2, .slot .facts")].map((e) => e.textContent).join() !== old, shown.join());
  }
  console.log(`${done} slots by keys in ${Date.now() - begun} ms`);
  check((await left().catch(() => 0)) <= before - done, "decided fields leave the queue");
  for (let i = 0; i < done; ++i) {
    await page.keyboard.press("u");
    await page.waitForTimeout(60);
  }
  await page.waitForLoadState("networkidle");
});

await step("register", async () => {
  const book = await context.newPage();
  await book.goto(letters + "review");
  // The rows stand below what was read; the first one's digit settles the number.
  await book.waitForSelector(".slot h2");
  for (let i = 0; i < 9 && !(await book.locator(".choices.register").count()); ++i) {
    await book.keyboard.press("s");
    await book.waitForTimeout(200);
  }
  const row = book.locator(".choices.register li").first();
  check((await row.textContent()).includes("64/UBND-KT, 12/03/2025"), "the register's row", await row.textContent());
  if (pictures) await book.screenshot({ path: path.join(pictures, "register.png") });
  await book.keyboard.press((await row.locator("kbd").textContent()).trim());
  const fields = async () => (await (await book.request.get(letters + "api/v1/documents/" + encodeURIComponent("64/UBND-KT"))).json()).fields ?? {};
  let held = {};
  for (let i = 0; i < 300 && held.number?.status !== "corrected"; ++i, await book.waitForTimeout(100)) held = await fields();
  check(held.number?.status === "corrected", "a row of the register settles the number", JSON.stringify(held.number));
  await book.close();
});

await step("spot checks", async () => {
  await page.getByRole("tab", { name: "Kiểm ngẫu nhiên" }).click();
  await page.waitForSelector(pictures ? ".slot h2" : ".slot h2, .slot .empty");
  await cut();
  await screen("spot-checks");
});

await step("upload", async () => {
  await page.click("header nav a[href='/uploads']");
  await page.fill(".drop input:not([type=file])", "thu-nghiem");
  await page.setInputFiles("input[type=file] >> nth=0", [
    { name: "tờ trình 9.txt", mimeType: "text/plain", buffer: Buffer.from("SỞ NỘI VỤ\nSố: 9/TTr-SNV\n\nngày 02 tháng 6 năm 2025\n\nTỜ TRÌNH\nVề việc thử tải lên\n\fTrang thứ hai của tờ trình thử.\n") },
    { name: "hỏng.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\nrubbish") },
  ]);
  await page.waitForSelector("td .state.done");
  await page.waitForSelector("td .state.failed");
  await screen("upload");
  await page.locator("td a").first().click();
  await page.waitForSelector(".panel h1");
});

await step("split and join", async () => {
  await page.getByRole("tab", { name: "Tệp" }).click();
  await page.getByRole("link", { name: "Tách / ghép" }).click();
  await page.waitForSelector(".gap");
  if (pictures) await screen("pile-before");
  const scissors = page.locator(".scissors");
  await scissors.dragTo(page.locator(".gap").first());
  await until(() => document.querySelectorAll(".band").length === 2);
  await screen("pile");
  await page.getByRole("button", { name: /Ghép lại/ }).click();
  await until(() => document.querySelectorAll(".band").length === 1);
});

await step("coverage", async () => {
  await page.click("header nav a[href='/coverage']");
  const book = pictures ? readFileSync("data/samples/register.csv") : Buffer.from("STT;Hồ sơ;Số ký hiệu;Trích yếu\n1;hoso01;77/QĐ-UBND;Công bố danh mục thủ tục hành chính lĩnh vực tư pháp\n2;hoso01;78/QĐ-UBND;Khác\n");
  await page.waitForSelector("input[type=file]", { state: "attached" });
  await page.setInputFiles("input[type=file]", { name: "danh-muc.csv", mimeType: "text/csv", buffer: book });
  await page.waitForSelector(".chart canvas");
  await page.waitForSelector("tbody tr");
  await screen("coverage");
  // From each count to its lists, and from a list to the document.
  for (const by of ["unit", "type", "quarter", "dossier"]) {
    await page.locator("main select").last().selectOption(by);
    await until((b) => location.search.includes("by=" + b), by);
    const first = page.locator("tbody th button").first();
    await first.waitFor();
    const group = await first.textContent();
    const counts = await page.locator("tbody tr").first().locator("td").allTextContents();
    await first.click();
    await page.waitForSelector("button.chosen");
    await until((missing) => document.querySelector("[data-name=missing]")?.textContent.includes(`(${missing})`), counts[3]);
    if (pictures && by === "quarter") await screen("coverage-quarter");
    await page.locator("[data-name=matched]").click();
    await until((matched) => document.querySelector("[data-name=matched]")?.textContent.includes(`(${matched})`), counts[1]);
    if (by === "dossier" && Number(counts[1])) {
      await page.locator("main table").last().getByRole("link").first().click();
      await page.waitForSelector(".panel h1");
      await page.goBack();
    }
    await page.waitForSelector("button.chosen");
    check((await page.locator("button.chosen").textContent()).startsWith(group), "the group is named", group);
    await page.locator("button.chosen").click();
  }
});

await step("deadlines", async () => {
  await page.goto(address + "deadlines?as_of=2025-05-12");
  await page.waitForSelector(".due table");
  await page.waitForSelector(".chart canvas");
  await screen("deadlines");
  await page.getByRole("tab", { name: "Lịch" }).click();
  await page.waitForSelector(".month .entry");
  await screen("calendar");
});

await step("findings", async () => {
  await page.click("header nav a[href='/findings']");
  await page.waitForSelector("table.rules tbody tr");
  await page.locator("table.rules button").first().click();
  await page.waitForSelector("table.rules tr.now");
  await screen("findings");
  const place = page.locator("main table").last().getByRole("link").first();
  const told = await place.getAttribute("href");
  await place.click();
  await page.waitForSelector(".panel h1");
  check(told.startsWith(new URL(page.url()).pathname), "a finding leads to its place", told, page.url());
  await page.goBack();
  await page.waitForSelector("table.rules tr.now");
  await page.getByRole("button", { name: "Cho qua", exact: true }).first().click();
  await page.fill("form.bar input", "Đã có công văn giải trình");
  await page.keyboard.press("Enter");
  await page.getByLabel(/Đã cho qua/).click();
  await page.waitForSelector("td:has-text('Đã có công văn giải trình')");
  await page.getByRole("button", { name: "Tính lại" }).first().click();
  await until(() => !document.body.textContent.includes("Đã có công văn giải trình"));
  await page.getByRole("tab", { name: "Ghi nhận khi đọc" }).click();
  await page.waitForSelector(".columns section");
});

await step("correct", async () => {
  await page.goto(address + "?" + new URLSearchParams({ q: pictures ? "311/SNV" : "19/STP" }));
  await page.locator(".hit h2 a").first().click();
  await page.waitForSelector("dl.fields");
  await page.getByRole("button", { name: /^Sửa: Số/ }).first().click();
  await page.fill(".typed input", "312/SNV-CCHC");
  await until(() => document.querySelector("#checked")?.textContent.includes("312"));
  await screen("correct");
  await page.keyboard.press("Enter");
  await until(() => document.querySelector(".panel h1")?.textContent.includes("312"));
  await page.getByRole("button", { name: /^hoàn tác/i }).first().click();
  await until(() => !document.querySelector(".panel h1")?.textContent.includes("312"));
});

for (const place of ["status", "people"])
  await step(place, async () => {
    await page.click(`header nav a[href='/${place}']`);
    await page.waitForSelector("main h1");
    await page.waitForTimeout(300);
    if (place === "status") check((await page.locator("#failures + table").textContent()).includes("hỏng.pdf"), "the status names what failed");
    await screen(place);
  });

await step("people", async () => {
  await page.fill("form.grid [name=name]", "van.thu.moi");
  await page.fill("form.grid [name=password]", "mat khau that dai");
  await page.click("form.grid button[type=submit]");
  await until(() => [...document.querySelectorAll("tbody th")].some((e) => e.textContent === "van.thu.moi"));
});

await step("English", async () => {
  await page.getByRole("button", { name: "English" }).click();
  await page.waitForSelector("header nav a:has-text('Coverage')");
  await page.goto(address + "?q=" + encodeURIComponent("quyết định"));
  await page.waitForSelector(".hit");
  await screen("english");
});

await step("sign-out", async () => {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForSelector(".door");
});

await browser.close();
for (const line of wrong) console.log("WRONG " + line);
process.exit(wrong.length ? 1 : 0);
