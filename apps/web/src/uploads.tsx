import { useEffect, useRef, useState } from "preact/hooks";
import { piece, post } from "./api";
import { bytes, Wrong } from "./parts";
import type { UploadedFile, UploadState } from "./types";
import { named, t } from "./words";

interface Waiting { file: File; dossier: string }

/** All files below what was dropped, folders entered; the folder's path is the dossier. */
async function dropped(items: DataTransferItemList, dossier: string): Promise<Waiting[]> {
  const out: Waiting[] = [];
  const walk = async (entry: FileSystemEntry, below: string): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
      if (!file.name.startsWith(".")) out.push({ file, dossier: below });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
      if (!some.length) break;
      for (const one of some) await walk(one, below === dossier ? entry.name : below + "/" + entry.name);
    }
  };
  for (const entry of [...items].map((i) => i.webkitGetAsEntry()).filter((e) => e !== null)) await walk(entry, dossier);
  return out;
}

function useUploads(): { state?: UploadState; lost: boolean } {
  const [state, setState] = useState<UploadState>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const source = new EventSource("/api/v1/uploads/events");
    source.onmessage = (event) => { setState(JSON.parse(event.data)); setLost(false); };
    source.onerror = () => setLost(source.readyState === EventSource.CLOSED);
    return () => source.close();
  }, []);
  return { state, lost };
}

function Row({ f }: { f: UploadedFile }) {
  return (
    <tr>
      <td>{f.name}</td><td>{f.dossier}</td><td class="n">{bytes(f.size)}</td>
      <td>{f.state === "leased" || f.state === "pending" ? <><progress max={f.pages || 1} value={f.pages_done} aria-label={f.name} /> {named(f.state)} {f.pages ? `${f.pages_done}/${f.pages}` : ""}</> : <span class={"state " + f.state}>{named(f.state)}</span>}
        {f.message ? <small class="wrong">{f.message}</small> : null}</td>
      <td>{f.documents.map((id, i) => <a key={id} href={"/documents/" + piece(id)}>{t("open")}{f.documents.length > 1 ? " " + (i + 1) : ""} </a>)}</td>
    </tr>
  );
}

export function Uploads() {
  const { state } = useUploads();
  const [dossier, setDossier] = useState("");
  const [sending, setSending] = useState<Waiting[]>([]);
  const [problem, setProblem] = useState("");
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const into = dossier.trim() || "tai-len";
  useEffect(() => { document.title = t("uploads") + " – " + t("title"); }, []);
  const send = async (list: Waiting[]) => {
    setProblem("");
    setSending((old) => [...old, ...list]);
    for (const one of list) {
      await post("/uploads", one.file as Blob, { dossier: one.dossier, name: one.file.name }).catch((e) => setProblem(`${one.file.name}: ${e.message}`));
      setSending((old) => old.filter((w) => w !== one));
    }
  };
  const chosen = (input: HTMLInputElement) => {
    const list = [...(input.files ?? [])].filter((f) => !f.name.startsWith(".")).map((file) => ({ file, dossier: file.webkitRelativePath ? file.webkitRelativePath.split("/").slice(0, -1).join("/") : into }));
    input.value = "";
    void send(list);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void dropped(event.dataTransfer!.items, into).then(send);
  };
  const failed = state?.files.some((f) => f.state === "failed");
  return (
    <main id="main" class="uploads">
      <h1>{t("uploads")}</h1>
      <div class={"drop" + (over ? " over" : "")} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <p><b>{t("drop")}</b></p><p>{t("kinds")}</p>
        <p><label>{t("intoDossier")} <input value={dossier} placeholder="tai-len" onInput={(e) => setDossier(e.currentTarget.value)} /></label></p>
        <p><button type="button" class="main" onClick={() => files.current?.click()}>{t("choose")}</button> <button type="button" onClick={() => folder.current?.click()}>{t("chooseFolder")}</button></p>
        <input ref={files} type="file" multiple hidden aria-label={t("choose")} onChange={(e) => chosen(e.currentTarget)} />
        <input ref={folder} type="file" hidden aria-label={t("chooseFolder")} onChange={(e) => chosen(e.currentTarget)} {...{ webkitdirectory: true }} />
      </div>
      <Wrong message={problem || state?.problem || undefined} />
      {sending.length ? <p role="status">{sending.length} {t("sending")}: {sending[0].file.name}</p> : null}
      {state ? <p class="bar"><span role="status">{state.running ? t("running") : t("idle")}{state.waiting ? `, ${state.waiting} ${t("uploaded")}` : ""}</span>{failed ? <button type="button" onClick={() => void post("/uploads/retry")}>{t("retry")}</button> : null}</p> : null}
      {state?.files.length ? (
        <table><thead><tr><th scope="col">{t("files")}</th><th scope="col">{t("dossier")}</th><th scope="col" class="n">{t("size")}</th><th scope="col">{t("stage")}</th><th scope="col">{t("document")}</th></tr></thead>
          <tbody>{state.files.map((f) => <Row key={f.dossier + "/" + f.name} f={f} />)}</tbody></table>
      ) : null}
    </main>
  );
}
