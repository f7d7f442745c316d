import { appRouter, createRouter, createServices, permissions } from "@caretype/api";
import { chosenModules, declarations } from "@caretype/api/declarations";
import { allModules } from "@caretype/api/modules";
import { createClient } from "@caretype/client";
import { openDatabase, serverRole } from "@caretype/db";
import { createApp, createLogger } from "@caretype/server";
import { createTestDatabase } from "@caretype/test-database";
import { afterAll, describe, expect, it } from "vitest";
import { serviceSettings } from "../src/service-settings.ts";

// Needs its own worker: a process has one composition, in lists that all files of a worker share.

const { url: databaseUrl, drop } = await createTestDatabase();
const database = openDatabase({ url: databaseUrl, role: serverRole });
const services = await createServices({ database, settings: serviceSettings });
const stops: (() => Promise<unknown>)[] = [];
async function serve(router: Parameters<typeof createApp>[0]["router"]) {
  const app = await createApp({
    services,
    settings: { allowedHosts: ["127.0.0.1"], corsOrigins: [], trustedProxies: [] },
    logger: createLogger("silent"),
    router,
  });
  stops.push(() => app.close());
  return app.listen({ host: "127.0.0.1", port: 0 });
}
afterAll(async () => {
  for (const stop of stops) await stop();
  await services.close();
  await database.close();
  await drop();
});

/** The names of a module and its dependencies. */
const withNeeds = (name: string): string[] => [
  ...new Set([...(declarations.find((each) => each.name === name)?.needs.flatMap(withNeeds) ?? []), name]),
];

describe("the core alone", async () => {
  const full = await serve(undefined);
  const email = `${crypto.randomUUID()}@example.org`;
  const { tokens } = await createClient({ url: full }).auth.register({
    email,
    password: "nine lives of a lamp",
  });
  const headers = { authorization: `Bearer ${tokens?.access}` };
  const before = createClient({ url: full, headers });
  const doctor = await before.doctor.create.mutate({ name: "Ida Lind" });
  const patient = await before.patient.create.mutate({ name: "Ole Vik", gender: "male" });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  await before.openingHours.set.mutate({ doctorId: doctor.id, expectedVersion: "any", weekly });
  const visit = await before.visitType.create.mutate({ name: "Check-up", minutes: 30 });
  const startsAt = new Date(Math.ceil(Date.now() / 3_600_000 + 48) * 3_600_000).toISOString();
  await before.appointment.book.mutate({
    patientId: patient.id,
    doctorId: doctor.id,
    visitTypeId: visit.id,
    startsAt,
  });
  await before.allergy.create.mutate({ patientId: patient.id, substance: { text: "Penicillin" } });
  const core = await serve(createRouter(chosenModules(["people"])));
  const client = createClient({ url: core, headers });
  const get = (path: string) => fetch(`${core}${path}`, { headers });

  it("serves patients, and nothing of the others", async () => {
    await expect(client.patient.byId.query({ id: patient.id })).resolves.toMatchObject({ name: "Ole Vik" });
    for (const path of [
      "/api/appointments",
      "/api/statistics/overview",
      "/api/doctors/workload",
      "/api/calendar/x.ics",
    ])
      expect({ path, status: (await get(path)).status }).toEqual({ path, status: 404 });
    await expect(client.statistics.overview.query({ timeZone: "UTC" })).rejects.toMatchObject({
      data: { httpStatus: 404 },
    });
    const document = await (await get("/openapi.json")).text();
    expect(document).toContain("patient:merge");
    const others = /statistics:read|clinical:read|SLOT_TAKEN|IMPORT_NOT_FOUND|\/appointments/;
    expect(document.match(others)).toBeNull();
  });

  it("grants no permission of the others", async () => {
    const { permissions: held } = await client.practice.mine.query();
    expect(held).toContain("patient:read");
    expect(held).not.toContain("clinical:read");
    expect(permissions).not.toContain("appointment:read");
    await expect(
      client.apiKey.create.mutate({ name: "lab", permissions: ["statistics:read"] }),
    ).rejects.toMatchObject({ data: { code: "INVALID_INPUT" } });
  });

  it("does not remove a patient who has records of the others", async () => {
    await expect(
      client.patient.remove.mutate({ id: patient.id, expectedVersion: "any" }),
    ).rejects.toMatchObject({ data: { httpStatus: 409 } });
  });
});

it.each(declarations.map(({ name }) => name))("runs %s with what it needs", (name) => {
  const names = chosenModules(withNeeds(name));
  const { procedures } = createRouter(names)._def;
  expect(names).toContain(name);
  expect(Object.keys(appRouter._def.procedures)).toEqual(expect.arrayContaining(Object.keys(procedures)));
});

it("runs without each module that no other needs", () => {
  const needed = new Set(declarations.flatMap(({ needs }) => needs));
  for (const { name } of declarations.filter((each) => !needed.has(each.name))) {
    const kept = chosenModules([`-${name}`]);
    expect(kept).not.toContain(name);
    expect(() => createRouter(kept)).not.toThrow();
  }
});

it("runs all by default: each that is declared is composed", () => {
  expect(chosenModules(["all"])).toEqual(allModules.map(({ name }) => name));
});

it.each([
  [["all", "-chart"], 'there is no module "all"'],
  [["-chart"], "import needs chart"],
  [["-people"], "people cannot be left out"],
  [["billing"], 'there is no module "billing"'],
  [["chart", "-statistics"], "name either"],
  [["statistics"], "statistics needs scheduling"],
])("%s is refused", (chosen, message) => {
  expect(() => chosenModules(chosen)).toThrow(message);
});
