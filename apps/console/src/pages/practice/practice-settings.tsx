import type { Practice } from "@caretype/client";
import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { Section } from "../../kit/section/section.tsx";
import { FactList } from "../../records/history/fact-list.tsx";
import { texts as practiceTexts } from "../../records/practice/texts.en.ts";
import { api } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { texts as roleTexts } from "../../words/role/texts.en.ts";
import { PatientEmails, PatientEmailsFact } from "./patient-emails.tsx";
import { PracticeForm } from "./practice-form.tsx";
import { SecondFactorFact, SecondFactorPolicy } from "./second-factor-policy.tsx";

/** Name, time zone, emails to patients and second-factor policy of the practice. */
export function PracticeSettings() {
  const may = usePermissions();
  const practice = useQuery(api.practice.mine.queryOptions());
  return (
    <QueryStates query={practice} skeleton={<Skeleton h={140} />}>
      {(known) => (
        <Stack maw="var(--width-reading)">
          <Section title={commonTexts.practice} about={practiceTexts.settings.about}>
            <FactList facts={factsOf(known, may("practice:update"))} />
            {may("practice:update") ? <PracticeForm key={known.id} practice={known} /> : null}
          </Section>
          {may("practice:update") ? (
            <PatientEmails key={`emails ${known.version}`} practice={known} />
          ) : (
            <PatientEmailsFact practice={known} />
          )}
          {may("practice:update") ? (
            <SecondFactorPolicy key={known.version} practice={known} />
          ) : (
            <SecondFactorFact practice={known} />
          )}
        </Stack>
      )}
    </QueryStates>
  );
}

const factsOf = ({ name, role, timeZone, createdAt }: Practice, isFormBelow: boolean) => [
  ...(isFormBelow
    ? []
    : [
        { label: commonTexts.name, text: name },
        { label: practiceTexts.settings.timeZone, text: timeZone ?? practiceTexts.settings.notSet },
      ]),
  {
    label: practiceTexts.settings.role,
    text: role === "service" ? practiceTexts.settings.service : roleTexts[role].label,
  },
  { label: practiceTexts.settings.created, text: formatInstant(createdAt) },
];
