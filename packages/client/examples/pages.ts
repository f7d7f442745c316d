import type { Client } from "@caretype/client";

/** Counts all of the practice's patients by gender. */
export async function countByGender(caretype: Client): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { gender } of caretype.patient.list.pages({ limit: 200, sort: "oldest" }))
    counts.set(gender, (counts.get(gender) ?? 0) + 1);
  return counts;
}
