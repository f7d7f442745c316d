import type { PracticeId } from "../../../../kernel/field/ids.ts";
import type { Systems } from "../../pipeline/staging.ts";

/**
 * Doctor identifiers are separate for each practice: two practices may use the same system name and the same
 * numbers for different doctors. System names ignore case.
 */
export function systemsOf(practiceId: PracticeId, system: string): Systems {
  const name = system.toLowerCase();
  return { patient: `table:${name}`, doctor: `table:${practiceId}:${name}` };
}
