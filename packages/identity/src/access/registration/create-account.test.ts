import { invite } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { createStaffAccount } from "./create-account.ts";

const api = await createTestApi();
const password = "correct horse battery";
const address = () => `${uuidv7()}@example.org`;

it("creates a staff account that can sign in and is in no practice until invited", async () => {
  const email = address();
  const created = await createStaffAccount(api.services, { email, password, username: "root.admin" });
  expect(created).toMatchObject({
    username: "root.admin",
    email,
    isStaff: true,
    emailVerified: true,
    isActive: true,
  });
  expect(Object.keys(created)).not.toContain("passwordHash");
  const { access } = await api.anonymous.account.login({ email, password });
  const caller = api.callerWith({ accessToken: access });
  expect(await caller.account.me()).toEqual(created);
  expect((await caller.practice.list()).items).toEqual([]);
  expect((await failureOf(caller.patient.list())).code).toBe("PRACTICE_NOT_FOUND");
  expect((await failureOf(caller.practice.create({ name: "Mine" }))).code).toBe("PERMISSION_DENIED");
  const owner = await api.signUp();
  const { token } = await invite(api, owner, { email, role: "viewer" });
  await caller.invitation.accept({ token });
  expect(await caller.practice.mine()).toMatchObject({ role: "viewer" });
  expect((await caller.patient.list()).items).toEqual([]);
  expect((await failureOf(caller.practice.create({ name: "Mine" }))).code).toBe("PERMISSION_DENIED");
});

it("has one address with a domain in letters and in ASCII", async () => {
  const name = uuidv7();
  const created = await createStaffAccount(api.services, { email: `${name}@xn--mnchen-3ya.de`, password });
  expect(created.email).toBe(`${name}@münchen.de`);
  const again = createStaffAccount(api.services, { email: `${name}@MÜNCHEN.de`, password });
  expect((await failureOf(again)).code).toBe("EMAIL_TAKEN");
  for (const email of [`${name}@xn--mnchen-3ya.de`, `${name}@münchen.de`])
    expect((await api.anonymous.account.login({ email, password })).user.id).toBe(created.id);
});

it("works with closed registration, under the same rules", async () => {
  const services = { ...api.services, registration: "closed" as const };
  const { email } = await createStaffAccount(services, { email: address(), password });
  const create = (input: { email: string; password: string; username?: string }) =>
    failureOf(createStaffAccount(services, input));
  expect((await create({ email: email.toUpperCase(), password })).code).toBe("EMAIL_TAKEN");
  expect((await create({ email: address(), password, username: "Root.Admin" })).code).toBe("USERNAME_TAKEN");
  expect((await create({ email: address(), password: "password123" })).details.errors).toHaveProperty(
    "password",
  );
  // The error as thrown, without the mapping by `failureOf`.
  await expect(createStaffAccount(services, { email: "nobody", password: "short" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    details: { errors: { email: ["Not an email address"], password: ["At least 8 characters"] } },
  });
});

it("does not reveal password or address in errors", async () => {
  const [email, secret] = [address(), "S3cret-of-mine"];
  await createStaffAccount(api.services, { email, password: secret });
  const error = await failureOf(createStaffAccount(api.services, { email, password: secret }));
  const everything = JSON.stringify([error, error.message, error.stack, String(error.cause)]);
  for (const text of [email, secret]) expect(everything).not.toContain(text);
});
