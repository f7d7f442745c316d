import { callerByPath } from "@caretype/test-api/caller";
import { inputFields, procedures } from "@caretype/test-api/procedures";
import { createTestApi } from "@caretype/test-api/support";
import fc from "fast-check";
import { expect, it } from "vitest";
import { toDomainError } from "../src/index.ts";

const api = await createTestApi();
const { caller, refresh, email, password } = await api.signUp();
const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
const doctor = await caller.doctor.create({ name: "Bo Ray" });

const hostile = fc.constantFrom<unknown>(
  "",
  " ",
  "\0",
  "\ud800",
  "'; drop table patient; --",
  "%",
  "\\",
  "__proto__",
  "infinity",
  "2023-02-30",
  "x".repeat(30_000),
  "😀".repeat(400),
  Number.MAX_SAFE_INTEGER,
  2 ** 31,
  -1,
  0.1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  null,
  undefined,
  [],
  {},
  [["nested"]],
  { toString: null },
);
const plausible = fc.constantFrom<unknown>(
  patient.id,
  doctor.id,
  "0198c0de-0000-7000-8000-000000000000",
  patient.id.toUpperCase(),
  "male",
  "newest",
  "updated",
  "1990-01-01",
  1,
  50,
  email,
  password,
  refresh,
  "eyJhbGciOiJub25lIn0.e30.",
  Buffer.from(JSON.stringify(["newest", null, patient.id])).toString("base64url"),
  Buffer.from(JSON.stringify(["updated", "2026-01-01T00:00:00Z", patient.id])).toString("base64url"),
  Buffer.from(JSON.stringify(["name", "\0", patient.id])).toString("base64url"),
);
const value = fc.oneof(
  { weight: 3, arbitrary: plausible },
  { weight: 2, arbitrary: hostile },
  fc.string(),
  fc.anything(),
);

it.each(procedures)("$path never fails with an internal error, whatever the input", async (procedure) => {
  const shaped = fc.record(
    Object.fromEntries(Object.keys(inputFields(procedure)).map((field) => [field, value])),
    { requiredKeys: [] },
  );
  const input = fc.oneof({ weight: 8, arbitrary: shaped }, { weight: 1, arbitrary: fc.anything() });
  // One session per procedure, because the run may end it.
  const isOfStaff = procedure.path.startsWith("staff.");
  const call = callerByPath((await (isOfStaff ? api.signUpStaff() : api.signUp())).caller);
  await fc.assert(
    fc.asyncProperty(input, async (sent) => {
      const error = await call(procedure.path, sent).then(
        () => null,
        (reason: unknown) => toDomainError(reason),
      );
      if (error?.code === "INTERNAL") throw new Error(`500: ${String(error.cause)}`, { cause: error.cause });
      expect(error?.code).not.toBe("SERVICE_UNAVAILABLE");
    }),
    { numRuns: 10 },
  );
});
