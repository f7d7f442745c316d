import { v7 as uuidv7 } from "uuid";
import { expect, it, vi } from "vitest";
import { createTestApi } from "./support.ts";

const api = await createTestApi();
const { caller } = await api.signUp();
const { id: practiceId } = await caller.practice.mine();
const searcher = vi.spyOn(api.database, "searcher");

const callersOf = async (call: Promise<unknown>) => {
  searcher.mockClear();
  await call;
  return searcher.mock.calls.flat();
};

it.each([{ q: "ann" }, { gender: "female" as const }, { doctorId: uuidv7() }])(
  "patients are searched by %o on connections of their own, as the practice",
  async (filter) => {
    expect(await callersOf(caller.patient.list(filter))).toEqual([practiceId]);
  },
);

it.each([{ q: "ann" }, { gender: "female" as const }, { specialization: "CARD" }])(
  "doctors are searched by %o on connections of their own, as the practice",
  async (filter) => {
    expect(await callersOf(caller.doctor.list(filter))).toEqual([practiceId]);
  },
);

it("plain pages are not searches", async () => {
  const pages = [
    caller.patient.list({ q: " " }),
    caller.patient.list({ sort: "name" }),
    caller.doctor.list(),
  ];
  expect(await callersOf(Promise.all(pages))).toEqual([]);
});
