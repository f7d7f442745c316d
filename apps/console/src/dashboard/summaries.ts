import { genderLabels, genders } from "../patient/gender.ts";
import { formatNumber } from "../shell/text/format.ts";
import { ageLabels, countOf, formatMonth, patientNouns, recordLabels } from "./labels.ts";
import { activityKinds, type Groups, type Growth, type Load, recordNames, type Today } from "./statistics.ts";

/** Summaries of charts for screen readers. */

export function describeGrowth({ months, patients }: Growth): string {
  const [first] = months;
  if (!first) return `${countOf(patients, patientNouns)}.`;
  const most = months.reduce((best, each) => (each.added > best.added ? each : best));
  const course = `From ${formatNumber(first.total)} at the end of ${formatMonth(first.month)} to ${countOf(patients, patientNouns)} now.`;
  if (most.added === 0) return `${course} None were added.`;
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
  const others = rest > 0 ? `; ${formatNumber(rest)} more doctors with as many or fewer` : "";
  return `Most patients: ${first.join("; ")}${others}.`;
}

export function describeToday(today: Today): string {
  const parts = recordNames.map((name) => {
    const done = activityKinds.filter((kind) => today[name][kind] > 0);
    const counted = done.map((kind) => `${formatNumber(today[name][kind])} ${kind}`);
    return `${recordLabels[name]}: ${counted.join(", ") || "no activity"}.`;
  });
  return parts.join(" ");
}

/** The total number of activities. */
export const countActivities = (today: Today): number =>
  recordNames.reduce(
    (sum, name) => sum + activityKinds.reduce((before, kind) => before + today[name][kind], 0),
    0,
  );
