import { Badge, Stack } from "@mantine/core";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Surface } from "../../kit/section/section.tsx";
import { api } from "../../session/client/api.ts";
import { type PracticeTime, usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../words/common/common.ts";
import { Name } from "../../words/format/name.tsx";
import { useNames } from "../care-team/use-names.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { texts as encounterTexts } from "../encounter/texts.en.ts";
import { FactList } from "../history/fact-list.tsx";
import { Additions } from "./additions.tsx";
import { NoteText } from "./note-text.tsx";
import { texts as noteTexts, review as texts } from "./texts.en.ts";
import type { Review } from "./use-note-change.ts";

/** All that a signature covers. */
export function ReviewView({ review }: { review: Review }) {
  const practice = usePracticeTime();
  const names = useNames([review.author]);
  const shown = useNamesIn(review);
  const { kind, recordedAt, author, encounter, records, text, isLate, amendments } = review;
  return (
    <Stack gap="sm">
      {isLate ? (
        <Badge variant="light" color="yellow" title={noteTexts.lateMeaning}>
          {noteTexts.late}
        </Badge>
      ) : null}
      <FactList
        facts={[
          { label: commonTexts.patient, text: <Name>{shown.patient ?? ""}</Name> },
          { label: texts.kind, text: <Name>{kind}</Name> },
          { label: texts.when, text: practice.dayAndTime(recordedAt) },
          { label: texts.author, text: <Name>{names.get(author) ?? commonTexts.somebody}</Name> },
          {
            label: texts.encounter,
            text: encounter ? (
              <Encounter encounter={encounter} practice={practice} doctor={shown.doctor} />
            ) : (
              texts.noEncounter
            ),
          },
          ...(encounter ? [{ label: texts.records, text: recordsText(records) }] : []),
        ]}
      />
      <Surface>
        <NoteText text={text} />
        <Additions additions={amendments} />
      </Surface>
    </Stack>
  );
}

/** The console has read both of them already, mostly. */
function useNamesIn({ patientId, encounter }: Review) {
  const fresh = { staleTime: 60_000 };
  const patient = useQuery(api.patient.byId.queryOptions({ id: patientId }, fresh));
  const doctorId = encounter?.doctorId;
  const doctor = useQuery(api.doctor.byId.queryOptions(doctorId ? { id: doctorId } : skipToken, fresh));
  return { patient: patient.data?.name, doctor: doctor.data?.name };
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

const recordsText = (records: Review["records"]): string =>
  records.length === 0
    ? texts.noRecords
    : records.map(({ kind, version }) => texts.record(chartTexts.kinds[kind], version)).join(", ");
