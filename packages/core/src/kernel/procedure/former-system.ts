import type { Database } from "@caretype/db";
import type { ErrorCode } from "../error/definitions.ts";
import type { DomainError, FieldErrors } from "../error/domain-error.ts";
import type { Scope } from "./scope.ts";

// Support for the clients of a system that Caretype replaces.

/** The text in the place of a record's id in this input field, such as the former system's id. */
export type FormerId = { field: string; of: string; text: string };

/** Returns the ids of records of the scope's practice by field. Those of unknown ones are absent. */
export type FindIds = (
  db: Database,
  scope: Pick<Scope, "practiceId">,
  sent: readonly FormerId[],
) => Promise<Readonly<Record<string, string>>>;

/** A REST request, in its client's names. */
export type WireRequest = {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  ifMatch: string | undefined;
};

type Names = { has(name: string): boolean };

export type SentRequest = {
  request: WireRequest;
  method: string;
  /** The procedure's input, by typed names and by those of REST. `page`: not null for paged answers. */
  shapes: { input: { fields: Names; typedNames: Names }; page: object | null };
  /** Reads our answer about the record of this route. */
  record: () => Promise<unknown>;
};

/**
 * The request as the procedure gets it, and the fields that the former system refuses. If there are any, the rest is
 * only checked.
 */
export type TakenRequest = { request: WireRequest; errors: FieldErrors };

export type Refused = {
  error: DomainError;
  sentence: string;
  problem: { code: ErrorCode; status: number; errors?: FieldErrors | undefined };
  request: {
    method: string;
    headers: { authorization?: string | undefined; "content-type"?: string | undefined };
  };
  /** Input fields with an unknown id of the former system. */
  unknown?: readonly string[];
};

/** Calls and answers a REST procedure in a dialect. */
export type SpokenProcedure = {
  /** Converts a request of the former system's client to ours. */
  take(sent: SentRequest, db: Database): Promise<TakenRequest>;
  /** Converts our answer to the former system's. */
  answer(ours: unknown, db: Database): Promise<unknown>;
  refuse(refused: Refused): { status: number; body: object };
};

/** A dialect of REST: the names, shapes and statuses of a former system. */
export type Dialect = {
  /** Undefined if the procedure uses our own names. */
  speak(path: string): SpokenProcedure | undefined;
  /** Undefined if requests that reach no procedure are refused in our own shape. */
  refuserAt(url: string): SpokenProcedure["refuse"] | undefined;
};
