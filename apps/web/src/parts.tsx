import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { get, type Query } from "./api";
import { day, t } from "./words";

/** What an address of the API gives, asked again when it changes. The old answer stays until the new one is there. */
export function useApi<T>(path: string | null, query: Query = {}, again = 0): { data?: T; error?: string; loading: boolean; set: (data: T) => void } {
  const [state, setState] = useState<{ data?: T; error?: string; loading: boolean }>({ loading: path !== null });
  const key = path + JSON.stringify(query);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    setState((old) => ({ ...old, loading: true, error: undefined }));
    get<T>(path, query, stop.signal)
      .then((data) => { if (!stop.signal.aborted) setState({ data, loading: false }); })
      .catch((e) => { if (!stop.signal.aborted) setState({ error: e.message, loading: false }); });
    return () => stop.abort();
  }, [key, again]);
  return { ...state, set: (data) => setState({ data, loading: false }) };
}

export function Wrong({ message }: { message?: string }) {
  return message ? <p class="wrong" role="alert">{message}</p> : null;
}

/** Text of the server with what was found between « and » lit up; as text, never as HTML. */
export function Lit({ text }: { text: string }) {
  return <>{text.split(/(«[^»]*»)/).map((part, i) => (part.startsWith("«") ? <mark key={i}>{part.slice(1, -1)}</mark> : part))}</>;
}

/** A value that a person must still look at never stands there as if it were certain. */
export function Sure({ sure, children }: { sure: boolean; children: ComponentChildren }) {
  return sure ? <>{children}</> : <span class="unsure" title={t("reviewState")}>{children} <span aria-label={t("reviewState")}>?</span></span>;
}

/** The day that is meant by what people here type, 5/3/2025 or 05-03-25; undefined when it is none. */
export function typedDay(text: string): string | undefined {
  const parts = /^\s*(\d{1,2})[./\s-]+(\d{1,2})[./\s-]+(\d{4}|\d{2})\s*$/.exec(text);
  if (!parts) return undefined;
  const [date, month] = [Number(parts[1]), Number(parts[2])];
  const year = Number(parts[3]) + (parts[3].length === 2 ? 2000 : 0);
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.toISOString().slice(0, 10) : undefined;
}

/** A box for a day, written day first whatever the browser's language: its own boxes follow the language of the machine. */
export function DayBox({ label, value, choose }: { label: string; value: string; choose: (iso: string) => void }) {
  const [typed, setTyped] = useState(day(value));
  useEffect(() => setTyped(day(value)), [value]);
  const wrong = typed.trim() !== "" && !typedDay(typed);
  const done = () => {
    const iso = typed.trim() ? typedDay(typed) : "";
    if (iso !== undefined && iso !== value) choose(iso);
    else if (iso === value) setTyped(day(value));
  };
  return (
    <label class="row">{label}
      <input class="day" inputMode="numeric" size={10} maxLength={12} placeholder={t("dayHint")} value={typed} aria-invalid={wrong} title={wrong ? t("notADay") : undefined}
        onInput={(e) => setTyped(e.currentTarget.value)} onChange={done} onKeyDown={(e) => { if (e.key === "Enter") done(); }} /></label>
  );
}

export function Tabs<Name extends string>({ names, label, now, choose }: { names: Name[]; label: (name: Name) => string; now: Name; choose: (name: Name) => void }) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    const next = names[(names.indexOf(now) + step + names.length) % names.length];
    choose(next);
    row.current?.querySelector<HTMLButtonElement>(`[data-name="${next}"]`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" ref={row} onKeyDown={move}>
      {names.map((name) => (
        <button key={name} role="tab" type="button" data-name={name} aria-selected={name === now} tabIndex={name === now ? 0 : -1} onClick={() => choose(name)}>
          {label(name)}
        </button>
      ))}
    </div>
  );
}

export function Pager({ offset, limit, total, to }: { offset: number; limit: number; total: number; to: (offset: number) => void }) {
  if (total <= limit) return null;
  return (
    <nav class="pager" aria-label={t("page")}>
      <button type="button" disabled={offset === 0} onClick={() => to(Math.max(0, offset - limit))}>← {t("previous")}</button>
      <span>{t("page")} {Math.floor(offset / limit) + 1} {t("of")} {Math.ceil(total / limit)}</span>
      <button type="button" disabled={offset + limit >= total} onClick={() => to(offset + limit)}>{t("next")} →</button>
    </nav>
  );
}

export function bytes(n: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let i = 0;
  for (; n >= 1000 && i < units.length - 1; ++i) n /= 1000;
  return n.toFixed(n < 10 && i > 0 ? 1 : 0) + " " + units[i];
}

/** Whether keys now belong to something one types in. */
export function isTyping(event: KeyboardEvent): boolean {
  const to = event.target as HTMLElement;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(to.tagName) || event.ctrlKey || event.metaKey || event.altKey;
}
