import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { del, get, use, whenSignedOut } from "./api";
import { Account } from "./account";
import { DocumentPage } from "./document";
import { Findings } from "./findings";
import { People } from "./people";
import { Pile } from "./pile";
import { Review } from "./review";
import { useRoute } from "./route";
import { Search } from "./search";
import { SignIn } from "./signin";
import { Status } from "./status";
import type { Role, Session } from "./types";
import { Uploads } from "./uploads";
import { language, switchLanguage, t, type Word } from "./words";
import { lazy } from "./lazy";

/** Charts are loaded by those who look at them. */
const Deadlines = lazy(() => import("./deadlines").then((m) => m.Deadlines));
const Coverage = lazy(() => import("./coverage").then((m) => m.Coverage));

const ranks: Role[] = ["reader", "clerk", "inspector", "administrator"];

interface Place { path: string; label: Word; least: Role }
const places: Place[] = [
  { path: "/", label: "search", least: "reader" },
  { path: "/review", label: "review", least: "clerk" },
  { path: "/uploads", label: "uploads", least: "clerk" },
  { path: "/coverage", label: "coverage", least: "reader" },
  { path: "/deadlines", label: "deadlines", least: "reader" },
  { path: "/findings", label: "findings", least: "reader" },
  { path: "/status", label: "status", least: "reader" },
  { path: "/people", label: "people", least: "administrator" },
];

function Header({ session, signOut }: { session: Session; signOut: () => void }) {
  const route = useRoute();
  const here = "/" + (route.path[0] ?? "");
  const person = session.person!;
  return (
    <header>
      <a class="skip" href="#main">{t("skipLink")}</a>
      <a class="brand" href="/"><img src="/icon.svg" alt="" width="26" height="26" />{t("title")}</a>
      <nav aria-label={t("title")}>
        {places.filter((p) => ranks.indexOf(person.role) >= ranks.indexOf(p.least)).map((p) => (
          <a key={p.path} href={p.path} aria-current={here === p.path ? "page" : undefined}>{t(p.label)}</a>
        ))}
      </nav>
      <button type="button" class="quiet" onClick={switchLanguage} lang={language === "en" ? "vi" : "en"}>{t("language")}</button>
      {session.single_user ? null : (
        <>
          <a class="person" href="/account">{person.shown || person.name}</a>
          <button type="button" class="quiet" onClick={signOut}>{t("signOut")}</button>
        </>
      )}
    </header>
  );
}

function Content({ session }: { session: Session }) {
  const { path, query } = useRoute();
  switch (path[0] ?? "") {
    case "documents": return <DocumentPage key={path[1]} id={path[1] ?? ""} q={query.get("q") ?? ""} page={Number(query.get("page") ?? 0)} role={session.person!.role} />;
    case "piles": return <Pile key={path[1]} id={path[1] ?? ""} />;
    case "review": return <Review role={session.person!.role} />;
    case "uploads": return <Uploads />;
    case "coverage": return <Coverage role={session.person!.role} />;
    case "deadlines": return <Deadlines />;
    case "findings": return <Findings role={session.person!.role} />;
    case "status": return <Status />;
    case "people": return <People />;
    case "account": return <Account person={session.person!} />;
    default: return <Search />;
  }
}

function App() {
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState("");
  const set = (s: Session) => {
    use(s);
    setSession(s);
  };
  const load = () => get<Session>("/session").then(set).catch((e) => setProblem(e.message));
  useEffect(() => {
    document.title = t("title");
    whenSignedOut(() => void load());
    void load();
  }, []);
  if (problem) return <main><p class="wrong" role="alert">{problem}</p></main>;
  if (!session) return <main><p>{t("loading")}</p></main>;
  if (!session.person) return <SignIn setup={session.setup} done={set} />;
  return (
    <>
      <Header session={session} signOut={() => void del("/session").then(load)} />
      <Content session={session} />
    </>
  );
}

render(<App />, document.getElementById("app")!);
