/** What the server sends, as apps/server/openapi.json describes it. */
export type Role = "reader" | "clerk" | "inspector" | "administrator";
export interface Person { name: string; shown: string; role: Role; dossiers: string[]; cleared: boolean; locked: boolean }
export interface Session { person: Person | null; csrf?: string; setup: boolean; single_user: boolean }

export type Box = [number, number, number, number];
export interface Hit {
  id: string; path: string; number: string | null; issued_date: string | null; subject: string | null; type: string; issuer: string; dossier: string;
  snippet: string; page: number; cited_by?: number; review?: string[];
}
export interface Hits {
  total: number; about?: boolean; note?: string; suggestion?: string; withheld?: number; hits: Hit[]; milliseconds?: number;
  facets?: Record<string, { value: string; count: number }[]>; understood?: { query: string; parts: string[] };
}
export interface Candidate { value: string; raw?: string; confidence?: number; page?: number; box?: Box | null }
export interface Field {
  value: string | string[] | null; raw?: string; status: string; confidence?: number; page?: number; box?: Box | null; rule?: string; handwritten?: boolean;
  candidates?: Candidate[]; by?: string;
}
export interface Citation { number: string | null; type: string; issuer: string; date: string | null; relation: string; raw: string; page: number; box: Box | null; article?: string; resolved: string | null }
export interface DocumentDeadline { phrase: string; kind: string; date?: string; task: string; lead: string; status: string; page: number; box: Box | null }
export interface Signature { signer: string; organization: string; issuer: string; time: string; valid: boolean; trusted: boolean; trouble: string | null }
export interface Issue { code: string; severity: string; page: number; message: string }
export interface Doc {
  id: string; dossier: string; sources: { path: string; sha256: string; pages: number[] }[]; fields: Record<string, Field>; citations: Citation[];
  deadlines: DocumentDeadline[]; signatures: Signature[]; issues: Issue[]; page_sizes: [number, number, number][]; found_on: number[];
  labels: Record<string, { vi: string; en: string }>; masked: boolean; quality: { confidence: number; origin: string };
}
export interface PageWords { n: number; width: number; height: number; text: string; found: Box[] }
export interface Doubt {
  id: string; field: string; label: string; label_en: string; number: string | null; path: string; dossier: string; page: number; box: Box | null; handwritten: boolean;
  readings: string[]; acceptable: boolean; value: string | null; raw: string; confidence: number; status: string;
  registered?: Registered[];
}
/** A row of the office's register that the document may be. */
export interface Registered { number: string; date: string | null; subject: string; share: number }
export interface Batch { field: string; label: string; label_en: string; handwritten: boolean; book: string | null; count: number }
export interface UploadedFile { name: string; dossier: string; size: number; state: string; pages: number; pages_done: number; message: string; documents: string[] }
export interface UploadState { running: boolean; waiting: number; problem: string | null; files: UploadedFile[] }
export interface Counts { expected: number; digitized: number; doubtful: number; missing: number; percent: number | null; reviewed: number; [dimension: string]: unknown }
export interface Due {
  due: string | null; phrase: string; task: string; lead: string; status: string; page: number;
  document: { id: string; number: string | null; number_sure: boolean; dossier: string };
}
