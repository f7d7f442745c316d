import { BreakGlass } from "@caretype/api/staff/schema";
import { patientId as patientIds } from "@caretype/client";
import { Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useStillHere } from "../../kit/behavior/use-still-here.ts";
import { schemaResolver } from "../../kit/form/field-messages.ts";
import { SubmitButton } from "../../kit/form/submit-button.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { caretype } from "../../session/client/api.ts";
import { useSending } from "../../session/form/use-sending.ts";
import { commonTexts } from "../../words/texts/common.ts";
import { staffTexts } from "../../words/texts/staff.ts";
import { patientIdIn } from "./patient-id-in.ts";
import { invalidateStaff } from "./staff-cache.ts";

const texts = staffTexts.request;

type Values = { patientId: string; reason: string };

const check = schemaResolver(BreakGlass);
const inputOf = ({ patientId, reason }: Values) => ({ patientId: patientIdIn(patientId), reason });

export function BreakGlassForm() {
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
      void invalidateStaff();
      if (isStillHere()) await navigate({ to: "/staff/patients/$id", params: { id } });
    },
    fieldOf: { PATIENT_NOT_FOUND: "patientId" },
    words: { PATIENT_NOT_FOUND: texts.noPatient },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorNotice error={error} /> : null}
        <TextInput
          label={commonTexts.patient}
          description={texts.patientHint}
          required
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          key={form.key("patientId")}
          {...form.getInputProps("patientId")}
        />
        <Textarea
          label={texts.reason}
          description={texts.reasonHint}
          required
          autosize
          minRows={2}
          maxLength={500}
          key={form.key("reason")}
          {...form.getInputProps("reason")}
        />
        <Group justify="flex-end">
          <SubmitButton color="red" isPending={isPending}>
            {texts.submit}
          </SubmitButton>
        </Group>
      </Stack>
    </form>
  );
}
