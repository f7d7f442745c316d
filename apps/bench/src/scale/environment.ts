import { createServices, type Services } from "@caretype/api";
import type { AccountId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { openDatabase } from "@caretype/db";
import { accessTokenFor, type FilledPractice, fillDatabase } from "@caretype/dev/fill/fill-database";
import type { FillSize } from "@caretype/dev/fill/size";
import { startScratchDatabase } from "../environment/scratch-database.ts";
import { type Caller, callerFor, settings } from "../environment/services.ts";
import type { PracticeKind, ScaleFilled } from "./result.ts";

export type MeasuredPractice = {
  caller: Caller;
  accountId: AccountId;
  patientIds: PatientId[];
  /** The patient of the largest practice with most audit entries. */
  busiestPatientId: PatientId;
  /** The cursor after page 999 of 50, or before the last page if there are fewer. */
  deepCursor: string | undefined;
  searchCursor: string | undefined;
};

export type ScaleEnvironment = AsyncDisposable & {
  filled: ScaleFilled;
  practices: Record<PracticeKind, MeasuredPractice[]>;
  /** The largest practice first. */
  practiceIds: PracticeId[];
};

/** Enough practices to exceed the cache. */
const usualPractices = 60;

export async function createScaleEnvironment(
  size: Required<FillSize>,
  log: (line: string) => void,
): Promise<ScaleEnvironment> {
  await using steps = new AsyncDisposableStack();
  const scratch = steps.use(await startScratchDatabase());
  const database = openDatabase({ url: scratch.url });
  steps.defer(() => database.close());
  const { practices, busiestPatientId, took } = await fillDatabase(database, size);
  log(`scale: ${size.patients.toLocaleString("en")} patients: ${JSON.stringify(took)} ms`);
  const services = await createServices({ database, settings });
  steps.defer(() => services.close());
  const [row] = await database.reader.execute<{ bytes: number }>(
    "select pg_database_size(current_database()) as bytes",
  );
  const [largest, ...others] = practices;
  if (!largest) throw new Error("No practice was created.");
  const usual = await Promise.all(sampleOf(others, usualPractices).map((each) => prepare(services, each)));
  const own = { ...(await prepare(services, largest)), busiestPatientId };
  const resources = steps.move();
  return {
    filled: { size, took, bytes: Number(row?.bytes) },
    practices: { usual, largest: [own] },
    practiceIds: practices.map(({ id }) => id),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

const sampleOf = <Item>(items: readonly Item[], count: number): Item[] =>
  items.filter((_, index) => index % Math.ceil(items.length / count) === 0);

async function prepare(services: Services, practice: FilledPractice): Promise<MeasuredPractice> {
  const caller = callerFor(services, await accessTokenFor(services, practice.accountId));
  // By name, to include patients of all ages.
  const { items } = await caller.patient.list({ sort: "name", limit: 200 });
  const found = await caller.patient.list({ q: "mari" });
  return {
    caller,
    accountId: practice.accountId,
    patientIds: items.map(({ id }) => id),
    busiestPatientId: items[0]?.id ?? asId(""),
    deepCursor: await findDeepCursor(caller),
    searchCursor: found.nextCursor ?? undefined,
  };
}

async function findDeepCursor(caller: Caller): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let rows = 0; rows < 49_900; rows += 200) {
    const { nextCursor } = await caller.patient.list({ limit: 200, cursor });
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return cursor;
}
