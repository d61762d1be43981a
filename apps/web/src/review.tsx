import { useEffect, useRef, useState } from "preact/hooks";
import { address, del, get, piece, post } from "./api";
import { Agreements, Spot } from "./spot";
import { isTyping, Tabs, Wrong } from "./parts";
import type { Batch, Doubt, Registered, Role } from "./types";
import { useRoute } from "./route";
import { readable, Typed } from "./typed";
import { count, day, language, t } from "./words";

export const labelOf = (of: { label: string; label_en: string }) => (language === "en" ? of.label_en : of.label);
export const cropOf = (d: Doubt) => address(`/documents/${piece(d.id)}/crop`, { field: d.field });

interface Queue { total: number; pending: number; items: Doubt[]; batches: Batch[] }

const keyOf = (d: Doubt) => d.id + " " + d.field;

export function Crop({ item }: { item: Doubt }) {
  const [failed, setFailed] = useState("");
  const key = keyOf(item);
  return (
    <a class="crop" href={`/documents/${piece(item.id)}?page=${item.page}`} title={t("open")}>
      {failed === key || !item.box ? <span class="empty">{item.raw || t("noPicture")}</span> : <img key={key} src={cropOf(item)} alt={`${labelOf(item)}: ${item.raw}`} onError={() => setFailed(key)} />}
    </a>
  );
}

