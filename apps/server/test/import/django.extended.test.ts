import { pbkdf2Sync } from "node:crypto";
import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { appRouter, createCallerFactory } from "@caretype/api";
import { djangoDialects } from "@caretype/coming-from-django/declaration";
import { type DjangoRequest, runDjangoImport } from "@caretype/coming-from-django/import/command";
import { openDatabase } from "@caretype/db";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp } from "../../src/app/app.ts";
import { createLogger } from "../../src/log/logger.ts";
import { createImportHarness } from "./support.ts";

const { database, services, signUp, runUndo, rowCounts } = await createImportHarness();
const password = "correct horse";
/** As Django's PBKDF2PasswordHasher writes it. */
const hash = `pbkdf2_sha256$1000$seasalt2$${pbkdf2Sync(password, "seasalt2", 1_000, 32, "sha256").toString("base64")}`;

let number = 0;
let mark = "";
beforeEach(() => {
  mark = `m${++number}`;
});

const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});

const fixture = (name: string) => readFileSync(new URL(`./django/${name}.sql`, import.meta.url), "utf8");

/** A database with this backend's migrations, and more statements after its own. */
async function sourceOf(dialect: (typeof djangoDialects)[number], more = "") {
  const { url, drop } = await createTestDatabase({ empty: true });
  const source = openDatabase({ url });
  drops.push(async () => {
    await source.close();
    await drop();
  });
  const execute = async (statements: string) => {
    const filled = statements.replaceAll("{hash}", hash).replaceAll("{mark}", mark);
    // Each in its own transaction, because Django's foreign keys are checked at the end.
    for (const statement of filled.split(/;\n/))
      if (statement.trim()) await source.bulkTransaction((tx) => tx.execute(statement));
  };
  await execute(fixture("auth-user") + fixture(dialect) + more);
  return { url, execute, reader: source.reader };
}

function first<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error("There is none");
  return item;
}

const text = (stream: PassThrough) => String(stream.read() ?? "");

async function run(from: string, options: Partial<DjangoRequest> = {}) {
  const [out, errors] = [new PassThrough(), new PassThrough()];
  const request = {
    from,
    dialect: "000" as const,
    schema: "public",
    system: mark,
    join: [],
    verifiedEmails: false,
    leaveOutInvalid: false,
    dryRun: false,
    ...options,
  };
  const code = await runDjangoImport(request, (work) => work(database), { out, errors });
  return { code, out: text(out).split("\n"), errors: text(errors).split("\n") };
}

const createCaller = createCallerFactory(appRouter);
const callerWith = (accessToken: string | null, practice: string | null = null) =>
  createCaller({
    services,
    requestId: "test",
    address: "127.0.0.1",
    userAgent: null,
    idempotency: null,
    practice,
    accessToken,
  });

async function logIn(credentials: { email: string } | { username: string }, secret = password) {
  const { access, user } = await callerWith(null).account.login({ ...credentials, password: secret });
  return { user, caller: callerWith(access), access };
}

const countsIn = (lines: string[]) =>
  lines.flatMap((line) => {
    const [, kind, ...counts] =
      /^(\w+)s from \w+: (\d+) rows \((\d+) imported, (\d+) already existed, (\d+) joined, (\d+) refused\)/.exec(
        line,
      ) ?? [];
    return kind ? [[kind, ...counts.map(Number)]] : [];
  });

/** All rows that an import could write, except the audit and the locks. */
async function everything() {
  const [row] = await database.reader.execute<{ all: string }>(`
    select json_build_array(
      (select json_agg(to_jsonb(a) - 'password_hash' order by id) from account a), (select json_agg(p order by id) from practice p),
      (select json_agg(m order by practice_id, account_id) from membership m),
      (select json_agg(e order by system, value) from account_external_id e),
      (select json_agg(p order by id) from patient p), (select json_agg(d order by id) from doctor d),
      (select json_agg(a order by id) from assignment a), (select json_agg(b order by id) from import_batch b),
      (select count(*) from import_record), (select count(*) from patient_external_id),
      (select count(*) from doctor_external_id))::text as all`);
  return row?.all;
}

