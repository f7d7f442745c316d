import { currentRecord, type Practice } from "@caretype/client";
import { api, caretype, queryClient, readAgain } from "../../../../session/client/api.ts";

/**
 * Saves practice settings and shows them. Refused if one of the settings in `names` has changed since `before`.
 * Settings with forms of their own are separate.
 */
export async function changePractice(
  before: Practice,
  names: readonly (keyof Practice)[],
  save: (expectedVersion: number) => Promise<Practice>,
): Promise<Practice> {
  const changed = await save(before.version).catch((error: unknown) => {
    const current = currentRecord(error, "practice");
    const isSame = (name: keyof Practice) => JSON.stringify(before[name]) === JSON.stringify(current?.[name]);
    if (!current || !names.every(isSame)) throw error;
    return save(current.version);
  });
  queryClient.setQueryData(api.practice.mine.queryKey(), changed);
  return changed;
}

export type Holiday = Practice["holidays"][number];

/** Replaces the practice's holidays, on which no slots are free. */
export async function setHolidays(before: Practice, holidays: Holiday[]): Promise<Practice> {
  const changed = await changePractice(before, ["holidays"], (expectedVersion) =>
    caretype.practice.setHolidays.mutate({ holidays, expectedVersion }),
  );
  void readAgain(api.appointment);
  return changed;
}
