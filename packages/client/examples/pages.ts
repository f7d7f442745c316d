import type { Client, Patient } from "@caretype/client";

/** All of the practice's patients, page by page. */
export async function* allPatients(caretype: Client): AsyncGenerator<Patient> {
  let cursor: string | null = null;
  do {
    const page = await caretype.patient.list.query({ limit: 200, sort: "oldest", cursor });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
