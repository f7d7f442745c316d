import { randomUUID } from "node:crypto";
import { schema } from "@caretype/db";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { findMail, findMailsTo, giveUpExpired, listMails, purgeOld, takeUnshown } from "./queries.ts";

const { database } = await createTestApi();
const day = 86_400_000;
const begun = Date.now();
const at = (days: number) => new Date(begun + days * day).toISOString();

/** In days from now. */
async function keep({
  created = 0,
  expires = 1,
  sent,
}: {
  created?: number;
  expires?: number;
  sent?: number;
} = {}) {
  const id = uuidv7({ msecs: Date.now() + created * day });
  await database.reader.insert(schema.mail).values({
    id,
    recipient: `${id}@Example.org`,
    template: "passwordChanged",
    data: { name: "Ada" },
    createdAt: at(created),
    expiresAt: at(expires),
    ...(sent !== undefined && { sentAt: at(sent), attempts: 1 }),
  });
  return id;
}

it("lists emails by state, newest first, except those never to be sent", async () => {
  const waiting = await keep({ created: -0.5 });
  const sent = await keep({ created: -0.4, sent: -0.3 });
  const failed = await keep({ created: -0.3, expires: -0.1 });
  const decoy = await keep({ created: -0.2, expires: -0.2 });
  const ids = async (state?: "waiting" | "sent" | "failed") =>
    (await listMails(database.reader, { state, limit: 10 })).map(({ id }) => id);
  expect(await ids()).toEqual([failed, sent, waiting]);
  expect(await Promise.all([ids("waiting"), ids("sent"), ids("failed")])).toEqual([
    [waiting],
    [sent],
    [failed],
  ]);
  expect(await listMails(database.reader, { limit: 1 })).toMatchObject([{ id: failed, state: "failed" }]);
  for (const mail of await listMails(database.reader, { limit: 10 })) expect(mail).not.toHaveProperty("data");
  expect(await findMail(database.reader, waiting)).toMatchObject({ state: "waiting", data: { name: "Ada" } });
  expect(await findMail(database.reader, randomUUID())).toBeNull();
  expect(await findMailsTo(database.reader, `${waiting}@example.ORG`)).toMatchObject([{ id: waiting }]);
  expect(await findMailsTo(database.reader, `${decoy}@example.org`)).toEqual([]);
});

it("deletes only sent or expired emails over ninety days old", async () => {
  const gone = [
    await keep({ created: -92, expires: -90 }),
    await keep({ created: -91, expires: 9, sent: -90 }),
  ];
  const kept = [await keep({ created: -89, expires: -88 }), await keep({ created: -91, expires: 9 })];
  await purgeOld(database.reader, 1);
  expect(await findMail(database.reader, gone[0] ?? "")).toBeNull();
  expect(await findMail(database.reader, gone[1] ?? "")).not.toBeNull();
  await purgeOld(database.reader, 10);
  for (const id of gone) expect(await findMail(database.reader, id)).toBeNull();
  for (const id of kept) expect(await findMail(database.reader, id)).not.toBeNull();
});

it("returns each expired or shown email to one of several concurrent callers", async () => {
  const expired = await Promise.all(Array.from({ length: 10 }, () => keep({ created: -2, expires: -1 })));
  const shown = await Promise.all(Array.from({ length: 10 }, () => keep()));
  const of = async (look: () => Promise<string[]>) =>
    (await Promise.all(Array.from({ length: 20 }, look))).flat();
  const givenUp = await of(() => giveUpExpired(database.reader, 3));
  expect(expired.filter((id) => givenUp.includes(id)).length).toBeGreaterThan(0);
  expect(new Set(givenUp).size).toBe(givenUp.length);
  const seen = await of(async () => (await takeUnshown(database.reader, 3)).map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  const rest = (await takeUnshown(database.reader, 100)).map(({ id }) => id);
  expect([...seen, ...rest]).toEqual(expect.arrayContaining(shown));
  expect([...seen, ...rest].filter((id) => expired.includes(id))).toEqual([]);
  expect(await takeUnshown(database.reader, 100)).toEqual([]);
});
