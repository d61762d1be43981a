import { useEffect } from "preact/hooks";
import { piece } from "./api";
import { Pager, useApi, Wrong } from "./parts";
import { go, useRoute } from "./route";
import { count, named, t } from "./words";

interface Finding { id: string; number: string | null; path: string; code: string; severity: string; page: number; message: string }
interface Answer { counts: { code: string; severity: string; count: number }[]; total: number; findings: Finding[] }

export function Findings() {
  const { query } = useRoute();
  const code = query.get("code") ?? "", offset = Number(query.get("offset") ?? 0);
  const { data, error } = useApi<Answer>("/findings", { code, offset, limit: 50 });
  useEffect(() => { document.title = t("findings") + " – " + t("title"); }, []);
  return (
    <main id="main" class="findings">
      <h1>{t("findings")}</h1>
      <Wrong message={error} />
      {data ? (
        <div class="columns">
          <aside class="facets">{["error", "warning", "notice"].map((severity) => {
            const kinds = data.counts.filter((c) => c.severity === severity);
            return kinds.length ? <section key={severity}><h2>{named(severity)}</h2><ul>{kinds.map((c) => <li key={c.code}><button type="button" class="link" aria-pressed={c.code === code} onClick={() => go(c.code === code ? "/findings" : "/findings?code=" + c.code)}>{c.code}</button> <span>{count(c.count)}</span></li>)}</ul></section> : null;
          })}</aside>
          <section>
            {data.findings.length ? <table><thead><tr><th scope="col">{t("document")}</th><th scope="col">{t("page")}</th><th scope="col">{t("message")}</th></tr></thead>
              <tbody>{data.findings.map((f, i) => <tr key={i} class={f.severity}><td><a href={`/documents/${piece(f.id)}${f.page ? "?page=" + f.page : ""}`}>{f.number ?? f.path}</a></td><td class="n">{f.page || ""}</td><td>{f.message}</td></tr>)}</tbody></table> : <p class="empty">{t("none")}</p>}
            <Pager offset={offset} limit={50} total={data.total} to={(o) => go("/findings?" + new URLSearchParams({ ...(code ? { code } : {}), offset: String(o) }))} />
          </section>
        </div>
      ) : <p>{t("loading")}</p>}
    </main>
  );
}
