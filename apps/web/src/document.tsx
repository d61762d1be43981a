import { useEffect, useRef, useState } from "preact/hooks";
import { address, del, piece, post } from "./api";
import { isTyping, Sure, Tabs, useApi, Wrong } from "./parts";
import { readable, Typed } from "./typed";
import { Viewer, type Place } from "./viewer";
import type { Citation, Doc, Field, Hits, PageWords, Role } from "./types";
import { day, language, t } from "./words";

const tabs = ["fields", "text", "citations", "deadlines", "files"] as const;
type Tab = (typeof tabs)[number];

function values(field: Field): string[] {
  return field.value === null ? [] : Array.isArray(field.value) ? field.value : [field.value];
}

/** What a clerk can give also where the machine found nothing. */
const main = ["number", "issued_date", "type", "issuer", "subject", "signer"];

/** Fields with their state; one with a place on a page leads there. Clerks correct them where they stand. */
function Fields({ doc, show, place, role, changed }: { doc: Doc; show: (place: Place) => void; place?: Place; role: Role; changed: () => void }) {
  const clerk = role !== "reader";
  const [typing, setTyping] = useState("");
  const [problem, setProblem] = useState("");
  const rows = Object.entries(doc.fields).filter(([name, f]) => f.value !== null || f.candidates?.length || f.status === "corrected" || (clerk && main.includes(name)));
  // What does not hold yet is asked for again while the archive has time to write it.
  const done = (work: Promise<{ holds: boolean }>) => work.then((said) => { setTyping(""); setProblem(""); changed(); if (!said.holds) for (const wait of [2, 5, 10, 20]) setTimeout(changed, wait * 1000); }).catch((e) => setProblem(e.message));
  const correct = (name: string, value: string) => void done(post<{ holds: boolean }>("/review/decisions", { decisions: [{ id: doc.id, field: name, decision: "correct", value }] }));
  return (
    <><Wrong message={problem} />
    <dl class="fields">
      {rows.map(([name, field]) => {
        const label = doc.labels[name]?.[language] ?? name;
        const at = field.box && field.page ? { page: field.page, box: field.box, label } : undefined;
        const sure = field.status === "accepted" || field.status === "corrected";
        const here = at && place && place.page === at.page && String(place.box) === String(at.box);
        const text = values(field).map((v) => readable(name, v)).join("; ") || "–";
        return (
          <div key={name} class={here ? "here" : ""}>
            <dt>{label}</dt>
            <dd>
              {at ? <button type="button" class="link value" onClick={() => show(at)} title={`${t("page")} ${at.page}`}><Sure sure={sure}>{text}</Sure></button> : <Sure sure={sure}>{text}</Sure>}
              <small>{field.status === "corrected" ? `${t("corrected")}${field.by ? " (" + field.by + ")" : ""}` : t(sure ? "accepted" : "reviewState")}{field.handwritten ? ", " + t("handwritten") : ""}{at ? `, ${t("page").toLowerCase()} ${at.page}` : ""}</small>
              {clerk && typing !== name ? <button type="button" class="quiet edit" onClick={() => setTyping(name)} aria-label={`${t("correct")}: ${label}`}>{t("correct")}</button> : null}
              {clerk && field.status === "corrected" ? <button type="button" class="quiet edit" onClick={() => void done(del<{ holds: boolean }>(`/review/decisions/${piece(doc.id)}/${name}`))} aria-label={`${t("keyUndo")}: ${label}`}>{t("keyUndo")}</button> : null}
              {typing === name ? <Typed item={{ field: name, value: values(field).join("; ") || null }} begun="" send={(value) => correct(name, value)} leave={() => setTyping("")} /> : null}
              {!sure && field.candidates?.length ? <small>{t("candidates")}: {field.candidates.map((c) => c.value).filter(Boolean).join(" · ")}</small> : null}
            </dd>
          </div>
        );
      })}
    </dl></>
  );
}

function Citations({ doc, show }: { doc: Doc; show: (place: Place) => void }) {
  const { data: citing } = useApi<Hits>(`/documents/${piece(doc.id)}/cited-by`);
  const { data: related } = useApi<Hits>(`/documents/${piece(doc.id)}/related`, { limit: 5 });
  const name = (c: Citation) => [c.type, c.number, c.date ? day(c.date) : "", c.issuer].filter(Boolean).join(", ");
  return (
    <div>
      <h2>{t("citations")} ({doc.citations.length})</h2>
      <ul class="rows">
        {doc.citations.map((c, i) => (
          <li key={i}>
            {c.resolved ? <a href={"/documents/" + piece(c.resolved)}>{name(c) || c.raw}</a> : name(c) || c.raw}
            <small>{c.resolved ? t("held") : t("notHeld")}{c.article ? ", " + c.article : ""}
              {c.box ? <>, <button type="button" class="link" onClick={() => show({ page: c.page, box: c.box!, label: c.raw })}>{t("page").toLowerCase()} {c.page}</button></> : null}</small>
          </li>
        ))}
      </ul>
      <Others title={t("citedBy")} hits={citing} />
      <Others title={t("related")} hits={related} />
    </div>
  );
}

function Others({ title, hits }: { title: string; hits?: Hits }) {
  if (!hits?.hits.length) return null;
  return (
    <><h2>{title} ({hits.total})</h2>
      <ul class="rows">{hits.hits.map((h) => <li key={h.id}><a href={"/documents/" + piece(h.id)}>{h.number ?? t("noNumber")}</a> <small>{day(h.issued_date)} {h.subject}</small></li>)}</ul></>
  );
}

