import { toDomainError } from "@caretype/core/kernel/error/map";
import { plus } from "@caretype/scheduling/test/schedules";
import { openWaitlist } from "@caretype/scheduling/test/waitlists";
import { offerFreedSlots } from "@caretype/scheduling/waitlist/offer-slots";
import { inDays } from "@caretype/test-api/case";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { createRandom } from "../src/modules/sample-data/people/random.ts";

const api = await createTestApi();
const { reader } = api.database;
/** Set `CARETYPE_TEST_RUNS` for more runs. */
const runs = Number(process.env.CARETYPE_TEST_RUNS ?? 30);

/** Allowed outcomes in a race. Any other code is a defect. */
const refusals = ["ok", "SLOT_TAKEN", "APPOINTMENT_STATE", "PATIENT_BOOKED", "INVALID_LINK"];

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: unknown) => toDomainError(error).code,
  );

async function open() {
  const world = await openWaitlist(api);
  const { caller, wait, doctorId } = world;
  const servers = [api.services, await api.anotherInstance()];
  const offerOn = (server: number) => {
    const services = servers[server] ?? api.services;
    return offerFreedSlots({ database: services.database, services });
  };
  const people = [await wait(), await wait(), await wait()].map(({ id: _, ...entry }) => entry);
  /** Puts patients whose offers were booked back on the list. */
  const everybodyWaits = async () => {
    const { items } = await caller.waitlist.list();
    for (const { patientId, visitTypeId, lastDay } of people)
      if (!items.some((entry) => entry.patientId === patientId))
        await caller.waitlist.add({ patientId, visitTypeId, lastDay, doctorId });
  };
  const owners = async (startsAt: string) => {
    const rows = await reader.execute<{ status: string }>(sql`
      select status from appointment where doctor_id = ${doctorId} and starts_at = ${startsAt}
        and status <> 'cancelled'`);
    return rows.map(({ status }) => status);
  };
  return { ...world, offerOn, everybodyWaits, owners };
}

type World = Awaited<ReturnType<typeof open>>;

/** Frees a slot, lets all patients claim it at once, and returns the outcomes. */
async function race(
  { book, cancel, offered, offerTo, offerOn, expire, otherId }: World,
  at: string,
  seed: number,
) {
  const random = createRandom(seed);
  const { id } = await book(at);
  const early = random.chance(0.7);
  await Promise.all([cancel(id), ...(early ? [] : [offerOn(0), offerOn(1)])]);
  if (early) await offerOn(random.below(2));
  const [holder] = await offered();
  const seen = holder ? await offerTo(holder) : null;
  const { appointmentLink } = api.anonymous;
  const moves = [
    () => (seen ? appointmentLink.confirm(seen) : Promise.resolve()),
    () => (seen ? appointmentLink.cancel(seen) : Promise.resolve()),
    () => expire().then(() => offerOn(0)),
    () => offerOn(1),
    () => book(at, { patientId: otherId }),
  ];
  const chosen = Array.from({ length: 5 }, () => random.pick(moves));
  return Promise.all(chosen.map((move) => codeOf(move())));
}

it("never has two owners and loses no slot, whoever is first", async () => {
  const world = await open();
  const { caller, offerOn, offered, expire, everybodyWaits, owners, book, otherId } = world;
  let [booked, left] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const at = plus(inDays(10), run * 60);
    await everybodyWaits();
    for (const code of await race(world, at, run)) expect(refusals).toContain(code);
    expect((await owners(at)).length).toBeLessThanOrEqual(1);
    // No patient answers any more.
    for (let round = 0; round < 4; round++) {
      await expire();
      await offerOn(round % 2);
    }
    expect(await offered()).toEqual([]);
    const [owner] = await owners(at);
    if (owner === undefined) {
      left += 1;
      await book(at, { patientId: otherId });
    } else {
      booked += 1;
      expect(owner).toBe("booked");
    }
  }
  const [waiting] = await reader.execute<{ slots: number }>(
    sql`select count(*)::int as slots from freed_slot`,
  );
  expect(waiting?.slots).toBe(0);
  expect(booked + left).toBe(runs);
  expect(Math.min(booked, left)).toBeGreaterThan(runs / 10);
  expect((await caller.waitlist.list()).items.length).toBeGreaterThan(0);
});
