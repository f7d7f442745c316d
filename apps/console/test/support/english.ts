import { glob } from "node:fs/promises";
import { isValidElement, type ReactNode } from "react";
import type { Language } from "../../src/words/settings/display-settings.ts";

const catalogues = new URL("../../src/", import.meta.url);

/** Texts that must not occur in another language. */
export type English = { whole: string[]; parts: string[] };

/** The English texts that the other language translates differently. */
export async function englishExcept(language: Exclude<Language, "en">): Promise<English> {
  const [english, other] = await Promise.all([wordsOf("en"), wordsOf(language)]);
  const otherTexts = new Set([...other.whole, ...other.parts]);
  const left = (texts: readonly string[]) => [...new Set(texts)].filter((text) => !otherTexts.has(text));
  return { whole: left(english.whole), parts: left(english.parts) };
}

async function wordsOf(language: Language): Promise<English> {
  const words: English = { whole: [], parts: [] };
  for await (const file of glob(`**/texts.${language}.ts`, { cwd: catalogues })) {
    const { texts }: { texts: unknown } = await import(new URL(file, catalogues).href);
    collect(texts, words);
  }
  return words;
}

/** Replaces each value, to find the words around it. */
const value = 77;

function collect(texts: unknown, words: English): void {
  if (typeof texts === "string") words.whole.push(texts.trim());
  else if (typeof texts === "function") words.parts.push(...wordsAround(texts));
  else if (typeof texts === "object" && texts !== null)
    for (const text of Object.values(texts)) collect(text, words);
}

function wordsAround(write: unknown): string[] {
  if (typeof write !== "function") return [];
  try {
    const written: ReactNode = Reflect.apply(write, null, [value, value, value, value]);
    // A single word is also a part of other words.
    return textOf(written)
      .split(String(value))
      .map((part) => part.trim())
      .filter((part) => /\p{L}{2} \p{L}{2}/u.test(part));
  } catch {
    // It takes other values than texts and numbers.
    return [];
  }
}

function textOf(node: unknown): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (!isValidElement<{ children?: unknown }>(node)) return "";
  return textOf(node.props.children);
}
