import { genderLabels } from "../../../../records/record/gender.ts";
import { genders } from "../../../../records/record/genders.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatNumber, formatPartialDate } from "../../../../words/format/format.ts";
import { locale } from "../../../../words/settings/locale.ts";
import { texts } from "./statistics/texts.en.ts";
import {
  activityKinds,
  ageLabels,
  formatShare,
  type Groups,
  type Growth,
  type Load,
  recordLabels,
  recordNames,
  type Today,
  type Use,
  withDeceased,
} from "./statistics.ts";

/** Summaries of charts for screen readers. */

const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });

export function describeGrowth({ months, patients }: Growth): string {
  const [first] = months;
  if (!first) return texts.growth.now(patients);
  const most = months.reduce((best, each) => (each.added > best.added ? each : best));
  const course = texts.growth.course(first.total, formatPartialDate(first.month), patients);
  const additions =
    most.added === 0
      ? texts.growth.noneAdded
      : texts.growth.maxAdded(formatPartialDate(most.month), most.added);
  return `${course} ${additions}`;
}

export function describeGroups(counted: Groups): string {
  const { patients } = counted;
  const groups = withDeceased(counted);
  const ages = groups.map((group) => `${ageLabels[group.ageGroup]}: ${formatNumber(group.patients)}`);
  const sums = genders.map((gender) => {
    const sum = groups.reduce((before, group) => before + group[gender], 0);
    return `${genderLabels[gender].toLocaleLowerCase(locale)} ${formatNumber(sum)}`;
  });
  return texts.groups.summary(patients, list.format(sums), list.format(ages));
}

const fewest = 3;

export function describeLoad({ doctors, doctorsWithPatients }: Load): string {
  const first = doctors.slice(0, fewest).map(({ name, patients }) => texts.load.doctor(name, patients));
  const rest = doctorsWithPatients - first.length;
  return rest > 0 ? texts.load.summaryOfSome(first, rest) : texts.load.summary(first);
}

export function describeUse({ total, doctors }: Use): string {
  const { utilisation, noShowRate } = total;
  const parts = doctors.slice(0, fewest).map((doctor) => {
    const share = formatShare(doctor.utilisation ?? 0);
    return texts.use.doctor(doctor.doctorName ?? commonTexts.unknown, share);
  });
  return texts.use.summary(
    formatShare(utilisation ?? 0),
    noShowRate === null ? null : formatShare(noShowRate),
    parts,
  );
}

export function describeToday(today: Today): string {
  const sentences = recordNames.map((name) => {
    const done = activityKinds.filter((kind) => today[name][kind] > 0);
    const parts = done.map((kind) => texts.today.parts[kind](formatNumber(today[name][kind])));
    const record = recordLabels[name];
    return parts.length > 0
      ? texts.today.summary(record, list.format(parts))
      : texts.today.noActivity(record);
  });
  return sentences.join(" ");
}

export const countActivities = (today: Today): number =>
  recordNames.reduce(
    (sum, name) => sum + activityKinds.reduce((before, kind) => before + today[name][kind], 0),
    0,
  );
