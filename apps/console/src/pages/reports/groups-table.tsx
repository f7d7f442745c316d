import { NumberTable } from "../../kit/chart/number-table.tsx";
import { texts as chartTexts } from "../../kit/chart/texts.en.ts";
import { genderLabels } from "../../records/record/gender.ts";
import { type Gender, genders } from "../../records/record/genders.ts";
import { locale } from "../../words/settings/locale.ts";
import { NumberLink, PlainCount } from "./number-link.tsx";
import { groups as texts } from "./statistics/texts.en.ts";
import { ageFilters, ageLabels, type Groups, withDeceased } from "./statistics.ts";

/** Within a sentence. */
const wordFor = (gender: Gender) => genderLabels[gender].toLocaleLowerCase(locale);

/** Each number links to the patients that it counts. */
export function GroupsTable({ groups: counted }: { groups: Groups }) {
  const { patients } = counted;
  const groups = withDeceased(counted);
  const rows = groups.map(({ ageGroup, patients: all, ...counts }) => {
    const ages = ageFilters[ageGroup];
    const age = ageLabels[ageGroup];
    const cells = genders.map((gender) =>
      ages ? (
        <NumberLink
          key={gender}
          to="/patients"
          search={{ gender, ...ages }}
          count={counts[gender]}
          label={texts.ofGenderAndAge(counts[gender], wordFor(gender), age)}
        />
      ) : (
        <PlainCount key={gender} count={counts[gender]} />
      ),
    );
    const sum = ages ? (
      <NumberLink key="all" to="/patients" search={ages} count={all} label={texts.ofAge(all, age)} />
    ) : (
      <PlainCount key="all" count={all} />
    );
    return { key: ageGroup, name: age, cells: [...cells, sum] };
  });
  const sums = genders.map((gender) => {
    const count = groups.reduce((sum, group) => sum + group[gender], 0);
    const label = texts.ofGender(count, wordFor(gender));
    return <NumberLink key={gender} to="/patients" search={{ gender }} count={count} label={label} />;
  });
  const all = <NumberLink key="all" to="/patients" count={patients} label={texts.inAll(patients)} />;
  return (
    <NumberTable
      label={texts.title}
      columns={[texts.age, ...genders.map((gender) => genderLabels[gender]), chartTexts.all]}
      rows={rows}
      sum={{ key: "sum", name: chartTexts.all, cells: [...sums, all] }}
    />
  );
}
