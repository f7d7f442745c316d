import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@caretype/client";
import type { Credentials } from "./chromium.ts";

const perPart = 1_000;
const genders = ["F", "M", "O"];

/** Creates an account whose practice has `count` patients, imported as users would. */
export async function signUpWithPatients(url: string, count: number): Promise<Credentials> {
  const client = createClient({ url });
  const credentials = { email: "console@example.org", password: "nine lives of a lamp" };
  await client.auth.register(credentials);
  const columns = ["first", "last", "gender", "born"];
  const { id } = await client.import.begin.mutate({
    format: "table",
    records: "patient",
    files: [{ file: "patients.csv", columns }],
    table: {
      mapping: { firstName: "first", lastName: "last", gender: "gender", dateOfBirth: "born" },
      dateFormat: "YYYY-MM-DD",
    },
  });
  for (let first = 0; first < count; first += perPart) {
    const rows = Array.from({ length: Math.min(perPart, count - first) }, (_, index) => rowOf(first + index));
    await client.import.addPart.mutate({ id, file: "patients.csv", rows });
  }
  await client.import.run.mutate({ id, rows: count });
  for (;;) {
    const { state } = await client.import.progress.query({ id });
    if (state === "done") return credentials;
    if (state !== "running") throw new Error(`The patients could not be imported: ${state}.`);
    await pause(200);
  }
}

const rowOf = (index: number) => ({
  line: index + 2,
  cells: [
    `First${index % 97}`,
    `Last${index}`,
    genders[index % genders.length] ?? "O",
    `${1930 + (index % 90)}-0${1 + (index % 9)}-1${index % 9}`,
  ],
});
