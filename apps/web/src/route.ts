import { useEffect, useState } from "preact/hooks";

/** Where we are: the address in the browser, which can be shared and gone back from. */
export interface Route { path: string[]; query: URLSearchParams }

function here(): Route {
  return { path: location.pathname.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(location.search) };
}

const listeners = new Set<() => void>();
addEventListener("popstate", () => listeners.forEach((tell) => tell()));

export function go(to: string, replace = false): void {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  listeners.forEach((tell) => tell());
}

export function useRoute(): Route {
  const [route, setRoute] = useState(here);
  useEffect(() => {
    const tell = () => setRoute(here());
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  return route;
}

/** Links within the page do not load it again; with Ctrl, Shift or the middle button they open as any link. */
addEventListener("click", (event) => {
  const link = (event.target as Element).closest?.("a[href^='/']");
  if (!link || link.hasAttribute("download") || link.getAttribute("href")!.startsWith("/api/") || event.ctrlKey || event.shiftKey || event.metaKey || event.button) return;
  event.preventDefault();
  go(link.getAttribute("href")!);
  scrollTo(0, 0);
});
