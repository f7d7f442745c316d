import type { DatabaseHandle } from "@caretype/db";
import { noteStaff } from "@caretype/db/testing";
import { sql } from "drizzle-orm";
import type { Case } from "./cases.ts";
import type { Caller } from "./world.ts";

/** Creates a staff account as caller, an account that it looks up, and a patient whom it may read. */
export async function makeStaff(
  database: DatabaseHandle,
  known: {
    anonymous: Caller;
    patientId: string;
    /** Callers whose statements are recorded, and others. */
    recorded: (accessToken: string) => Caller;
    plain: (accessToken: string) => Caller;
  },
) {
  const password = "nine lives of a lamp";
  const register = (email: string) => known.anonymous.account.register({ email, password });
  await makeAccounts(database);
  const somebody = await register("looked-at@example.org");
  const { id, tokens } = await register("staff@example.org");
  await noteStaff(database.reader, id);
  // Valid for as long as the tests run.
  await database.reader.execute(
    sql`update session set second_factor_at = now() + interval '1 hour' where account_id = ${id}`,
  );
  const accessToken = tokens?.access ?? "";
  const own = known.plain(accessToken);
  const reason = "Called by the hospital";
  await own.staff.breakGlass({ patientId: known.patientId, reason });
  const { nextCursor } = await own.staff.accounts({ limit: 200 });
  const caller = known.recorded(accessToken);
  await caller.account.me();
  return { caller, somebodyId: somebody.id, email: somebody.email, cursor: nextCursor };
}

/**
 * Enough accounts that a full scan would show, and of realistic width.
 * With narrow rows, a table scan costs as much as the index scan, and the planner may choose either.
 */
const accounts = 10_000;

async function makeAccounts(database: DatabaseHandle): Promise<void> {
  await database.reader.execute(sql`
    insert into account (id, username, email, name, password_hash)
    select gen_random_uuid(), 'person-' || number, md5(number::text) || '@example.org', 'Person ' || number, rpad('!', 60, '!')
    from generate_series(1, ${accounts}::int) as number`);
  await database.reader.execute(sql`vacuum (analyze) account`);
}

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const reads = (atMost: number, because: string) => ({ reads: { atMost, because } });
const eachSession = reads(1_500, "of each account that is shown, all sessions are: there are few");
const everyAccount = reads(2 * accounts + 1_500, "no trigram: every account is looked at");

const ofStaff = (input: Case["input"], more: Omit<Case, "input" | "by"> = {}): Case => ({
  input,
  by: ({ staff }) => staff.caller,
  ...more,
});
const unknown = (field: string, refused: string, more: object = {}) =>
  ofStaff(() => ({ [field]: unknownId, ...more }), { refused });

export const staffCases: Record<string, Case[]> = {
  "staff.accounts": [
    ofStaff(() => ({}), eachSession),
    ofStaff(() => ({ limit: 200 }), eachSession),
    ofStaff(({ staff }) => ({ cursor: staff.cursor }), eachSession),
    ofStaff(() => ({ q: "person" }), eachSession),
    ofStaff(({ staff }) => ({ q: staff.email }), reads(50, "the trigrams' rows, of which some are others'")),
    ofStaff(() => ({ q: "nobody has this name" })),
    ofStaff(() => ({ q: "xq" }), everyAccount),
  ],
  "staff.account": [ofStaff(({ staff }) => ({ id: staff.somebodyId })), unknown("id", "ACCOUNT_NOT_FOUND")],
  "staff.deactivate": [
    ofStaff(({ staff }) => ({ id: staff.somebodyId, reason: "left" })),
    ofStaff(({ staff }) => ({ id: staff.somebodyId, reason: "compromised" })),
    unknown("id", "ACCOUNT_NOT_FOUND", { reason: "left" }),
  ],
  "staff.reactivate": [
    ofStaff(({ staff }) => ({ id: staff.somebodyId })),
    unknown("id", "ACCOUNT_NOT_FOUND"),
  ],
  "staff.sessions": [ofStaff(({ staff }) => ({ id: staff.somebodyId })), unknown("id", "ACCOUNT_NOT_FOUND")],
  "staff.endSessions": [ofStaff(({ staff }) => ({ id: staff.somebodyId }))],
  "staff.apiKeys": [ofStaff(({ accountId }) => ({ id: accountId })), unknown("id", "ACCOUNT_NOT_FOUND")],
  "staff.revokeApiKey": [
    ofStaff(({ sessions: { apiKeyId: id } }) => ({ id })),
    unknown("id", "API_KEY_NOT_FOUND"),
  ],
  "staff.breakGlass": [
    ofStaff(({ patientId }) => ({ patientId, reason: "Called by the hospital" })),
    unknown("patientId", "PATIENT_NOT_FOUND", { reason: "Called by the hospital" }),
  ],
  "staff.patient": [ofStaff(({ patientId }) => ({ patientId })), unknown("patientId", "PATIENT_NOT_FOUND")],
  "staff.grants": [ofStaff(() => ({}))],
  "audit.breakGlass": [{ input: () => ({}) }, { input: () => ({ limit: 1 }) }],
};