describe.each(djangoDialects)("the backend %s", (dialect) => {
  it("is imported, is not imported again, and its users sign in as before", async () => {
    const source = await sourceOf(dialect);
    const before = await everything();
    const dry = await run(source.url, { dialect, dryRun: true });
    expect(dry.out.at(-2)).toMatch(/^Dry run: nothing was imported/);
    expect(await everything()).toBe(before);

    const done = await run(source.url, { dialect });
    expect(done.errors).toEqual([""]);
    const joined = dialect === "001" ? 1 : 0;
    expect(countsIn(done.out)).toEqual([
      ["user", 3, 3, 0, 0, 0],
      ["patient", 2, 2, 0, 0, 0],
      ["doctor", 1, 1, 0, 0, 0],
      ["mapping", 1 + joined, 1, 0, joined, 0],
    ]);
    expect(countsIn(dry.out)).toEqual(countsIn(done.out));

    const { caller, user } = await logIn({ email: `ada@${mark}.example` });
    expect(user).toMatchObject({ name: "Ada Byron", isStaff: false, emailVerified: false });
    const { items } = await caller.patient.list();
    expect(items).toMatchObject([
      { firstName: "Jane", lastName: "Roe", gender: "female", createdBy: user.id },
    ]);
    expect(items[0]?.age).toBeGreaterThan(40);
    const page = await caller.patient.identifiers({ id: first(items).id });
    expect(page.items).toEqual([{ system: `django:${mark}`, value: "17" }]);
    const [assigned] = (await caller.assignment.list()).items;
    expect(assigned).toMatchObject({ patientName: "Jane Roe", doctorName: "Sam Okafor" });
    if (dialect !== "002" && dialect !== "003") expect(assigned?.assignedAt).toBe("2024-05-01T09:30:00.25Z");

    // Users still see only their own patients.
    const bo = await logIn({ email: `bo@${mark}.example` });
    expect((await bo.caller.patient.list()).items).toMatchObject([{ firstName: "Bo" }]);
    await expect(bo.caller.patient.byId({ id: first(items).id })).rejects.toThrow();

    const after = await everything();
    const again = await run(source.url, { dialect });
    expect(again.out.at(-2)).toMatch(/^Nothing is new/);
    expect(countsIn(again.out)).toEqual([
      ["user", 3, 0, 3, 0, 0],
      ["patient", 2, 0, 2, 0, 0],
      ["doctor", 1, 0, 1, 0, 0],
      ["mapping", 1 + joined, 0, 1, joined, 0],
    ]);
    expect(await everything()).toBe(after);
  });
});

it("keeps the numbers of the source in paths of REST, once the practice asks for them", async () => {
  const { url } = await sourceOf("000");
  await run(url);
  const { caller, access } = await logIn({ email: `ada@${mark}.example` });
  const settings = { allowedHosts: ["localhost"], corsOrigins: [], trustedProxies: [] };
  const app = await createApp({ services, settings, logger: createLogger("silent") });
  drops.push(async () => app.close());
  const headers = { host: "localhost", authorization: `Bearer ${access}` };
  const get = async (path: string) => {
    const response = await app.inject({ url: `/api${path}`, headers });
    return [response.statusCode, response.json()];
  };

  const { id } = first((await caller.patient.list()).items);
  const unknown = [404, { code: "PATIENT_NOT_FOUND" }];
  expect(await get("/patients/17")).toMatchObject(unknown);
  await caller.practice.update({ expectedVersion: "any", numericIds: `django:${mark}` });
  expect(await get("/patients/17")).toMatchObject([200, { id, name: "Jane Roe" }]);
  expect(await get("/patients/17")).toEqual(await get(`/patients/${id}`));
  expect(await get("/doctors/3")).toMatchObject([200, { name: "Sam Okafor" }]);
  expect(await get("/patients/17/doctors")).toMatchObject([200, [{ name: "Sam Okafor" }]]);
  // The other user's patient, in that user's own practice.
  expect(await get("/patients/18")).toMatchObject(unknown);
});

