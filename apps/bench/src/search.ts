import { definePairs, inTurn } from "./pairs.ts";

const names = {
  "a common last name": "schwarz",
  "the beginning of one": "mari",
  "two letters": "an",
  "a rare last name": "quisenberry",
  "a rare first name": "zebulon",
  "first and last name": "wilhelmina schwarz",
  "last name, and the beginning of the first": "schwarz, wil",
  "an umlaut as two letters": "mueller",
};

const others = {
  nobody: "nosuchname",
  "a typing error": "quisenbery",
  "a date of birth": "29.02.1980",
  "a name and a date": "schwarz 29.02.1980",
  "a phone number": "+41 79 555 01 99",
};

/** Searches in one large practice, among as many patients of others, who are in the same indexes. */
export const search = definePairs({
  name: "search",
  title: "Search",
  about:
    "Searches of a practice with 200,000 patients, among as many of others. The same search runs best match first and newest first.",
  compares: "p99",
  rounds: { full: 150, small: 15 },
  async prepare({ small }, fill) {
    const patients = small ? 20_000 : 200_000;
    const { caller } = await fill({
      practices: 50,
      patients: patients * 2,
      largestPractice: patients,
      doctors: 200,
    });
    const row = (name: string, words: readonly string[], most: number | null) => ({
      name,
      run: inTurn(words, (q) => caller.patient.list({ q, sort: "relevance" })),
      reference: "newest first",
      beside: inTurn(words, (q) => caller.patient.list({ q, sort: "newest" })),
      most,
    });
    return [
      ...Object.entries({ ...names, ...others }).map(([name, q]) => row(name, [q], null)),
      row("all names", Object.values(names), 2),
    ];
  },
});
