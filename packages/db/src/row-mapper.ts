import { Column, getTableName, is, noopDecoder, SQL, Subquery } from "drizzle-orm";
import type { SelectedFieldsOrdered } from "drizzle-orm/pg-core";

/** A row from the driver, with values by their index. */
type RawRow = Readonly<Record<string, unknown>>;

export type RowMapper = (row: RawRow) => unknown;

/** Drizzle's record of which joined tables always have a row. */
export type JoinedTables = Readonly<Record<string, boolean>> | undefined;

type Field = SelectedFieldsOrdered[number];
type Decoder = { mapFromDriverValue(value: unknown): unknown };
type Leaf = { index: number; decoder: Decoder | undefined };
type Branch = {
  children: Map<string, Leaf | Branch>;
  /** If an outer join may leave the table out: the column whose null shows that. */
  presence: Leaf | undefined;
};

/**
 * Returns a function that maps rows exactly like Drizzle's mapper.
 * Drizzle looks up every column for every row, which costs more than everything else for a page of fifty.
 * `compiled` is for frequent statements: compiling takes as long as mapping some hundred rows.
 */
export function rowMapper(
  fields: SelectedFieldsOrdered,
  joined: JoinedTables,
  { compiled }: { compiled: boolean },
): RowMapper {
  const root = treeOf(fields, joined);
  return (compiled ? compile(root) : undefined) ?? ((row) => build(root, row));
}

function treeOf(fields: SelectedFieldsOrdered, joined: JoinedTables): Branch {
  const root: Branch = { children: new Map(), presence: undefined };
  for (const [index, { path, field }] of fields.entries()) {
    const leaf = { index, decoder: decoderOf(field) };
    const name = path[path.length - 1] ?? "";
    branchAt(root, path.slice(0, -1)).children.set(name, leaf);
  }
  for (const [name, node] of root.children) {
    if (joined && isBranch(node)) node.presence = presenceOf(name, fields, joined);
  }
  return root;
}

function branchAt(root: Branch, path: string[]): Branch {
  let branch = root;
  for (const name of path) {
    const known = branch.children.get(name);
    const next = known && isBranch(known) ? known : { children: new Map(), presence: undefined };
    branch.children.set(name, next);
    branch = next;
  }
  return branch;
}

/** Like Drizzle, uses the first column if all columns belong to one table that may have no row. */
function presenceOf(name: string, fields: SelectedFieldsOrdered, joined: Readonly<Record<string, boolean>>) {
  const tables = new Set<string>();
  let first: Leaf | undefined;
  for (const [index, { path, field }] of fields.entries()) {
    if (path.length !== 2 || path[0] !== name || !is(field, Column)) continue;
    first ??= { index, decoder: decoderOf(field) };
    tables.add(getTableName(field.table));
  }
  const [table] = tables;
  return tables.size === 1 && table !== undefined && !joined[table] ? first : undefined;
}

function decoderOf(field: Field["field"]): Decoder | undefined {
  const source = is(field, Subquery) ? field._.sql : is(field, SQL.Aliased) ? field.sql : field;
  const decoder: Decoder = is(source, Column) ? source : sqlDecoder(source);
  const isIdentity =
    decoder === noopDecoder || decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue;
  return isIdentity ? undefined : decoder;
}

/** Drizzle does not include `decoder` in its types. */
function sqlDecoder(source: SQL): Decoder {
  if ("decoder" in source && isDecoder(source.decoder)) return source.decoder;
  throw new TypeError("A selected expression has no decoder: unsupported version of Drizzle.");
}

function isDecoder(value: unknown): value is Decoder {
  return typeof value === "object" && value !== null && "mapFromDriverValue" in value;
}

function isBranch(node: Leaf | Branch): node is Branch {
  return "children" in node;
}

function build(node: Leaf | Branch, row: RawRow): unknown {
  if (!isBranch(node)) {
    const value = row[node.index];
    return node.decoder === undefined || value === null ? value : node.decoder.mapFromDriverValue(value);
  }
  if (node.presence && build(node.presence, row) === null) return null;
  const result: Record<string, unknown> = {};
  for (const [name, child] of node.children) result[name] = build(child, row);
  return result;
}

/** Like `build`, as one object literal. Returns undefined if the process disallows code generation. */
function compile(root: Branch): RowMapper | undefined {
  const decoders: Decoder[] = [];
  const literal = sourceOf(root, decoders);
  const names = decoders.map((_, index) => `decoder${index}`).join();
  try {
    return new Function(`[${names}]`, `return (row) => (${literal});`)(decoders);
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

/** Only numbers and quoted names of the statement get into the code. */
function sourceOf(node: Leaf | Branch, decoders: Decoder[]): string {
  if (!isBranch(node)) {
    const value = `row[${node.index}]`;
    if (node.decoder === undefined) return value;
    const decoder = `decoder${decoders.push(node.decoder) - 1}`;
    return `(${value} === null ? null : ${decoder}.mapFromDriverValue(${value}))`;
  }
  const children = [...node.children].map(
    ([name, child]) => `[${JSON.stringify(name)}]: ${sourceOf(child, decoders)}`,
  );
  const literal = `{ ${children.join(", ")} }`;
  return node.presence ? `${sourceOf(node.presence, decoders)} === null ? null : ${literal}` : literal;
}
