import { createElement, Fragment, type ReactNode } from "react";
import { Name } from "./name.tsx";

/**
 * A sentence with isolated names.
 * See `Name`.
 *
 * @example
 * notifyDone(withNames`${patient.name} is added`);
 */
export function withNames(words: TemplateStringsArray, ...names: string[]): ReactNode {
  const parts = words.flatMap((text, index) => {
    const name = names[index];
    return name === undefined ? [text] : [text, createElement(Name, null, name)];
  });
  return createElement(Fragment, null, ...parts);
}
