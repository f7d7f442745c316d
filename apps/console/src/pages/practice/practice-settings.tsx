import type { Practice } from "@caretype/client";
import { Checkbox, NumberInput, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { Section } from "../../kit/section/section.tsx";
import { FactList } from "../../records/history/fact-list.tsx";
import { texts as practiceTexts } from "../../records/practice/texts.en.ts";
import { api, caretype } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { useSending } from "../../session/form/use-sending.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { Name } from "../../words/format/name.tsx";
import { texts as roleTexts } from "../../words/role/texts.en.ts";
import { PatientEmails, PatientEmailsFact } from "./patient-emails.tsx";
import { PracticeForm } from "./practice-form.tsx";

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

const factsOf = (
  { name, address, phoneNumber, email, role, timeZone, createdAt }: Practice,
  isFormBelow: boolean,
) => [
  ...(isFormBelow
    ? []
    : [
        { label: commonTexts.name, text: name },
        { label: practiceTexts.settings.address, text: address && <Name>{address}</Name> },
        { label: commonTexts.phone, text: phoneNumber },
        { label: commonTexts.email, text: email },
        { label: practiceTexts.settings.timeZone, text: timeZone ?? practiceTexts.settings.notSet },
      ]),
  {
    label: practiceTexts.settings.role,
    text: role === "service" ? practiceTexts.settings.service : roleTexts[role].label,
  },
  { label: practiceTexts.settings.created, text: formatInstant(createdAt) },
];

const texts = practiceTexts.secondFactor;

/** Requires a second factor of members, with a grace period in days. */
function SecondFactorPolicy({ practice }: { practice: Practice }) {
  const queries = useQueryClient();
  const { form, submit, isPending, error } = useSending({
    initialValues: {
      isRequired: practice.secondFactor === "required",
      graceDays: practice.secondFactorGraceDays as number | string,
    },
    validate: { graceDays: (days) => (isDays(days) ? null : texts.daysError) },
    send: async ({ isRequired, graceDays }) => {
      const changed = await caretype.practice.updateSecondFactor.mutate({
        secondFactor: isRequired ? "required" : "optional",
        graceDays: Number(graceDays),
        expectedVersion: practice.version,
      });
      queries.setQueryData(api.practice.mine.queryKey(), changed);
      notifyDone(isRequired ? texts.isRequired : texts.isOptional);
    },
  });
  return (
    <Section title={texts.title} about={texts.about}>
      <form onSubmit={submit} noValidate>
        <Stack align="start">
          {error ? <ErrorNotice error={error} /> : null}
          <Checkbox
            label={texts.required}
            description={texts.requiredHint}
            key={form.key("isRequired")}
            {...form.getCheckboxProps("isRequired")}
          />
          <NumberInput
            label={texts.days}
            description={texts.daysHint}
            min={0}
            max={90}
            allowDecimal={false}
            key={form.key("graceDays")}
            {...form.getInputProps("graceDays")}
          />
          <SubmitButton isPending={isPending}>{commonTexts.save}</SubmitButton>
        </Stack>
      </form>
    </Section>
  );
}

const isDays = (days: number | string) => /^\d{1,2}$/.test(String(days)) && Number(days) <= 90;

/** The policy for members who may only read it. */
function SecondFactorFact({ practice: { secondFactor } }: { practice: Practice }) {
  return (
    <Section title={texts.title} about={texts.about}>
      <Text size="sm">{secondFactor === "required" ? texts.everyMember : texts.optional}</Text>
    </Section>
  );
}
