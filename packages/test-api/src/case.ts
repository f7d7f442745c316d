import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { type AnyId, asId, type UnknownId } from "@caretype/core/kernel/field/ids";
import { type Role, roles } from "@caretype/core/kernel/permissions/permissions";
import type { inferProcedureInput } from "@trpc/server";
import type { AnyProcedure } from "@trpc/server/unstable-core-do-not-import";
import type { Fixture } from "./fixture-type.ts";
import type { PlanFixture } from "./plan-fixture.ts";

/** A kind of caller. `service`: an API key with every permission that an owner can grant. */
export type CallerKind = Role | "none" | "staff" | "service" | "nobody";
export type Callers = readonly CallerKind[];

export const everybody: Callers = [...roles, "none", "staff", "service", "nobody"];
/** Includes accounts without a practice. */
export const signedIn: Callers = [...roles, "none", "staff"];
export const members: Callers = [...roles, "service"];
export const frontDesk: Callers = ["owner", "clinician", "reception", "service"];
export const clinical: Callers = ["owner", "clinician", "service"];
export const clinicalReaders: Callers = ["owner", "clinician", "viewer", "service"];
export const owners: Callers = ["owner"];
export const auditors: Callers = ["owner", "service"];
export const staff: Callers = ["staff"];
/** The directory belongs to no practice, and staff maintain it. */
export const directoryReaders: Callers = [...members, "staff"];
export const directoryEditors: Callers = [...clinical, "staff"];

type Awaitable<Value> = Value | Promise<Value>;

/** An input that may be invalid. */
export type TestInput = (fixture: Fixture) => Awaitable<Record<string, unknown>>;

/** Differences of a successful call's audit entry from the usual one. */
type EntryDifference = {
  /** The call changes nothing, and the entry says so. */
  unchanged?: true;
  /** The entry names no account, or no session. */
  from?: "nobody" | "no session";
  /** The practice whose audit has the entry. Default: the caller's; none for a public procedure. */
  practice?: (fixture: Fixture, created: string) => Awaitable<string>;
  /** The entry's basis besides the role and the permission. */
  mark?: (fixture: Fixture, created: string) => Awaitable<string>;
};

/** Raises the limit of rows read from one table, which is twice the rows returned, with the reason. */
type Reads = { atMost: number; because: string };

/** A call whose SQL is explained on a filled database. */
export type PlannedCall<Input> = {
  input?: (fixture: PlanFixture) => Input;
  reads?: Reads;
  /** Reads indexes only, as reading as many rows of the table would take many times as long. */
  isIndexOnly?: true;
  /** The error of the call, after its statements. */
  refused?: ErrorCode;
};

/** Whether a call without ids needs no input. Mutations are only called with ids. */
type IsOptional<Input, Type> = [Type] extends ["query"]
  ? [undefined] extends [Input]
    ? true
    : [Record<never, never>] extends [Input]
      ? true
      : false
  : true;

/**
 * The result of a call with another practice's ids. An error code: the same as for unknown ids. `unseen`: an answer
 * without data of the other practice. `shared`: data of all practices, with the reason. `open`: a public procedure.
 * `without`: the input of an `unseen` query without ids. Default: none, which compiles if the input may be empty.
 */
type Foreign<Input, Type> =
  | { foreign: ErrorCode | { shared: string } | "open"; without?: never }
  | (IsOptional<Input, Type> extends true
      ? { foreign: "unseen"; without?: Record<string, unknown> }
      : { foreign: "unseen"; without: Record<string, unknown> });

/** Describes one procedure to the tests that walk the router. */
export type Case<Input, Type = "query" | "mutation"> = Foreign<Input, Type> & {
  /** The allowed callers. All others are refused. */
  allowed: Callers;
  /** An input with which the fixture's owner succeeds. Omitted if the procedure takes no input. */
  input?: (fixture: Fixture) => Awaitable<Input>;
  /** The input that asks for another practice's records. It changes nothing. Default: `input`. */
  probe?: TestInput;
  /** The ids that the audit entry names. `created` is the id in the answer. */
  subjects: (fixture: Fixture, created: string) => Awaitable<string[]>;
  entry?: EntryDifference;
  /** Further inputs, valid and invalid. REST and typed calls must give the same answer to each. */
  variants?: readonly TestInput[];
  /** At least one call for each SQL statement of the procedure. */
  plans: readonly [PlannedCall<Input>, ...PlannedCall<Input>[]];
};

/** A row for each procedure of a router. A procedure without one does not compile. */
export type CasesOf<Router extends { _def: { record: object } }> = {
  [Name in keyof Router["_def"]["record"]]: Router["_def"]["record"][Name] extends AnyProcedure
    ? Case<
        inferProcedureInput<Router["_def"]["record"][Name]>,
        Router["_def"]["record"][Name]["_def"]["type"]
      >
    : never;
};

export const nothing = () => ({});
export const anyVersion = { expectedVersion: "any" } as const;
/** A future instant, which is treated as now. */
export const someday = "2999-01-01T00:00:00Z";
const day = 86_400_000;
/** Read once, so that all calls of a run use the same day, even at midnight. */
const today = Math.floor(Date.now() / day);
/** Ten o'clock UTC on a day from now. Hours after it are on the same day, whenever the tests run. */
export const inDays = (days: number): string =>
  new Date((today + days) * day + (10 * day) / 24).toISOString();
export const dateInDays = (days: number): string => inDays(days).slice(0, 10);
export const unknownId = asId<UnknownId>("0198c0de-0000-7000-8000-000000000000");
/** An id of no record, and a text that is not an id. */
export const wrongIds = (more: Record<string, unknown> = {}): TestInput[] => [
  () => ({ id: unknownId, ...more }),
  () => ({ id: "17", ...more }),
];
export const madeUp: TestInput = () => ({ token: "made-up" });
export const newPassword = "nine lives of a lamp";

/** For a plan that reads more than twice the rows it returns. */
export const reading = (atMost: number, because: string) => ({ reads: { atMost, because } });
/** Plans a call with an id of no record. */
export const unknownTo = <Of extends AnyId = UnknownId>(refused: ErrorCode) => ({
  input: () => ({ id: asId<Of>(unknownId) }),
  refused,
});

export const self = ({ account }: Fixture) => [account.id];
export const none = () => [];
export const createdRecord = (_: Fixture, created: string) => [created];
