import { createClient } from "@caretype/client";
import { runImport, uploadImport } from "@caretype/client/import";
import type { Credentials } from "./chromium.ts";

const genders = ["F", "M", "O"];

/** Creates an account whose practice has `count` patients, imported as users would. */
export async function signUpWithPatients(url: string, count: number): Promise<Credentials> {
  const client = createClient({ url });
  const credentials = { email: "console@example.org", password: "nine lives of a lamp" };
  await client.auth.register(credentials);
  const columns = ["first", "last", "gender", "born"];
  const rows = Array.from({ length: count }, (_, index) => rowOf(index));
  const upload = await uploadImport(client, {
    format: "table",
    records: "patient",
    tables: [{ file: "patients.csv", columns, rows }],
    table: {
      mapping: { firstName: "first", lastName: "last", gender: "gender", dateOfBirth: "born" },
      dateFormat: "YYYY-MM-DD",
    },
  });
  const { state } = await runImport(client, upload);
  if (state !== "done") throw new Error(`The patients could not be imported: ${state}.`);
  return credentials;
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
