import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { usePracticeToday } from "../../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatNumber } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import type { Overview } from "../../../../scheduling/pages/today/use-overview.ts";
import { texts as statisticsTexts } from "../statistics/texts.en.ts";
import { numbers as texts } from "../texts.en.ts";
import { describeBusy, describeChange, describeGain, lastMonthOf } from "./deltas.ts";
import classes from "./overview.module.css";

/** The practice's numbers and their changes. The tasks panel shows a failure of the same query. */
export function Numbers({ query: { data, isError } }: { query: UseQueryResult<Overview, unknown> }) {
  const lastMonth = lastMonthOf(usePracticeToday());
  if (data === undefined && isError) return null;
  return (
    <section className={classes.numbers} aria-label={texts.title}>
      {data === undefined
        ? names.map((name) => <NumberTile key={name} name={name} />)
        : tilesOf(data, lastMonth)}
    </section>
  );
}

const names = [commonTexts.patients, texts.added, texts.treating, texts.assigned] as const;

function tilesOf({ patients, doctors, assignments }: Overview, lastMonth: string) {
  const [all, added, treating, assigned] = names;
  return (
    <>
      <NumberTile
        name={all}
        value={
          <AnchorLink to="/patients" inherit aria-label={statisticsTexts.patients(patients.total)}>
            {formatNumber(patients.total)}
          </AnchorLink>
        }
        delta={describeGain(patients)}
      />
      <NumberTile
        name={added}
        value={formatNumber(patients.addedThisMonth)}
        delta={describeChange(patients, lastMonth)}
      />
      <NumberTile
        name={treating}
        value={
          <AnchorLink to="/doctors" inherit aria-label={statisticsTexts.doctors(doctors.withPatients)}>
            {formatNumber(doctors.withPatients)}
          </AnchorLink>
        }
        delta={describeBusy(doctors)}
      />
      <NumberTile name={assigned} value={formatNumber(assignments.total)} delta={describeGain(assignments)} />
    </>
  );
}

const NumberTile = ({ name, value, delta }: { name: string; value?: ReactNode; delta?: string }) => (
  <div className={classes.number}>
    <p className={classes.name}>{name}</p>
    {delta === undefined ? (
      <Skeleton h={36} w={80} my={4} />
    ) : (
      <>
        <p className={classes.value}>{value}</p>
        <p className={classes.delta}>{delta}</p>
      </>
    )}
  </div>
);
