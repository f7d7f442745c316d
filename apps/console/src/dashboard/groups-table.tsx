import { genderLabels, genders } from "../patient/gender.ts";
import { ageFilters } from "./age-filters.ts";
import { ageLabels, nounOf, patientNouns } from "./labels.ts";
import { NumberLink, PlainCount } from "./number-link.tsx";
import { NumberTable } from "./number-table.tsx";
import type { Groups } from "./statistics.ts";

/** Each number links to the patients that it counts. */
export function GroupsTable({ groups: { groups, patients } }: { groups: Groups }) {
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
          of={`${nounOf(counts[gender], patientNouns)}, ${gender}, aged ${age}`}
        />
      ) : (
        <PlainCount key={gender} count={counts[gender]} />
      ),
    );
    const sum = ages ? (
      <NumberLink
        key="all"
        to="/patients"
        search={ages}
        count={all}
        of={`${nounOf(all, patientNouns)} aged ${age}`}
      />
    ) : (
      <PlainCount key="all" count={all} />
    );
    return { key: ageGroup, name: age, cells: [...cells, sum] };
  });
  const sums = genders.map((gender) => {
    const count = groups.reduce((sum, group) => sum + group[gender], 0);
    const of = `${nounOf(count, patientNouns)}, ${gender}`;
    return <NumberLink key={gender} to="/patients" search={{ gender }} count={count} of={of} />;
  });
  const all = (
    <NumberLink key="all" to="/patients" count={patients} of={`${nounOf(patients, patientNouns)} in all`} />
  );
  return (
    <NumberTable
      label="Patients by age and gender"
      columns={["Age", ...genders.map((gender) => genderLabels[gender]), "All"]}
      rows={rows}
      sum={{ key: "sum", name: "All", cells: [...sums, all] }}
    />
  );
}