it("rehashes a password at the first sign-in", async () => {
  const { url } = await sourceOf("000");
  await run(url);
  const stored = async () => {
    const [row] = await database.reader.execute<{ hash: string }>(
      `select password_hash as hash from account where email = 'ada@${mark}.example'`,
    );
    return row?.hash;
  };
  expect(await stored()).toBe(hash);
  await expect(logIn({ username: "ada" }, "wrong horse")).rejects.toThrow();
  expect(await stored()).toBe(hash);
  await logIn({ email: `ada@${mark}.example` });
  await vi.waitFor(async () => expect(await stored()).toMatch(/^\$2b\$04\$/));
  await logIn({ email: `ada@${mark}.example` });
});

it("says who has to reset the password, has another username, or was an administrator", async () => {
  const { url } = await sourceOf(
    "000",
    `insert into auth_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined) values
      (6, 'argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdA$aGFzaA', false, 'x', '', '', 'x@{mark}.example', false, true, '2023-01-05 10:00:00+00'),
      (7, '{hash}', false, 'victim@clinic.example', '', '', 'y@{mark}.example', false, true, '2023-01-05 10:00:00+00');`,
  );
  const { out } = await run(url, { verifiedEmails: true });
  expect((await logIn({ email: `y@${mark}.example` })).user.emailVerified).toBe(true);
  expect(out).toContain("user 5: has to reset the password, which has none");
  expect(out).toContain("user 6: has to reset the password, which is hashed in a way that is not supported");
  expect(out).toContain("user 6: the username is now user-x; the email address also signs in");
  expect(out).toContain("user 7: the username is now user-y; the email address also signs in");
  expect(out).toContainEqual(expect.stringMatching(/^Users who were administrators, .*: 1\. See/));
  await expect(logIn({ email: `x@${mark}.example` })).rejects.toThrow();
  await expect(logIn({ username: "victim@clinic.example" })).rejects.toThrow();
  // Was deactivated, and has no password.
  await expect(logIn({ email: `cy@${mark}.example` }, "")).rejects.toThrow();
});

const garbage = `insert into auth_user (id, password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined) values
  (10, '{hash}', false, 'u10', '', '', 'ADA@{mark}.example', false, true, '2023-01-05 10:00:00+00'),
  (11, '{hash}', false, 'u11', '', '', '', false, true, '2023-01-05 10:00:00+00'),
  (12, 'pbkdf2_sha256$999999999$salt$P4UiMPVduVWIL/oS1GzH+IofsccjJNM5hUTikBvi5to=', false, 'u12', '', '', 'u12@{mark}.example', false, true, '2023-01-05 10:00:00+00'),
  (13, '{hash}', false, 'u13', '', '', 'u13@{mark}.example', false, true, 'infinity');
alter table healthcare_patient alter column first_name type text, alter column phone_number type text;
alter table healthcare_doctor drop constraint healthcare_doctor_license_number_key;
insert into healthcare_patient (id, first_name, last_name, date_of_birth, gender, phone_number, email, address, medical_history, created_by_id) values
  (30, repeat('x', 400), 'Roe', '1983-02-28', 'female', '', '', '', '', 1),
  (31, 'Jane', 'Roe', '0001-01-01', 'female', 'call my mother', 'not an address', '', '', 1),
  (32, 'Jane', 'Roe', '9999-12-31', 'Z', '', '', '', '', 1),
  (33, 'Jane', 'Roe', '1983-02-28', 'female', '', '', '', '', null),
  (34, 'Jane', 'Roe', '1983-02-28', 'female', '', '', '', '', 11),
  (35, '', '', '1983-02-28', 'female', '', '', '', '', 1);
insert into healthcare_doctor (id, first_name, last_name, specialization, license_number, years_of_experience, max_appointments_per_day) values
  (40, 'Another', 'Doctor', 'CARD', 'l-{mark}', 12, 8),
  (41, 'Sam', 'OKAFOR', 'CARD', 'l-{mark}', 12, 8),
  (42, 'Sam', 'Okafor', 'CARD', '', -3, 5000);
alter table healthcare_mapping drop constraint healthcare_mapping_patient_id_fkey, drop constraint healthcare_mapping_doctor_id_fkey;
insert into healthcare_mapping (id, patient_id, doctor_id, reason_for_visit, assigned_at) values
  (50, 999, 3, '', now()), (51, 17, 998, '', now()), (52, 31, 3, '', now()), (53, 17, 41, '', now()),
  (54, 18, 3, repeat('x', 3000), now()), (55, 18, 41, '', '2999-01-01 00:00:00+00');`;

