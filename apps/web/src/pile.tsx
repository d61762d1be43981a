import { useEffect, useState } from "preact/hooks";
import { address, del, piece, put } from "./api";
import { useApi, Wrong } from "./parts";
import type { Doc } from "./types";
import { t } from "./words";

interface Part { id: string; first: number; last: number; number: string | null; subject: string | null; joined_to: string }
interface Parts { file: string; path: string; pages: number; parts: Part[] }

/** The pages of a file in their order, a band a document: cut and joined by dragging, or by the buttons between. */
export function Pile({ id }: { id: string }) {
  const [again, setAgain] = useState(0);
  const { data, error, loading } = useApi<Parts>(`/documents/${piece(id)}/parts`, {}, again);
  const [problem, setProblem] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => { document.title = t("pile") + " – " + t("title"); }, []);
  if (error) return <main id="main"><Wrong message={error} /></main>;
  if (!data) return <main id="main"><p>{t("loading")}</p></main>;
  const begins = data.parts.map((p) => p.first);
  const change = (work: Promise<{ holds: boolean }>) => {
    setBusy(true);
    setProblem("");
    work.then((r) => setNote(r.holds ? "" : t("holdsLater"))).catch((e) => setProblem(e.message)).finally(() => { setBusy(false); setAgain((n) => n + 1); });
  };
  const cut = (page: number) => change(put(`/splits/${data.file}`, { at: [...begins, page].sort((a, b) => a - b) }));
  const join = (first: number) => change(put(`/splits/${data.file}`, { at: begins.filter((b) => b !== first) }));
  const dropOn = (event: DragEvent, page: number, before?: Part) => {
    event.preventDefault();
    const what = event.dataTransfer!.getData("text/plain");
    if (what === "cut" && !begins.includes(page)) cut(page);
    const part = data.parts.find((p) => p.id === what);
    if (part && before && before.last < part.first) join(part.first);
  };
  return (
    <main id="main" class={"pile" + (busy || loading ? " stale" : "")}>
      <h1>{t("pile")}</h1>
      <p class="facts">{data.path}</p>
      <p>{t("pileHint")}</p>
      <p class="bar"><span class="scissors" draggable onDragStart={(e) => e.dataTransfer!.setData("text/plain", "cut")} aria-hidden="true">✂</span>
        <button type="button" onClick={() => change(del(`/splits/${data.file}`))} disabled={busy}>{t("undoAll")}</button></p>
      <Wrong message={problem} />
      {note ? <p class="note" role="status">{note}</p> : null}
      {data.parts.map((part, i) => (
        <section key={part.id} class="band" onDragOver={(e) => e.preventDefault()} onDrop={(e) => dropOn(e, 0, part)}>
          <h2 draggable={i > 0} onDragStart={(e) => e.dataTransfer!.setData("text/plain", part.id)}>
            <a href={"/documents/" + piece(part.id)}>{part.number ?? t("noNumber")}</a> <small>{part.subject}</small>
            {i > 0 ? <button type="button" disabled={busy} onClick={() => join(part.first)}>↑ {t("joinHere")}</button> : null}
          </h2>
          <div class="strip"><Thumbs part={part} busy={busy} cut={cut} dropOn={dropOn} /></div>
        </section>
      ))}
    </main>
  );
}

function Thumbs({ part, busy, cut, dropOn }: { part: Part; busy: boolean; cut: (page: number) => void; dropOn: (event: DragEvent, page: number) => void }) {
  const { data } = useApi<Doc>("/documents/" + piece(part.joined_to || part.id));
  const pages = (data?.page_sizes ?? []).filter(([n]) => n >= part.first && n <= part.last);
  return (
    <>{pages.map(([n, width]) => (
      <div key={n} class="leaf">
        {n > part.first ? <button type="button" class="gap" disabled={busy} title={t("cutHere")} aria-label={`${t("cutHere")}: ${t("page")} ${n}`} onClick={() => cut(n)}
          onDragOver={(e) => e.preventDefault()} onDrop={(e) => { e.stopPropagation(); dropOn(e, n); }}>✂</button> : null}
        <figure>{width ? <img loading="lazy" alt={`${t("page")} ${n}`} width="120" src={address(`/documents/${piece(part.joined_to || part.id)}/pages/${n}/image`, { width: 160 })} /> : <span class="plain">TXT</span>}<figcaption>{n}</figcaption></figure>
      </div>
    ))}</>
  );
}
