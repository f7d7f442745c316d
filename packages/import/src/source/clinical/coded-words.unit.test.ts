import { expect, it } from "vitest";
import { codedWord } from "./coded-words.ts";

it.each([
  ["category", "Vital signs", "vital-signs"],
  ["category", "Drug", "medication"],
  ["clinicalStatus", "Chronisch", "active"],
  ["clinicalStatus", "in remission", "remission"],
  ["verificationStatus", "V", "provisional"],
  ["verificationStatus", "Ruled out", "refuted"],
  ["severity", "leve", "mild"],
  ["severity", "Life-threatening", "severe"],
  ["criticality", "Alto", "high"],
  ["criticality", "unable to assess", "unable-to-assess"],
  ["class", "AMB", "ambulatory"],
  ["class", "Emergency Room", "emergency"],
  ["class", "Hausbesuch", "home"],
  ["class", "urgentcare", "ambulatory"],
  ["class", "IP", "inpatient"],
  ["encounterStatus", "Completed", "finished"],
  ["encounterStatus", "In progress", "in-progress"],
  ["encounterStatus", "cancelled", "cancelled"],
  ["status", "on hold", "on-hold"],
  ["status", "abgesetzt", "stopped"],
  ["status", "Finalizado", "completed"],
  ["kind", "Order", "order"],
  ["class", "spa", "spa"],
] as const)("as %s, %j is %s", (field, cell, code) => {
  expect(codedWord(field, cell)).toBe(code);
});
