import { toCsv } from "@caretype/client/csv";
import { parse } from "csv-parse/sync";
import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

const wireName = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columns = [
  "id",
  "at",
  "accountId",
  "accountName",
  "accountNameThen",
  "role",
  "who",
  "what",
  "action",
  "outcome",
  "effect",
  "basis",
  "address",
  "requestId",
  "clientRequestId",
  "subjectIds",
] as const;

it("the client's CSV of a list is that of REST, page by page", async () => {
  const { client } = await backend.signUp();
  for (const name of ["Jane Roe", "John Roe", "Jo Roe"])
    await client.patient.create.mutate({ name, gender: "female" });
  const csv = await toCsv(client.audit.list.pages({ action: "patient.create", limit: 2 }), {
    fileName: "audit.csv",
    columns,
  });
  expect(csv.rows.map(({ outcome }) => outcome)).toEqual(["ok", "ok", "ok"]);
  const headers = { accept: "text/csv", authorization: `Bearer ${await client.auth.accessToken()}` };
  const response = await fetch(`${backend.url}/api/audit?action=patient.create`, { headers });
  const ofRest: Record<string, string>[] = parse(await response.text(), { bom: true, columns: true });
  const ofClient: Record<string, string>[] = parse(csv.text, {
    bom: true,
    columns: (names: string[]) => names.map(wireName),
  });
  expect(ofRest).toHaveLength(3);
  expect(ofClient).toEqual(ofRest);
});
