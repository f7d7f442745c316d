import type { DoctorId, Encounter } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../kit/section/next-page.ts";
import { api } from "../../session/client/api.ts";
import { type PracticeTime, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import type { Fact } from "../history/facts.ts";
import { HistoryOnRequest, Versions } from "../history/versions.tsx";
import { encounterFieldNames, encounterFields } from "./field-views.ts";
import { texts } from "./texts.en.ts";

/** Names of doctors, by id. */
type Names = ReadonlyMap<DoctorId, string>;

/** A change of the doctor holds only the id of the one before, whose name is in that version. */
const namesIn = (records: readonly (Partial<Encounter> | null)[]): Names =>
  new Map(
    records.flatMap((record) =>
      record?.doctorId && record.doctorName ? [[record.doctorId, record.doctorName] as const] : [],
    ),
  );

/** What a step has written, besides the editable fields. */
const stepFacts = ({ dayAndTime }: PracticeTime): Fact<Encounter>[] => [
  {
    name: "lockedAt",
    label: texts.fields.lockedAt,
    text: ({ lockedAt }) => (lockedAt ? dayAndTime(lockedAt) : null),
    isRare: true,
  },
  {
    name: "cancellationReason",
    label: texts.fields.cancellation,
    text: (each) => each.cancellationReason ?? null,
    isRare: true,
  },
  {
    name: "errorReason",
    label: texts.fields.error,
    text: ({ errorReason }) => errorReason ?? null,
    isRare: true,
  },
];

const factsFor = (practice: PracticeTime, doctorNames: Names): Fact<Encounter>[] => [
  {
    name: "status",
    label: texts.fields.status,
    text: ({ status }) => (status ? texts.statuses[status] : null),
  },
  ...encounterFieldNames.map((name) => {
    const { label, show } = encounterFields[name];
    return {
      name,
      label,
      text: (version: Partial<Encounter>) => show(version, { ...practice, doctorNames }),
    };
  }),
  ...stepFacts(practice),
];

/** Earlier versions of an encounter. */
export const EncounterHistory = ({ encounter }: { encounter: Encounter }) => (
  <HistoryOnRequest label={texts.history}>
    <EncounterVersions encounter={encounter} />
  </HistoryOnRequest>
);

function EncounterVersions({ encounter: { id } }: { encounter: Encounter }) {
  const practice = usePracticeTime();
  const query = useInfiniteQuery(api.encounter.history.infiniteQueryOptions({ id, limit: 50 }, nextPage));
  return (
    <Versions
      query={query}
      label={texts.history}
      id={id}
      words={texts.versions}
      factsOf={(versions) => factsFor(practice, namesIn(versions.map(({ record }) => record)))}
    />
  );
}
