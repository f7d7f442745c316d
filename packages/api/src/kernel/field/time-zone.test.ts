import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { failureOf } from "../../../test/failure.ts";
import { createTestApi } from "../../../test/support.ts";
import { inTimeZone } from "./time-zone.ts";

const { reader } = (await createTestApi()).database;

const nowIn = (timeZone: string) =>
  inTimeZone(() => reader.execute(sql`select now() at time zone ${timeZone}::text as there`));

it("reports a time zone unknown to the database as invalid input", async () => {
  expect(await failureOf(nowIn("Mars/Olympus"))).toMatchObject({
    code: "INVALID_INPUT",
    details: { errors: { timeZone: ["Not known to the database"] } },
  });
});

it("returns the result, and passes other errors through", async () => {
  expect(await nowIn("Europe/Zurich")).toHaveLength(1);
  expect(await failureOf(inTimeZone(() => reader.execute(sql`select 1 / 0`)))).toMatchObject({
    code: "INTERNAL",
  });
});
