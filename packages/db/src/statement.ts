import { DrizzleQueryError, is, Param, Placeholder, type Query } from "drizzle-orm";
import { PgPreparedQuery, type PreparedQueryConfig, type SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import type { Runner } from "./connection/connection.ts";
import type { Rows } from "./connection/driver-query.ts";
import { DatabaseUnavailable } from "./errors.ts";
import { type JoinedTables, type RowMapper, rowMapper } from "./row-mapper.ts";

export type StatementShape = {
  /** What its rows are made of; undefined for raw SQL, whose rows stay as the driver gives them. */
  fields: SelectedFieldsOrdered | undefined;
  /** It was given a name: it will run many times. */
  isNamed: boolean;
};

/**
 * The name, as PostgreSQL has it, of a statement that is planned each time, for its own values: where a plan for any
 * values would be a bad one. With `prepared` its SQL is still built once.
 */
export const unnamed = "";

/** A value that stays, or one that comes with each execution. */
type Slot = { value: unknown } | { placeholder: string; encoder: Param["encoder"] | undefined };

/** A statement as drizzle has built it, on our connections and without drizzle's layers around each execution. */
export class Statement<T extends PreparedQueryConfig> extends PgPreparedQuery<T> {
  /** Drizzle's query builders set it right after a statement with joins is made. */
  joinsNotNullableMap: JoinedTables;
  readonly #runner: Runner;
  readonly #text: string;
  readonly #slots: Slot[];
  readonly #shape: StatementShape;
  #mapper: RowMapper | undefined;

  constructor(runner: Runner, query: Query, shape: StatementShape) {
    super(query, undefined, undefined);
    this.#runner = runner;
    this.#text = query.sql;
    this.#slots = query.params.map(slotOf);
    this.#shape = shape;
  }

  /** The names of its placeholders. */
  get placeholders(): string[] {
    return this.#slots.flatMap((slot) => ("placeholder" in slot ? [slot.placeholder] : []));
  }

  override execute(values?: Record<string, unknown>): Promise<T["execute"]> {
    return this.executeOn(this.#runner, values);
  }

  /** Drizzle's migrator asks for rows in this way. */
  all(): Promise<T["execute"]> {
    return this.execute();
  }

  /** Not async, nor are its parts: on the hottest path each promise in between counts. */
  executeOn(runner: Runner, values: Record<string, unknown> = {}): Promise<T["execute"]> {
    const { fields, isNamed } = this.#shape;
    let parameters: unknown[];
    try {
      parameters = this.#slots.map((slot) => ("value" in slot ? slot.value : placeholderIn(values, slot)));
    } catch (error) {
      return Promise.reject(error);
    }
    const statement = { text: this.#text, parameters, prepare: isNamed, asArrays: fields !== undefined };
    return runner.run(statement).then(
      (rows) => (fields ? this.#mapped(rows, fields) : rows),
      (error: unknown) => this.#rethrow(error, parameters),
    );
  }

  #mapped(rows: Rows, fields: SelectedFieldsOrdered): T["execute"] {
    this.#mapper ??= rowMapper(fields, this.joinsNotNullableMap, { compiled: this.#shape.isNamed });
    const mapped: unknown[] = [];
    for (const row of rows) mapped.push(this.#mapper(row));
    return mapped;
  }

  /** As drizzle wraps the error of a statement; one that is not about the statement leaves as itself. */
  #rethrow(error: unknown, parameters: unknown[]): never {
    if (error instanceof DatabaseUnavailable || !(error instanceof Error)) throw error;
    throw new DrizzleQueryError(this.#text, parameters, error);
  }
}

function slotOf(parameter: unknown): Slot {
  if (is(parameter, Placeholder)) return { placeholder: parameter.name, encoder: undefined };
  if (is(parameter, Param) && is(parameter.value, Placeholder)) {
    return { placeholder: parameter.value.name, encoder: parameter.encoder };
  }
  return { value: parameter };
}

/** Null is the database's: encoders do not see it. Undefined is refused, as it would be a guess what it means. */
function placeholderIn(
  values: Record<string, unknown>,
  { placeholder, encoder }: Exclude<Slot, { value: unknown }>,
): unknown {
  const value = values[placeholder];
  if (value === undefined) throw new TypeError(`No value for placeholder "${placeholder}" was provided.`);
  return encoder === undefined || value === null ? value : encoder.mapToDriverValue(value);
}
