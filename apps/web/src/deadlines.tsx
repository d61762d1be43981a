import { useEffect, useState } from "preact/hooks";
import { address, piece } from "./api";
import { DayBox, Sure, Tabs, useApi, Wrong } from "./parts";
import { go, useRoute } from "./route";
import type { Due } from "./types";
import { Bars } from "./bars";
import { count, day, language, t, type Word } from "./words";

const groups = ["overdue", "this_week", "next_week", "later", "recurring", "continuous", "undated", "fulfilled"] as const;
type Group = (typeof groups)[number];
interface Months { month: string; overdue: number; open: number; fulfilled: number }
type Answer = { as_of: string; counts: Record<Group, number>; months: Months[] } & Record<Group, Due[]>;
const most = 300; // rows of a group on one screen

function Source({ due }: { due: Due }) {
  return <a href={`/documents/${piece(due.document.id)}?page=${due.page}`}><Sure sure={due.document.number_sure || !due.document.number}>{due.document.number ?? t("noNumber")}</Sure></a>;
}

function List({ data }: { data: Answer }) {
  return (
    <>{groups.filter((g) => data[g]?.length).map((g) => (
      <section key={g} class={"due " + g}>
        <h2 id={g}>{t(g as Word)} ({data.counts[g] > data[g].length ? `${count(data[g].length)} / ${count(data.counts[g])}` : count(data.counts[g])})</h2>
        <table><thead><tr><th scope="col">{t("due")}</th><th scope="col">{t("task")}</th><th scope="col">{t("lead")}</th><th scope="col">{t("document")}</th></tr></thead>
          <tbody>{data[g].map((d, i) => <tr key={i}><td class="whole"><Sure sure={d.status === "accepted"}>{d.due ? day(d.due) : d.phrase}</Sure></td><td>{d.task}</td><td>{d.lead}</td><td class="whole"><Source due={d} /></td></tr>)}</tbody></table>
      </section>
    ))}</>
  );
}

const iso = (d: Date) => `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`;

/** A month, Monday first. */
function Month({ data, shown, move }: { data: Answer; shown: Date; move: (by: number) => void }) {
  const all = groups.filter((g) => g !== "fulfilled").flatMap((g) => (data[g] ?? []).map((d) => ({ ...d, group: g })));
  const first = new Date(shown.getFullYear(), shown.getMonth(), 1);
  const start = new Date(first);
  start.setDate(1 - ((first.getDay() + 6) % 7));
  const days = Array.from({ length: 42 }, (_, i) => new Date(start.getFullYear(), start.getMonth(), start.getDate() + i));
  const locale = language === "en" ? "en" : "vi";
  return (
    <section class="month">
      <p class="bar"><button type="button" onClick={() => move(-1)} aria-label={t("previous")}>←</button><b role="status">{first.toLocaleDateString(locale, { month: "long", year: "numeric" })}</b><button type="button" onClick={() => move(1)} aria-label={t("next")}>→</button></p>
      <table><thead><tr>{days.slice(0, 7).map((d) => <th key={d.getDay()} scope="col">{d.toLocaleDateString(locale, { weekday: "short" })}</th>)}</tr></thead>
        <tbody>{[0, 1, 2, 3, 4, 5].map((week) => <tr key={week}>{days.slice(week * 7, week * 7 + 7).map((d) => {
          const here = all.filter((one) => one.due === iso(d));
          return <td key={iso(d)} class={(d.getMonth() !== first.getMonth() ? "other " : "") + (iso(d) === data.as_of ? "today" : "")}><span class="daynumber">{d.getDate()}</span>
            {here.slice(0, 4).map((one, i) => <a key={i} class={"entry " + one.group} href={`/documents/${piece(one.document.id)}?page=${one.page}`} title={`${one.task} (${one.lead})`}>{one.task}</a>)}
            {here.length > 4 ? <small>+{here.length - 4}</small> : null}</td>;
        })}</tr>)}</tbody></table>
    </section>
  );
}

export function Deadlines() {
  const { query } = useRoute();
  const asOf = query.get("as_of") ?? "", month = query.get("month") ?? "", unit = query.get("unit") ?? "", view = query.get("view") === "calendar" ? "calendar" : "list";
  const { data, error } = useApi<Answer>("/deadlines", { as_of: asOf, unit, month: view === "list" ? month : "", ahead: 62, most: view === "list" ? most : undefined });
  const [shown, setShown] = useState<Date>();
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(query);
    for (const [k, v] of Object.entries(changes)) v ? next.set(k, v) : next.delete(k);
    go("/deadlines?" + next, true);
  };
  useEffect(() => { document.title = t("deadlines") + " – " + t("title"); }, []);
  const from = shown ?? new Date((data?.as_of ?? iso(new Date())) + "T00:00:00");
  return (
    <main id="main" class="deadlines">
      <h1>{t("deadlines")}</h1>
      <p class="bar">
        <DayBox label={t("asOf")} value={asOf || data?.as_of || ""} choose={(day) => { setShown(undefined); set({ as_of: day }); }} />
        <label>{t("unit")} <input value={unit} onChange={(e) => set({ unit: e.currentTarget.value })} /></label>
        <a class="button" href={address("/deadlines", { as_of: asOf, unit, format: "ics" })} download>{t("toCalendar")}</a>
        <a class="button" href={address("/deadlines", { as_of: asOf, unit, format: "xlsx" })} download>{t("toExcel")}</a>
      </p>
      <Tabs names={["list", "calendar"]} label={(n) => t(n)} now={view} choose={(n) => set({ view: n === "calendar" ? n : "" })} />
      <Wrong message={error} />
      {data && view === "list" && data.months.length ? (
        <>
          <Bars upright label={t("byMonth")} names={data.months.map((m) => day(m.month))} choose={(i) => set({ month: data.months[i].month === month ? "" : data.months[i].month })}
            stacks={[{ label: t("overdue"), values: data.months.map((m) => m.overdue), color: "#a3211a" }, { label: t("stillOpen"), values: data.months.map((m) => m.open), color: "#1f7ab8" }, { label: t("fulfilled"), values: data.months.map((m) => m.fulfilled), color: "#0b6e4f" }]} />
          <p class="bar">
            <label>{t("month")} <select value={month} onChange={(e) => set({ month: e.currentTarget.value })}><option value="">{t("all")}</option>{data.months.map((m) => <option key={m.month} value={m.month}>{day(m.month)}</option>)}</select></label>
            {groups.filter((g) => data.counts[g]).map((g) => <a key={g} href={"#" + g}>{t(g as Word)} {count(data.counts[g])}</a>)}
          </p>
        </>
      ) : null}
      {data ? (view === "list" ? <List data={data} /> : <Month data={data} shown={from} move={(by) => setShown(new Date(from.getFullYear(), from.getMonth() + by, 1))} />) : <p>{t("loading")}</p>}
      {data && groups.every((g) => !data[g]?.length) ? <p class="empty">{t("none")}</p> : null}
    </main>
  );
}
