import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());
const any = { expectedVersion: "any" } as const;

async function open() {
  const { client } = await backend.signUp();
  const doctor = await client.doctor.create.mutate({ name: "Sam Okafor" });
  const feed = await client.calendarFeed.create.mutate({ doctorId: doctor.id });
  const get = (headers: Record<string, string> = {}) => fetch(`${backend.url}${feed.path}`, { headers });
  return { client, doctor, feed, get };
}

it("is served to calendar programs, which ask again with the tag", async () => {
  const { client, doctor, get } = await open();
  const first = await get();
  expect([first.status, first.headers.get("content-type"), first.headers.get("cache-control")]).toEqual([
    200,
    "text/calendar; charset=utf-8",
    "private, no-cache",
  ]);
  const text = await first.text();
  expect(text.split("\r\n").at(0)).toBe("BEGIN:VCALENDAR");
  expect(text.split("\r\n").slice(-2)).toEqual(["END:VCALENDAR", ""]);
  const tag = first.headers.get("etag") ?? "";
  const again = await get({ "if-none-match": tag });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
  expect((await get({ "if-none-match": `W/${tag}` })).status).toBe(304);
  expect((await get({ "if-none-match": '"other"' })).status).toBe(200);

  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));
  await client.openingHours.set.mutate({ doctorId: doctor.id, ...any, weekly });
  const visit = await client.visitType.create.mutate({ name: "Check-up", minutes: 30 });
  const patient = await client.patient.create.mutate({ name: "Jane Roe", gender: "female" });
  const startsAt = new Date(Math.ceil(Date.now() / 3_600_000 + 48) * 3_600_000).toISOString();
  const booking = { patientId: patient.id, doctorId: doctor.id, visitTypeId: visit.id, startsAt };
  await client.appointment.book.mutate(booking);
  const changed = await get({ "if-none-match": tag });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain("SUMMARY:Busy");
});

it("answers a revoked or unknown link as a problem, and knows no other files", async () => {
  const { client, feed, get } = await open();
  await client.calendarFeed.revoke.mutate({ id: feed.id });
  const revoked = await get();
  expect([revoked.status, await revoked.json()]).toMatchObject([400, { code: "INVALID_LINK" }]);
  for (const path of ["/api/calendar/x", feed.path.replace(".ics", ""), "/api/calendar/"]) {
    const answer = await fetch(`${backend.url}${path}`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: "ROUTE_NOT_FOUND" }]);
  }
});
