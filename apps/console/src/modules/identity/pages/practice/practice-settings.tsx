import type { Practice } from "@caretype/client";
import { Checkbox, NativeSelect, Skeleton, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { formatTimeOfDay } from "../../../../kit/form/typed-time.ts";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { FactList } from "../../../../records/history/fact-list.tsx";
import { api, caretype } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import { SentForm } from "../../../../session/form/sent-form.tsx";
import { useSending } from "../../../../session/form/use-sending.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { AnchorLink } from "../../../../words/format/links.tsx";
import { Name } from "../../../../words/format/name.tsx";
import { texts as roleTexts } from "../../../../words/role/texts.en.ts";
import { changePractice } from "../../records/practice/change-practice.ts";
import { texts as practiceTexts, secondFactor as texts } from "../../records/practice/texts.en.ts";
import { texts as patientEmailsTexts } from "./patient-emails/texts.en.ts";
import { PracticeForm } from "./practice-form.tsx";

/** The practice's settings, read-only without permission. */
export const PracticePage = permitted("practice:read", () => {
  const mayUpdate = usePermissions()("practice:update");
  return (
    <Page title={commonTexts.practice} width="reading">
      <QueryStates query={useQuery(api.practice.mine.queryOptions())} skeleton={<Skeleton h={140} />}>
        {(practice) => (
          <>
            <Section title={practiceTexts.settings.title} about={practiceTexts.settings.about}>
              <FactList facts={factsOf(practice, mayUpdate)} />
              {mayUpdate ? <PracticeForm key={practice.id} practice={practice} /> : null}
            </Section>
            {mayUpdate ? (
              <PatientEmails
                key={`${practice.patientEmails} ${practice.reminderHour} ${practice.offerMinutes}`}
                practice={practice}
              />
            ) : (
              <Fact
                {...patientEmailsTexts}
                text={practice.patientEmails ? patientEmailsTexts.on : patientEmailsTexts.off}
              />
            )}
            {mayUpdate ? <Cancelling practice={practice} /> : null}
            {mayUpdate ? (
              <SecondFactorPolicy
                key={`${practice.secondFactor} ${practice.secondFactorGraceDays}`}
                practice={practice}
              />
            ) : (
              <Fact
                {...texts}
                text={practice.secondFactor === "required" ? texts.everyMember : texts.optional}
              />
            )}
            <AnchorLink to="/account/security" size="sm">
              {texts.own}
            </AnchorLink>
          </>
        )}
      </QueryStates>
    </Page>
  );
});

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

/** Whether cancelling an appointment requires a reason. Saved at once. */
function Cancelling({ practice }: { practice: Practice }) {
  const { cancellationReasonRequired: before } = practice;
  const save = (since: Practice, cancellationReasonRequired: boolean) =>
    changePractice(since, ["cancellationReasonRequired"], (expectedVersion) =>
      caretype.practice.update.mutate({ cancellationReasonRequired, expectedVersion }),
    );
  const change = useSingleMutation({
    mutationFn: (isRequired: boolean) => save(practice, isRequired),
    onSuccess: (changed) => notifyDone(practiceTexts.settings.isSaved, () => save(changed, before)),
  });
  return (
    <Section title={practiceTexts.cancelling.title}>
      {change.error ? <ErrorNotice error={change.error} /> : null}
      <Checkbox
        label={practiceTexts.cancelling.reason}
        checked={before}
        disabled={change.isPending}
        onChange={({ currentTarget: { checked } }) => change.mutate(checked)}
      />
    </Section>
  );
}

function SecondFactorPolicy({ practice }: { practice: Practice }) {
  const { form, ...sending } = useSending({
    initialValues: {
      isRequired: practice.secondFactor === "required",
      graceDays: String(practice.secondFactorGraceDays),
    },
    validate: { graceDays: (days) => (isDays(days) ? null : texts.daysError) },
    send: async ({ isRequired, graceDays }) => {
      await changePractice(practice, ["secondFactor", "secondFactorGraceDays"], (expectedVersion) =>
        caretype.practice.updateSecondFactor.mutate({
          secondFactor: isRequired ? "required" : "optional",
          graceDays: Number(graceDays),
          expectedVersion,
        }),
      );
      notifyDone(isRequired ? texts.isRequired : texts.isOptional);
    },
  });
  return (
    <Section title={texts.title} about={texts.about}>
      <SentForm sending={sending} submitLabel={commonTexts.save} align="start">
        <Checkbox
          label={texts.required}
          description={texts.requiredHint}
          {...form.getCheckboxProps("isRequired")}
        />
        <TextInput
          label={texts.days}
          description={texts.daysHint}
          inputMode="numeric"
          {...form.getInputProps("graceDays")}
        />
      </SentForm>
    </Section>
  );
}

const isDays = (days: string) => /^\d{1,2}$/.test(days) && Number(days) <= 90;

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: formatTimeOfDay(`${String(hour).padStart(2, "0")}:00`),
}));

const usualMinutes = [15, 30, 60, 120, 240, 480, 1_440];

/** Choices for an offer's time, including one set by the API. */
const offerChoices = (current: number) =>
  [...new Set([...usualMinutes, current])]
    .toSorted((one, other) => one - other)
    .map((minutes) => ({ value: String(minutes), label: patientEmailsTexts.minutes(minutes) }));

function PatientEmails({ practice }: { practice: Practice }) {
  type Settings = Pick<Practice, "patientEmails" | "reminderHour" | "offerMinutes">;
  const save = (since: Practice, settings: Settings) =>
    changePractice(since, ["patientEmails", "reminderHour", "offerMinutes"], (expectedVersion) =>
      caretype.practice.update.mutate({ ...settings, expectedVersion }),
    );
  const { form, ...sending } = useSending({
    initialValues: {
      patientEmails: practice.patientEmails,
      reminderHour: String(practice.reminderHour ?? ""),
      offerMinutes: String(practice.offerMinutes),
    },
    send: async ({ patientEmails, reminderHour, offerMinutes }) => {
      const changed = await save(practice, {
        patientEmails,
        reminderHour: reminderHour === "" ? null : Number(reminderHour),
        offerMinutes: Number(offerMinutes),
      });
      const { patientEmails: wasOn, reminderHour: hour, offerMinutes: minutes } = practice;
      notifyDone(patientEmails ? patientEmailsTexts.isOn : patientEmailsTexts.isOff, () =>
        save(changed, { patientEmails: wasOn, reminderHour: hour, offerMinutes: minutes }),
      );
    },
  });
  return (
    <Section title={patientEmailsTexts.title} about={patientEmailsTexts.about}>
      <SentForm sending={sending} submitLabel={patientEmailsTexts.save} align="start">
        <Checkbox
          label={patientEmailsTexts.send}
          description={patientEmailsTexts.sendHint}
          {...form.getCheckboxProps("patientEmails")}
        />
        <NativeSelect
          label={patientEmailsTexts.reminder}
          description={patientEmailsTexts.reminderHint(practice.timeZone ?? "UTC")}
          data={[{ value: "", label: patientEmailsTexts.none }, ...hours]}
          {...form.getInputProps("reminderHour")}
        />
        <NativeSelect
          label={patientEmailsTexts.offer}
          description={patientEmailsTexts.offerHint}
          data={offerChoices(practice.offerMinutes)}
          {...form.getInputProps("offerMinutes")}
        />
      </SentForm>
    </Section>
  );
}

/** A read-only setting. */
const Fact = ({ title, about, text }: Record<"title" | "about" | "text", string>) => (
  <Section title={title} about={about}>
    <Text size="sm">{text}</Text>
  </Section>
);
