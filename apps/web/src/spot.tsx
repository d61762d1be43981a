import { useEffect, useState } from "preact/hooks";
import { get, post } from "./api";
import { isTyping, useApi, Wrong } from "./parts";
import { Crop, labelOf } from "./review";
import { readable } from "./typed";
import type { Doubt } from "./types";
import { t } from "./words";

/** Accepted fields drawn at random: does the paper say so? What differs is corrected at once. */
export function Spot() {
  const [items, setItems] = useState<Doubt[]>([]);
  const [ready, setReady] = useState(false);
  const [differs, setDiffers] = useState(false);
  const [problem, setProblem] = useState("");
  const draw = () => void get<{ items: Doubt[] }>("/review/samples", { count: 20 }).then((s) => { setItems(s.items); setReady(true); }).catch((e) => setProblem(e.message));
  useEffect(draw, []);
  const item = items[0];
  const answer = (agrees: boolean, value?: string) => {
    setDiffers(false);
    setItems(items.slice(1));
    post("/review/samples", { id: item.id, field: item.field, agrees, ...(value ? { value } : {}) }).catch((e) => setProblem(e.message));
  };
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!item || isTyping(event) || (event.target as HTMLElement).closest("button,a")) return;
      if (event.key === "Enter" || event.key === "1") answer(true);
      if (event.key === "2") { event.preventDefault(); setDiffers(true); }
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  });
  const correct = (event: Event) => {
    event.preventDefault();
    answer(false, new FormData(event.target as HTMLFormElement).get("value") as string);
  };
  return (
    <section class="slot">
      <Wrong message={problem} />
      {!item ? <p class="empty">{ready ? "" : t("loading")} <button type="button" onClick={draw}>{t("draw")}</button></p> : (
        <>
          <h2>{labelOf(item)}: {item.readings.map((r) => readable(item.field, r)).slice(0, 1)}</h2>
          <p class="facts"><span>{item.number ?? t("noNumber")}</span><span>{item.path}</span><span>{t("page")} {item.page}</span></p>
          <Crop item={item} />
          <p>{t("spotAsk")}</p>
          {differs ? <form class="typed" onSubmit={correct}><label>{t("rightValue")}<input name="value" autofocus spellcheck={false} onKeyDown={(e) => e.key === "Escape" && setDiffers(false)} /></label></form>
            : <p class="acts"><button type="button" onClick={() => answer(true)}><kbd>1</kbd> {t("agrees")}</button><button type="button" onClick={() => setDiffers(true)}><kbd>2</kbd> {t("differs")}</button></p>}
        </>
      )}
    </section>
  );
}

interface Agreement { field: string; label: string; label_en: string; decided: number; agreed: number; drawn: number; wrong: number; silent_low: number | null; silent_high: number | null }

/** How often people and the machine agree, and between which shares the silent errors lie. */
export function Agreements() {
  const { data } = useApi<{ fields: Agreement[] }>("/review/agreement");
  if (!data?.fields.length) return null;
  const share = (n: number | null) => (n === null ? "–" : (100 * n).toFixed(1) + " %");
  return (
    <table>
      <thead><tr><th scope="col">{t("field")}</th><th scope="col" class="n">{t("decidedHead")}</th><th scope="col" class="n">{t("agreed")}</th><th scope="col" class="n">{t("drawn")}</th><th scope="col" class="n">{t("wrong")}</th><th scope="col" class="n">{t("silent")}</th></tr></thead>
      <tbody>{data.fields.map((f) => (
        <tr key={f.field}><th scope="row">{labelOf(f)}</th><td class="n">{f.decided}</td><td class="n">{f.agreed}</td><td class="n">{f.drawn}</td><td class="n">{f.wrong}</td><td class="n">{f.drawn ? `${share(f.silent_low)} – ${share(f.silent_high)}` : "–"}</td></tr>
      ))}</tbody>
    </table>
  );
}