const garbageLines = [
  "auth_user 10 email: Repeats the email address of the user 1",
  "auth_user 11 email: Required",
  "auth_user 12 password: Has so many iterations that each sign-in would stop the server",
  "auth_user 13 date_joined: Not an instant of the past",
  "healthcare_doctor 40 license_number: Another doctor in the directory has this licence number",
  'healthcare_doctor 42 years_of_experience: Not a whole number: "-3"',
  'healthcare_doctor 42 max_appointments_per_day: Has to be at most 1000: "5000"',
  "healthcare_patient 30 first_name: Has to be at most 300 characters long",
  'healthcare_patient 31 date_of_birth: Not a date of birth: in the future, or over 150 years ago: "0001-01-01"',
  expect.stringMatching(/^healthcare_patient 31 phone_number: (?!.*mother)/),
  "healthcare_patient 31 email: Not an email address",
  expect.stringMatching(/^healthcare_patient 32 gender: Not a gender, .*: "Z"$/),
  expect.stringMatching(/^healthcare_patient 32 date_of_birth: .*: "9999-12-31"$/),
  "healthcare_patient 35 first_name: Give a name, or a first and a last name",
  "healthcare_patient 34 created_by_id: The user was not imported. Say with --account whose practice gets the record",
  "healthcare_patient 33 created_by_id: It has no owner. Name the account that gets it with --account",
  "healthcare_mapping 50 patient_id: There is no patient 999",
  "healthcare_mapping 51 doctor_id: The doctor 998 is unknown, or was not imported",
  "healthcare_mapping 52 patient_id: The patient 31 was not imported",
  expect.stringMatching(/^healthcare_mapping 54 reason_for_visit: Has to be at most 2000/),
  "healthcare_mapping 55 assigned_at: Not an instant of the past",
];

describe("invalid rows", () => {
  it("are all named, and nothing is imported", async () => {
    const { url } = await sourceOf("004", garbage);
    const before = await everything();
    const { code, errors } = await run(url, { dialect: "004" });
    expect(code).toBe(1);
    const problems = errors.filter((line) => /^(?:auth|healthcare)_\w+ \d+ /.test(line));
    expect(problems.toSorted()).toHaveLength(garbageLines.length);
    for (const line of garbageLines) expect(problems).toContainEqual(line);
    expect(errors.at(-2)).toMatch(/rows are invalid: nothing was imported/);
    expect(await everything()).toBe(before);
    const [entry] = await database.reader.execute<{ outcome: string }>(
      `select outcome from audit_entry where action = 'import.django' order by id desc limit 1`,
    );
    expect(entry).toEqual({ outcome: "INVALID_INPUT" });
  });

  it("are left out if the operator says so, and every row is counted", async () => {
    const { url } = await sourceOf("004", garbage);
    const { email } = await signUp(`fallback@${mark}.example`);
    const options = { dialect: "004", leaveOutInvalid: true, account: email } as const;
    const dry = await run(url, { ...options, dryRun: true });
    const { code, out } = await run(url, options);
    expect(code).toBe(0);
    const counts = countsIn(out);
    expect(countsIn(dry.out)).toEqual(counts);
    for (const [, rows, ...parts] of counts)
      expect(parts.reduce((sum: number, one) => sum + Number(one), 0)).toBe(rows);
    // 33 and 34 go to the operator's choice. Two mappings share a doctor that the source has twice.
    expect(counts).toEqual([
      ["user", 7, 3, 0, 0, 4],
      ["patient", 8, 4, 0, 0, 4],
      ["doctor", 4, 1, 0, 1, 2],
      ["mapping", 7, 1, 0, 1, 5],
    ]);
    const after = await everything();
    const again = await run(url, options);
    expect(again.out.at(-2)).toMatch(/^Nothing is new/);
    expect(await everything()).toBe(after);
  });
});

