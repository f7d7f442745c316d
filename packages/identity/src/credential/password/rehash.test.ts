import { account as accounts } from "@caretype/db/schema";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { replaceHash } from "../../account/credential-queries.ts";
import { createPasswords } from "./hashing.ts";

const passwords = createPasswords({ cost: 5 });
const api = await createTestApi({ passwords, loginFailures: { account: 0, address: 0 } });
const weak = createPasswords({ cost: 4, workers: 1 });
const dear = createPasswords({ cost: 6, workers: 1 });
afterAll(() => Promise.all([weak.close(), dear.close(), passwords.close()]));
/** Called, if at all, before the sign-in is answered. */
const hashing = vi.spyOn(api.services.passwords, "hash");
afterEach(() => hashing.mockClear());
const { anonymous, database } = api;
const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

/** An account whose password was hashed with another cost. */
async function signUpBefore(before = weak) {
  const signedUp = await api.signUp();
  const isIt = eq(accounts.id, signedUp.account.id);
  const passwordHash = await before.hash(signedUp.password);
  await database.reader.update(accounts).set({ passwordHash }).where(isIt);
  const stored = async () => {
    const [row] = await database.reader.select().from(accounts).where(isIt);
    return { hash: row?.passwordHash, version: row?.version };
  };
  hashing.mockClear();
  return { ...signedUp, passwordHash, stored };
}

it.each([
  ["less", weak],
  ["more", dear],
])("with %s work is rehashed by a sign-in, and remains valid", async (_, before) => {
  const { email, password, stored } = await signUpBefore(before);
  const { version } = await stored();
  await anonymous.account.login({ email, password });
  expect(hashing).toHaveBeenCalledOnce();
  await vi.waitFor(async () => expect((await stored()).hash).toMatch(/^\$2b\$05\$/));
  expect((await stored()).version).toBe(version);
  const { hash } = await stored();
  await anonymous.account.login({ email, password });
  // Rehashed once: a hash of the configured cost is kept.
  expect(hashing).toHaveBeenCalledOnce();
  expect((await stored()).hash).toBe(hash);
});

it("is rehashed by 20 concurrent sign-ins, which all succeed", async () => {
  const { email, password, stored } = await signUpBefore();
  expect(await tally(times(20, () => anonymous.account.login({ email, password })))).toEqual({ ok: 20 });
  await vi.waitFor(async () => expect((await stored()).hash).toMatch(/^\$2b\$05\$/));
  await anonymous.account.login({ email, password });
});

it("is not rehashed by a failed sign-in", async () => {
  const { email, passwordHash, stored } = await signUpBefore();
  await failureOf(anonymous.account.login({ email, password: "wrong" }));
  expect(hashing).not.toHaveBeenCalled();
  expect((await stored()).hash).toBe(passwordHash);
});

it("is not rehashed if it was changed meanwhile", async () => {
  const { caller, email, password, passwordHash, account, stored } = await signUpBefore();
  const newPassword = "nine lives of a lamp";
  await caller.account.changePassword({ currentPassword: password, newPassword });
  const { hash } = await stored();
  const to = await weak.hash(password);
  await database.transaction((tx) => replaceHash(tx, { id: account.id, from: passwordHash, to }));
  expect((await stored()).hash).toBe(hash);
  await anonymous.account.login({ email, password: newPassword });
});
