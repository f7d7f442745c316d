import { schema } from "@caretype/db";
import { eq } from "drizzle-orm";
import { afterAll, expect, it, vi } from "vitest";
import { failureOf, tally } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";
import { replaceHash } from "./credential-queries.ts";
import { createPasswords } from "./passwords.ts";

const api = await createTestApi({ bcryptCost: 5, loginFailures: { account: 0, address: 0 } });
const weak = createPasswords({ cost: 4, workers: 1 });
afterAll(() => weak.close());
const { anonymous, database } = api;
const { account: accounts } = schema;
const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

/** An account whose password was hashed when less work was asked for. */
async function signUpBefore() {
  const signedUp = await api.signUp();
  const isIt = eq(accounts.id, signedUp.account.id);
  const passwordHash = await weak.hash(signedUp.password);
  await database.reader.update(accounts).set({ passwordHash }).where(isIt);
  const stored = async () => {
    const [row] = await database.reader.select().from(accounts).where(isIt);
    return { hash: row?.passwordHash, version: row?.version };
  };
  return { ...signedUp, passwordHash, stored };
}

it("is hashed anew by a log-in, and logs in as before", async () => {
  const { email, password, stored } = await signUpBefore();
  const { version } = await stored();
  await anonymous.account.login({ email, password });
  await vi.waitFor(async () => expect((await stored()).hash).toMatch(/^\$2b\$05\$/));
  expect((await stored()).version).toBe(version);
  const { hash } = await stored();
  await anonymous.account.login({ email, password });
  // Once is enough: the one that is as good as asked for stays.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await stored()).hash).toBe(hash);
});

it("by 20 log-ins at once: all of them succeed", async () => {
  const { email, password, stored } = await signUpBefore();
  expect(await tally(times(20, () => anonymous.account.login({ email, password })))).toEqual({ ok: 20 });
  await vi.waitFor(async () => expect((await stored()).hash).toMatch(/^\$2b\$05\$/));
  await anonymous.account.login({ email, password });
});

it("not by one that is wrong", async () => {
  const { email, passwordHash, stored } = await signUpBefore();
  await failureOf(anonymous.account.login({ email, password: "wrong" }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await stored()).hash).toBe(passwordHash);
});

it("never in the place of one that was changed meanwhile", async () => {
  const { caller, email, password, passwordHash, account, stored } = await signUpBefore();
  const newPassword = "nine lives of a lamp";
  await caller.account.changePassword({ currentPassword: password, newPassword });
  const { hash } = await stored();
  const to = await weak.hash(password);
  await database.transaction((tx) => replaceHash(tx, { id: account.id, from: passwordHash, to }));
  expect((await stored()).hash).toBe(hash);
  await anonymous.account.login({ email, password: newPassword });
});
