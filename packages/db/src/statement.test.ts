import { rows, useDatabases } from "@caretype/test-database/use-databases";
import { and, desc, eq, sql } from "drizzle-orm";
import { customType, integer, jsonb, numeric, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drizzleReference } from "../test/drizzle-reference.ts";
import type { UnknownId } from "./ids.ts";
import { constraintOf, type Database, prepared, schema, sqlStateOf } from "./index.ts";

const { account, assignment, doctor, patient, practice, refreshToken, session } = schema;
const idOf = (n: number) => `01890a5d-ac96-774b-bcce-b302099a000${n}` as UnknownId;
const [ada, nord, jane, john, sam] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)] as const;

async function fill(db: Database) {
  const name = { name: "Jane Roe", firstName: "Jane", lastName: "Roe" };
  await db
    .insert(account)
    .values({ id: ada, username: "ada", email: "a@b.c", name: "Ada", passwordHash: "x" });
  await db.insert(practice).values({ id: nord, name: "Nord" });
  const person = { ...name, practiceId: nord, gender: "female" as const, createdBy: ada };
  await db.insert(patient).values([
    { ...person, id: jane, dateOfBirth: "1980-02-29", createdAt: "2024-02-29T12:00:00.123456Z" },
    { ...person, id: john, phoneNumber: "+1 555" },
  ]);
  await db.insert(doctor).values({ ...name, id: sam, createdBy: ada, yearsOfExperience: 7 });
  await db
    .insert(assignment)
    .values({ id: sam, practiceId: nord, patientId: jane, doctorId: sam, assignedBy: ada });
  await db.insert(session).values({ id: sam, accountId: ada });
  const hash = Buffer.from([0, 1, 255]);
  await db.insert(refreshToken).values({ hash, sessionId: sam, expiresAt: "2024-02-29T12:00:00Z" });
  await db
    .insert(codec)
    .values([
      { id: 1, custom: "x", at: new Date(0), amount: 1.5, list: ["a,b", 'c"d'], json: { deep: [1, null] } },
      { id: 2 },
    ]);
}

/** Columns that use every kind of Drizzle decoder and encoder, including those that our tables do not use. */
const upside = customType<{ data: string; driverData: string }>({
  dataType: () => "text",
  toDriver: (value) => `sent ${value}`,
  fromDriver: (value) => `got ${value}`,
});
const codec = pgTable("codec", {
  id: integer("id").primaryKey(),
  custom: upside("custom"),
  at: timestamp("at", { withTimezone: true }),
  amount: numeric("amount", { mode: "number" }),
  list: text("list").array(),
  json: jsonb("json"),
});

/** Citus joins records by their practice. */
const ofPatient = and(eq(assignment.practiceId, patient.practiceId), eq(assignment.patientId, patient.id));

type Selection = PromiseLike<unknown> & { prepare(name: string): { execute(): Promise<unknown> } };

const selections: Record<string, (db: Database) => Selection> = {
  "every column of each table": (db) => db.select().from(patient).orderBy(patient.id),
  doctors: (db) => db.select().from(doctor),
  accounts: (db) => db.select().from(account),
  sessions: (db) => db.select().from(session),
  bytes: (db) => db.select().from(refreshToken),
  "every codec": (db) => db.select().from(codec).orderBy(codec.id),
  "a join": (db) => db.select().from(patient).innerJoin(practice, eq(practice.id, patient.practiceId)),
  "a table that may be missing": (db) =>
    db.select().from(patient).leftJoin(assignment, ofPatient).orderBy(patient.id),
  "either table missing": (db) =>
    db.select().from(assignment).fullJoin(patient, ofPatient).orderBy(patient.id),
  "the first table missing": (db) =>
    db.select().from(assignment).rightJoin(patient, ofPatient).orderBy(patient.id),
  "own nesting, with a nullable first column and mixed tables": (db) =>
    db
      .select({
        id: patient.id,
        care: { reason: assignment.reasonForVisit, id: assignment.id, at: assignment.assignedAt },
        mixed: { reason: assignment.reasonForVisit, name: patient.name },
        'odd "name" with \\ and \n': sql<number>`1`,
      })
      .from(patient)
      .leftJoin(assignment, ofPatient)
      .orderBy(desc(patient.id)),
  "a table that is always there, by a column that is null": (db) =>
    db
      .select({ name: patient.name, care: { reason: assignment.reasonForVisit, id: assignment.id } })
      .from(patient)
      .innerJoin(assignment, ofPatient),
  "expressions, with and without a decoder": (db) => {
    const counted = db
      .select({ n: sql`count(*)`.mapWith(String).as("n") })
      .from(patient)
      .as("counted");
    return db
      .select({
        plain: sql`1.50::numeric`,
        mapped: sql`'7'`.mapWith(Number),
        aliased: sql`now() - now()`.as("zero"),
        asColumn: sql`'2024-02-29 12:00:00.123456+00'::timestamptz`.mapWith(patient.createdAt),
        nothing: sql`null`.mapWith(Number),
        count: counted.n,
      })
      .from(counted);
  },
};

