import { today } from "../../people/patient/rules.ts";

/** The day of an instant in UTC. Today for a future instant. */
export function dayOf(instantInUtc: string): string {
  const [day, now] = [instantInUtc.slice(0, 10), today()];
  const isToCome = day > now;
  return isToCome ? now : day;
}
