import type { Practice } from "@caretype/client";
import { Checkbox, NumberInput, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../api.ts";
import { SubmitButton } from "../session/submit-button.tsx";
import { useSending } from "../session/use-sending.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { notifyDone } from "../shell/notice/notify.tsx";
import { Section } from "../shell/section/section.tsx";

const about =
  "Members with a second factor sign in with a passkey, or with a password and a code from an app. API keys need none.";

/** Requires a second factor of members, with a grace period in days. */
export function SecondFactorPolicy({ practice }: { practice: Practice }) {
  const queries = useQueryClient();
  const { form, submit, isPending, error } = useSending({
    initialValues: {
      isRequired: practice.secondFactor === "required",
      graceDays: practice.secondFactorGraceDays as number | string,
    },
    validate: { graceDays: (days) => (isDays(days) ? null : "A whole number from 0 to 90") },
    send: async ({ isRequired, graceDays }) => {
      const changed = await caretype.practice.updateSecondFactor.mutate({
        secondFactor: isRequired ? "required" : "optional",
        graceDays: Number(graceDays),
        expectedVersion: practice.version,
      });
      queries.setQueryData(api.practice.mine.queryKey(), changed);
      notifyDone(isRequired ? "Members need a second factor" : "Members need no second factor");
    },
  });
  return (
    <Section title="Second factor" about={about}>
      <form onSubmit={submit} noValidate>
        <Stack align="start">
          {error ? <ErrorNotice error={error} /> : null}
          <Checkbox
            label="Every member needs a second factor"
            description="Set one up yourself before you require it of others."
            key={form.key("isRequired")}
            {...form.getInputProps("isRequired", { type: "checkbox" })}
          />
          <NumberInput
            label="Days to set one up"
            description="Counted from each member's next sign-in. After that, members can open only their own account until they have one."
            min={0}
            max={90}
            allowDecimal={false}
            key={form.key("graceDays")}
            {...form.getInputProps("graceDays")}
          />
          <SubmitButton isPending={isPending}>Save</SubmitButton>
        </Stack>
      </form>
    </Section>
  );
}

const isDays = (days: number | string) => /^\d{1,2}$/.test(String(days)) && Number(days) <= 90;

/** The policy for members who may only read it. */
export function SecondFactorFact({ practice: { secondFactor } }: { practice: Practice }) {
  return (
    <Section title="Second factor" about={about}>
      <Text size="sm">
        {secondFactor === "required"
          ? "Every member of this practice needs one."
          : "It is optional in this practice."}
      </Text>
    </Section>
  );
}
