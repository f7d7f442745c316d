import type postgres from "postgres";
import { nowhere } from "../swap-remove-list.ts";

export type Rows = postgres.RowList<postgres.Row[]>;

/**
 * How a statement travels. `naming` has the server keep it under a name, and `named` uses that; `unnamed` is parsed
 * each time; `simple` may hold several commands and takes no parameters.
 */
export type Protocol = "naming" | "named" | "unnamed" | "simple";

/** Who is told of the outcome. The driver's parser calls it, so neither may throw. */
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
 * What a connection of postgres.js asks of a query. The driver's own is a promise with two more hops, keeps the text
 * of each statement that failed for ever, and describes a statement with arguments before it sends them: a round
 * trip in which nothing else can follow. Parameters that are text already, and so no `args`, need none of that.
 */
export class DriverQuery {
  readonly answer = Promise.withResolvers<Rows>();
  /** Among those in flight. */
  place = nowhere;
  /** Its place among those that its connection has sent, and so in which they are answered. */
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
  // What the connection notes down while it works; named here, so that all queries have one shape.
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
 * After a statement that failed with some of its rows sent already, the driver goes on counting, and the next one's
 * rows stand that far from the beginning.
 */
function closeGap(rows: Rows) {
  if (rows.length > 0 && !(0 in rows))
    rows.splice(
      0,
      rows.findIndex((_, index) => index in rows),
    );
}

type Sender = { handler(query: DriverQuery): void };

/** The driver's own way in for its queries. */
export function senderOf(sql: postgres.Sql): Sender["handler"] {
  const query = sql.unsafe("");
  if (!isSent(query))
    throw new Error("This version of postgres.js works in another way: see driver-query.ts.");
  return query.handler;
}

function isSent(query: object): query is Sender {
  return "handler" in query && typeof query.handler === "function";
}
