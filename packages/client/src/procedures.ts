import type { AppRouter, ErrorCode, PracticeId } from "@caretype/api";
import type { GeneralCode } from "./general-codes.ts";

export type Features = AppRouter["_def"]["record"];
export type Feature = keyof Features & string;

/** The parts of tRPC's procedure types that are read here. */
export type Defined<Kind, Input, Output> = { _def: { type: Kind; $types: { input: Input; output: Output } } };

/** Also an instance of `Headers`. */
export type HeaderFields = Record<string, string> | Iterable<readonly [string, string]>;

/**
 * The options of a call, after its input.
 *
 * @example
 * const options: CallOptions = { signal: AbortSignal.timeout(5_000), context: { idempotencyKey } };
 */
export type CallOptions = {
  /** The practice of this call, instead of the client's. */
  practice?: PracticeId | null;
  /** The time limit of this call with its retries, in milliseconds, instead of the client's. */
  timeoutMs?: number;
  /** Aborts the call, which then rejects with an error for which `isAborted` is true. */
  signal?: AbortSignal;
  /** Extra headers for this call, besides the client's. Such a call is sent alone, without others in its request. */
  headers?: HeaderFields;
  context?: {
    /** A mutation's key, instead of the client's own: 1 to 128 letters, digits or `. _ : ~ + / = @ -`. */
    idempotencyKey?: string;
  };
};

/** An input with only defaults may be left out. */
type Send<Input, Output> = undefined extends Input
  ? (input?: Input, options?: CallOptions) => Promise<Output>
  : (input: Input, options?: CallOptions) => Promise<Output>;

type WithoutCursor<Input> = Omit<NonNullable<Input>, "cursor">;

/** The items of all pages. */
interface AllItems<Item> extends AsyncGenerator<Item, void, undefined> {}

// Named types, so that an editor shows their names instead of their contents.

/** A query. */
type QueryProcedure<Input, Output> = { readonly query: Send<Input, Output> };

/** A query that answers pages. */
type ListProcedure<Input, Output, Item> = {
  readonly query: Send<Input, Output>;
  /**
   * Yields the items of all pages. Each page is read when its first item is requested. `limit` is the page size.
   *
   * @example
   * for await (const { name } of caretype.patient.list.pages({ sort: "name" })) console.log(name);
   */
  readonly pages: undefined extends Input
    ? (input?: WithoutCursor<Input>, options?: CallOptions) => AllItems<Item>
    : (input: WithoutCursor<Input>, options?: CallOptions) => AllItems<Item>;
};

/** A mutation. */
type MutationProcedure<Input, Output> = { readonly mutate: Send<Input, Output> };

/**
 * Not derived from tRPC's client. That would expand records where an editor should show `Patient`. Its options accept
 * any `context`, and so ignore a misspelled key.
 */
type Call<Procedure> =
  Procedure extends Defined<"query", infer Input, infer Output>
    ? [Output] extends [{ items: (infer Item)[]; nextCursor: string | null }]
      ? ListProcedure<Input, Output, Item>
      : QueryProcedure<Input, Output>
    : Procedure extends Defined<"mutation", infer Input, infer Output>
      ? MutationProcedure<Input, Output>
      : never;

/** The procedures of a feature. */
type FeatureProcedures<Name extends Feature> = {
  readonly [Procedure in keyof Features[Name]]: Call<Features[Name][Procedure]>;
};

/** The procedures of a client, by feature. */
export type ClientProcedures = { readonly [Name in Feature]: FeatureProcedures<Name> };

type Input<Procedure> = Procedure extends Defined<string, infer Value, unknown> ? Value : never;
type Output<Procedure> = Procedure extends Defined<string, unknown, infer Value> ? Value : never;

// An editor shows the names of interfaces, and the contents of type aliases.
type Inputs = {
  [Name in Feature]: { [Procedure in keyof Features[Name]]: Input<Features[Name][Procedure]> };
};

/**
 * The input of each procedure.
 *
 * @example
 * type NewPatient = RouterInputs["patient"]["create"];
 */
export interface RouterInputs extends Inputs {}

type Outputs = {
  [Name in Feature]: { [Procedure in keyof Features[Name]]: Output<Features[Name][Procedure]> };
};

/**
 * The output of each procedure.
 *
 * @example
 * type PatientPage = RouterOutputs["patient"]["list"];
 */
export interface RouterOutputs extends Outputs {}

type Declared<Procedure> = Procedure extends { meta: { errors?: readonly (infer Code extends ErrorCode)[] } }
  ? Code
  : never;

/** A procedure without input has no INVALID_INPUT. */
type OfInput<Procedure> = [Input<Procedure>] extends [object | undefined] ? "INVALID_INPUT" : never;

type OwnErrors = {
  [Name in Feature]: {
    [Procedure in keyof Features[Name]]: Exclude<
      Declared<Features[Name][Procedure]> | OfInput<Features[Name][Procedure]>,
      GeneralCode
    >;
  };
};

/**
 * The codes of each procedure's own errors. Any call may also be refused for general reasons, such as `RATE_LIMITED`
 * or `UNAUTHENTICATED`. See `isErrorOf`.
 *
 * @example
 * type UpdateError = RouterErrors["room"]["update"]; // "ROOM_NOT_FOUND" | "ROOM_NAME_TAKEN" | "STALE_VERSION" | …
 */
export interface RouterErrors extends OwnErrors {}

/** A procedure's path, such as `patient.byId`. An unknown name does not compile. */
export type Path = { [Name in Feature]: `${Name}.${keyof Features[Name] & string}` }[Feature];

/** By path. */
export type ErrorsOf<Of extends Path> = Of extends `${infer Name extends Feature}.${infer Procedure}`
  ? RouterErrors[Name][Procedure & keyof RouterErrors[Name]]
  : never;
