import { PassThrough } from "node:stream";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, expect, test } from "vitest";
import { runErase } from "../src/command/erase.ts";
import { createImportHarness } from "./import/support.ts";
import { useServerProcesses } from "./server-process.ts";

const harness = await createImportHarness();
const { caller } = await harness.signUp("owner@example.org");
const reason = "Request of 3 May, file 17";
const add = () => caller.patient.create({ name: "Ann Lee", gender: "female" });
const isThere = async (id: string) =>
  (await caller.patient.list()).items.some((patient) => patient.id === id);

type Given = { yes?: boolean; why?: string; answer?: string };

/** `answer` is typed at the terminal. Without it, there is no terminal. */
async function erase(id: string, { yes = false, why = reason, answer }: Given = {}) {
  const [out, errors] = [new PassThrough(), new PassThrough()];
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(answer ?? "");
  };
  const code = await runErase({ type: "patient", id, reason: why, yes }, (run) => run(harness.database), {
    out,
    errors,
    ask: answer === undefined ? undefined : ask,
  });
  return { code, asked, out: String(out.read() ?? ""), errors: String(errors.read() ?? "") };
}

test("asks for confirmation, and describes the record without a name", async () => {
  const { id } = await add();
  await caller.patient.update({ id, expectedVersion: 1, phoneNumber: "1" });
  for (const answer of ["", "no", "y", "yes!"]) {
    const refused = await erase(id, { answer });
    expect(refused).toMatchObject({ code: 1, out: "", errors: "Not confirmed: nothing was erased.\n" });
    expect(refused.asked.join()).toContain(`patient ${id} of practice`);
    expect(refused.asked.join()).not.toContain("Lee");
    expect(await isThere(id)).toBe(true);
  }
  const { code, out, errors } = await erase(id, { answer: " Yes \n" });
  expect([code, errors]).toEqual([0, ""]);
  expect(out).toMatch(/^Erased: patient \S+ of practice \S+, 2 versions, 0 assignments/);
  expect(out).not.toContain("Lee");
  expect(await isThere(id)).toBe(false);
});

test("does not ask with --yes, and refuses without a terminal", async () => {
  const { id } = await add();
  expect(await erase(id)).toMatchObject({ code: 1, errors: expect.stringContaining("pass --yes") });
  expect(await isThere(id)).toBe(true);
  expect(await erase(id, { yes: true, answer: "no" })).toMatchObject({ code: 0, asked: [] });
  expect(await isThere(id)).toBe(false);
});

test("refuses an invalid request before it asks, with exit code 1", async () => {
  const { id } = await add();
  for (const [given, message] of [
    [await erase(id, { answer: "yes", why: "short" }), "10 to 500 characters"],
    [await erase("17", { answer: "yes" }), "is not an id"],
    [await erase(crypto.randomUUID(), { answer: "yes" }), "No patient"],
  ] as const) {
    expect(given).toMatchObject({ code: 1, asked: [], out: "" });
    expect(given.errors).toContain(message);
    expect(given.errors).toMatch(/Nothing was erased\.\n$/);
  }
  expect(await isThere(id)).toBe(true);
});

const testDatabase = await createTestDatabase();
afterAll(() => testDatabase.drop());
const { command } = useServerProcesses({ DATABASE_URL: testDatabase.url });
const unknownId = "0198c0de-0000-7000-8000-000000000000";

test("works on the command line, with its options", async () => {
  const call = (...words: string[]) => command(["erase", ...words]);
  const unknown = await call("patient", unknownId, "--reason", reason, "--practice", unknownId, "--yes");
  expect(unknown).toMatchObject({ status: 1, stdout: "" });
  expect(unknown.stderr).toContain(`No patient ${unknownId} exists in the practice ${unknownId}`);
  const doctor = await call("doctor", unknownId, "--reason", reason, "--yes");
  expect([doctor.status, doctor.stderr]).toEqual([1, expect.stringContaining(`No doctor ${unknownId}`)]);
  expect((await call("doctor", unknownId, "--yes")).stderr).toContain("--reason");
  expect((await call("doctor", unknownId, "--reason", reason)).stderr).toContain("pass --yes");
});
