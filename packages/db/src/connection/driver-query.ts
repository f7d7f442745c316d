import type postgres from "postgres";
import { notListed } from "../swap-remove-list.ts";

export type Rows = postgres.RowList<postgres.Row[]>;

/**
 * How a statement is sent.
 * `naming` prepares it under a name, and `named` executes the prepared one. `unnamed` is parsed each time.
 * `simple` may contain several commands and takes no parameters.
 */
export type Protocol = "naming" | "named" | "unnamed" | "simple";

/** Receives a query's outcome. The driver's parser calls it, so neither method may throw. */
export type Recipient = {
  answered(query: DriverQuery, rows: Rows): void;
  failed(query: DriverQuery, error: unknown): void;
};

export type DriverStatement = {
  text: string;
  values: (string | null)[];
  protocol: Protocol;
  asArrays: boolean;
  isVital: boolean;
};

const optionsOf = {
  naming: { prepare: true, simple: false },
  named: { prepare: true, simple: false },
  unnamed: { prepare: false, simple: false },
  simple: { prepare: false, simple: true },
};

/**
 * The part of a postgres.js query that its connection uses.
 * The driver's own query class adds two promise hops, and keeps the text of each failed statement forever. It
 * also describes a statement with arguments before it sends them, a round trip that blocks pipelining. Text
 * parameters need none of this, so `args` stays empty.
 */
export class DriverQuery {
  readonly answer = Promise.withResolvers<Rows>();
  /** Its index in the driver's list of queries in flight. */
  index = notListed;
  /** Its sequence number on the connection. Answers arrive in this order. */
  number = 0;
  readonly text: string;
  readonly protocol: Protocol;
  readonly isVital: boolean;
  readonly strings: readonly [string];
  readonly args: readonly [] = [];
  readonly parameters: (string | null)[];
  readonly options: { prepare: boolean; simple: boolean };
  readonly isRaw: "values" | false;
  readonly tagged = false;
  readonly origin = "";
  // Fields that the connection sets later. Declared here, so that all queries have the same hidden class.
  active = false;
  cancelled: unknown = null;
  state: unknown = null;
  statement: unknown = null;
  prepare: unknown = false;
  prepared: unknown = false;
  describeFirst: unknown = false;
  string: unknown = "";
  signature: unknown = "";
  retried: unknown = undefined;
  parsing: unknown = undefined;
  readonly #recipient: Recipient;

  constructor(statement: DriverStatement, recipient: Recipient) {
    this.text = statement.text;
    this.protocol = statement.protocol;
    this.isVital = statement.isVital;
    this.strings = [statement.text];
    this.parameters = statement.values;
    this.options = optionsOf[statement.protocol];
    this.isRaw = statement.asArrays ? "values" : false;
    this.#recipient = recipient;
  }

  resolve(rows: Rows) {
    this.active = false;
    closeGap(rows);
    this.#recipient.answered(this, rows);
  }

  reject(error: unknown) {
    this.active = false;
    this.#recipient.failed(this, error);
  }
}

/**
 * Removes the gap before the first row.
 * If a statement fails after sending rows, the driver does not reset its row counter. The next result's rows
 * then start at that index.
 */
function closeGap(rows: Rows) {
  if (rows.length > 0 && !(0 in rows))
    rows.splice(
      0,
      rows.findIndex((_, index) => index in rows),
    );
}

type Sender = { handler(query: DriverQuery): void };

/** Returns the driver's function that sends a query. */
export function senderOf(sql: postgres.Sql): Sender["handler"] {
  const query = sql.unsafe("");
  if (!isSent(query)) throw new Error("Unsupported version of postgres.js: see driver-query.ts.");
  return query.handler;
}

function isSent(query: object): query is Sender {
  return "handler" in query && typeof query.handler === "function";
}
