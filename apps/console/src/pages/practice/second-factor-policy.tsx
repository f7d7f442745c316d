import type { Practice } from "@caretype/client";
import { Checkbox, NumberInput, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { Section } from "../../kit/section/section.tsx";
import { texts as practiceTexts } from "../../records/practice/texts.en.ts";
import { api, caretype } from "../../session/client/api.ts";
import { useSending } from "../../session/form/use-sending.ts";
import { commonTexts } from "../../words/common/common.ts";

const texts = practiceTexts.secondFactor;

/** Requires a second factor of members, with a grace period in days. */
export function SecondFactorPolicy({ practice }: { practice: Practice }) {
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
export function SecondFactorFact({ practice: { secondFactor } }: { practice: Practice }) {
  return (
    <Section title={texts.title} about={texts.about}>
      <Text size="sm">{secondFactor === "required" ? texts.everyMember : texts.optional}</Text>
    </Section>
  );
}
