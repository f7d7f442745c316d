import type { Practice } from "@caretype/client";
import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { FactList } from "../history/fact-list.tsx";
import { usePermissions } from "../session/use-practice.ts";
import { QueryStates } from "../shell/page/query-states.tsx";
import { Section } from "../shell/section/section.tsx";
import { formatInstant } from "../shell/text/format.ts";
import { commonTexts } from "../texts/common.ts";
import { practiceTexts } from "../texts/practice.ts";
import { roleTexts } from "../texts/role.ts";
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