describe("an account that exists", () => {
  it("is never opened by an imported hash, and gets nothing unless the operator says so", async () => {
    const { url } = await sourceOf("000");
    const own = await signUp(`ADA@${mark}.example`);
    const before = await everything();
    const refused = await run(url);
    expect(refused.code).toBe(1);
    expect(refused.errors).toContainEqual(
      expect.stringMatching(/^auth_user 1 email: An account with this email address exists/),
    );
    expect(await everything()).toBe(before);

    const { out } = await run(url, { join: [`ada@${mark}.example`] });
    expect(countsIn(out)[0]).toEqual(["user", 3, 2, 0, 1, 0]);
    await expect(logIn({ email: `ada@${mark}.example` })).rejects.toThrow();
    // Into a practice of its own, because others may work in the first one.
    expect((await own.caller.patient.list()).items).toEqual([]);
    const { items: practices } = await own.caller.practice.list();
    expect(practices).toHaveLength(2);
    const { access } = await logIn({ email: own.email }, "correct horse battery");
    const second = callerWith(access, practices[1]?.id ?? null);
    expect((await second.patient.list()).items).toMatchObject([{ name: "Jane Roe" }]);
    expect((await run(url)).out.at(-2)).toMatch(/^Nothing is new/);
  });

  it("is not that of another system with the same numbers", async () => {
    const { url, execute } = await sourceOf("000");
    await run(url);
    await execute("update auth_user set date_joined = '2024-01-01 00:00:00+00' where id = 2");
    const { code, errors } = await run(url);
    expect(code).toBe(1);
    expect(errors[0]).toMatch(
      /^The user 2 of auth_user registered at another time .* --system\. Nothing was imported\.$/,
    );
  });
});

it("is undone by the owner of a practice, and comes back with the next import", async () => {
  const { url } = await sourceOf("000");
  await run(url);
  const bo = await logIn({ email: `bo@${mark}.example` });
  const ada = await logIn({ email: `ada@${mark}.example` });
  const [batch] = (await ada.caller.import.list()).items;
  expect(batch).toMatchObject({
    source: "django",
    patients: 1,
    doctors: 0,
    assignments: 1,
    importedBy: ada.user.id,
  });
  expect(batch?.files).toEqual(["auth_user", "api_patient", "api_doctor", "api_patientdoctormapping"]);
  // The doctor is assigned in another practice.
  const [ofBo] = (await bo.caller.import.list()).items;
  expect((await runUndo(ofBo?.id ?? "", `bo@${mark}.example`)).code).toBe(1);
  expect((await runUndo(batch?.id ?? "", `ada@${mark}.example`)).code).toBe(0);
  expect((await ada.caller.patient.list()).items).toEqual([]);
  expect(countsIn((await run(url)).out)[1]).toEqual(["patient", 2, 1, 1, 0, 0]);
  expect((await ada.caller.patient.list()).items).toHaveLength(1);
});

