import { afterAll, expect, test } from "vitest";
import { startCaretype } from "../src/index.ts";
import { restOf } from "./rest.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());
const line = "PATCH /auth/me";

test("PATCH /auth/me returns the account with its new name, like GET", async () => {
  const { accessToken, accountId, email } = await backend.signUp();
  const send = restOf(backend.url, accessToken);
  const changed = await send(line, { name: " Ann Lee " });
  expect(changed).toMatchObject({ status: 200, body: { id: accountId, email, name: "Ann Lee" } });
  expect((await send("GET /auth/me")).body).toEqual(changed.body);
});

test("it accepts a whole account that was read before, and changes only its name", async () => {
  const { accessToken } = await backend.signUp();
  const send = restOf(backend.url, accessToken);
  const { body: before } = await send("GET /auth/me");
  const other = { username: "ann", email: "ann@example.org", is_staff: true, email_verified: true };
  const changed = await send(line, { ...Object(before), ...other, name: "Ann Lee" });
  const updated_at = Reflect.get(Object(changed.body), "updated_at");
  expect(changed).toMatchObject({ status: 200, body: { ...Object(before), name: "Ann Lee", updated_at } });
});

test.each([
  [{}, "name"],
  [{ name: " " }, "name"],
  [{ name: "x".repeat(201) }, "name"],
  [{ name: "Ann\tLee" }, "name"],
  [{ email: "ann@example.org" }, "name"],
  [{ name: "Ann Lee", password: "quite another lamp" }, "password"],
])("it answers 400 to %j, naming %s", async (body, field) => {
  const { accessToken } = await backend.signUp();
  const answer = await restOf(backend.url, accessToken)(line, body);
  expect(answer).toMatchObject({
    status: 400,
    body: { code: "INVALID_INPUT", errors: { [field]: [expect.any(String)] } },
  });
});
