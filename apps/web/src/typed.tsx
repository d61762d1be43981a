import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "./api";
import { day, t } from "./words";

interface Checked { ok: boolean; values: string[]; message?: string; hint?: string }

export const readable = (field: string, value: string) => (field.endsWith("date") && /^\d{4}(-\d\d)*$/.test(value) ? day(value) : value);

/** What is typed, and at once what the grammar of the field makes of it. "64" completes the printed "…/UBND-KT". */
export function Typed({ item, begun, send, leave }: { item: { field: string; value: string | null }; begun: string; send: (value: string) => void; leave: () => void }) {
  const begin = begun ? begun : item.value && !item.value.startsWith("…") ? readable(item.field, item.value) : "";
  const [value, setValue] = useState(begin);
  const [checked, setChecked] = useState<Checked>();
  const whole = (text: string) => (/^\d+$/.test(text) && item.value?.startsWith("…") ? text + item.value.slice(1) : text);
  const turn = useRef(0);
  useEffect(() => {
    const now = ++turn.current;
    if (!value.trim()) return setChecked(undefined);
    const wait = setTimeout(() => post<Checked>("/review/check", { field: item.field, value: whole(value) }).then((c) => now === turn.current && setChecked(c)).catch(() => {}), 120);
    return () => clearTimeout(wait);
  }, [value]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (value.trim()) send(whole(value));
  };
  return (
    <form class="typed" onSubmit={submit}>
      <label>{t("rightValue")}
        <input value={value} autofocus spellcheck={false} onInput={(e) => setValue(e.currentTarget.value)} onFocus={(e) => { if (!begun) e.currentTarget.select(); }} onKeyDown={(e) => e.key === "Escape" && leave()} aria-describedby="checked" /></label>
      <p id="checked" role="status" class={checked && !checked.ok ? "wrong" : ""}>{checked ? (checked.ok ? `${t("willBe")}: ${checked.values.map((v) => readable(item.field, v)).join("; ")}` : `${checked.message} ${checked.hint ?? ""}`) : item.value?.startsWith("…") ? `64 → 64${item.value.slice(1)}` : ""}</p>
    </form>
  );
}
