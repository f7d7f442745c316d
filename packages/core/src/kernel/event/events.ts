// The types of events, such as `patient.created`. Pure: browsers use it.

import type { Permission } from "../permissions/permissions.ts";
import { refill } from "../permissions/refill.ts";

/** A kind of record whose changes are events. */
export type LoggedRecord = {
  /** The permission to read its records, and so its events. */
  reads: Permission;
  /** The permission without which changes of its guarded fields are left out. */
  guardedBy?: Permission;
  actions: readonly string[];
};

/** What happens to a record. `restored`: after it was removed. */
export const changes = ["created", "updated", "removed", "restored"] as const;

/** The types of events of a module's records, to extend `EventTypes`. */
export type EventsOf<Records extends Readonly<Record<string, LoggedRecord>>> = {
  [Kind in keyof Records & string as `${Kind}.${Records[Kind]["actions"][number]}`]: true;
};

/**
 * The types of events. Each module adds its own.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules extend it.
export interface EventTypes {}

export type EventType = keyof EventTypes & string;

/** By kind, in camel case. Filled by `fillLoggedRecords`. Read it when needed, not when a file is loaded. */
export const loggedRecords: Record<string, LoggedRecord> = {};

/** Replaces all kinds with those of these modules. */
export const fillLoggedRecords = (
  declarations: readonly { records?: Readonly<Record<string, LoggedRecord>> }[],
): void =>
  refill(
    loggedRecords,
    declarations.map(({ records }) => records),
  );

/** All types of events, of the modules that run. */
export const eventTypes = (): EventType[] =>
  // The interface and the declarations have the same names.
  Object.entries(loggedRecords).flatMap(([kind, { actions }]) =>
    actions.map((action) => `${kind}.${action}` as EventType),
  );
