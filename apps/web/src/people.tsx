import { useEffect, useState } from "preact/hooks";
import { del, patch, piece, post } from "./api";
import { useApi, Wrong } from "./parts";
import type { Person, Role } from "./types";
import { t } from "./words";

const roles: Role[] = ["reader", "clerk", "inspector", "administrator"];

function rights(form: FormData) {
  return { shown: form.get("shown"), role: form.get("role"), cleared: form.get("cleared") !== null, dossiers: String(form.get("dossiers")).split(",").map((d) => d.trim()).filter(Boolean) };
}

function Rights({ of }: { of?: Person }) {
  return (
    <>
      <td><input name="shown" aria-label={t("shown")} value={of?.shown ?? ""} /></td>
      <td><select name="role" aria-label={t("role")} value={of?.role ?? "reader"}>{roles.map((r) => <option key={r} value={r}>{t(r)}</option>)}</select></td>
      <td><input name="dossiers" aria-label={t("rights")} value={of?.dossiers.join(", ") ?? ""} /></td>
      <td><input type="checkbox" name="cleared" aria-label={t("cleared")} checked={of?.cleared ?? false} /></td>
    </>
  );
}

function Row({ person, changed, wrong }: { person: Person; changed: () => void; wrong: (e: Error) => void }) {
  const save = (row: HTMLTableRowElement, more: object = {}) => {
    const form = new FormData();
    row.querySelectorAll<HTMLInputElement>("[name]").forEach((i) => { if (i.type !== "checkbox" || i.checked) form.set(i.name, i.value); });
    patch("/people/" + piece(person.name), { ...rights(form), ...more }).then(changed).catch(wrong);
  };
  const row = (event: Event) => (event.currentTarget as HTMLElement).closest("tr")!;
  return (
    <tr>
      <th scope="row">{person.name}{person.locked ? ` (${t("locked")})` : ""}</th>
      <Rights of={person} />
      <td class="whole"><button type="button" onClick={(e) => save(row(e))}>{t("save")}</button> <button type="button" onClick={(e) => save(row(e), { locked: !person.locked })} aria-pressed={person.locked}>{t("locked")}</button> <button type="button" class="quiet" onClick={() => void del("/people/" + piece(person.name)).then(changed).catch(wrong)}>{t("remove")}</button></td>
    </tr>
  );
}

export function People() {
  const [again, setAgain] = useState(0);
  const { data } = useApi<{ people: Person[] }>("/people", {}, again);
  const { data: log } = useApi<{ entries: { time: string; who: string; what: string; label: string; target: string }[] }>("/audit", { limit: 50 }, again);
  const [problem, setProblem] = useState("");
  const changed = () => { setProblem(""); setAgain((n) => n + 1); };
  const wrong = (e: Error) => setProblem(e.message);
  useEffect(() => { document.title = t("people") + " – " + t("title"); }, []);
  const add = (event: Event) => {
    event.preventDefault();
    const element = event.target as HTMLFormElement, form = new FormData(element);
    post("/people", { name: form.get("name"), password: form.get("password"), ...rights(form) }).then(() => { element.reset(); changed(); }).catch(wrong);
  };
  return (
    <main id="main" class="people">
      <h1>{t("people")}</h1>
      <Wrong message={problem} />
      <table><thead><tr><th scope="col">{t("name")}</th><th scope="col">{t("shown")}</th><th scope="col">{t("role")}</th><th scope="col">{t("rights")}</th><th scope="col">{t("cleared")}</th><th scope="col"><span class="unseen">{t("save")}</span></th></tr></thead>
        <tbody>{data?.people.map((p) => <Row key={p.name} person={p} changed={changed} wrong={wrong} />)}</tbody></table>
      <h2>{t("add")}</h2>
      <form class="grid" onSubmit={add}>
        <label>{t("name")}<input name="name" required autocapitalize="none" autocomplete="off" /></label>
        <label>{t("newPassword")}<input name="password" type="password" required minLength={10} autocomplete="new-password" /></label>
        <label>{t("shown")}<input name="shown" /></label>
        <label>{t("role")}<select name="role">{roles.map((r) => <option key={r} value={r}>{t(r)}</option>)}</select></label>
        <label>{t("rights")}<input name="dossiers" /></label>
        <label class="row"><input type="checkbox" name="cleared" />{t("cleared")}</label>
        <button type="submit" class="main">{t("add")}</button>
      </form>
      <h2>{t("log")}</h2>
      <table><thead><tr><th scope="col">{t("time")}</th><th scope="col">{t("who")}</th><th scope="col">{t("what")}</th><th scope="col">{t("target")}</th></tr></thead>
        <tbody>{log?.entries.map((e, i) => <tr key={i}><td class="whole">{e.time.replace("T", " ").replace("Z", " UTC")}</td><td>{e.who}</td><td>{e.label}</td><td>{e.target}</td></tr>)}</tbody></table>
    </main>
  );
}
