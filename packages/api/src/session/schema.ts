import { z } from "zod";
import { SessionId } from "../field/ids.ts";
import { Instant, PageInput, pageOf } from "../field/schemas.ts";

/** One log-in of the caller's that has not ended. */
const Session = z
  .object({
    id: SessionId,
    /** In words, such as `Firefox on Linux`; what it says of itself need not be true. */
    device: z.string(),
    userAgent: z.string().nullable(),
    /** The network address that it began from. */
    address: z.string().nullable(),
    createdAt: Instant,
    /** When it was last used, to about a minute. */
    lastSeenAt: Instant,
    /** Whether it is the one that this call is made with. */
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
    /** It ends once it was not used for so long. */
    idleSeconds: z.int(),
    /** When it ends, however much it is used. */
    endsAt: Instant,
  })
  .meta({ id: "CurrentSession" });
export type CurrentSession = z.output<typeof CurrentSession>;

export const SessionById = z.strictObject({ id: SessionId });