describe("a statement", () => {
  const context = useDatabases({ migrated: true });
  let reference: ReturnType<typeof drizzleReference>;

  beforeAll(async () => {
    reference = drizzleReference(context.url);
    const { reader } = context.open();
    await reader.execute(sql`create table codec (id int constraint codec_pkey primary key, custom text, at timestamptz,
      amount numeric, list text[], json jsonb)`);
    await fill(reader);
  });
  afterAll(() => reference.close());

  it.each(Object.keys(selections))("returns what Drizzle returns: %s", async (name) => {
    const select = selections[name];
    if (!select) throw new Error("no such selection");
    const { reader } = context.open();
    const expected = await select(reference.database).prepare(name).execute();
    expect(expected).not.toEqual([]);
    expect(await select(reader).prepare(name).execute()).toEqual(expected);
    expect(await select(reader)).toEqual(expected);
  });

  it("keeps an instant's microseconds", async () => {
    const { reader } = context.open();
    const [row] = await reader.select({ at: patient.createdAt }).from(patient).where(eq(patient.id, jane));
    expect(row).toEqual({ at: "2024-02-29T12:00:00.123456Z" });
  });

  it("fills in placeholders through each column's encoder", async () => {
    const insert = (db: Database) =>
      db
        .insert(codec)
        .values({
          id: sql.placeholder("id"),
          custom: sql.placeholder("custom"),
          at: sql.placeholder("at"),
          amount: sql.placeholder("amount"),
          list: sql.placeholder("list"),
          json: sql.placeholder("json"),
        })
        .returning();
    const values = {
      id: 10,
      custom: "y",
      at: new Date(1_000),
      amount: 2.5,
      list: ["a", 'b"'],
      json: { a: "b" },
    };
    const expected = await insert(reference.database).prepare("insert_codec").execute(values);
    const { reader } = context.open();
    await reader.delete(codec).where(eq(codec.id, 10));
    const insertCodec = prepared(["id", "custom", "at", "amount", "list", "json"], insert);
    expect(await insertCodec(reader).execute(values)).toEqual(expected);
    expect(expected).toMatchObject([{ custom: "got sent y", amount: 2.5 }]);

    const nothing = { custom: null, at: null, amount: null, list: null, json: null };
    expect(await insertCodec(reader).execute({ id: 11, ...nothing })).toEqual([{ id: 11, ...nothing }]);
    // @ts-expect-error: also refused at compile time.
    const refused = insertCodec(reader).execute({ id: 12, ...nothing, json: undefined });
    await expect(refused).rejects.toThrow('No value for placeholder "json"');
    const again = insertCodec(reader).execute({ id: 11, ...nothing });
    await expect(again).rejects.toSatisfy((error) => constraintOf(error) === "codec_pkey");
  });

  it("updates and deletes with placeholders", async () => {
    const { reader } = context.open();
    const id = eq(codec.id, sql.placeholder("id"));
    const custom = sql`${sql.param(sql.placeholder("custom"), codec.custom)}`;
    const update = prepared(["id", "custom"], (db) =>
      db.update(codec).set({ custom }).where(id).returning({ custom: codec.custom }),
    );
    const remove = prepared(["id"], (db) => db.delete(codec).where(id).returning({ id: codec.id }));
    const removeInSilence = prepared(["id"], (db) => db.delete(codec).where(id));
    await reader.insert(codec).values([{ id: 20 }, { id: 21 }]);
    expect(await update(reader).execute({ id: 20, custom: "z" })).toEqual([{ custom: "got sent z" }]);
    expect(await remove(reader).execute({ id: 20 })).toEqual([{ id: 20 }]);
    expect(await remove(reader).execute({ id: 20 })).toEqual([]);
    expect(await removeInSilence(reader).execute({ id: 21 })).toMatchObject({ count: 1, length: 0 });
  });

  it("is parsed once per connection if it is named, and each time if not", async () => {
    const { reader } = context.open({ readers: 1 });
    const byId = prepared(["id"], (db) =>
      db
        .select({ name: patient.name, only: sql`1` })
        .from(patient)
        .where(eq(patient.id, sql.placeholder("id"))),
    );
    await rows(reader, "select 1");
    const found = await Promise.all(Array.from({ length: 40 }, () => byId(reader).execute({ id: jane })));
    expect(found).toEqual(Array(40).fill([{ name: "Jane Roe", only: 1 }]));
    await byId(reader).execute({ id: john });
    await reader.select({ name: patient.name }).from(patient).where(eq(patient.id, jane));
    const known = "select count(*) as n from pg_prepared_statements";
    expect(await rows(reader, known)).toEqual([{ n: 1 }]);
  });

  it("is parsed again after a failure, and after a change of its table", async () => {
    const { reader } = context.open({ readers: 1 });
    const changing = pgTable("changing", { id: integer("id") });
    const all = prepared([], (db) => db.select().from(changing));
    await expect(all(reader).execute()).rejects.toSatisfy((error) => sqlStateOf(error) === "42P01");
    await rows(reader, "create table changing (id int)");
    await all(reader).execute();
    await rows(reader, "insert into changing values (1)");
    await rows(reader, "alter table changing alter id type text");
    expect(await all(reader).execute()).toEqual([{ id: 1 }]);
    const known = "select count(*) as n from pg_prepared_statements where statement like '%changing%'";
    expect((await rows(reader, known))[0]?.n).toBeGreaterThan(0);
  });
});
