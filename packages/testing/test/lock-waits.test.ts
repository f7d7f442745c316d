import { lockRow } from "@caretype/test-database";
import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

type Sent = { token: string; method: string; path: string; body?: object };

async function send({ token, method, path, body }: Sent) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(`${backend.url}/api${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const retryAfter = Number(response.headers.get("retry-after"));
  await response.arrayBuffer();
  return { status: response.status, retryAfter, location: response.headers.get("location") };
}

const create = (token: string, name: string) =>
  send({ token, method: "POST", path: "/patients", body: { name, gender: "female" } });

it("calls that wait for a lock get 503 with Retry-After, and other practices are unaffected", async () => {
  const [held, other] = [await backend.signUp(), await backend.signUp()];
  const id = (await create(held.accessToken, "Ann Held")).location?.split("/").at(-1) ?? "";
  const change = { name: "Ann Other", expected_version: 1 };
  const path = `/patients/${id}`;
  const rename = () => send({ token: held.accessToken, method: "PATCH", path, body: change });
  await backend.database.transaction(async (tx) => {
    await lockRow(tx, { table: "patient", id });
    const stuck = Array.from({ length: 30 }, rename);
    for (const name of ["Bea", "Cleo", "Dana"])
      expect(await create(other.accessToken, name)).toMatchObject({ status: 201 });
    for (const { status, retryAfter } of await Promise.all(stuck)) {
      expect(status).toBe(503);
      expect(retryAfter).toBeGreaterThan(0);
    }
  });
  expect((await rename()).status).toBe(200);
});
