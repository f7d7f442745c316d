import { loadModule, parseSync } from "libpg-query";

/** A node of PostgreSQL's syntax tree: its fields. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Returns the fields of a node of this kind. A node is wrapped in its kind: `{ RangeVar: { … } }`. */
export function fieldsOf(node: unknown, kind: string): Fields | undefined {
  const fields = isFields(node) ? node[kind] : undefined;
  return isFields(fields) ? fields : undefined;
}

/** The texts of a list of `String` nodes, such as the parts of a name. Others, such as stars, are `*`. */
export const namesIn = (list: unknown): string[] =>
  listOf(list).map((part) => textOf(fieldsOf(part, "String")?.sval) || "*");

await loadModule();

/** Returns the statements of a text. Throws if it is no SQL. */
export const parseStatements = (text: string): unknown[] =>
  listOf(parseSync(text).stmts).map((each) => (isFields(each) ? each.stmt : undefined));
