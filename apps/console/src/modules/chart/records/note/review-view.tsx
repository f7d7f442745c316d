import { Badge, List, Stack } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Surface } from "../../../../kit/section/section.tsx";
import { FactList } from "../../../../records/history/fact-list.tsx";
import { api } from "../../../../session/client/api.ts";
import { type PracticeTime, usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { Name } from "../../../../words/format/name.tsx";
import { useNames } from "../../../people/records/care-team/use-names.ts";
import { PatientLine } from "../../../people/records/patient/patient-line.tsx";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { texts as encounterTexts } from "../encounter/texts.en.ts";
import { Additions } from "./additions.tsx";
import { NoteText } from "./note-text.tsx";
import { texts as noteTexts, review as texts } from "./texts.en.ts";
import { recordedValue, titleOf } from "./timeline-item.ts";
import type { Review } from "./use-note-change.ts";

/** Everything that a signature covers. */
export function ReviewView({ review }: { review: Review }) {
  const practice = usePracticeTime();
  const { nameOf } = useNames([review.author]);
  const { patientId, kind, recordedAt, author, encounter, records, text, isLate, amendments } = review;
  const doctorId = encounter?.doctorId;
  const { data: doctor } = useQuery(
    api.doctor.byId.queryOptions(doctorId ? { id: doctorId } : skipToken, { staleTime: 60_000 }),
  );
  return (
    <Stack gap="sm">
      {isLate ? (
        <Badge color="yellow" title={noteTexts.lateMeaning}>
          {noteTexts.late}
        </Badge>
      ) : null}
      <FactList
        facts={[
          { label: commonTexts.patient, text: <PatientLine id={patientId} name="" /> },
          { label: texts.kind, text: <Name>{kind}</Name> },
          { label: texts.when, text: practice.dayAndTime(recordedAt) },
          { label: texts.author, text: <Name>{nameOf(author)}</Name> },
          {
            label: texts.encounter,
            text: encounter ? (
              <Encounter encounter={encounter} practice={practice} doctor={doctor?.name} />
            ) : (
              texts.noEncounter
            ),
          },
          ...(encounter
            ? [
                {
                  label: texts.records,
                  text: <Records key={review.hash} patientId={patientId} records={records} />,
                },
              ]
            : []),
        ]}
      />
      <Surface>
        <NoteText text={text} />
        <Additions additions={amendments} />
      </Surface>
    </Stack>
  );
}

type EncounterProps = {
  encounter: NonNullable<Review["encounter"]>;
  practice: PracticeTime;
  doctor: string | undefined;
};

function Encounter({ encounter, practice: { dayAndTime }, doctor }: EncounterProps) {
  const { startedAt, endedAt, status, reason, version } = encounter;
  const times = [startedAt, endedAt].flatMap((at) => (at === null ? [] : [dayAndTime(at)]));
  const words = [
    times.join(" – ") || texts.notBegun,
    encounterTexts.classes[encounter.class],
    encounterTexts.statuses[status],
    doctor,
    reason?.text,
  ];
  return <Name>{texts.record(words.filter(Boolean).join(" · "), version)}</Name>;
}

/** The records with their values. Those not among the patient's latest show their kind. */
function Records({ patientId, records }: Pick<Review, "patientId" | "records">) {
  const input = { patientId, limit: 200 };
  const { data } = useQuery(api.chart.timeline.queryOptions(records.length > 0 ? input : skipToken));
  if (records.length === 0) return texts.noRecords;
  const itemOf = new Map(data?.items.map((item) => [String(item.id), item]));
  return (
    <List size="sm">
      {records.map(({ id, kind, version }) => {
        const item = itemOf.get(id);
        const words = item
          ? [titleOf(item), recordedValue(item)].filter(Boolean).join(": ")
          : chartTexts.kinds[kind];
        return <List.Item key={id}>{texts.record(words, version)}</List.Item>;
      })}
    </List>
  );
}
