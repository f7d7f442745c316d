import { DrizzleQueryError, is, Param, Placeholder, type Query } from "drizzle-orm";
import { PgPreparedQuery, type PreparedQueryConfig, type SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import type { Runner } from "./connection/connection.ts";
import type { Rows } from "./connection/driver-query.ts";
import { DatabaseUnavailable } from "./errors.ts";
import { type JoinedTables, type RowMapper, rowMapper } from "./row-mapper.ts";

export type StatementShape = {
  /** How to map its rows. Undefined for raw SQL, whose rows stay as the driver returns them. */
  fields: SelectedFieldsOrdered | undefined;
  /** Named, because it runs often. */
  isNamed: boolean;
};

/** The name, in PostgreSQL's sense, of a statement that is planned on every execution. */
export const unnamed = "";

/** A constant value, or a placeholder filled in at each execution. */
type Slot = { value: unknown } | { placeholder: string; encoder: Param["encoder"] | undefined };

/** A statement built by Drizzle, run on our connections without Drizzle's layers around each execution. */
export class Statement<T extends PreparedQueryConfig> extends PgPreparedQuery<T> {
  /** Set by Drizzle's query builders right after creating a statement with joins. */
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

  /** Called by Drizzle's migrator. */
  all(): Promise<T["execute"]> {
    return this.execute();
  }

  /** Not async, and neither are its parts: each extra promise costs time on the hottest path. */
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

  /** Wraps a statement's error as Drizzle does. Passes other errors through unchanged. */
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

/** Null skips the encoder and becomes SQL null. Undefined is refused, because its meaning is unclear. */
function placeholderIn(
  values: Record<string, unknown>,
  { placeholder, encoder }: Exclude<Slot, { value: unknown }>,
): unknown {
  const value = values[placeholder];
  if (value === undefined) throw new TypeError(`No value for placeholder "${placeholder}" was provided.`);
  return encoder === undefined || value === null ? value : encoder.mapToDriverValue(value);
}
