import { hash } from "node:crypto";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { TransactionRunner } from "@caretype/db/connection";
import { dialect } from "@caretype/db/database";
import { PgDatabase } from "drizzle-orm/pg-core";
import { type Findings, findRefusals, type Refusal } from "./refusals.ts";
import { spansPractices } from "./spanning-transactions.ts";

export type Found = Refusal & { file: string; text: string };

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Frames that send the statements of others. */
const isPlumbing = (file: string) =>
  /^packages\/(?:db\/src\/(?:[\w-]+\.ts$|connection\/)|test-database\/src\/(?:citus\/|record-statements))/.test(
    file,
  ) || file.includes("node_modules");

/** Returns the repository's file that sent the statement. */
function senderOf(stack: string): string | undefined {
  const files = [...stack.matchAll(/\(?(?:file:\/\/)?(\/[^\s():?]+\.tsx?)(?:\?[^\s():]*)?:\d+:\d+/g)].map(
    ([, file = ""]) => relative(root, file).split(sep).join("/"),
  );
  return files.find((file) => !file.startsWith("..") && !isPlumbing(file));
}

/** By the name of a frame's script: the repository's file, unless it is plumbing. */
const ownFiles = new Map<string, string | undefined>();

function ownFileOf(script: string): string | undefined {
  if (!ownFiles.has(script)) ownFiles.set(script, senderOf(`${script}:1:1`));
  return ownFiles.get(script);
}

/** Like `senderOf`, for each use of a builder. Positions in files, which a text has, take most of a stack's time. */
function callerHere(): string | undefined {
  const { stackTraceLimit, prepareStackTrace } = Error;
  let caller: string | undefined;
  Error.stackTraceLimit = 60;
  Error.prepareStackTrace = (_error, frames) => {
    for (const frame of frames) caller ??= ownFileOf(frame.getFileName() ?? "");
  };
  // Formatted when it is read.
  void new Error().stack;
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  return caller;
}

/** Tests set up and inspect databases by statements that no server sends. */
const isOfTests = (file: string) =>
  /\.test\.tsx?$|\/(?:test|testing|fill|torture)\/|^packages\/test(?:ing|-database)\/|^apps\/(?:bench|dev|console|docs)\//.test(
    file,
  );

type Known = { findings: Findings; file: string };

/** By the hash of the text: some tests send texts of many kilobytes. */
const seen = new Map<string, Known>();
const keyOf = (text: string) => hash("sha1", text);
const found: Found[] = [];

function stackHere(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 60;
  const { stack = "" } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack;
}

function watch(text: string): Known {
  const key = keyOf(text);
  const known = seen.get(key);
  if (known) return known;
  const stack = stackHere();
  const file = senderOf(stack) ?? "unknown";
  const findings =
    isOfTests(file) || stack.includes("PgDialect.migrate")
      ? { refusals: [], writes: [] }
      : findRefusals(text);
  const now = { findings, file };
  seen.set(key, now);
  for (const refusal of findings.refusals) found.push({ ...refusal, file, text });
  return now;
}

/** The practices whose rows a transaction has changed. */
const changed = new WeakMap<object, Set<string>>();

/** Transactions that change several practices on purpose. */
const spanning = new WeakSet<object>();

function watchWrites(transaction: object, text: string, parameters: readonly unknown[]) {
  if (spansPractices(text)) spanning.add(transaction);
  if (spanning.has(transaction)) return;
  const known = seen.get(keyOf(text));
  for (const { table, practice } of known?.findings.writes ?? []) {
    const at = /^\$(\d+)$/.exec(practice ?? "")?.[1];
    if (at === undefined) continue;
    const practices = changed.get(transaction) ?? new Set();
    practices.add(String(parameters[Number(at) - 1]));
    changed.set(transaction, practices);
    if (practices.size === 2)
      found.push({ rule: "writes two practices", tables: [table], file: known?.file ?? "unknown", text });
  }
}

const { run } = TransactionRunner.prototype;
const sqlToQuery = dialect.sqlToQuery.bind(dialect);
/** Builds statements that are not read. */
const unwatched = Object.create(dialect, { sqlToQuery: { value: sqlToQuery } });

/** A builder sends its statement later, with nothing of its caller on the stack. So those of tests are marked here. */
function markBuildersOfTests(name: "delete" | "insert" | "select" | "selectDistinct" | "update") {
  const build = PgDatabase.prototype[name];
  Reflect.set(PgDatabase.prototype, name, function (this: object, ...given: unknown[]) {
    const isTests = isOfTests(callerHere() ?? "");
    const database = isTests ? Object.create(this, { dialect: { value: unwatched } }) : this;
    return Reflect.apply(build, database, given);
  });
}

let isWatching = false;

/** Reads each statement that this process builds from now on. They are sent unchanged. */
export function watchStatements() {
  if (isWatching) return;
  isWatching = true;
  for (const name of ["delete", "insert", "select", "selectDistinct", "update"] as const)
    markBuildersOfTests(name);
  dialect.sqlToQuery = (built, source) => {
    const query = sqlToQuery(built, source);
    watch(query.sql);
    return query;
  };
  TransactionRunner.prototype.run = function (statement) {
    watchWrites(this, statement.text, statement.parameters);
    return run.call(this, statement);
  };
}

/** Returns what was found since the last call. */
export const takeFound = (): Found[] => found.splice(0);
