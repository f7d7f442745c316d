import type { PatientId } from "@caretype/client";
import { afterAll, expect, it } from "vitest";
import { untilWaiting } from "../../api/test/waiting.ts";
import { type AuditPoll, auditEntries } from "../../client/examples/changes.ts";
import { startCaretype } from "../src/start-caretype.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

it("misses no change beside eight writers and a transaction that stays open", async () => {
  const { client } = await backend.signUp();
  const from = new Date(Date.now() - 60_000).toISOString();
  const add = async () => (await client.patient.create.mutate({ name: "Ann Lee", gender: "female" })).id;
  const poll: AuditPoll = { from };
  const seen = new Set<string>();
  const poller = async () => {
    for await (const { action, effect, subjectIds } of auditEntries(client, poll))
      if (effect === "done") seen.add(`${action} ${subjectIds.join()}`);
  };
  const held = await add();
  const added: PatientId[] = [];
  let isWriting = true;
  const { late } = await backend.database.transaction(async (tx) => {
    await tx.execute(`select from patient where id = '${held}' for update`);
    // It has begun before all that the writers add, and ends after them.
    const late = client.patient.update.mutate({ id: held, expectedVersion: 1, phoneNumber: "1" });
    await untilWaiting(backend.database, 1);
    const writers = Array.from({ length: 8 }, async () => {
      for (let left = 8; left > 0; left--) added.push(await add());
    });
    const polling = (async () => {
      while (isWriting) await poller();
    })();
    await Promise.all(writers).finally(() => {
      isWriting = false;
    });
    await polling;
    return { late };
  });
  await late;
  await poller();
  const changes = [held, ...added].map((id) => `patient.create ${id}`);
  expect([...seen].toSorted()).toEqual([...changes, `patient.update ${held}`].toSorted());
  // The next poll does not begin anew.
  expect(Buffer.from(poll.cursor ?? "", "base64url").toString()).toMatch(/^\["oldest","20/);
  const { nextCursor, resumeCursor } = await client.audit.list.query({ sort: "oldest", limit: 1 });
  expect([typeof nextCursor, resumeCursor]).toEqual(["string", null]);
});
