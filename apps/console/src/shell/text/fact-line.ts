import { createElement, Fragment, type ReactNode } from "react";

/** Facts on one line, without those that are missing. Each is isolated, as `Name` isolates names. */
export function FactLine({ facts }: { facts: readonly ReactNode[] }): ReactNode {
  const shown = facts.filter(Boolean);
  const children = shown.flatMap((fact, index): ReactNode[] => [
    ...(index === 0 ? [] : [" · "]),
    createElement("bdi", null, fact),
  ]);
  return createElement(Fragment, null, ...children);
}
