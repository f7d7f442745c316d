import { SessionId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { CreatedAt, Instant, PageInput, pageOf } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";
import { Account } from "../account/schema.ts";

export const TokenPair = namedObject("TokenPair", "The tokens of a session. Each refresh replaces both.", {
  access: z.string().describe("Sent as `Authorization: Bearer`. It expires after some minutes."),
  refresh: z.string().describe("`cookie` if the session is kept in one. See the header `Caretype-Session`."),
});
export type TokenPair = z.output<typeof TokenPair>;

export const LoggedIn = TokenPair.extend({
  user: Account.describe("The account that signed in."),
  tokens: TokenPair.describe("The same two tokens as beside it."),
})
  .describe("A new session and its account.")
  .meta({ id: "LoggedIn" });
export type LoggedIn = z.output<typeof LoggedIn>;

const Session = namedObject("Session", "A live session of the caller.", {
  id: SessionId,
  device: z.string().describe("A description such as `Firefox on Linux`, as claimed by the device."),
  userAgent: z.string().nullable().describe("The `User-Agent` of the sign-in. Null if there was none."),
  address: z.string().nullable().describe("The network address of the sign-in. Null if it is unknown."),
  createdAt: CreatedAt,
  lastSeenAt: Instant.describe("Last use, to about a minute."),
  isCurrent: z.boolean().describe("Whether this call belongs to it."),
  gaveSecondFactor: z.boolean().describe("Whether the sign-in had a second factor."),
});

export const SessionPage = pageOf(Session);
export type SessionPage = z.output<typeof SessionPage>;

export const ListSessions = PageInput.prefault({});
export type ListSessions = z.output<typeof ListSessions>;

export const CurrentSession = namedObject("CurrentSession", "The session of this call.", {
  id: SessionId,
  createdAt: CreatedAt,
  idleSeconds: z.int().describe("The idle timeout, in seconds."),
  endsAt: Instant.describe("The latest end in UTC, regardless of use."),
});
export type CurrentSession = z.output<typeof CurrentSession>;

export const SessionById = z.strictObject({ id: SessionId });

export const SecondFactorRequirement = namedObject(
  "SecondFactorRequirement",
  "What an account without a required second factor must do.",
  {
    by: z.enum(["practice", "server"]).describe("Who requires it."),
    dueAt: Instant.nullable().describe(
      "When it must be set up. Null before the next sign-in, which starts the grace period.",
    ),
  },
);
export type SecondFactorRequirement = z.output<typeof SecondFactorRequirement>;
