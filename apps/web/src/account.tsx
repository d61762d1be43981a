import { useState } from "preact/hooks";
import { del, piece, post, put } from "./api";
import { useApi, Wrong } from "./parts";
import type { Person, Role } from "./types";
import { t } from "./words";

interface Token { id: string; label: string; role: Role; made: string; used: string | null }

export function Account({ person }: { person: Person }) {
  const [again, setAgain] = useState(0);
  const { data } = useApi<{ tokens: Token[] }>("/tokens", {}, again);
  const [problem, setProblem] = useState("");
  const [changed, setChanged] = useState(false);
  const [secret, setSecret] = useState("");
  const wrong = (e: Error) => setProblem(e.message);
  const password = (event: Event) => {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    put("/password", Object.fromEntries(new FormData(element))).then(() => { element.reset(); setChanged(true); setTimeout(() => location.reload(), 800); }).catch(wrong);
  };
  const token = (event: Event) => {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    post<{ token: string }>("/tokens", { label: new FormData(element).get("label"), role: person.role }).then((a) => { element.reset(); setSecret(a.token); setAgain(again + 1); }).catch(wrong);
  };
  return (
    <main id="main" class="account">
      <h1>{person.shown || person.name}</h1>
      <p>{t(person.role)}</p>
      <Wrong message={problem} />
      <h2>{t("changePassword")}</h2>
      <form class="grid" onSubmit={password}>
        <label>{t("oldPassword")}<input name="old" type="password" required autocomplete="current-password" /></label>
        <label>{t("newPassword")}<input name="new" type="password" required minLength={10} autocomplete="new-password" /></label>
        <button type="submit">{t("changePassword")}</button>
        {changed ? <p role="status">{t("changed")}</p> : null}
      </form>
      <h2>{t("tokens")}</h2>
      {secret ? <p class="note" role="status">{t("tokenOnce")} <code>{secret}</code></p> : null}
      <ul class="rows">{data?.tokens.map((k) => <li key={k.id}>{k.label} <small>{t(k.role)}, {k.made.slice(0, 10)}</small> <button type="button" class="quiet" onClick={() => void del("/tokens/" + piece(k.id)).then(() => setAgain(again + 1))}>{t("remove")}</button></li>)}</ul>
      <form class="grid" onSubmit={token}><label>{t("label")}<input name="label" required /></label><button type="submit">{t("add")}</button></form>
    </main>
  );
}
