import { toDomainError } from "@caretype/core/kernel/error/map";
import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { inDays } from "@caretype/test-api/case";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { makeSchedule, plus } from "../../test/schedules.ts";
import { visitLife, visitSteps } from "../../test/visit-life.ts";
import type { AppointmentStatus } from "./schema.ts";
import type { Step } from "./steps.ts";

// Runs random commands against the API and an in-memory model, which must agree on each answer.

const api = await createTestApi();
const perDay = 3;
const minutes = 30;

type Visit = { doctor: number; patient: number; start: number; status: AppointmentStatus };
type World = Awaited<ReturnType<typeof makeWorld>>;

type Place = { doctor: number; patient: number; start: number };
type Booking = Place & ({ kind: "book" } | { kind: "hold" });
/** `of` is the visit's number. */
type Command =
  | Booking
  | { kind: "step"; step: Exclude<Step, "reschedule">; of: number }
  | (Place & { kind: "move"; of: number })
  | { kind: "expire"; of: number };

const places = { doctor: fc.nat(1), patient: fc.nat(2), start: fc.nat(7) };
const of = fc.nat(20);
const isStep = (name: Step): name is Exclude<Step, "reschedule"> => name !== "reschedule";
const step = fc.constantFrom(...visitSteps.filter(isStep));
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant("book" as const), ...places }),
  fc.record({ kind: fc.constant("hold" as const), ...places }),
  fc.record({ kind: fc.constant("step" as const), step, of }),
  fc.record({ kind: fc.constant("step" as const), step, of }),
  fc.record({ kind: fc.constant("move" as const), ...places, of }),
  fc.record({ kind: fc.constant("expire" as const), of }),
);

/** Four starts on each of two days, a quarter of an hour apart, so that neighbors overlap. */
const dayOf = (start: number) => Math.floor(start / 4);
const startAt = (start: number) =>
  plus(`${inDays(8 + dayOf(start)).slice(0, 10)}T09:00:00Z`, (start % 4) * 15);
const overlap = (one: number, other: number) =>
  dayOf(one) === dayOf(other) && Math.abs(one - other) * 15 < minutes;

/** A model of the visits and of the correct refusals. */
class Model {
  readonly visits: Visit[] = [];

  /** The codes that may refuse a place. Empty if it is free. */
  refusals(wanted: Omit<Visit, "status">, own?: Visit): string[] {
    const others = this.visits.filter((visit) => visit !== own);
    const busy = others.filter(({ status }) => status !== "cancelled" && status !== "noshow");
    const met = busy.filter(({ start }) => overlap(start, wanted.start));
    const ofDay = others.filter(
      ({ doctor, start, status }) =>
        doctor === wanted.doctor && dayOf(start) === dayOf(wanted.start) && status !== "cancelled",
    );
    return [
      ...(met.some(({ doctor }) => doctor === wanted.doctor) ? ["SLOT_TAKEN"] : []),
      ...(met.some(({ patient, status }) => patient === wanted.patient && status !== "fulfilled")
        ? ["PATIENT_BOOKED"]
        : []),
      ...(ofDay.length >= perDay ? ["DAY_FULL"] : []),
    ];
  }
}

async function makeWorld() {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner, { perDay, minutes });
  const { doctorId, patientId, otherId, visitTypeId } = schedule;
  const doctors = [doctorId, await schedule.addDoctor("Kim Ode")];
  const patients = [patientId, otherId, await schedule.addPatient("Cy Roe")];
  const ids: AppointmentId[] = [];
  const { appointment } = owner.caller;
  const placed = ({ doctor, patient, start }: Omit<Visit, "status">) => ({
    doctorId: doctors[doctor] ?? doctorId,
    patientId: patients[patient] ?? patientId,
    startsAt: startAt(start),
    visitTypeId,
  });
  return { appointment, ids, placed, model: new Model() };
}

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => toDomainError(error).code,
  );

async function place({ appointment, ids, placed, model }: World, booking: Booking) {
  const { kind, ...wanted } = booking;
  const refusals = model.refusals(wanted);
  const code = await codeOf(appointment[kind](placed(wanted)).then(({ id }) => ids.push(id)));
  expect(refusals.length > 0 ? refusals : ["ok"]).toContain(code);
  if (code === "ok") model.visits.push({ ...wanted, status: kind === "book" ? "booked" : "pending" });
}

async function run(world: World, command: Command): Promise<void> {
  if (command.kind === "book" || command.kind === "hold") return place(world, command);
  const { appointment, ids, placed, model } = world;
  if (ids.length === 0) return;
  const [id, visit] = [ids[command.of % ids.length], model.visits[command.of % ids.length]];
  if (!id || !visit) throw new Error("the model lacks a visit");
  const change = { id, expectedVersion: "any", reason: "Ill" } as const;
  if (command.kind === "expire") {
    if (visit.status !== "pending") return;
    await api.database.reader.execute(sql`update appointment set held_until = now() where id = ${id}`);
    visit.status = "cancelled";
  } else if (command.kind === "move") {
    const { doctor, start } = command;
    const wanted = { ...visit, doctor, start };
    const refusals = visitLife[visit.status].reschedule
      ? model.refusals(wanted, visit)
      : ["APPOINTMENT_STATE"];
    const { doctorId, startsAt } = placed(wanted);
    const code = await codeOf(appointment.reschedule({ id, expectedVersion: "any", doctorId, startsAt }));
    expect(refusals.length > 0 ? refusals : ["ok"]).toContain(code);
    if (code === "ok") Object.assign(visit, { doctor, start });
  } else {
    const { reason, ...plain } = change;
    const call = command.step === "cancel" ? appointment.cancel(change) : appointment[command.step](plain);
    const after = { ...expectedAfter(model, visit, command.step) };
    expect(await codeOf(call)).toBe(after.code);
    visit.status = after.status;
  }
}

/** A late patient needs the time to be free again. */
function expectedAfter(model: Model, visit: Visit, step: Step) {
  const to = visitLife[visit.status][step];
  if (!to) return { code: "APPOINTMENT_STATE", status: visit.status };
  // All visits are on future days.
  const isEarly =
    step === "checkIn" || step === "noShow" || (step === "complete" && visit.status === "booked");
  if (isEarly) return { code: "NOT_YET", status: visit.status };
  const [refusal] = visit.status === "noshow" ? model.refusals(visit, visit) : [];
  return { code: refusal ?? "ok", status: refusal ? visit.status : to };
}

it("lives like the model, whatever is done", async () => {
  const commands = fc.array(command, { minLength: 10, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const world = await makeWorld();
      for (const each of all) await run(world, each);
      const { items } = await world.appointment.list({ limit: 200 });
      const statuses = new Map(items.map(({ id, status }) => [id, status]));
      expect(world.ids.map((id) => statuses.get(id))).toEqual(world.model.visits.map(({ status }) => status));
    }),
    { numRuns: 8 },
  );
});
