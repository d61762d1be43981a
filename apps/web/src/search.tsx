import { useEffect, useRef, useState } from "preact/hooks";
import { address, del, get, piece, put } from "./api";
import { DayBox, isTyping, Lit, Pager, Sure, useApi, Wrong } from "./parts";
import { go, useRoute } from "./route";
import type { Hit, Hits } from "./types";
import { count, day, t } from "./words";

const filters = ["type", "issuer", "year", "dossier", "status"] as const;
const page = 10;

interface Suggestion { text: string; kind: string; id: string; note: string }

/** The box with what may be meant while one types; arrows choose, Enter searches or opens. */
function Box({ q, search }: { q: string; search: (q: string) => void }) {
  const [typed, setTyped] = useState(q);
  const [offers, setOffers] = useState<Suggestion[]>([]);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const waiting = useRef(0);
  const asked = useRef(0);
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "/" || isTyping(event)) return;
      event.preventDefault();
      input.current?.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);
  const offer = (text: string) => {
    setTyped(text);
    setAt(-1);
    clearTimeout(waiting.current);
    const turn = ++asked.current;
    if (text.trim().length < 2) return setOffers([]);
    waiting.current = window.setTimeout(() => {
      get<{ suggestions: Suggestion[] }>("/suggestions", { q: text }).then((s) => turn === asked.current && setOffers(s.suggestions)).catch(() => {});
    }, 120);
  };
  const close = () => {
    ++asked.current;
    clearTimeout(waiting.current);
    setOffers([]);
    setAt(-1);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || !offers.length) return;
    event.preventDefault();
    setAt((at + step + offers.length + 1) % (offers.length + 1) === offers.length ? -1 : (at + step + offers.length + 1) % (offers.length + 1));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const chosen = offers[at];
    close();
    if (chosen) go("/documents/" + piece(chosen.id));
    else search(typed);
  };
  return (
    <form class="box" role="search" onSubmit={submit}>
      <input ref={input} type="search" value={typed} placeholder={t("searchHint")} aria-label={t("searchHint")} role="combobox" autocomplete="off" spellcheck={false}
        aria-expanded={offers.length > 0} aria-controls="offers" aria-activedescendant={at >= 0 ? "offer" + at : undefined}
        onInput={(e) => offer(e.currentTarget.value)} onKeyDown={key} onBlur={() => setTimeout(close, 150)} autofocus />
      <button type="submit" class="main">{t("search")}</button>
      <ul id="offers" role="listbox" aria-label={t("document")} hidden={!offers.length}>
        {offers.map((o, i) => (
          <li key={o.id} id={"offer" + i} role="option" aria-selected={i === at} onMouseDown={() => go("/documents/" + piece(o.id))}>
            <b>{o.text}</b> <span>{o.note}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}

function Found({ hit, q }: { hit: Hit; q: string }) {
  const sure = (field: string) => !hit.review?.includes(field);
  const to = `/documents/${piece(hit.id)}?${new URLSearchParams({ ...(q ? { q } : {}), ...(hit.page > 1 ? { page: String(hit.page) } : {}) })}`;
  const [picture, setPicture] = useState(true);
  return (
    <li class="hit">
      <a href={to} class="thumb" tabIndex={-1} aria-hidden="true">
        {picture ? <img loading="lazy" alt="" width="92" height="130" src={address(`/documents/${piece(hit.id)}/pages/${hit.page || 1}/image`, { width: 160 })} onError={() => setPicture(false)} />
          : <span class="plain">TXT</span>}
      </a>
      <div>
        <h2><a href={to}><Sure sure={sure("number")}>{hit.number ?? t("noNumber")}</Sure>{hit.subject ? <> – <Sure sure={sure("subject")}>{hit.subject}</Sure></> : null}</a></h2>
        <p class="facts">
          {hit.type ? <span><Sure sure={sure("type")}>{hit.type}</Sure></span> : null}
          {hit.issuer ? <span><Sure sure={sure("issuer")}>{hit.issuer}</Sure></span> : null}
          {hit.issued_date ? <span><Sure sure={sure("issued_date")}>{day(hit.issued_date)}</Sure></span> : null}
          <span>{hit.dossier}</span>
          {hit.cited_by ? <span>{count(hit.cited_by)} {t("citedTimes")}</span> : null}
        </p>
        <p class="snippet"><Lit text={hit.snippet} /></p>
      </div>
    </li>
  );
}

function Facets({ hits, query, set }: { hits: Hits; query: URLSearchParams; set: (changes: Record<string, string>) => void }) {
  const label = (name: (typeof filters)[number]) => t(name === "status" ? "facetStatus" : name);
  const shown = (name: string, value: string) => (name !== "status" ? value : value === "review" ? t("reviewState") : value === "missing" ? t("missing") : t("accepted"));
  return (
    <aside class="facets" aria-label={t("clear")}>
      {filters.map((name) => {
        const chosen = query.get(name);
        const values = (hits.facets?.[name] ?? []).filter((v) => v.value);
        if (!chosen && values.length < 1) return null;
        return (
          <section key={name}>
            <h2>{label(name)}</h2>
            {chosen ? <button type="button" class="chosen" onClick={() => set({ [name]: "" })}>{shown(name, chosen)} <span aria-hidden="true">×</span><span class="unseen">{t("clear")}</span></button>
              : <ul>{values.slice(0, 8).map((v) => (
                <li key={v.value}><button type="button" class="link" onClick={() => set({ [name]: v.value })}>{shown(name, v.value)}</button> <span>{count(v.count)}</span></li>
              ))}</ul>}
          </section>
        );
      })}
      <section>
        <h2>{t("date")}</h2>
        <DayBox label={t("from")} value={query.get("from") ?? ""} choose={(from) => set({ from })} />
        <DayBox label={t("to")} value={query.get("to") ?? ""} choose={(to) => set({ to })} />
      </section>
    </aside>
  );
}

interface Kept { name: string; query: string; filters: Record<string, string>; new: number; total: number }

function SavedSearches({ again }: { again: number }) {
  const [removed, setRemoved] = useState(0);
  const { data } = useApi<{ searches: Kept[] }>("/saved-searches", {}, again + removed);
  if (!data?.searches.length) return null;
  return (
    <section class="saved"><h2>{t("saved")}</h2>
      <ul>{data.searches.map((s) => (
        <li key={s.name}><a href={"/?" + new URLSearchParams({ q: s.query, ...s.filters })}>{s.name}</a> <span>{s.new ? <b>{count(s.new)} {t("fresh")}</b> : count(s.total)}</span>
          <button type="button" class="quiet" aria-label={t("remove") + " " + s.name} onClick={() => void del("/saved-searches/" + piece(s.name)).then(() => setRemoved(removed + 1))}>×</button></li>
      ))}</ul>
    </section>
  );
}

export function Search() {
  const { query } = useRoute();
  const q = query.get("q") ?? "";
  const offset = Number(query.get("offset") ?? 0);
  const asked = { q, limit: page, offset, sort: query.get("sort") ?? "", former: query.get("former") ?? "", from: query.get("from") ?? "", to: query.get("to") ?? "",
    ...Object.fromEntries(filters.map((f) => [f, query.get(f) ?? ""])) };
  const { data, error, loading } = useApi<Hits>("/search", asked);
  const [kept, setKept] = useState(0);
  const [saving, setSaving] = useState(false);
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams(query);
    next.delete("offset");
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    go("/?" + next);
  };
  const save = (event: Event) => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get("name") as string;
    const chosen = Object.fromEntries(filters.filter((f) => query.get(f)).map((f) => [f, query.get(f)!]));
    void put("/saved-searches/" + piece(name), { query: q, filters: chosen }).then(() => { setSaving(false); setKept(kept + 1); });
  };
  useEffect(() => { document.title = (q ? q + " – " : "") + t("title"); }, [q]);
  const { limit: _, offset: __, ...exported } = asked;
  return (
    <main id="main" class="search">
      <h1 class="unseen">{t("search")}</h1>
      <Box q={q} search={(text) => set({ q: text })} />
      <Wrong message={error} />
      {data ? (
        <div class={"columns" + (loading ? " stale" : "")}>
          <Facets hits={data} query={query} set={set} />
          <section>
            <div class="bar">
              <p role="status">{data.about ? t("about") + " " : ""}<b>{count(data.total)}</b> {t("results")} <small>{data.milliseconds?.toFixed(0)} ms</small></p>
              <label>{t("sort")} <select value={query.get("sort") ?? "relevance"} onChange={(e) => set({ sort: e.currentTarget.value })}>
                <option value="relevance">{t("relevance")}</option><option value="newest">{t("newest")}</option><option value="oldest">{t("oldest")}</option><option value="number">{t("byNumber")}</option>
              </select></label>
              <label><input type="checkbox" checked={query.get("former") === "1"} onChange={(e) => set({ former: e.currentTarget.checked ? "1" : "" })} /> {t("withFormer")}</label>
              {saving ? <form class="inline" onSubmit={save}><input name="name" aria-label={t("saveAs")} placeholder={t("saveAs")} required autofocus /><button type="submit">{t("save")}</button></form>
                : <button type="button" onClick={() => setSaving(true)}>{t("saveSearch")}</button>}
              <a class="button" href={address("/search/export", { ...exported, format: "csv" })} download>{t("exportCsv")}</a>
            </div>
            {data.note ? <p class="note">{data.note}</p> : null}
            {data.suggestion ? <p class="note">{t("didYouMean")} <button type="button" class="link" onClick={() => set({ q: data.suggestion! })}>{data.suggestion}</button></p> : null}
            {data.total === 0 ? <p class="empty">{t("nothing")} {t("nothingHint")}</p> : null}
            <ol class="hits">{data.hits.map((hit) => <Found key={hit.id} hit={hit} q={q} />)}</ol>
            <Pager offset={offset} limit={page} total={data.total} to={(o) => { const n = new URLSearchParams(query); n.set("offset", String(o)); go("/?" + n); scrollTo(0, 0); }} />
          </section>
          <SavedSearches again={kept} />
        </div>
      ) : <p>{loading ? t("loading") : ""}</p>}
    </main>
  );
}
