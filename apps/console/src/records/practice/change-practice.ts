import type { Practice } from "@caretype/client";
import { caretype } from "../../../session/client/api.ts";
import { invalidateSetup } from "./setup-cache.ts";

export type Holiday = Practice["holidays"][number];

/** Replaces the practice's holidays, unless somebody has changed the practice since. */
export async function setHolidays(
  { version: expectedVersion }: Practice,
  holidays: Holiday[],
): Promise<Practice> {
  const saved = await caretype.practice.setHolidays.mutate({ holidays, expectedVersion });
  await invalidateSetup();
  return saved;
}
