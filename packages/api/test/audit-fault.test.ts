import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@caretype/db";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { toDomainError } from "../src/index.ts";

/** Events that must happen before the test checks the result. */
const enough = { ended: 40, reads: 200, writes: 100 };

const api = await createTestApi();
const { access, caller } = await api.signUp();
const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
const { id: practiceId } = await caller.practice.mine();

it("has an entry for every acknowledged read and write while connections fail", async () => {
  const admin = openDatabase({ url: api.url, readers: 1 });
  const acknowledged = { reads: [] as string[], writes: [] as { requestId: string; patient: string }[] };
  const failures = new Set<string>();
  let ended = 0;
  const isEnough = () =>
    ended > enough.ended &&
    acknowledged.reads.length > enough.reads &&
    acknowledged.writes.length > enough.writes &&
    failures.size > 0;
  const work = async (index: number) => {
    while (!isEnough()) {
      const requestId = uuidv7();
      const called = api.callerWith({ accessToken: access, requestId }).patient;
      try {
        if (index % 2 === 0) {
          await called.byId({ id });
          acknowledged.reads.push(requestId);
        } else {
          const created = await called.create({ name: "Bo Ray", gender: "male" });
          acknowledged.writes.push({ requestId, patient: created.id });
        }
      } catch (error) {
        failures.add(toDomainError(error).code);
        await pause(2);
      }
    }
  };
  const endBackends = async () => {
    while (!isEnough()) {
      await pause(40);
      const rows = await admin.reader.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and random() < 0.4`);
      ended += rows.length;
    }
  };
  await Promise.all([endBackends(), ...Array.from({ length: 16 }, (_, index) => work(index))]);

  const entries = await admin.reader.execute<{ request: string; subject: string }>(sql`
    select request_id as request, subject_ids[1] as subject from audit_entry
    where outcome = 'ok' and action like 'patient.%'`);
  const patients = await admin.reader.execute<{ id: string }>(
    sql`select id from patient where practice_id = ${practiceId}`,
  );
  await admin.close();

  const byRequest = Map.groupBy(entries, ({ request }) => request);
  const missing = acknowledged.reads.filter((requestId) => byRequest.get(requestId)?.length !== 1);
  expect(missing).toEqual([]);
  const unlike = acknowledged.writes.filter(
    ({ requestId, patient }) => byRequest.get(requestId)?.[0]?.subject !== patient,
  );
  expect(unlike).toEqual([]);
  // Every record has an entry, even if its creation was not acknowledged.
  const recorded = new Set(entries.map(({ subject }) => subject));
  expect(patients.filter((patient) => !recorded.has(patient.id))).toEqual([]);
  expect([...failures].filter((code) => code !== "SERVICE_UNAVAILABLE")).toEqual([]);
});