it("names every imported record in the audit of its practice", async () => {
  const { url } = await sourceOf("000");
  await run(url);
  const { caller } = await logIn({ email: `ada@${mark}.example` });
  const patient = first((await caller.patient.list()).items);
  const { items } = await caller.audit.list({ action: "import.django", subjectId: patient.id });
  expect(items).toMatchObject([{ action: "import.django", outcome: "ok", accountId: null }]);
});

describe("the tables", () => {
  it("are named if it is not clear which they are", async () => {
    const { url } = await sourceOf("000", "create table old_patient (id bigint, name text, age integer)");
    const several = await run(url);
    expect(several.errors[0]).toMatch(
      /^Several tables look like that of the patients: "api_patient", "old_patient"\. Name one with --patients-table\./,
    );
    expect((await run(url, { patientsTable: "api_patient" })).code).toBe(0);
    expect((await run(url, { patientsTable: 'x"y' })).errors[0]).toMatch(
      /^The database of --from has no table "x""y"/,
    );
    expect((await run(url, { schema: "other" })).errors[0]).toMatch(/no tables\. See --schema\./);
    expect((await run(url, { system: "Of Ours" })).errors[0]).toMatch(/^--system must be/);
  });

  it("may not say who created a patient: then an account gets them", async () => {
    const { url } = await sourceOf("002", "alter table core_patient drop column created_by_id");
    expect((await run(url)).errors[0]).toMatch(
      /^The table core_patient does not say who created a patient\. .* --account/,
    );
    const unknown = await run(url, { account: `nobody@${mark}.example` });
    expect(unknown.errors[0]).toMatch(/^No account has the email address/);
    const { email, caller } = await signUp(`fallback@${mark}.example`);
    expect((await run(url, { account: email })).code).toBe(0);
    expect((await caller.patient.list()).items).toHaveLength(2);
    expect((await caller.assignment.list()).items).toHaveLength(1);
  });

  it("are only read, and columns without a field are named", async () => {
    const { url, reader } = await sourceOf("000");
    const statement = "select json_agg(p) as all from api_patient p";
    const before = await reader.execute(statement);
    const { out } = await run(url);
    expect(out).toContain("  columns that are not imported: created_at");
    expect(await reader.execute(statement)).toEqual(before);
  });

  it("cannot be read without a connection, which is said without the password", async () => {
    for (const from of ["postgres://a:secret@127.0.0.1:1/x", "mysql://a:secret@b/c"]) {
      const { code, errors } = await run(from);
      expect([code, errors[0]]).toEqual([1, expect.stringMatching(/Nothing was imported\.$/)]);
      expect(errors.join()).not.toContain("secret");
    }
  });
});

it.each([
  ["of the source", "source"],
  ["of Caretype", "target"],
])("leaves nothing if it loses the connection %s", async (_what, which) => {
  const more = `insert into api_patient (id, name, age, gender, address, medical_history, created_by_id)
    select 100 + n, 'Patient ' || n, 5, 'M', '', '', 1 from generate_series(1, 3000) as n`;
  const { url, reader } = await sourceOf("000", more);
  const before = await rowCounts();
  const importing = run(url).catch((error: unknown) => error);
  // Kills the import once it has begun to write. No other import runs here.
  const isImport =
    which === "source"
      ? "application_name = 'caretype import'"
      : "query ilike 'insert into \"patient%' and state <> 'idle' and pid <> pg_backend_pid()";
  const end = `select count(*)::int as ended from (select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and ${isImport}) as sessions`;
  await vi.waitFor(
    async () => {
      const [row] = await (which === "source" ? reader : database.reader).execute<{ ended: number }>(end);
      expect(row?.ended).toBe(1);
    },
    { interval: 1 },
  );
  const failure = await importing;
  expect(failure).not.toMatchObject({ code: 0 });
  expect(await rowCounts()).toEqual(before);
  expect((await run(url)).code).toBe(0);
});
