import { expect, it, vi } from "vitest";
import { Replay, recorded, recordingFixture } from "../src/contract/recorded-values.ts";

type World = {
  patient: string;
  schedule(): Promise<{ room: string; doctor: string }>;
  mailed(template: string, to: { id: string }): Promise<string>;
};

const day = 86_400_000;
const then = Date.parse("2026-11-23T08:00:00Z");

/** An input derived from a fixture, as a row of cases does. */
async function makeInput(fixture: World) {
  const { room, doctor } = await fixture.schedule();
  return {
    id: fixture.patient,
    place: { room, doctor },
    link: `https://example.org/${await fixture.mailed("verify", { id: fixture.patient })}`,
    startsAt: "2026-11-26T10:00:00.000Z",
    day: "2026-11-20",
    born: "1984-05-17",
    count: 3,
    ids: [null, true],
  };
}

async function record(called: string[] = []) {
  const input: unknown = await Reflect.apply(makeInput, undefined, [recordingFixture(called)]);
  return recorded(input, then);
}

it("has no values of a fixture or of a day, and gets those of another fixture on a later day", async () => {
  const recording = JSON.parse(JSON.stringify(await record()));
  expect(JSON.stringify(recording)).not.toContain("2026-11");
  const schedule = vi.fn(async () => ({ room: "r1", doctor: "d1" }));
  const mailed = vi.fn(async () => "t1");
  const world = { patient: "p1", schedule, mailed };
  expect(await new Replay(world, then + 400 * day).fill(recording)).toEqual({
    id: "p1",
    place: { room: "r1", doctor: "d1" },
    link: "https://example.org/t1",
    startsAt: "2027-12-31T10:00:00.000Z",
    day: "2027-12-25",
    born: "1984-05-17",
    count: 3,
    ids: [null, true],
  });
  expect(mailed).toHaveBeenCalledExactlyOnceWith("verify", { id: "p1" });
  // Both values must come from one call, such as a challenge and its answer.
  expect(schedule).toHaveBeenCalledOnce();
});

it("tells which calls were made, as they may also create what an input needs", async () => {
  const called: string[] = [];
  await record(called);
  const mailed = vi.fn(async () => "t1");
  const world = { patient: "p1", schedule: async () => ({}), mailed };
  await new Replay(world, then).fill(called);
  expect([called.length, mailed.mock.calls]).toEqual([2, [["verify", { id: "p1" }]]]);
});

it("says what the fixture has no more", async () => {
  const replay = new Replay({ patient: "p1" }, then).fill(await record());
  await expect(replay).rejects.toThrow(/^The fixture has no .* any more$/);
});
