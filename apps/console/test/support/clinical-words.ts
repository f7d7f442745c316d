import type { TestBackend } from "@caretype/testing";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

/** Tables with users' texts. Kinds of notes are not secret. */
const tables = [
  "encounter",
  "condition",
  "allergy",
  "observation",
  "medication",
  "immunization",
  "procedure",
  "note",
  "note_draft",
  "note_signature",
];

/** In tests, users' texts begin with a capital letter. Codes, statuses, dates and ids do not. */
const wordsOfRecords = `
  select distinct left(word #>> '{}', 40) as word
  from (${tables.map((name) => `select to_jsonb(it) - 'kind' as record from ${name} as it`).join(" union all ")}) as each,
    jsonb_path_query(record, 'strict $.** ? (@.type() == "string")') as word
  where word #>> '{}' ~ '^[A-Z][a-z]{3}'`;

export type ClinicalWords = { expectNone(database: TestBackend["database"]): Promise<void> };

/**
 * Watches what other people may see on the screen or in a history: tab titles, addresses, also requested ones, and
 * the browser's console. Call `expectNone` at the end of each test: it fails if they contain a clinical record's
 * words.
 */
export async function watchForClinicalWords(context: BrowserContext): Promise<ClinicalWords> {
  const seen = new Set<string>();
  await context.exposeFunction("sawTitle", (title: string) => void seen.add(`title: ${title}`));
  // The console sets titles in one way.
  await context.addInitScript(() => {
    const title = Object.getOwnPropertyDescriptor(Document.prototype, "title") ?? {};
    Object.defineProperty(Document.prototype, "title", {
      ...title,
      set(text: string) {
        Reflect.get(window, "sawTitle")(text);
        title.set?.call(this, text);
      },
    });
  });
  const addAddress = (url: string) =>
    void seen.add(`address: ${url.startsWith("data:") ? "" : decoded(url)}`);
  const watch = (page: Page) => {
    page.on("framenavigated", (frame) => addAddress(frame.url()));
    page.on("console", (message) => seen.add(`console: ${message.text()}`));
  };
  context.on("page", watch);
  // Built files are named after modules, which may contain such a word.
  const isBuilt = (url: string) => new URL(url).pathname.startsWith("/assets/");
  context.on("request", (request) => isBuilt(request.url()) || addAddress(request.url()));
  return {
    async expectNone(database) {
      const places = [...seen];
      seen.clear();
      const rows = await database.reader.execute<{ word: string }>(wordsOfRecords);
      const found = rows.flatMap(({ word }) => places.filter((place) => place.includes(word)));
      expect(found).toEqual([]);
    },
  };
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll("+", " "));
  } catch {
    return url;
  }
}
