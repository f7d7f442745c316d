import type { Practice } from "@caretype/client";
import { Checkbox, NativeSelect, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { Section } from "../../kit/section/section.tsx";
import { api, caretype } from "../../session/client/api.ts";
import { useSending } from "../../session/form/use-sending.ts";
import { dateFormat } from "../../words/format/format.ts";
import { texts } from "./patient-emails/texts.en.ts";

const timeOfDay = dateFormat({ timeStyle: "short", timeZone: "UTC" });
const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: timeOfDay.format(Date.UTC(2000, 0, 1, hour)),
}));

const usualMinutes = [15, 30, 60, 120, 240, 480, 1_440];

/** The choices for an offer's time, with one that was set by the API. */
const offerChoices = (current: number) =>
  [...new Set([...usualMinutes, current])]
    .toSorted((one, other) => one - other)
    .map((minutes) => ({ value: String(minutes), label: texts.minutes(minutes) }));

/** Switches emails to patients about their appointments on, and sets the hour of the reminder. */
export function PatientEmails({ practice }: { practice: Practice }) {
  const queries = useQueryClient();
  const { form, submit, isPending, error } = useSending({
    initialValues: {
      patientEmails: practice.patientEmails,
      reminderHour: String(practice.reminderHour ?? ""),
      offerMinutes: String(practice.offerMinutes),
    },
    send: async ({ patientEmails, reminderHour, offerMinutes }) => {
      const changed = await caretype.practice.update.mutate({
        patientEmails,
        reminderHour: reminderHour === "" ? null : Number(reminderHour),
        offerMinutes: Number(offerMinutes),
        expectedVersion: practice.version,
      });
      queries.setQueryData(api.practice.mine.queryKey(), changed);
      // Saves the values before, unless somebody has changed the practice since.
      notifyDone(patientEmails ? texts.isOn : texts.isOff, async () => {
        const before = await caretype.practice.update.mutate({
          patientEmails: practice.patientEmails,
          reminderHour: practice.reminderHour,
          offerMinutes: practice.offerMinutes,
          expectedVersion: changed.version,
        });
        queries.setQueryData(api.practice.mine.queryKey(), before);
      });
    },
  });
  return (
    <Section title={texts.title} about={texts.about}>
      <form onSubmit={submit} noValidate>
        <Stack align="start">
          {error ? <ErrorNotice error={error} /> : null}
          <Checkbox
            label={texts.send}
            description={texts.sendHint}
            key={form.key("patientEmails")}
            {...form.getCheckboxProps("patientEmails")}
          />
          <NativeSelect
            label={texts.reminder}
            description={texts.reminderHint(practice.timeZone ?? "UTC")}
            data={[{ value: "", label: texts.none }, ...hours]}
            key={form.key("reminderHour")}
            {...form.getInputProps("reminderHour")}
          />
          <NativeSelect
            label={texts.offer}
            description={texts.offerHint}
            data={offerChoices(practice.offerMinutes)}
            key={form.key("offerMinutes")}
            {...form.getInputProps("offerMinutes")}
          />
          <SubmitButton isPending={isPending}>{texts.save}</SubmitButton>
        </Stack>
      </form>
    </Section>
  );
}

/** The setting for members who may only read it. */
export const PatientEmailsFact = ({ practice: { patientEmails } }: { practice: Practice }) => (
  <Section title={texts.title} about={texts.about}>
    <Text size="sm">{patientEmails ? texts.on : texts.off}</Text>
  </Section>
);