function Due({ doc, show }: { doc: Doc; show: (place: Place) => void }) {
  if (!doc.deadlines.length) return <p>{t("none")}</p>;
  return (
    <ul class="rows">
      {doc.deadlines.map((d, i) => (
        <li key={i}>
          <Sure sure={d.status === "accepted"}><b>{d.date ? day(d.date) : d.phrase}</b></Sure> {d.task}
          <small>{d.lead ? `${t("lead")}: ${d.lead}. ` : ""}“{d.phrase}” {d.box ? <button type="button" class="link" onClick={() => show({ page: d.page, box: d.box!, label: d.phrase })}>{t("page").toLowerCase()} {d.page}</button> : null}</small>
        </li>
      ))}
    </ul>
  );
}

function Files({ doc, role }: { doc: Doc; role: Role }) {
  const base = `/documents/${piece(doc.id)}`;
  return (
    <div>
      <ul class="rows">
        {doc.sources.map((s, i) => <li key={i}><a href={address(base + "/original", { source: i })} download>{t("original")}: {s.path.split("/").pop()}</a> <small>{s.path}, {t("pages").toLowerCase()} {s.pages[0]}–{s.pages[s.pages.length - 1]}</small></li>)}
        <li><a href={address(base + "/pdf")} download>{t("searchable")} (PDF/A)</a></li>
        <li><a href={address(base + "/text")} target="_blank" rel="noopener">{t("textFile")}</a></li>
      </ul>
      {role !== "reader" ? <p><a class="button" href={"/piles/" + piece(doc.id)}>{t("pile")}</a></p> : null}
      {doc.signatures.length ? <><h2>{t("signatures")}</h2><ul class="rows">{doc.signatures.map((s, i) => (
        <li key={i}><b>{s.signer}</b>{s.organization ? ", " + s.organization : ""} <small>{s.valid ? t("valid") : t("invalid")}, {s.trusted ? t("trusted") : t("untrusted")}{s.time ? ", " + s.time.replace("T", " ") : ""}{s.trouble ? ", " + s.trouble : ""}</small></li>
      ))}</ul></> : null}
      {doc.issues.length ? <><h2>{t("issues")}</h2><ul class="rows">{doc.issues.map((n, i) => <li key={i} class={n.severity}>{n.message}{n.page ? <small>{t("page")} {n.page}</small> : null}</li>)}</ul></> : null}
    </div>
  );
}

/** The text of the page in view, which can be selected and copied. */
function Text({ doc, page, q }: { doc: Doc; page: number; q: string }) {
  const { data } = useApi<PageWords>(`/documents/${piece(doc.id)}/pages/${page}`, { q });
  return <><h2>{t("page")} {page}</h2><pre class="text" lang="vi">{data?.text ?? t("loading")}</pre></>;
}

export function DocumentPage({ id, q, page, role }: { id: string; q: string; page: number; role: Role }) {
  const [again, setAgain] = useState(0);
  const { data: doc, error } = useApi<Doc>("/documents/" + piece(id), { q }, again);
  const [tab, setTab] = useState<Tab>("fields");
  const [place, setPlace] = useState<Place>();
  const [seen, setSeen] = useState(page || 1);
  const turn = useRef(0);
  const show = (next: Place) => setPlace({ ...next, turn: ++turn.current });
  const hits = doc?.found_on ?? [];
  const nextHit = (step: number) => {
    if (!hits.length) return;
    const after = step > 0 ? hits.find((n) => n > seen) ?? hits[0] : [...hits].reverse().find((n) => n < seen) ?? hits[hits.length - 1];
    show({ page: after });
  };
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "n") nextHit(1);
      if (event.key === "N") nextHit(-1);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });
  useEffect(() => {
    if (doc) document.title = (values(doc.fields.number ?? ({ value: null } as Field))[0] ?? doc.id) + " – " + t("title");
  }, [doc]);
  useEffect(() => {
    if (doc && page > 1) show({ page });
  }, [doc?.id]);
  if (error) return <main id="main"><Wrong message={error} /></main>;
  if (!doc) return <main id="main"><p>{t("loading")}</p></main>;
  const field = (name: string) => doc.fields[name] && values(doc.fields[name])[0];
  const sure = (name: string) => doc.fields[name]?.status === "accepted" || doc.fields[name]?.status === "corrected";
  return (
    <main id="main" class="document">
      <Viewer doc={doc} q={q} place={place} seen={setSeen} start={page || 1} nextHit={hits.length ? nextHit : undefined} />
      <aside class="panel">
        <h1><Sure sure={sure("number") || !field("number")}>{field("number") ?? t("noNumber")}</Sure></h1>
        <p class="facts">{[field("type"), field("issuer"), day(field("issued_date"))].filter(Boolean).join(" · ")}</p>
        <p class="facts"><a href={"/?" + new URLSearchParams({ dossier: doc.dossier })}>{doc.dossier}</a></p>
        {doc.masked ? <p class="note">{t("masked")}</p> : null}
        <Tabs names={[...tabs]} label={(n) => t(n)} now={tab} choose={setTab} />
        <div role="tabpanel" class="tabbody" tabIndex={0} aria-label={t(tab)}>
          {tab === "fields" ? <Fields doc={doc} show={show} place={place} role={role} changed={() => setAgain((n) => n + 1)} /> : null}
          {tab === "text" ? <Text doc={doc} page={seen} q={q} /> : null}
          {tab === "citations" ? <Citations doc={doc} show={show} /> : null}
          {tab === "deadlines" ? <Due doc={doc} show={show} /> : null}
          {tab === "files" ? <Files doc={doc} role={role} /> : null}
        </div>
      </aside>
    </main>
  );
}


