import { expect, it } from "vitest";
import { emptyRowOf } from "../column-layout.ts";
import { daysIn, syntheaRecords } from "./clinical-records.ts";
import { syntheaColumns } from "./columns.ts";

const emptyOf = <File extends keyof typeof syntheaRecords>(file: File) => {
  const { required, optional } = syntheaColumns[file];
  return emptyRowOf([...required, ...optional]);
};

it.each([
  { zone: "America/New_York", at: "2015-05-02T01:12:00Z", day: "2015-05-01", begin: "2015-05-01T04:00:00Z" },
  { zone: "Europe/Zurich", at: "2015-05-01T22:12:00Z", day: "2015-05-02", begin: "2015-04-30T22:00:00Z" },
  { zone: "Pacific/Auckland", at: "2015-05-01T12:12:00Z", day: "2015-05-02", begin: "2015-04-30T12:00:00Z" },
])(
  "in $zone, the instant $at is of $day, and the day 2015-05-01 begins at $begin",
  ({ zone, at, day, begin }) => {
    const days = daysIn(zone);
    const vaccine = { ...emptyOf("immunizations.csv"), DATE: at };
    expect(syntheaRecords["immunizations.csv"].fields(vaccine, days)).toMatchObject({ occurred: day });
    const procedure = { ...emptyOf("procedures.csv"), START: at, STOP: "2015-05-01" };
    expect(syntheaRecords["procedures.csv"].fields(procedure, days)).toMatchObject({
      performedFrom: day,
      performedUntil: "2015-05-01",
    });
    const observation = { ...emptyOf("observations.csv"), DATE: "2015-05-01" };
    expect(syntheaRecords["observations.csv"].fields(observation, days)).toMatchObject({
      effectiveAt: begin,
    });
  },
);
