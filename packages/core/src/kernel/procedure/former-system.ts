import type { Database } from "@caretype/db";
import type { ErrorCode } from "../error/definitions.ts";
import type { DomainError, FieldErrors } from "../error/domain-error.ts";
import type { Scope } from "./scope.ts";

// What modules do for the clients of a system that Caretype replaces.

/** What a former system may have called a record of this kind, in the place of the id in this field of the input. */
export type FormerId = { field: string; of: string; text: string };

/** Returns the ids of records of the scope's practice by field. Those of unknown ones are absent. */
export type FindIds = (
  db: Database,
  scope: Pick<Scope, "practiceId">,
  sent: readonly FormerId[],
) => Promise<Readonly<Record<string, string>>>;

/** A request to REST, in its client's names. */
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
  /** The procedure's input, by typed names and by those of REST. `page`: not null, if it answers one. */
  shapes: { input: { fields: Names; typedNames: Names }; page: object | null };
  /** Reads our answer about the record of this route. */
  record: () => Promise<unknown>;
};

/** What a procedure gets in place of a request, and what the former system refuses in it. Then the rest is only checked. */
export type TakenRequest = { request: WireRequest; errors: FieldErrors };

export type Refused = {
  error: DomainError;
  /** The error's message, in the names of REST. */
  sentence: string;
  problem: { code: ErrorCode; status: number; errors?: FieldErrors | undefined };
  request: {
    method: string;
    headers: { authorization?: string | undefined; "content-type"?: string | undefined };
  };
  /** The fields in which an id of the former system was sent that no record has. */
  unknown?: readonly string[];
};

/** A procedure, as REST calls and answers it in a dialect. */
export type SpokenProcedure = {
  /** Returns the request with what the former system knows. */
  take(sent: SentRequest, db: Database): Promise<TakenRequest>;
  /** Returns our answer as the former system's. */
  answer(ours: unknown, db: Database): Promise<unknown>;
  refuse(refused: Refused): { status: number; body: object };
};

/** The names, shapes and statuses of a former system, with which REST answers in place of its own. */
export type Dialect = {
  /** Undefined if the procedure is called and answered in our own names. */
  speak(path: string): SpokenProcedure | undefined;
  /** Undefined if a request that reaches no procedure is refused in our own shape. */
  refuserAt(url: string): SpokenProcedure["refuse"] | undefined;
};
