import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "./words";

/** A component that is fetched when it is first shown. */
export function lazy<P extends object>(fetchIt: () => Promise<ComponentType<P>>): ComponentType<P> {
  let known: ComponentType<P> | undefined;
  return (properties: P) => {
    const [, loaded] = useState(0);
    useEffect(() => {
      if (!known) void fetchIt().then((c) => { known = c; loaded(1); });
    }, []);
    const It = known;
    return It ? <It {...properties} /> : <main id="main"><p>{t("loading")}</p></main>;
  };
}
