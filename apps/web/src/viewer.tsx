import { useEffect, useRef, useState } from "preact/hooks";
import { address, piece } from "./api";
import { isTyping, useApi } from "./parts";
import type { Box, Doc, PageWords } from "./types";
import { t } from "./words";

/** What to bring into view: a page, or a place on it. `turn` tells a place that is asked for again from the one before. */
export interface Place { page: number; box?: Box; label?: string; turn?: number }

/** Widths the server draws; the next larger is shown at each zoom. */
const drawn = [400, 800, 1240, 1860, 2480];
const zooms = [0, 800, 1240, 1860, 2480]; // 0 = as wide as there is room

function Mark({ box, width, height, kind, label }: { box: Box; width: number; height: number; kind: string; label?: string }) {
  const percent = (part: number, of: number) => (100 * part) / of + "%";
  return <div class={"lit " + kind} title={label} style={{ left: percent(box[0], width), top: percent(box[1], height), width: percent(box[2] - box[0], width), height: percent(box[3] - box[1], height) }} />;
}

function Sheet({ doc, n, width, height, shown, q, place, rotate }: { doc: Doc; n: number; width: number; height: number; shown: number; q: string; place?: Place; rotate: number }) {
  const hits = q && doc.found_on.includes(n);
  const { data } = useApi<PageWords>(hits ? `/documents/${piece(doc.id)}/pages/${n}` : null, { q });
  const [failed, setFailed] = useState(false);
  const wanted = drawn.find((w) => w >= shown * Math.min(devicePixelRatio, 2)) ?? drawn[drawn.length - 1];
  const tall = (shown * height) / width;
  const aside = rotate % 180 !== 0;
  return (
    <div class="sheet" data-page={n} style={{ width: (aside ? tall : shown) + "px", height: (aside ? shown : tall) + "px" }}>
      <div class="paper" style={{ width: shown + "px", height: tall + "px", transform: rotate ? `translate(-50%,-50%) rotate(${rotate}deg)` : "translate(-50%,-50%)" }}>
        {failed ? <p class="empty">{t("noPicture")}</p>
          : <img loading="lazy" alt={`${t("page")} ${n}`} src={address(`/documents/${piece(doc.id)}/pages/${n}/image`, { width: wanted })} width={shown} height={tall} onError={() => setFailed(true)} />}
        {data?.found.map((box, i) => <Mark key={i} box={box} width={width} height={height} kind="found" />)}
        {place?.page === n && place.box ? <Mark box={place.box} width={width} height={height} kind="place" label={place.label} /> : null}
      </div>
      <span class="pagenumber" aria-hidden="true">{n}</span>
    </div>
  );
}

/** A plain text has no paper: its words stand as they are. */
function TextSheet({ doc, n, q }: { doc: Doc; n: number; q: string }) {
  const { data } = useApi<PageWords>(`/documents/${piece(doc.id)}/pages/${n}`, { q });
  return <div class="sheet typed" data-page={n}><pre lang="vi">{data?.text ?? t("loading")}</pre></div>;
}

/** The pages one under the other, as they were scanned, upright; what was found and what is pointed at lit up where it stands. */
export function Viewer({ doc, q, place, seen, start, nextHit }: { doc: Doc; q: string; place?: Place; seen: (page: number) => void; start: number; nextHit?: (step: number) => void }) {
  const room = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState(800);
  const [zoom, setZoom] = useState(0);
  const [rotate, setRotate] = useState(0);
  const [now, setNow] = useState(start);
  useEffect(() => {
    const measure = () => room.current && setFit(Math.max(300, Math.min(1240, room.current.clientWidth - 40)));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(room.current!);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const sheets = room.current!.querySelectorAll<HTMLElement>(".sheet");
    const parts = new Map<Element, number>();
    const watch = new IntersectionObserver((entries) => {
      for (const e of entries) parts.set(e.target, e.intersectionRatio * e.boundingClientRect.height);
      let best: [number, number] = [0, 0];
      parts.forEach((part, sheet) => { if (part > best[1]) best = [Number((sheet as HTMLElement).dataset.page), part]; });
      if (best[0]) { setNow(best[0]); seen(best[0]); }
    }, { root: room.current, threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] });
    sheets.forEach((s) => watch.observe(s));
    return () => watch.disconnect();
  }, [doc.id, fit, zoom]);
  useEffect(() => {
    if (!place || !room.current) return;
    const sheet = room.current.querySelector<HTMLElement>(`.sheet[data-page="${place.page}"]`);
    const mark = sheet?.querySelector<HTMLElement>(".lit.place");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    (mark ?? sheet)?.scrollIntoView({ behavior: calm, block: mark ? "center" : "start", inline: "nearest" });
  }, [place]);
  const step = (by: number) => setZoom((z) => Math.max(0, Math.min(zooms.length - 1, z + by)));
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "+" || event.key === "=") step(1);
      if (event.key === "-") step(-1);
      if (event.key === "0") setZoom(0);
      if (event.key === "r") setRotate((r) => (r + 90) % 360);
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  const last = doc.page_sizes.length;
  return (
    <section class="viewer" aria-label={t("document")}>
      <div class="tools">
        <span>{t("page")} {now} {t("of")} {doc.page_sizes[last - 1]?.[0] ?? last}</span>
        <button type="button" onClick={() => step(-1)} disabled={zoom === 0} title="-" aria-label={t("zoomOut")}>−</button>
        <button type="button" onClick={() => step(1)} disabled={zoom === zooms.length - 1} title="+" aria-label={t("zoomIn")}>+</button>
        <button type="button" onClick={() => setZoom(0)} title="0">{t("fit")}</button>
        <button type="button" onClick={() => setRotate((rotate + 90) % 360)} title="r">{t("rotate")}</button>
        {nextHit ? <button type="button" onClick={() => nextHit(1)} title="n">{t("nextHit")} ({doc.found_on.length})</button> : null}
      </div>
      <div class="room" ref={room} tabIndex={0} role="region" aria-label={t("pages")}>
        {doc.page_sizes.map(([n, width, height]) => (width > 0
          ? <Sheet key={n} doc={doc} n={n} width={width} height={height} shown={zooms[zoom] || fit} q={q} place={place} rotate={rotate} />
          : <TextSheet key={n} doc={doc} n={n} q={q} />))}
      </div>
    </section>
  );
}
