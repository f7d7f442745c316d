import { createElement, Fragment, isValidElement, type ReactNode } from "react";

/**
 * A sentence with names, isolated like `Name`, or with elements, such as links.
 * @example
 * notifyDone(withNames`${patient.name} is added`);
 */
export function withNames(words: TemplateStringsArray, ...parts: (string | ReactNode)[]): ReactNode {
  const children = words.flatMap((text, index): ReactNode[] => {
    const part = parts[index];
    if (part === undefined) return [text];
    return [text, isValidElement(part) ? part : createElement("bdi", null, part)];
  });
  return createElement(Fragment, null, ...children);
}
