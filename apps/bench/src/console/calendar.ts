import { createClient } from "@caretype/client";
import postgres from "postgres";
import { importTable } from "../environment/import-table.ts";
import { type Context, type Credentials, figuresOf, origin, resetLongTasks } from "./chromium.ts";
import type { ConsoleResult } from "./result.ts";

const appointments = 500;
const turns = 6;
const day = 86_400_000;

/** The Monday in two weeks: no appointment is in the past. */
const monday = () => {
  const today = new Date();
  const next = Date.now() + (15 - (today.getUTCDay() || 7)) * day;
  return new Date(next).toISOString().slice(0, 10);
};

/** Fills a week of one doctor with imported appointments of ten minutes. */
export async function fillWeek(
  { url, databaseUrl }: { url: string; databaseUrl: string },
  credentials: Credentials,
): Promise<void> {
  await verifyAddress(databaseUrl, credentials);
  const client = createClient({ url });
  await client.auth.login(credentials);
  const { id: doctorId } = await client.doctor.create.mutate({
    name: "Sam Okafor",
    maxAppointmentsPerDay: 1_000,
  });
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "07:00", closes: "19:30" }));
  await client.openingHours.set.mutate({ doctorId, expectedVersion: 1, weekly });
  const first = Date.parse(`${monday()}T07:00:00Z`);
  const rows = Array.from({ length: appointments }, (_, index) => {
    const start = first + (index % 7) * day + Math.floor(index / 7) * 600_000;
    return [`First${index % 97} Last${index}`, new Date(start).toISOString(), "10"];
  });
  await importTable(client, {
    records: "appointment",
    columns: ["patient", "start", "minutes"],
    rows,
    table: {
      mapping: { patient: "patient", startsAt: "start", minutes: "minutes" },
      dateFormat: "YYYY-MM-DD",
      doctorId,
    },
  });
}

/** Only accounts with a verified address may add doctors. */
async function verifyAddress(databaseUrl: string, { email }: Credentials): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`update account set email_verified = true where email = ${email}`;
  await sql.end();
}

/** Opens a full week, then leaves it and returns to it several times. */
export async function measureCalendar(context: Context): Promise<ConsoleResult["calendar"]> {
  const page = await context.newPage();
  await page.goto(`${origin}/calendar?day=${monday()}`);
  const events = page.locator("[data-event]");
  await page.getByRole("radiogroup", { name: "View" }).getByText("Week", { exact: true }).click();
  await events.nth(appointments - 1).waitFor();
  const opening = await figuresOf(page);
  await resetLongTasks(page);
  for (let turn = 0; turn < turns; turn += 1) {
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await events.first().waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Previous", exact: true }).click();
    await events.nth(appointments - 1).waitFor();
    await page.evaluate("new Promise((done) => requestIdleCallback(done))");
  }
  const turning = await figuresOf(page);
  await context.close();
  return { appointments, turns, openingLongestTask: opening.task, turningLongestTask: turning.task };
}
