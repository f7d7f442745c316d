import { BreakGlass } from "@caretype/api/modules/staff/schema";
import { patientId as patientIds, type RouterOutputs } from "@caretype/client";
import { Box, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useStillHere } from "../../../../kit/behavior/use-is-shown.ts";
import { schemaResolver } from "../../../../kit/form/field-messages.ts";
import { SubmitButton } from "../../../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { Page } from "../../../../kit/page/page.tsx";
import { PagedList } from "../../../../kit/section/paged-list.tsx";
import { Row } from "../../../../kit/section/row.tsx";
import { Section } from "../../../../kit/section/section.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { useSending } from "../../../../session/form/use-sending.ts";
import { permitted } from "../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../words/common/common.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { SmallLink } from "../../../../words/format/links.tsx";
import { Countdown, useSecondsUntil } from "./countdown.tsx";
import { StaffTabs } from "./staff-tabs.tsx";
import { request as breakGlassFormTexts, texts as staffTexts, grants as texts } from "./texts.en.ts";

/** Requests emergency access to a patient's record for 30 minutes. */
export const BreakGlassPage = permitted("staff:break-glass", () => (
  <Page title={staffTexts.emergencyAccess}>
    <StaffTabs />
    <Stack component={Box} maw="var(--width-reading)">
      <Section title={staffTexts.request.title} about={staffTexts.request.about}>
        <BreakGlassForm />
      </Section>
      <Grants />
    </Stack>
  </Page>
));

function Grants() {
  const query = useInfiniteQuery(api.staff.grants.infiniteQueryOptions({ limit: 20 }));
  return (
    <Section title={texts.title}>
      <PagedList query={query} skeletonHeight={60} empty={texts.empty}>
        {(grant) => <GrantRow key={grant.id} grant={grant} />}
      </PagedList>
    </Section>
  );
}

type GrantRowProps = { grant: RouterOutputs["staff"]["grants"]["items"][number] };

function GrantRow({ grant: { patientId, practiceName, reason, createdAt, expiresAt } }: GrantRowProps) {
  const isOpen = useSecondsUntil(expiresAt) > 0;
  return (
    <Row
      title={texts.patientOf(practiceName)}
      facts={
        <>
          {formatInstant(createdAt)},{" "}
          {isOpen ? <Countdown until={expiresAt} words={texts.openFor} /> : texts.closed}
          <Text span display="block" size="sm" style={{ overflowWrap: "anywhere" }}>
            {reason}
          </Text>
        </>
      }
      actions={
        isOpen ? (
          <SmallLink
            label={texts.open}
            to="/staff/patients/$id"
            params={{ id: patientId }}
            name={texts.openOf(practiceName)}
          />
        ) : null
      }
    />
  );
}

type Values = { patientId: string; reason: string };

const check = schemaResolver(BreakGlass);
const inputOf = ({ patientId, reason }: Values) => ({ patientId: patientIdIn(patientId), reason });

function BreakGlassForm() {
  const navigate = useNavigate();
  const noteHere = useStillHere();
  const { form, submit, isPending, error } = useSending<Values>({
    initialValues: { patientId: "", reason: "" },
    validate: (values) => check(inputOf(values)),
    send: async (values) => {
      const isStillHere = noteHere();
      const { patientId: id } = await caretype.staff.breakGlass.mutate({
        ...values,
        patientId: patientIds.parse(patientIdIn(values.patientId)),
      });
      void readAgain(api.staff);
      if (isStillHere()) await navigate({ to: "/staff/patients/$id", params: { id } });
    },
    fieldOf: { PATIENT_NOT_FOUND: "patientId" },
    words: { PATIENT_NOT_FOUND: breakGlassFormTexts.noPatient },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        <TextInput
          label={commonTexts.patient}
          description={breakGlassFormTexts.patientHint}
          required
          data-autofocus
          spellCheck={false}
          {...form.getInputProps("patientId")}
        />
        <Textarea
          label={breakGlassFormTexts.reason}
          description={breakGlassFormTexts.reasonHint}
          required
          autosize
          minRows={2}
          {...form.getInputProps("reason")}
        />
        <Group justify="flex-end">
          <SubmitButton label={breakGlassFormTexts.submit} color="red" isPending={isPending} />
        </Group>
      </Stack>
    </form>
  );
}

const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Extracts the id from a copied address. The server rejects other text. */
const patientIdIn = (text: string): string => text.match(id)?.[0] ?? text.trim();
