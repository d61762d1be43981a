import { useEffect, useState } from "preact/hooks";
import { del, piece, post } from "./api";
import { Pager, Tabs, useApi, Wrong } from "./parts";
import { go, useRoute } from "./route";
import type { Role } from "./types";
import { count, language, moment, named, t } from "./words";

interface Finding {
  rule: string; severity: string; certain: boolean; id: string; number: string | null; path: string; page: number; message: string; new: boolean;
  waived: { reason: string; who: string; time: string } | null;
}
interface Rule { rule: string; severity?: string; vi?: string; en?: string; basis?: string; certainty?: string; found: number; new: number }
interface Answer {
  running: boolean; done: number; checked: string | null; outdated: boolean; documents: number; total: number; waived: number;
  severities: Record<string, number>; rules: Rule[]; findings: Finding[];
}
interface Issue { id: string; number: string | null; path: string; code: string; severity: string; page: number; message: string }
interface Issues { counts: { code: string; severity: string; count: number }[]; total: number; issues: Issue[] }

const severities = ["error", "warning", "notice"] as const;
const profiles = ["office", "archive", "one-stop"] as const;
const wordsOf = (rule?: Rule) => (language === "en" ? rule?.en : rule?.vi) ?? rule?.rule ?? "";

function Place({ of }: { of: { id: string; number: string | null; path: string; page: number } }) {
  return <a href={`/documents/${piece(of.id)}${of.page ? "?page=" + of.page : ""}`}>{of.number ?? of.path}</a>;
}

/** Asks why a finding may pass; nothing is waived without a reason. */
function Waive({ finding, done }: { finding: Finding; done: () => void }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    post("/waivers", { rule: finding.rule, id: finding.id, reason }).then(done).catch((e) => setProblem(e.message));
  };
  if (!open) return <button type="button" class="quiet" onClick={() => setOpen(true)}>{t("waive")}</button>;
  return (
    <form class="bar" onSubmit={send}>
      <label>{t("reason")} <input value={reason} required autofocus onInput={(e) => setReason(e.currentTarget.value)} onKeyDown={(e) => e.key === "Escape" && setOpen(false)} /></label>
      <button type="submit">{t("save")}</button>
      <Wrong message={problem} />
    </form>
  );
}

