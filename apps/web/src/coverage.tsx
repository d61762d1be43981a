import { useEffect, useRef, useState } from "preact/hooks";
import { Bars } from "./bars";
import { address, del, piece, put } from "./api";
import { Tabs, useApi, Wrong } from "./parts";
import { go, useRoute } from "./route";
import type { Counts, Role } from "./types";
import { count, day, t, type Word } from "./words";

const dimensions = ["dossier", "unit", "type", "month", "quarter", "year", "field", "box"] as const;
type Dimension = (typeof dimensions)[number];
const lists = ["missing", "doubtful", "unexpected", "duplicates", "page_differences", "unreadable", "matched", "problems"] as const;
type List = (typeof lists)[number];
interface Report { total: Counts; [key: string]: unknown }

function ListTable({ rows, name }: { rows: Record<string, unknown>[]; name: List }) {
  if (!rows.length) return <p class="empty">{t("none")}</p>;
  const text = (row: Record<string, unknown>, key: string): string => {
    const value = row[key];
    return value === null || value === undefined ? "" : key === "date" ? day(String(value)) : Array.isArray(value) ? value.join("; ") : String(value);
  };
  const heads: [string, Word][] = name === "problems" ? [["row", "row"], ["message", "message"]] : name === "duplicates" ? [["path", "files"], ["of", "duplicate"]]
    : name === "page_differences" ? [["row", "row"], ["number", "number"], ["expected", "expected"], ["scanned", "digitized"], ["path", "files"]]
    : name === "unreadable" ? [["path", "files"], ["page", "page"], ["message", "message"]]
    : [...(name === "unexpected" ? [] : [["row", "row"] as [string, Word]]), ["dossier", "dossier"], ["number", "number"], ["date", "date"], ["subject", "subject"], ["issuer", "issuer"], ...(name === "doubtful" ? [["why", "remark"] as [string, Word]] : [])];
  const idOf = (row: Record<string, unknown>) => (row.id ?? (row.scan as Record<string, unknown> | undefined)?.id) as string | undefined;
  return (
    <table><thead><tr>{heads.map(([k, w]) => <th key={k} scope="col">{t(w)}</th>)}<th scope="col"><span class="unseen">{t("open")}</span></th></tr></thead>
      <tbody>{rows.slice(0, 500).map((row, i) => <tr key={i}>{heads.map(([k]) => <td key={k}>{text(row, k)}</td>)}<td>{idOf(row) ? <a href={"/documents/" + piece(idOf(row)!)}>{t("open")}</a> : null}</td></tr>)}</tbody></table>
  );
}

function Registers({ now, can, again, changed }: { now: string; can: boolean; again: number; changed: (name: string) => void }) {
  const { data } = useApi<{ registers: { name: string }[] }>("/registers", {}, again);
  const [problem, setProblem] = useState("");
  const file = useRef<HTMLInputElement>(null);
  useEffect(() => { if (!now && data?.registers.length) changed(data.registers[0].name); }, [data]);
  const add = (input: HTMLInputElement) => {
    const one = input.files?.[0];
    input.value = "";
    if (one) put("/registers/" + piece(one.name), one as Blob).then(() => { setProblem(""); changed(one.name); }).catch((e) => setProblem(e.message));
  };
  return (
    <>
      <p class="bar">
        {data?.registers.length ? <label>{t("register")} <select value={now} onChange={(e) => changed(e.currentTarget.value)}>{data.registers.map((r) => <option key={r.name}>{r.name}</option>)}</select></label> : <span>{data ? t("noRegister") : ""}</span>}
        {can ? <><button type="button" onClick={() => file.current?.click()}>{t("addRegister")}</button><input ref={file} type="file" accept=".csv,.xlsx" hidden aria-label={t("addRegister")} onChange={(e) => add(e.currentTarget)} />
          {now ? <button type="button" class="quiet" onClick={() => void del("/registers/" + piece(now)).then(() => changed(""))}>{t("remove")}</button> : null}</> : null}
      </p>
      <Wrong message={problem} />
    </>
  );
}

