import { entryOf } from "@caretype/test-api/audit-entries";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { commandEntry } from "../../../kernel/audit-log/entry.ts";
import { appendEntries } from "../../../kernel/audit-log/queries.ts";
import type { PatientId } from "../../../kernel/field/ids.ts";
import { asId } from "../../../kernel/field/ids.ts";

const api = await createTestApi();
const { reader } = api.database;
type SignedUp = Awaited<ReturnType<typeof api.signUp>>;
type Caller = SignedUp["caller"];

const addPatient = (caller: Caller) => caller.patient.create({ name: "Ann Lee", gender: "female" });
const as = (access: string, requestId: string) => api.callerWith({ accessToken: access, requestId });

async function makeWorld() {
  const owner = await api.signUp();
  await reader.execute(sql`update account set name = 'Dr. Ada Lovelace' where id = ${owner.account.id}`);
  const patient = await addPatient(owner.caller);
  const practice = await owner.caller.practice.mine();
  return { ...owner, patient: patient.id, practice: practice.id };
}

/** An account that is also in another account's practice. */
async function addColleague(practice: string, role: string) {
  const colleague = await api.signUp();
  await reader.execute(sql`delete from membership where account_id = ${colleague.account.id}`);
  await reader.execute(
    sql`insert into membership (practice_id, account_id, role) values (${practice}, ${colleague.account.id}, ${role})`,
  );
  api.services.principals.forget({ account: colleague.account.id });
  return colleague;
}

type Page = { items: object[]; nextCursor: string | null };

