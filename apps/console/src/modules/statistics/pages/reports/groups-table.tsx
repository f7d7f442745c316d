import type { LinkProps } from "@tanstack/react-router";
import { NumberTable } from "../../../../kit/chart/number-table.tsx";
import { texts as chartTexts } from "../../../../kit/chart/texts.en.ts";
import { genderLabels } from "../../../../records/record/gender.ts";
import { type Gender, genders } from "../../../../records/record/genders.ts";
import { locale } from "../../../../words/settings/locale.ts";
import { NumberLink, PlainCount } from "./number-link.tsx";
import { groups as texts } from "./statistics/texts.en.ts";
import { ageFilters, ageLabels, type Groups, withDeceased } from "./statistics.ts";

/** Within a sentence. */
const wordFor = (gender: Gender) => genderLabels[gender].toLocaleLowerCase(locale);

type Counted = { key: string; count: number; label: string; search: LinkProps["search"] | null };

const cellOf = ({ key, search, ...counted }: Counted) =>
  search ? (
    <NumberLink key={key} to="/patients" search={search} {...counted} />
  ) : (
    <PlainCount key={key} count={counted.count} />
  );

export function GroupsTable({ groups: counted }: { groups: Groups }) {
  const groups = withDeceased(counted);
  const rows = groups.map(({ ageGroup, patients, ...counts }) => {
    const ages = ageFilters[ageGroup];
    const age = ageLabels[ageGroup];
    const cells = genders.map((gender) => {
      const label = texts.ofGenderAndAge(counts[gender], wordFor(gender), age);
      return cellOf({ key: gender, count: counts[gender], label, search: ages && { gender, ...ages } });
    });
    const sum = cellOf({ key: "all", count: patients, label: texts.ofAge(patients, age), search: ages });
    return { key: ageGroup, name: age, cells: [...cells, sum] };
  });
  const sums = genders.map((gender) => {
    const count = groups.reduce((sum, group) => sum + group[gender], 0);
    return cellOf({ key: gender, count, label: texts.ofGender(count, wordFor(gender)), search: { gender } });
  });
  const { patients } = counted;
  const all = cellOf({ key: "all", count: patients, label: texts.inAll(patients), search: {} });
  return (
    <NumberTable
      label={texts.title}
      columns={[texts.age, ...genders.map((gender) => genderLabels[gender]), chartTexts.all]}
      rows={rows}
      sum={{ key: "sum", name: chartTexts.all, cells: [...sums, all] }}
    />
  );
}
