import { inDays } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { makeSchedule, plus } from "../../test/schedules.ts";
import { startsOf } from "./series.ts";

const api = await createTestApi();
const any = { expectedVersion: "any" } as const;
const at = inDays(7);

async function open() {
  const owner = await api.signUp();
  const schedule = await makeSchedule(owner);
  const { patientId, doctorId, visitTypeId } = schedule;
  const wanted = { patientId, doctorId, visitTypeId, startsAt: at, everyWeeks: 2, times: 3 };
  const bookSeries = (changes: Partial<typeof wanted> = {}) =>
    owner.caller.appointment.bookSeries({ ...wanted, ...changes });
  return { ...owner, ...schedule, bookSeries };
}

/** Days and minutes after the first start. */
const after = (items: readonly { startsAt: string }[]) =>
  items.map(({ startsAt }) => (Date.parse(startsAt) - Date.parse(at)) / 86_400_000);

describe("a series", () => {
  it("is at the same time on the wall, and names times that clocks skip", () => {
    const starts = startsOf("2026-03-15T08:00:00Z", { everyWeeks: 2, times: 3 }, "Europe/Zurich");
    expect(starts.map(({ startsAt }) => startsAt)).toEqual([
      "2026-03-15T08:00:00Z",
      "2026-03-29T07:00:00Z",
      "2026-04-12T07:00:00Z",
    ]);
    const skipped = startsOf("2026-03-22T01:30:00Z", { everyWeeks: 1, times: 3 }, "Europe/Zurich");
    expect(skipped.map(({ isShown }) => isShown)).toEqual([true, false, true]);
  });

  it("is booked as a whole, or not at all, naming every clash", async () => {
    const { caller, book, bookSeries, otherId } = await open();
    await book({ patientId: otherId, startsAt: plus(inDays(21), 15) });
    await book({ patientId: otherId, startsAt: inDays(35) });
    expect(await failureOf(bookSeries())).toMatchObject({
      code: "SERIES_CLASHES",
      details: {
        clashes: [
          { startsAt: expect.stringContaining(inDays(21).slice(0, 10)), code: "SLOT_TAKEN" },
          { startsAt: expect.stringContaining(inDays(35).slice(0, 10)), code: "SLOT_TAKEN" },
        ],
      },
    });
    expect((await caller.appointment.list({ limit: 10 })).items).toHaveLength(2);
    const { items } = await bookSeries({ startsAt: plus(at, 60) });
    expect(new Set(items.map(({ seriesId }) => seriesId)).size).toBe(1);
    expect(items.map(({ status }) => status)).toEqual(["booked", "booked", "booked"]);
  });

  it("moves and is cancelled by one, or from one on", async () => {
    const { caller, book, bookSeries, otherId } = await open();
    const { items } = await bookSeries();
    const [first, second, third] = items.map(({ id }) => id);
    if (!first || !second || !third) throw new Error("the series is too short");
    await caller.appointment.reschedule({ id: first, ...any, startsAt: plus(at, 60) });
    // Each takes the next one's time.
    const moved = await caller.appointment.rescheduleSeries({ id: second, ...any, startsAt: inDays(35) });
    expect(moved.items.map(({ id }) => id)).toEqual([second, third]);
    expect(after(moved.items)).toEqual([28, 42]);
    await book({ patientId: otherId, startsAt: inDays(36) });
    const clash = caller.appointment.rescheduleSeries({ id: second, ...any, startsAt: inDays(36) });
    expect(await failureOf(clash)).toMatchObject({
      code: "SERIES_CLASHES",
      details: { clashes: [{ code: "SLOT_TAKEN" }] },
    });
    expect(after((await caller.appointment.list({ doctorId: items[0]?.doctorId })).items)).toEqual([
      1 / 24,
      28,
      29,
      42,
    ]);

    const cancelled = await caller.appointment.cancelSeries({ id: second, ...any, reason: "Moved away" });
    expect(cancelled.items.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
    expect(await caller.appointment.byId({ id: first })).toMatchObject({ status: "booked" });
  });

  it("is needed to change one", async () => {
    const { caller, book } = await open();
    const { id } = await book();
    const cancel = caller.appointment.cancelSeries({ id, ...any, reason: "Ill" });
    expect((await failureOf(cancel)).code).toBe("NOT_A_SERIES");
  });
});
