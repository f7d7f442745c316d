import type { inferProcedureInput } from "@trpc/server";
import type { AnyProcedure } from "@trpc/server/unstable-core-do-not-import";
import type { ErrorCode } from "../error/definitions.ts";
import { type AnyId, asId, type UnknownId } from "../field/ids.ts";
import { type Role, roles } from "../permissions.ts";
import type { PlanWorld } from "./plan-world.ts";
import type { World } from "./world.ts";

/** A kind of caller. `service`: an API key with every permission that an owner can grant. */
export type CallerKind = Role | "none" | "staff" | "service" | "nobody";
export type Callers = readonly CallerKind[];

export const everybody: Callers = [...roles, "none", "staff", "service", "nobody"];
/** Also an account in no practice. */
export const signedIn: Callers = [...roles, "none", "staff"];
export const members: Callers = [...roles, "service"];
export const frontDesk: Callers = ["owner", "clinician", "reception", "service"];
export const clinical: Callers = ["owner", "clinician", "service"];
export const owners: Callers = ["owner"];
export const auditors: Callers = ["owner", "service"];
export const staff: Callers = ["staff"];
/** The directory belongs to no practice, and staff maintain it. */
export const directoryReaders: Callers = [...members, "staff"];
export const directoryEditors: Callers = [...clinical, "staff"];

type Made<Value> = Value | Promise<Value>;

/** An input that need not be valid. */
export type Sent = (world: World) => Made<Record<string, unknown>>;

/** How the audit entry of a successful call differs from the usual one. */
type EntryDifference = {
  /** The call changes nothing, and the entry says so. */
  unchanged?: true;
  /** The entry names no account, or no session. */
  from?: "nobody" | "no session";
  /** The practice whose audit has the entry. Default: the caller's; none for a procedure open to everybody. */
  practice?: (world: World, made: string) => Made<string>;
  /** What the entry's basis says besides the role and the permission. */
  mark?: (world: World, made: string) => Made<string>;
};

/** Rows of one table that may be read where twice the rows returned cannot do, and why it cannot. */
type Reads = { atMost: number; because: string };

/** A call whose SQL is explained on a filled database. */
export type PlannedCall<Input> = {
  /** Left out where there is nothing to send. */
  input?: (world: PlanWorld) => Input;
  reads?: Reads;
  /** The error that the call ends with, after its statements. */
  refused?: ErrorCode;
};

/** What the suites that walk the router know about one procedure. */
export type Case<Input> = {
  /** Whose calls are answered. All others are refused. */
  allowed: Callers;
  /** An input with which the world's owner succeeds. Left out where there is nothing to send. */
  input?: (world: World) => Made<Input>;
  /**
   * What a call with another practice's ids gets. An error: the same as with unknown ids. `unseen`: an answer that
   * says nothing of the other practice. `shared`: all practices have it, for this reason. `open`: anybody may call.
   */
  foreign: ErrorCode | "unseen" | { shared: string } | "open";
  /** The input that asks for another practice's records. Default: `input`. It changes nothing in the world. */
  probe?: Sent;
  /** What an `unseen` query is sent without ids. Default: nothing. */
  without?: Record<string, unknown>;
  /** The ids that the audit entry names; `made` is the id in the answer. */
  subjects: (world: World, made: string) => Made<string[]>;
  entry?: EntryDifference;
  /** Further inputs, refused or answered otherwise. REST and the typed surface answer each alike. */
  variants?: readonly Sent[];
  /** At least one call for each statement that the procedure may send. */
  plans: readonly [PlannedCall<Input>, ...PlannedCall<Input>[]];
};

/** A row for each procedure of a router. A procedure without one does not compile. */
export type CasesOf<Router extends { _def: { record: object } }> = {
  [Name in keyof Router["_def"]["record"]]: Router["_def"]["record"][Name] extends AnyProcedure
    ? Case<inferProcedureInput<Router["_def"]["record"][Name]>>
    : never;
};

export const nothing = () => ({});
export const anyVersion = { expectedVersion: "any" } as const;
/** An instant to come, which is answered as now. */
export const someday = "2999-01-01T00:00:00Z";
/** An id that no record has. */
export const unknownId = asId<UnknownId>("0198c0de-0000-7000-8000-000000000000");
/** An id that no record has, and a text that is no id. */
export const wrongIds = (more: Record<string, unknown> = {}): Sent[] => [
  () => ({ id: unknownId, ...more }),
  () => ({ id: "17", ...more }),
];
export const madeUp: Sent = () => ({ token: "made-up" });
export const newPassword = "nine lives of a lamp";

/** A plan that reads more than twice what it returns. */
export const reading = (atMost: number, because: string) => ({ reads: { atMost, because } });
/** A plan of a call with an id that no record has. */
export const unknownTo = <Of extends AnyId = UnknownId>(refused: ErrorCode) => ({
  input: () => ({ id: asId<Of>(unknownId) }),
  refused,
});

export const self = ({ account }: World) => [account.id];
export const none = () => [];
export const madeOne = (_: World, made: string) => [made];
