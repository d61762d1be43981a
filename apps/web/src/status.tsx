import { useEffect, useState } from "preact/hooks";
import { bytes, useApi, Wrong } from "./parts";
import { count, t } from "./words";

interface Answer {
  files: Record<string, number>; pages: Record<string, number>; documents: number | null; doubts: number | null; indexed: number; writing: boolean; version: string;
  failures: { path: string; page: number; code: string; message: string }[]; disk?: { free: number; size: number };
}

export function Status() {
  const [again, setAgain] = useState(0);
  const { data, error } = useApi<Answer>("/status", {}, again);
  const { data: dossiers } = useApi<{ dossiers: { name: string; documents: number; review: number }[] }>("/dossiers", {}, again);
  useEffect(() => {
    document.title = t("status") + " – " + t("title");
    const timer = setInterval(() => setAgain((n) => n + 1), 5000);
    return () => clearInterval(timer);
  }, []);
  return (
    <main id="main" class="status">
      <h1>{t("status")}</h1>
      <Wrong message={error} />
      {data ? (
        <>
          <div class="tiles">
            <div><b>{data.writing ? t("running") : t("idle")}</b>sohoa {data.version}</div>
            <div><b>{data.documents === null ? "…" : count(data.documents)}</b><a href="/">{t("documents")}</a></div>
            <div><b>{count(data.indexed)}</b>{t("inIndex")}</div>
            <div><b>{data.doubts === null ? "…" : count(data.doubts)}</b><a href="/review">{t("doubts")}</a></div>
            <div><b>{count(data.pages.done)}</b>{t("pagesRead")}</div>
            <div><b>{count(data.files.pending + data.files.leased)}</b><a href="/uploads">{t("pending")}</a></div>
            <div><b>{count(data.files.failed)}</b>{data.failures.length ? <a href="#failures">{t("filesFailed")}</a> : t("filesFailed")}</div>
            {data.disk ? <div><b>{bytes(data.disk.free)}</b>{t("diskFree")}</div> : null}
          </div>
          {data.failures.length ? <><h2 id="failures">{t("failures")}</h2><table><thead><tr><th scope="col">{t("files")}</th><th scope="col">{t("page")}</th><th scope="col">{t("message")}</th></tr></thead>
            <tbody>{data.failures.map((f, i) => <tr key={i}><td>{f.path}</td><td class="n">{f.page || ""}</td><td>{f.message}</td></tr>)}</tbody></table></> : null}
        </>
      ) : <p>{t("loading")}</p>}
      {dossiers?.dossiers.length ? <><h2>{t("dossiers")}</h2><table><thead><tr><th scope="col">{t("dossier")}</th><th scope="col" class="n">{t("documents")}</th><th scope="col" class="n">{t("reviewState")}</th></tr></thead>
        <tbody>{dossiers.dossiers.map((d) => <tr key={d.name}><th scope="row"><a href={"/?" + new URLSearchParams({ dossier: d.name })}>{d.name}</a></th><td class="n">{count(d.documents)}</td><td class="n">{d.review ? <a href={"/review?" + new URLSearchParams({ dossier: d.name })}>{count(d.review)}</a> : 0}</td></tr>)}</tbody></table></> : null}
    </main>
  );
}