export function Coverage({ role }: { role: Role }) {
  const { query } = useRoute();
  const register = query.get("register") ?? "";
  const by = (dimensions as readonly string[]).includes(query.get("by") ?? "") ? (query.get("by") as Dimension) : "dossier";
  const only = query.get("only") ?? "";
  const list = (lists as readonly string[]).includes(query.get("list") ?? "") ? (query.get("list") as List) : "missing";
  const [again, setAgain] = useState(0);
  const { data, error } = useApi<Report>(register ? "/coverage" : null, { register, by, only }, again);
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(query);
    for (const [k, v] of Object.entries(changes)) v ? next.set(k, v) : next.delete(k);
    go("/coverage?" + next);
  };
  useEffect(() => { document.title = t("coverage") + " – " + t("title"); }, []);
  const rows = (data?.[by + "s"] as Counts[] | undefined) ?? [];
  const listed = (name: List) => (data?.[name] as Record<string, unknown>[] | undefined) ?? [];
  return (
    <main id="main" class="coverage">
      <h1>{t("coverage")}</h1>
      <Registers now={register} can={role !== "reader"} again={again} changed={(name) => { setAgain(again + 1); set({ register: name, only: "" }); }} />
      <Wrong message={error} />
      {data ? (
        <>
          <div class="tiles">
            <div><b>{data.total.percent === null ? "–" : data.total.percent.toLocaleString() + " %"}</b>{t("percent")}</div>
            <div><b>{count(data.total.digitized)}</b>{t("digitized")} / {count(data.total.expected)}</div>
            <div><b>{count(data.total.doubtful)}</b>{t("doubtful")}</div>
            <div><b>{count(data.total.missing)}</b>{t("missingList")}</div>
            <div><b>{count(data.total.reviewed)}</b>{t("reviewed")}</div>
          </div>
          <p class="bar"><label>{t("by")} <select value={by} onChange={(e) => set({ by: e.currentTarget.value, only: "" })}>{dimensions.map((d) => <option key={d} value={d}>{t(d as Word)}</option>)}</select></label>
            <a class="button" href={address("/coverage", { register, by, format: "xlsx" })} download>{t("toExcel")}</a> <button type="button" onClick={() => print()}>{t("print")}</button></p>
          <Bars names={rows.map((r) => String(r[by] ?? "–"))} label={t("coverage")} choose={(i) => set({ only: String(rows[i][by] ?? "–") })}
            stacks={[{ label: t("digitized"), values: rows.map((r) => r.digitized), color: "#0b6e4f" }, { label: t("doubtful"), values: rows.map((r) => r.doubtful), color: "#e0a100" }, { label: t("missingList"), values: rows.map((r) => r.missing), color: "#c9ced6" }]} />
          <table><thead><tr><th scope="col">{t(by as Word)}</th><th scope="col" class="n">{t("expected")}</th><th scope="col" class="n">{t("digitized")}</th><th scope="col" class="n">{t("doubtful")}</th><th scope="col" class="n">{t("missingList")}</th><th scope="col" class="n">{t("percent")}</th></tr></thead>
            <tbody>{rows.map((r) => { const name = String(r[by] ?? "–"); return (
              <tr key={name}><th scope="row"><button type="button" class="link" onClick={() => set({ only: only === name ? "" : name })} aria-pressed={only === name}>{by === "month" ? day(name) : name}</button></th>
                <td class="n">{count(r.expected)}</td><td class="n">{by === "dossier" && r.digitized ? <a href={"/?" + new URLSearchParams({ dossier: name })}>{count(r.digitized)}</a> : count(r.digitized)}</td><td class="n">{count(r.doubtful)}</td><td class="n">{count(r.missing)}</td><td class="n">{r.percent === null ? "–" : r.percent.toLocaleString() + " %"}</td></tr>
            ); })}</tbody></table>
          <Tabs names={[...lists]} label={(n) => `${t((n === "missing" ? "missingList" : n) as Word)} (${listed(n).length})`} now={list} choose={(n) => set({ list: n })} />
          {only ? <p><button type="button" class="chosen" onClick={() => set({ only: "" })}>{by === "month" ? day(only) : only} ×</button></p> : null}
          <ListTable rows={listed(list)} name={list} />
        </>
      ) : null}
    </main>
  );
}