/** One doubtful field after the other; everything by keys. Answers go out while the next is shown. */
function OneByOne({ batch, dossier }: { batch?: Batch; dossier: string }) {
  const [items, setItems] = useState<Doubt[]>([]);
  const [left, setLeft] = useState(0);
  const [typing, setTyping] = useState<string | null>(null); // what was typed so far; null = nobody types
  const [problem, setProblem] = useState("");
  const [pending, setPending] = useState(0);
  const [done, setDone] = useState<Doubt[]>([]);
  const [ready, setReady] = useState(false);
  const gone = useRef(new Set<string>());
  const skipped = useRef(0);
  const begun = useRef(Date.now());
  const filling = useRef(false);
  const filter = { field: batch?.field, handwritten: batch?.handwritten, book: batch?.book ?? undefined, dossier };
  const fill = () => {
    if (filling.current) return;
    filling.current = true;
    get<Queue>("/review", { ...filter, limit: 40, offset: skipped.current }).then((q) => {
      const fresh = q.items.filter((d) => !gone.current.has(keyOf(d)));
      setLeft(q.total - (q.items.length - fresh.length));
      setPending(q.pending);
      setItems((old) => [...old, ...fresh.filter((d) => !old.some((o) => keyOf(o) === keyOf(d)))]);
      setReady(true);
    }).catch((e) => setProblem(e.message)).finally(() => { filling.current = false; });
  };
  useEffect(() => {
    gone.current.clear();
    skipped.current = 0;
    setItems([]);
    setReady(false);
    filling.current = false;
    fill();
  }, [batch?.field, batch?.handwritten, batch?.book, dossier]);
  const item = items[0];
  const choices = item ? item.readings.slice(0, 9) : [];
  const rows = item ? (item.registered ?? []).slice(0, Math.max(0, 9 - choices.length)) : [];
  useEffect(() => {
    for (const next of items.slice(1, 4)) if (next.box) new Image().src = cropOf(next);
    if (items.length < 8 && ready && left > items.length) fill();
  }, [items]);
  const advance = (decided: boolean) => {
    gone.current.add(keyOf(item));
    setTyping(null);
    setProblem("");
    setItems((old) => old.slice(1));
    if (decided) { setDone((d) => [...d, item]); setLeft((n) => n - 1); }
    else skipped.current += 1;
  };
  const decide = (decision: string, value?: string) => {
    const of = item;
    const back = (e: Error) => {
      gone.current.delete(keyOf(of));
      setDone((d) => d.filter((one) => one !== of));
      setLeft((n) => n + 1);
      setItems((old) => [of, ...old]);
      setProblem(e.message);
    };
    post("/review/decisions", { decisions: [{ id: of.id, field: of.field, decision, ...(value === undefined ? {} : { value }) }] }).catch(back);
    advance(true);
  };
  const choose = (i: number) => {
    const reading = choices[i];
    if (reading === undefined) return;
    if (i === 0 && item.acceptable && reading === item.value) decide("accept");
    else if (reading.startsWith("…")) setTyping("");
    else decide("correct", reading);
  };
  /** A row of the register says number and day: both are decided where both are doubtful. */
  const chooseRow = (row: Registered) => {
    const values: Record<string, string | null> = { number: row.number, issued_date: row.date };
    for (const other of items.slice(1)) {
      const value = values[other.field];
      if (other.id !== item.id || !value || !other.handwritten) continue;
      gone.current.add(keyOf(other));
      setItems((old) => old.filter((one) => one !== other));
      setDone((d) => [...d, other]);
      setLeft((n) => n - 1);
      void post("/review/decisions", { decisions: [{ id: other.id, field: other.field, decision: "correct", value }] }).catch((e) => setProblem(e.message));
    }
    const value = values[item.field];
    if (value) decide("correct", value);
  };
  const undo = () => {
    const last = done[done.length - 1];
    if (!last) return;
    setDone(done.slice(0, -1));
    gone.current.delete(keyOf(last));
    void del(`/review/decisions/${piece(last.id)}/${last.field}`).catch((e) => setProblem(e.message));
    setItems((old) => [last, ...old]);
    setLeft((n) => n + 1);
  };
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (isTyping(event) || (event.target as HTMLElement).closest("button,a,[role=tab]") && event.key === "Enter") return;
      const acts: Record<string, () => void> = { Enter: () => choose(0), e: () => setTyping(""), "/": () => setTyping(""), x: () => decide("absent"), s: () => advance(false), ArrowRight: () => advance(false), u: undo };
      // Where there is nothing to choose, a digit begins the value.
      const act = /^[0-9]$/.test(event.key) ? () => (choices.length + rows.length === 0 ? setTyping(event.key) : Number(event.key) <= choices.length ? choose(Number(event.key) - 1) : rows[Number(event.key) - 1 - choices.length] && chooseRow(rows[Number(event.key) - 1 - choices.length])) : acts[event.key];
      if (!act || (!item && event.key !== "u")) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });
  const minutes = (Date.now() - begun.current) / 60000;
  return (
    <section class="slot">
      <p class="bar"><span role="status"><b>{count(left)}</b> {t("left")} · {count(done.length)} {t("decided")}{done.length > 2 ? ` · ${(done.length / minutes).toFixed(1)} ${t("perMinute")}` : ""}</span>
        {pending ? <span class="note">{pending} {t("pendingDecisions")}</span> : null}</p>
      <Wrong message={problem} />
      {!item ? <p class="empty">{ready ? t("emptyQueue") : t("loading")}</p> : (
        <>
          <h2>{labelOf(item)}{item.handwritten ? <em> ({t("handwritten")})</em> : null}</h2>
          <p class="facts"><span>{item.number ?? t("noNumber")}</span><span>{item.path}</span><span>{t("page")} {item.page}</span></p>
          <Crop item={item} />
          {item.raw ? <p class="facts">{t("readAs")}: <code>{item.raw}</code></p> : null}
          <ol class="choices">{choices.map((reading, i) => (
            <li key={reading}><button type="button" onClick={() => choose(i)}><kbd>{i + 1}</kbd> {readable(item.field, reading)}{i === 0 && item.acceptable ? <kbd>Enter</kbd> : null}</button></li>
          ))}</ol>
          {rows.length ? <><h3>{t("byRegister")}</h3><ol class="choices register">{rows.map((row, i) => (
            <li key={row.number + row.date}><button type="button" onClick={() => chooseRow(row)}><kbd>{choices.length + i + 1}</kbd> <b>{row.number}</b>{row.date ? `, ${day(row.date)}` : ""} <small>{row.subject} · {Math.round(row.share * 100)} %</small></button></li>
          ))}</ol></> : null}
          {typing !== null ? <Typed key={keyOf(item)} item={item} begun={typing} send={(value) => decide("correct", value)} leave={() => setTyping(null)} /> : (
            <p class="acts">
              <button type="button" onClick={() => setTyping("")}><kbd>E</kbd> {t("keyType")}</button>
              <button type="button" onClick={() => decide("absent")}><kbd>X</kbd> {t("keyAbsent")}</button>
              <button type="button" onClick={() => advance(false)}><kbd>S</kbd> {t("keySkip")}</button>
              <button type="button" onClick={undo} disabled={!done.length}><kbd>U</kbd> {t("keyUndo")}</button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Batches({ now, dossier, choose }: { now?: Batch; dossier: string; choose: (batch?: Batch) => void }) {
  const [batches, setBatches] = useState<Batch[]>([]);
  useEffect(() => { void get<Queue>("/review", { limit: 1, dossier }).then((q) => setBatches(q.batches)).catch(() => {}); }, [now, dossier]);
  const all = batches.reduce((n, b) => n + b.count, 0);
  return (
    <aside class="facets"><h2>{t("batches")}</h2>
      <ul>
        <li><button type="button" class="link" aria-pressed={!now} onClick={() => choose(undefined)}>{t("all")}</button> <span>{count(all)}</span></li>
        {batches.map((b) => (
          <li key={b.field + b.handwritten + b.book}><button type="button" class="link" aria-pressed={now?.field === b.field && now.handwritten === b.handwritten && now.book === b.book} onClick={() => choose(b)}>{labelOf(b)}{b.handwritten ? `, ${t("handwritten")}` : ""}{b.book ? ` …${b.book}` : ""}</button> <span>{count(b.count)}</span></li>
        ))}
      </ul></aside>
  );
}

export function Review({ role }: { role: Role }) {
  const inspects = role === "inspector" || role === "administrator";
  const [tab, setTab] = useState<"queue" | "spot">("queue");
  const [batch, setBatch] = useState<Batch>();
  const dossier = useRoute().query.get("dossier") ?? "";
  useEffect(() => { document.title = t("review") + " – " + t("title"); }, []);
  return (
    <main id="main" class="review">
      <h1>{t("review")}{dossier ? <> <a class="button chosen" href="/review">{dossier} ×</a></> : null}</h1>
      {inspects ? <Tabs names={["queue", "spot"]} label={(n) => t(n)} now={tab} choose={setTab} /> : null}
      {tab === "queue" ? <div class="columns"><Batches now={batch} dossier={dossier} choose={setBatch} /><OneByOne batch={batch} dossier={dossier} /></div> : <><Spot /><Agreements /></>}
    </main>
  );
}