function ByRules({ role }: { role: Role }) {
  const { query } = useRoute();
  const asked = (name: string) => query.get(name) ?? "";
  const [again, setAgain] = useState(0);
  const offset = Number(query.get("offset") ?? 0);
  const { data, error } = useApi<Answer>("/findings", { rule: asked("rule"), severity: asked("severity"), profile: asked("profile"), new: asked("new"), waived: asked("waived"), document: asked("document"), dossier: asked("dossier"), offset, limit: 50 }, again);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (!data?.running) return;
    const timer = setTimeout(() => setAgain(again + 1), 1000);
    return () => clearTimeout(timer);
  }, [data]);
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(query);
    next.delete("offset");
    for (const [k, v] of Object.entries(changes)) v ? next.set(k, v) : next.delete(k);
    go("/findings?" + next);
  };
  const toggle = (name: string, value: string) => set({ [name]: asked(name) === value ? "" : value });
  if (!data) return error ? <Wrong message={error} /> : <p>{t("loading")}</p>;
  const rules = severities.flatMap((s) => data.rules.filter((r) => (r.severity ?? "notice") === s).sort((a, b) => b.found - a.found));
  const inspects = role === "inspector" || role === "administrator";
  const ruleOf = (id: string) => data.rules.find((r) => r.rule === id);
  return (
    <>
      <Wrong message={problem || error} />
      <p class="bar">
        <span role="status">{data.running ? `${t("checking")} ${count(data.done)}` : data.checked ? `${t("checkedAt")} ${moment(data.checked)}, ${count(data.documents)} ${t("results")}` : ""}{data.outdated && !data.running ? <> · <em>{t("outdated")}</em></> : null}</span>
        {role !== "reader" ? <button type="button" disabled={data.running} onClick={() => void post("/findings/runs").then(() => setAgain(again + 1)).catch((e) => setProblem(e.message))}>{t("checkAgain")}</button> : null}
        <label>{t("profile")} <select value={asked("profile")} onChange={(e) => set({ profile: e.currentTarget.value })}><option value="">{t("all")}</option>{profiles.map((p) => <option key={p} value={p}>{named(p)}</option>)}</select></label>
        <label><input type="checkbox" checked={asked("new") === "true"} onChange={() => toggle("new", "true")} /> {t("onlyNew")}</label>
        <label><input type="checkbox" checked={asked("waived") === "true"} onChange={() => toggle("waived", "true")} /> {t("waivedOnes")} ({count(data.waived)})</label>
        {asked("document") || asked("dossier") ? <button type="button" class="chosen" onClick={() => set({ document: "", dossier: "" })}>{asked("dossier") || t("document")} ×</button> : null}
      </p>
      <div class="tiles">{severities.map((s) => <button key={s} type="button" class={"tile " + s} aria-pressed={asked("severity") === s} onClick={() => toggle("severity", s)}><b>{count(data.severities[s] ?? 0)}</b>{named(s)}</button>)}</div>
      {rules.length ? (
        <table class="rules"><thead><tr><th scope="col">{t("rule")}</th><th scope="col">{t("severity")}</th><th scope="col">{t("basis")}</th><th scope="col" class="n">{t("found")}</th><th scope="col" class="n">{t("fresh")}</th></tr></thead>
          <tbody>{rules.map((r) => <tr key={r.rule} class={asked("rule") === r.rule ? "now" : ""}><td><button type="button" class="link" aria-pressed={asked("rule") === r.rule} onClick={() => toggle("rule", r.rule)}>{wordsOf(r)}</button></td><td>{named(r.severity ?? "notice")}</td><td>{r.basis}{r.certainty && r.certainty !== "confirmed" ? <> <em>({t("basisUnconfirmed")})</em></> : null}</td><td class="n">{count(r.found)}</td><td class="n">{count(r.new)}</td></tr>)}</tbody></table>
      ) : <p class="empty">{data.running ? t("loading") : t("none")}</p>}
      {data.findings.length ? (
        <>
          <h2>{asked("rule") ? wordsOf(ruleOf(asked("rule"))) : t("findings")} ({count(data.total)})</h2>
          <table><thead><tr><th scope="col">{t("document")}</th><th scope="col" class="n">{t("page")}</th><th scope="col">{t("message")}</th><th scope="col">{asked("waived") ? t("reason") : t("basis")}</th>{inspects ? <th scope="col"><span class="unseen">{t("waive")}</span></th> : null}</tr></thead>
            <tbody>{data.findings.map((f) => <tr key={f.rule + f.id + f.message + f.page} class={f.severity}><td><Place of={f} /></td><td class="n">{f.page || ""}</td><td>{f.message}{f.new ? <> <span class="note">{t("fresh")}</span></> : null}{f.certain ? null : <> <span class="unsure">{t("reviewState")}</span></>}</td>
              <td>{f.waived ? `${f.waived.reason} (${f.waived.who}, ${moment(f.waived.time)})` : ruleOf(f.rule)?.basis}</td>
              {inspects ? <td>{f.waived ? <button type="button" class="quiet" onClick={() => void del(`/waivers/${piece(f.rule)}/${piece(f.id)}`).then(() => setAgain(again + 1)).catch((e) => setProblem(e.message))}>{t("unwaive")}</button> : <Waive finding={f} done={() => setAgain(again + 1)} />}</td> : null}</tr>)}</tbody></table>
          <Pager offset={offset} limit={50} total={data.total} to={(o) => go("/findings?" + new URLSearchParams({ ...Object.fromEntries(query), offset: String(o) }))} />
        </>
      ) : null}
    </>
  );
}

/** What reading and extraction noted. */
function ByReading() {
  const { query } = useRoute();
  const code = query.get("code") ?? "", offset = Number(query.get("offset") ?? 0);
  const { data, error } = useApi<Issues>("/issues", { code, offset, limit: 50 });
  const to = (changes: Record<string, string>) => go("/findings?" + new URLSearchParams({ of: "reading", ...changes }));
  if (!data) return error ? <Wrong message={error} /> : <p>{t("loading")}</p>;
  return (
    <div class="columns">
      <aside class="facets">{severities.map((severity) => {
        const kinds = data.counts.filter((c) => c.severity === severity);
        return kinds.length ? <section key={severity}><h2>{named(severity)}</h2><ul>{kinds.map((c) => <li key={c.code}><button type="button" class="link" aria-pressed={c.code === code} onClick={() => to(c.code === code ? {} : { code: c.code })}>{named(c.code)}</button> <span>{count(c.count)}</span></li>)}</ul></section> : null;
      })}</aside>
      <section>
        {data.issues.length ? <table><thead><tr><th scope="col">{t("document")}</th><th scope="col" class="n">{t("page")}</th><th scope="col">{t("message")}</th></tr></thead>
          <tbody>{data.issues.map((f, i) => <tr key={i} class={f.severity}><td><Place of={f} /></td><td class="n">{f.page || ""}</td><td>{f.message}</td></tr>)}</tbody></table> : <p class="empty">{t("none")}</p>}
        <Pager offset={offset} limit={50} total={data.total} to={(o) => to({ ...(code ? { code } : {}), offset: String(o) })} />
      </section>
    </div>
  );
}

export function Findings({ role }: { role: Role }) {
  const { query } = useRoute();
  const of = query.get("of") === "reading" ? "byReading" : "byRules";
  useEffect(() => { document.title = t("findings") + " – " + t("title"); }, []);
  return (
    <main id="main" class="findings">
      <h1>{t("findings")}</h1>
      <Tabs names={["byRules", "byReading"]} label={(n) => t(n)} now={of} choose={(n) => go(n === "byReading" ? "/findings?of=reading" : "/findings")} />
      {of === "byRules" ? <ByRules role={role} /> : <ByReading />}
    </main>
  );
}
