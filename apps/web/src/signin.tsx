import { useState } from "preact/hooks";
import { post } from "./api";
import { Wrong } from "./parts";
import type { Session } from "./types";
import { switchLanguage, t } from "./words";

export function SignIn({ setup, done }: { setup: boolean; done: (session: Session) => void }) {
  const [wrong, setWrong] = useState("");
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    setWrong("");
    post<Session>(setup ? "/setup" : "/session", Object.fromEntries(form)).then(done).catch((e) => setWrong(e.message));
  };
  return (
    <main class="door" id="main">
      <form onSubmit={send}>
        <img src="/icon.svg" alt="" width="48" height="48" />
        <h1>{setup ? t("setUp") : t("title")}</h1>
        {setup ? <><p>{t("setUpHint")}</p><label>{t("code")}<input name="code" required autocomplete="one-time-code" /></label></> : null}
        <label>{t("name")}<input name="name" required autocomplete="username" autocapitalize="none" /></label>
        <label>{setup ? t("newPassword") : t("password")}
          <input name="password" type="password" required autocomplete={setup ? "new-password" : "current-password"} minLength={setup ? 10 : 1} /></label>
        <Wrong message={wrong} />
        <button type="submit" class="main">{setup ? t("setUp") : t("signIn")}</button>
        <button type="button" class="quiet" onClick={switchLanguage}>{t("language")}</button>
      </form>
    </main>
  );
}
