import type { Session } from "./types";

/** What the server says went wrong (RFC 9457). */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, detail: string) {
    super(detail);
  }
}

let csrf = "";
let onSignedOut: () => void = () => {};

export function use(session: Session): void {
  csrf = session.csrf ?? "";
}
export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

export type Query = Record<string, string | number | boolean | undefined>;

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, v]) => v !== undefined && v !== "");
  const text = new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString();
  return "/api/v1" + path + (text ? "?" + text : "");
}

async function ask<T>(method: string, path: string, query?: Query, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = {};
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  const raw = body instanceof Blob;
  if (body !== undefined) headers["Content-Type"] = raw ? "application/octet-stream" : "application/json";
  const answer = await fetch(address(path, query), { method, headers, signal, body: body === undefined ? undefined : raw ? body : JSON.stringify(body) });
  const json = answer.status === 204 ? undefined : answer.ok ? await answer.json() : await answer.json().catch(() => ({}));
  if (answer.ok) return json as T;
  if (answer.status === 401 && json?.code === "sign_in") onSignedOut();
  throw new Problem(answer.status, json?.code ?? "", json?.detail || json?.title || String(answer.status));
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) => ask<T>("GET", path, query, undefined, signal);
export const post = <T>(path: string, body?: unknown, query?: Query) => ask<T>("POST", path, query, body);
export const put = <T>(path: string, body?: unknown) => ask<T>("PUT", path, undefined, body);
export const patch = <T>(path: string, body?: unknown) => ask<T>("PATCH", path, undefined, body);
export const del = <T>(path: string) => ask<T>("DELETE", path);

/** One piece of a path. */
export const piece = encodeURIComponent;
