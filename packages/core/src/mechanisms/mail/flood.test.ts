import { mailsTo } from "@caretype/test-api/mails";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { maxPerHour } from "./template.ts";

const api = await createTestApi();
const { database, services } = api;

it("limits emails per template, address and hour", async () => {
  const to = `${uuidv7()}@example.org`;
  const send = (recipient: string) =>
    database.transaction((tx) =>
      services.mailer.send(tx, {
        to: recipient,
        template: "passwordChanged",
        data: { name: "Ada" },
        lifetimeSeconds: 60,
      }),
    );
  for (let index = 0; index < maxPerHour + 5; index++) await send(index % 2 ? to : to.toUpperCase());
  expect(await mailsTo(api, to)).toHaveLength(maxPerHour);
  const other = `${uuidv7()}@example.org`;
  await send(other);
  expect(await mailsTo(api, other)).toHaveLength(1);
});
