import { genderLabels } from "../patient/gender.ts";
import { ageLabels, countOf, formatMonth, formatNumber, patientNouns, recordLabels } from "./labels.ts";
import {
  deedKinds,
  type Groups,
  type Growth,
  genders,
  type Load,
  recordNames,
  type Today,
} from "./statistics.ts";

/** What the charts show, in words, for who does not see them. */

export function describeGrowth({ months, patients }: Growth): string {
  const [first] = months;
  if (!first) return `${countOf(patients, patientNouns)}.`;
  const most = months.reduce((best, each) => (each.added > best.added ? each : best));
  const course = `From ${formatNumber(first.total)} at the end of ${formatMonth(first.month)} to ${countOf(patients, patientNouns)} now.`;
  if (most.added === 0) return `${course} None was added in this time.`;
  return `${course} Most were added in ${formatMonth(most.month)}: ${formatNumber(most.added)}.`;
}

export function describeGroups({ groups, patients }: Groups): string {
  const ages = groups.map((group) => `${ageLabels[group.ageGroup]}: ${formatNumber(group.patients)}`);
  const sums = genders.map((gender) => {
    const sum = groups.reduce((before, group) => before + group[gender], 0);
    return `${genderLabels[gender].toLowerCase()} ${formatNumber(sum)}`;
  });
  return `${countOf(patients, patientNouns)}: ${sums.join(", ")}. By age in years, ${ages.join(", ")}.`;
}

const fewest = 3;

export function describeLoad({ doctors, doctorsWithPatients }: Load): string {
  const first = doctors
    .slice(0, fewest)
    .map(({ name, patients }) => `${name}, ${countOf(patients, patientNouns)}`);
  const rest = doctorsWithPatients - first.length;
  const others = rest > 0 ? `; and ${formatNumber(rest)} more with fewer or as many` : "";
  return `The most patients have: ${first.join("; ")}${others}.`;
}

export function describeToday(today: Today): string {
  const parts = recordNames.map((name) => {
    const done = deedKinds.filter((kind) => today[name][kind] > 0);
    const counted = done.map((kind) => `${formatNumber(today[name][kind])} ${kind}`);
    return `${recordLabels[name]}: ${counted.join(", ") || "nothing done"}.`;
  });
  return parts.join(" ");
}

/** How often something was done, whatever it was. */
export const countDeeds = (today: Today): number =>
  recordNames.reduce(
    (sum, name) => sum + deedKinds.reduce((before, kind) => before + today[name][kind], 0),
    0,
  );
