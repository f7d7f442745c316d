import { grantable, type Role, rolePermissions, roles } from "@caretype/core/kernel/permissions/permissions";
import { membership } from "@caretype/db/schema";
import { cases } from "@caretype/test-api/all-cases";
import { callerByPath } from "@caretype/test-api/caller";
import { type CallerKind, everybody } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { procedures, type WalkedProcedure } from "@caretype/test-api/procedures";
import { createTestApi } from "@caretype/test-api/support";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { createStaffAccount } from "../src/index.ts";

const api = await createTestApi();
const { reader } = api.database;
const owner = await api.signUp();
const { id: practice } = await owner.caller.practice.mine();

async function signUpAs(role: Role | "none" | "staff") {
  if (role === "staff") return createStaff();
  const person = await api.signUp();
  await reader.delete(membership).where(eq(membership.accountId, person.account.id));
  if (role !== "none")
    await reader.insert(membership).values({ practiceId: practice, accountId: person.account.id, role });
  return person;
}

/** Creates a staff account like the command line. docs/use/roles.md describes such accounts. */
async function createStaff() {
  const person = { email: `${uuidv7()}@example.org`, password: "correct horse battery" };
  await createStaffAccount(api.services, person);
  return person;
}

const people = new Map<CallerKind, { email: string; password: string }>(
  await Promise.all(
    ([...roles, "none", "staff"] as const).map(async (role) => [role, await signUpAs(role)] as const),
  ),
);

const { key } = await owner.caller.apiKey.create({
  name: "Everything",
  permissions: grantable.filter((permission) => rolePermissions.owner.has(permission)),
});
const { key: narrowKey } = await owner.caller.apiKey.create({ name: "Name", permissions: ["practice:read"] });

type Caller = ReturnType<typeof callerByPath>;

/** The callers of signed-in people. A call that may end its session removes its caller. */
const sessions = new Map<CallerKind, Caller>();

async function logIn(kind: CallerKind): Promise<Caller> {
  if (kind === "service") return callerByPath(api.callerWith({ accessToken: key }));
  const person = people.get(kind);
  if (!person) return callerByPath(api.anonymous);
  const { email, password } = person;
  const { access } = await api.anonymous.account.login({ email, password });
  return callerByPath(api.callerWith({ accessToken: access }));
}

async function callerAs(kind: CallerKind): Promise<Caller> {
  const caller = sessions.get(kind) ?? (await logIn(kind));
  sessions.set(kind, caller);
  return caller;
}

/** Every schema rejects the input below, so only procedures without an input run. */
const mayEndSessions = ({ type, input }: WalkedProcedure) => type === "mutation" && input === undefined;

const refusals = [
  "PERMISSION_DENIED",
  "PRACTICE_NOT_FOUND",
  "UNAUTHENTICATED",
  "SECOND_FACTOR_SETUP_REQUIRED",
];

describe.each(procedures)("$path", (procedure) => {
  const { path, guard } = procedure;
  const allowed = cases.get(path)?.allowed;

  it("names its callers", () => {
    expect(allowed).toBeDefined();
    if (guard?.kind === "public") expect(allowed).toEqual(everybody);
  });

  it.each(everybody)("allows or refuses %s like its row", async (kind) => {
    const call = await callerAs(kind);
    // An invalid input, so that only procedures without an input run.
    const code = await failureOf(call(path, { nobodySendsThis: true })).then(
      (failure) => failure.code,
      () => "ok",
    );
    if (mayEndSessions(procedure)) sessions.delete(kind);
    expect({ kind, isRefused: refusals.includes(code) }).toEqual({
      kind,
      isRefused: !allowed?.includes(kind),
    });
  });
});

describe("an API key", () => {
  it("is refused for all permissions it lacks", async () => {
    const call = callerByPath(api.callerWith({ accessToken: narrowKey }));
    const closed = procedures.filter(
      ({ guard }) => guard?.kind === "protected" && guard.permission !== "practice:read",
    );
    for (const { path } of closed) {
      expect({ path, code: (await failureOf(call(path, {}))).code }).toEqual({
        path,
        code: "PERMISSION_DENIED",
      });
    }
  });
});