/** All items of a list, page by page. */
async function walk<Answer extends Page>(read: (cursor?: string) => Promise<Answer>) {
  const items: Answer["items"][number][] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

describe("archived months", () => {
  it("are named by both, so that they do not seem to be without entries", async () => {
    const { caller, patient } = await makeWorld();
    const pages = () =>
      Promise.all([
        caller.audit.list({ limit: 1 }),
        caller.audit.accessReport({ patientId: patient, limit: 1 }),
      ]);
    for (const { archivedBefore } of await pages()) expect(archivedBefore).toBeNull();
    await reader.execute(sql`
      insert into audit_archive (number, from_at, until_at, entries, seal, seal_until, seal_hash, next_entries, file_name,
        file_hash, previous_hash, hash)
      select number, '1970-01-01Z', '2019-12-01Z'::timestamptz + number * interval '1 month', 0, 0, '1970-01-01Z', '', 0, '',
        '', '', '' from generate_series(1, 2) as number`);
    for (const { archivedBefore } of await pages()) expect(archivedBefore).toBe("2020-02-01T00:00:00Z");
  });
});

describe("the access report", () => {
  it("shows the client's request id beside the server's own", async () => {
    const { caller, access, account } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const requestIds = [uuidv7(), uuidv7()];
    for (const requestId of requestIds) {
      const client = { accessToken: access, requestId, clientRequestId: "trace-1" };
      await api.callerWith(client).patient.byId({ id });
    }
    const entry = { accountId: account.id, action: "patient.byId", clientRequestId: "trace-1" };
    const expected = requestIds.toReversed().map((requestId) => ({ ...entry, requestId }));
    const report = await caller.audit.accessReport({ patientId: id });
    const entries = await caller.audit.list({ subjectId: id });
    for (const { items } of [report, entries])
      expect(items.filter(({ action }) => action === "patient.byId")).toMatchObject(expected);
  });

  it("describes who accessed a patient and how, newest first", async () => {
    const { caller, patient, practice, account } = await makeWorld();
    const viewer = await addColleague(practice, "viewer");
    await reader.execute(sql`update account set name = 'Tom Reed' where id = ${viewer.account.id}`);
    await caller.patient.list({});
    await viewer.caller.patient.byId({ id: patient });
    await failureOf(viewer.caller.patient.remove({ id: patient, expectedVersion: "any" }));
    const { items, nextCursor } = await caller.audit.accessReport({ patientId: patient });
    expect(items.map(({ who, role, what }) => `${who} as ${role}: ${what}`)).toEqual([
      "“Tom Reed” as viewer: Tried to remove the patient, and was refused: you do not have the permission for this",
      "“Tom Reed” as viewer: Read the patient's record",
      "“Dr. Ada Lovelace” as owner: Saw the patient in a list",
      "“Dr. Ada Lovelace” as owner: Added the patient",
    ]);
    expect(nextCursor).toBeNull();
    const [refused] = items;
    expect(refused).toEqual({
      patientId: patient,
      at: expect.any(String),
      accountId: viewer.account.id,
      accountName: "Tom Reed",
      accountNameThen: null,
      who: expect.any(String),
      role: "viewer",
      what: expect.any(String),
      action: "patient.remove",
      outcome: "PERMISSION_DENIED",
      effect: "nothing",
      basis: "viewer patient:remove",
      address: "127.0.0.1",
      requestId: expect.any(String),
      clientRequestId: null,
    });
    expect(items.at(-1)).toMatchObject({ accountId: account.id, accountName: "Dr. Ada Lovelace" });
  });

  it("shows the account's former name at the time of the call", async () => {
    const { caller, patient } = await makeWorld();
    const as = async (name: string) => {
      await caller.account.update({ name });
      await caller.patient.byId({ id: patient });
    };
    await as("Ada Byron");
    await as("Ada King");
    await as("Ada Byron");
    const { items } = await caller.audit.accessReport({ patientId: patient, limit: 4 });
    expect(items.map(({ who, accountName, accountNameThen }) => [who, accountName, accountNameThen])).toEqual(
      [
        ["“Ada Byron”", "Ada Byron", null],
        ["“Ada Byron”, called “Ada King” at the time", "Ada Byron", "Ada King"],
        ["“Ada Byron”", "Ada Byron", null],
        ["“Ada Byron”, called “Dr. Ada Lovelace” at the time", "Ada Byron", "Dr. Ada Lovelace"],
      ],
    );
    // The account performs its own renaming under the old name.
    const { items: all } = await caller.audit.list({ action: "account.update" });
    expect(all.map(({ accountNameThen }) => accountNameThen)).toEqual(["Ada King", null, "Dr. Ada Lovelace"]);
  });

  it("continues after the patient is removed", async () => {
    const { caller, patient } = await makeWorld();
    await caller.patient.remove({ id: patient, expectedVersion: "any" });
    const { items } = await caller.audit.accessReport({ patientId: patient });
    expect(items.map(({ action }) => action)).toEqual(["patient.remove", "patient.create"]);
  });

  it("reads entries with irregular subjects", async () => {
    const { caller, patient, practice } = await makeWorld();
    await reader.execute(sql`
      insert into audit_entry (practice_id, id, action, outcome, subject_ids)
      select ${practice}, uuidv7(), 'odd', 'ok', subjects::uuid[]
      from unnest(array[${`{NULL,${patient}}`}, ${`{{${patient}},{NULL}}`}, ${`[3:3]={${patient}}`}, '{NULL}']::text[]) as subjects`);
    const { items } = await caller.audit.list({ limit: 4 });
    expect(items.map(({ subjectIds }) => subjectIds).toSorted()).toEqual([
      [],
      [patient],
      [patient],
      [patient],
    ]);
    expect((await caller.audit.accessReport({ patientId: patient, limit: 3 })).items).toHaveLength(3);
  });

  it("includes commands", async () => {
    const { caller, patient, practice, account } = await makeWorld();
    const subjects = new Set([patient]);
    await appendEntries(reader, [
      commandEntry("import.synthea", { practiceId: practice, accountId: account.id, subjects }),
      commandEntry("patient.mend", { practiceId: practice, subjects }),
    ]);
    const { items } = await caller.audit.accessReport({ patientId: patient, limit: 2 });
    expect(items.map(({ who, role, what }) => `${who} as ${role}: ${what}`)).toEqual([
      "somebody on the command line as command line: Called patient.mend",
      "“Dr. Ada Lovelace” as command line: Imported the patient",
    ]);
  });

  it("excludes other practices' calls and patients", async () => {
    const [{ caller, patient }, stranger] = await Promise.all([makeWorld(), makeWorld()]);
    await failureOf(stranger.caller.patient.byId({ id: patient }));
    const { items } = await caller.audit.accessReport({ patientId: patient });
    expect(items.map(({ action }) => action)).toEqual(["patient.create"]);
    const doctor = await caller.doctor.create({ name: "Bo Ray" });
    const removed = await addPatient(caller);
    await caller.patient.remove({ id: removed.id, expectedVersion: "any" });
    for (const patientId of [patient, removed.id, uuidv7(), doctor.id].map((id) => asId<PatientId>(id))) {
      const { code } = await failureOf(stranger.caller.audit.accessReport({ patientId }));
      expect(code).toBe("PATIENT_NOT_FOUND");
    }
    expect((await failureOf(caller.audit.accessReport({ patientId: asId(doctor.id) }))).code).toBe(
      "PATIENT_NOT_FOUND",
    );
  });

  it.each(["clinician", "reception", "viewer"])("is refused to a %s", async (role) => {
    const { patient, practice } = await makeWorld();
    const { caller } = await addColleague(practice, role);
    expect((await failureOf(caller.audit.accessReport({ patientId: patient }))).code).toBe(
      "PERMISSION_DENIED",
    );
    expect((await failureOf(caller.audit.list())).code).toBe("PERMISSION_DENIED");
  });

  it("is itself audited, with the patient but none of the ids in it", async () => {
    const { access, caller, patient } = await makeWorld();
    await addPatient(caller);
    await caller.patient.list();
    const [report, list] = [uuidv7(), uuidv7()];
    await as(access, report).audit.accessReport({ patientId: patient });
    expect(await entryOf(reader, report)).toMatchObject({
      action: "audit.accessReport",
      subjectIds: [patient],
    });
    const { items } = await as(access, list).audit.list();
    expect(items.flatMap(({ subjectIds }) => subjectIds).length).toBeGreaterThan(3);
    expect(await entryOf(reader, list)).toMatchObject({ action: "audit.list", subjectIds: null });
    const [latest] = (await caller.audit.accessReport({ patientId: patient })).items;
    expect(latest?.what).toBe("Read the patient's access log");
  });

  it("filters by a half-open period, to the microsecond", async () => {
    const { caller, patient } = await makeWorld();
    for (let read = 0; read < 3; read++) await caller.patient.byId({ id: patient });
    const { items } = await caller.audit.accessReport({ patientId: patient });
    const [last, third, second] = items.map(({ at }) => at);
    const within = await caller.audit.accessReport({ patientId: patient, from: second, until: last });
    expect(within.items.map(({ at }) => at)).toEqual([third, second]);
    const wide = { from: "0001-01-01T00:00:00Z", until: "9999-12-31T23:59:59+01:00" };
    expect((await caller.audit.accessReport({ patientId: patient, ...wide })).items.length).toBeGreaterThan(
      4,
    );
    for (const from of [
      "0000-01-01T00:00:00Z",
      "0001-01-01T00:00:00+23:59",
      "yesterday",
      "2026-02-30",
      "2026-11-20T17:28:00 01:00",
      "",
    ]) {
      const { code, details } = await failureOf(caller.audit.accessReport({ patientId: patient, from }));
      const errors = {
        from: ["Not an instant, such as 2026-11-20T17:28:00Z (in a URL, write + as %2B)"],
      };
      expect([code, details.errors]).toEqual(["INVALID_INPUT", errors]);
    }
    const old = await failureOf(caller.audit.accessReport({ patientId: patient, from: "0000-01-01" }));
    expect(old.details.errors).toEqual({ from: ["Has to be in a year from 1900 to 2999"] });
  });

  it.each([
    [null, "2025-05-02T00:00:00Z", "2025-05-03T00:00:00Z"],
    ["Pacific/Chatham", "2025-05-01T11:15:00Z", "2025-05-02T11:15:00Z"],
  ])("begins on a day of the practice, and does not end before: %s", async (timeZone, begin, end) => {
    const { caller, patient, practice, account } = await makeWorld();
    await caller.practice.update({ timeZone, expectedVersion: "any" });
    const lastBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString().replace("Z", "999Z");
    const times = [lastBefore(begin), begin, lastBefore(end), end];
    await reader.execute(sql`
      insert into audit_entry (practice_id, at, id, account_id, action, outcome, subject_ids)
      select ${practice}, at::timestamptz, gen_random_uuid(), ${account.id}, 'patient.byId', 'ok', array[${patient}]::uuid[]
      from json_array_elements_text(${JSON.stringify(times)}::json) as at`);
    const within = async (period: { from?: string; until?: string }) => {
      const [report, list] = [
        await caller.audit.accessReport({ patientId: patient, ...period }),
        await caller.audit.list({ subjectId: patient, action: "patient.byId", ...period }),
      ];
      expect(list.items.map(({ at }) => at)).toEqual(report.items.map(({ at }) => at));
      return report.items.map(({ at }) => at);
    };
    expect(await within({ from: "2025-05-02", until: "2025-05-03" })).toEqual([lastBefore(end), begin]);
    const afterBegin = begin.replace("Z", ".000001Z");
    expect(await within({ from: afterBegin, until: "2025-05-03" })).toEqual([lastBefore(end)]);
    expect(await within({ from: "2025-05-02", until: "2025-05-02" })).toEqual([]);
    for (const until of ["2025-05-01", lastBefore(begin), "2025-05-01T13:00:00+02:00"]) {
      const { code, details } = await failureOf(within({ from: "2025-05-02", until }));
      expect([code, details.errors]).toEqual(["INVALID_INPUT", { from: ["Must be no later than `until`"] }]);
    }
  });
});

describe("the search in the audit", () => {
  it("filters by account, record, action, outcome, and all combined", async () => {
    const { caller, patient, practice, account } = await makeWorld();
    const viewer = await addColleague(practice, "viewer");
    await viewer.caller.patient.byId({ id: patient });
    await failureOf(viewer.caller.patient.byId({ id: asId(uuidv7()) }));
    await viewer.caller.patient.list();
    const found = async (filter: Parameters<Caller["audit"]["list"]>[0]) =>
      (await caller.audit.list(filter)).items.map(({ action, outcome }) => `${action} ${outcome}`);
    expect(await found({ accountId: viewer.account.id })).toEqual([
      "patient.list ok",
      "patient.byId PATIENT_NOT_FOUND",
      "patient.byId ok",
    ]);
    expect(await found({ subjectId: patient, accountId: viewer.account.id })).toEqual([
      "patient.list ok",
      "patient.byId ok",
    ]);
    expect(await found({ outcome: "PATIENT_NOT_FOUND" })).toEqual(["patient.byId PATIENT_NOT_FOUND"]);
    expect(await found({ action: "patient.byId", sort: "oldest" })).toEqual([
      "patient.byId ok",
      "patient.byId PATIENT_NOT_FOUND",
    ]);
    const call = { action: "patient.byId", outcome: "ok" } as const;
    const all = { accountId: viewer.account.id, subjectId: patient, ...call };
    expect(await found(all)).toEqual(["patient.byId ok"]);
    expect(await found({ ...all, accountId: account.id })).toEqual([]);
    expect(await found({ action: "patient.create" })).toEqual(["patient.create ok"]);
  });

  it("returns each entry once in either order, even at the same instant", async () => {
    const { caller, patient, practice, account } = await makeWorld();
    const entries = Array.from({ length: 25 }, () =>
      commandEntry("import.synthea", {
        practiceId: practice,
        accountId: account.id,
        subjects: new Set([patient]),
      }),
    );
    await appendEntries(reader, entries);
    const until = new Date(Date.now() + 60_000).toISOString();
    const filters = [
      { action: "import.synthea" },
      { action: "import.synthea", subjectId: patient },
      { action: "import.synthea", accountId: account.id },
    ] as const;
    for (const filter of filters) {
      const newest = await walk((cursor) => caller.audit.list({ ...filter, limit: 4, cursor, until }));
      const oldest = await walk((cursor) =>
        caller.audit.list({ ...filter, sort: "oldest", limit: 4, cursor, until }),
      );
      expect(newest.length).toBe(25);
      expect(new Set(newest.map(({ id }) => id)).size).toBe(25);
      expect(oldest).toEqual(newest.toReversed());
      expect(newest[0]).toMatchObject({
        subjectIds: [patient],
        who: "“Dr. Ada Lovelace”",
        role: "command line",
      });
    }
  });

  it("ends a page early if its entries name very many records, and continues after it", async () => {
    const { caller, practice } = await makeWorld();
    await reader.execute(sql`
      insert into audit_entry (practice_id, at, id, action, outcome, subject_ids)
      select ${practice}, '2025-05-01Z'::timestamptz + part * interval '1 second', gen_random_uuid(), 'import.synthea', 'ok',
        (select array_agg(gen_random_uuid()) from generate_series(1, case part when 1 then 60000 else 20000 end))
      from generate_series(1, 6) as part`);
    const sizes: number[] = [];
    const items = await walk(async (cursor) => {
      const page = await caller.audit.list({ action: "import.synthea", limit: 1_000, cursor });
      sizes.push(page.items.length);
      return page;
    });
    expect(sizes).toEqual([2, 2, 1, 1]);
    expect(new Set(items.map((item) => Reflect.get(item, "id"))).size).toBe(6);
  });

  it("describes actions in the practice's wording", async () => {
    const { caller, patient } = await makeWorld();
    await caller.patient.list({ q: "nobody of this name" });
    await caller.patient.byId({ id: patient });
    await caller.audit.list();
    const { items } = await caller.audit.list({ from: "2020-01-01" });
    expect(items.map(({ what, effect }) => [what, effect])).toEqual([
      ["Searched the audit", "done"],
      ["Read a patient's record", "done"],
      ["Listed patients", "done"],
      ["Read the practice's name", "done"],
      ["Added a patient", "done"],
    ]);
  });

  it.each([{ action: "patient.gone" }, { outcome: "OK" }, { limit: 1_001 }])("refuses %j", async (filter) => {
    const { caller } = await makeWorld();
    // @ts-expect-error: the types exclude the first two.
    const { code, details } = await failureOf(caller.audit.list(filter));
    expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", Object.keys(filter)]);
    expect((await caller.audit.list({ limit: 1_000 })).items.length).toBeGreaterThan(1);
  });

  it("returns only the practice's own entries", async () => {
    const [{ caller, account, patient }, stranger] = await Promise.all([makeWorld(), makeWorld()]);
    await failureOf(stranger.caller.patient.byId({ id: patient }));
    expect((await stranger.caller.audit.list({ accountId: account.id })).items).toEqual([]);
    const { items } = await stranger.caller.audit.list({ subjectId: patient });
    expect(items.map(({ action, accountId }) => [action, accountId])).toEqual(
      [
        ["audit.list", stranger.account.id],
        ["patient.byId", stranger.account.id],
      ].slice(1),
    );
    const byAction = await stranger.caller.audit.list({ subjectId: patient, action: "patient.create" });
    expect(byAction.items).toEqual([]);
    const own = await caller.audit.list({ limit: 200 });
    expect(own.items.every(({ accountId }) => accountId === account.id)).toBe(true);
  });

  it("refuses a cursor that is broken or belongs to the other order", async () => {
    const { caller } = await makeWorld();
    const { nextCursor } = await caller.audit.list({ limit: 1 });
    const given = (parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    const at = "2026-01-01T00:00:00Z";
    for (const cursor of [
      nextCursor ?? "",
      "",
      "x",
      given([]),
      given(["oldest", "infinity", uuidv7()]),
      given(["oldest", at, "x"]),
      given(["oldest", "0000-01-01T00:00:00Z", uuidv7()]),
      given(["oldest", at]),
    ]) {
      const { code, details } = await failureOf(caller.audit.list({ sort: "oldest", cursor }));
      expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", ["cursor"]]);
    }
  });
});

describe("a patient with thousands of entries", () => {
  /** Within one month, newest first: thousands of others' entries, then hundreds of the patient's. */
  async function makeBusyWorld() {
    const world = await makeWorld();
    const others = await addPatient(world.caller);
    const addReads = (count: number, subject: string, { before, step }: { before: string; step: string }) =>
      reader.execute(sql`
        insert into audit_entry (practice_id, at, id, account_id, action, outcome, basis, subject_ids)
        select ${world.practice}, ${before}::timestamptz - each * ${step}::interval, gen_random_uuid(),
          ${world.account.id}, 'patient.byId', 'ok', 'owner patient:read', array[${subject}]::uuid[]
        from generate_series(1, ${count}::int) as each`);
    await addReads(20, world.patient, { before: "2025-12-24T00:00:00Z", step: "1 hour" });
    await addReads(6_000, others.id, { before: "2025-03-20T00:00:00Z", step: "1 minute" });
    await addReads(1_500, world.patient, { before: "2025-03-15T00:00:00Z", step: "1 hour" });
    const entries = await reader.execute<{ id: string; at: string }>(sql`
      select id, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from audit_entry
      where practice_id = ${world.practice} and subject_ids @> array[${world.patient}]::uuid[]
      order by at desc, id desc`);
    return { ...world, entries };
  }

  it("is found in all of them, page by page, in either order and within a period", async () => {
    const { caller, patient, account, entries } = await makeBusyWorld();
    const created = entries[0]?.id;
    expect(entries.length).toBe(1_521);
    const from = "2025-02-01T00:00:00.000000Z";
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1_000).toISOString();
    for (const until of [tomorrow, "2025-12-24T00:00:00.000000Z", "2025-04-01T00:00:00.000000Z"]) {
      const filter = { subjectId: patient, from, until, limit: 200 };
      const expected = entries.filter(({ at }) => at >= from && at < until).map(({ id }) => id);
      expect(expected.length).toBeGreaterThan(900);
      // These calls also name the patient.
      const isOther = ({ action }: { action: string }) => action !== "audit.list";
      for (const more of [{}, { action: "patient.byId" }, { accountId: account.id }] as const) {
        const wanted = "action" in more ? expected.filter((id) => id !== created) : expected;
        const newest = await walk((cursor) => caller.audit.list({ ...filter, ...more, cursor }));
        const oldest = await walk((cursor) =>
          caller.audit.list({ ...filter, ...more, cursor, sort: "oldest" }),
        );
        expect(newest.filter(isOther).map(({ id }) => id)).toEqual(wanted);
        expect(oldest.filter(isOther).map(({ id }) => id)).toEqual(wanted.toReversed());
      }
    }
  });

  it("is found after thousands of others' entries", async () => {
    const { caller, patient, entries } = await makeBusyWorld();
    const filter = { subjectId: patient, until: "2025-04-01T00:00:00Z", limit: 5 };
    const ids = entries.filter(({ at }) => at < "2025-04").map(({ id }) => id);
    const [newest, oldest] = [
      await caller.audit.list(filter),
      await caller.audit.list({ ...filter, sort: "oldest" }),
    ];
    expect(newest.items.map(({ id }) => id)).toEqual(ids.slice(0, 5));
    expect(oldest.items.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 5));
    const report = await caller.audit.accessReport({ patientId: patient, until: filter.until, limit: 1_000 });
    expect(report.items.map(({ at }) => at)).toEqual(
      entries.slice(21, 1_021).map(({ at }) => at.replace(".000000", "")),
    );
  });
});
