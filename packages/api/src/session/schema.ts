import { z } from "zod";
import { SessionId } from "../field/ids.ts";
import { Instant, PageInput, pageOf } from "../field/schemas.ts";

/** A live session of the caller. */
const Session = z
  .object({
    id: SessionId,
    /** A description such as `Firefox on Linux`, as claimed by the device. */
    device: z.string(),
    userAgent: z.string().nullable(),
    /** The network address of the sign-in. */
    address: z.string().nullable(),
    createdAt: Instant,
    /** Last use, to about a minute. */
    lastSeenAt: Instant,
    /** Whether this call belongs to it. */
    isCurrent: z.boolean(),
    gaveSecondFactor: z.boolean(),
  })
  .meta({ id: "Session" });

export const SessionPage = pageOf(Session);
export type SessionPage = z.output<typeof SessionPage>;

export const ListSessions = PageInput.prefault({});
export type ListSessions = z.output<typeof ListSessions>;

export const CurrentSession = z
  .object({
    id: SessionId,
    createdAt: Instant,
    /** Idle timeout. */
    idleSeconds: z.int(),
    /** Latest end, regardless of use. */
    endsAt: Instant,
  })
  .meta({ id: "CurrentSession" });
export type CurrentSession = z.output<typeof CurrentSession>;

export const SessionById = z.strictObject({ id: SessionId });
