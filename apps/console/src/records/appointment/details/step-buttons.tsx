import { mayDo } from "@caretype/api/appointment/steps";
import type { Appointment } from "@caretype/client";
import { Button, Group, Stack } from "@mantine/core";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { texts as appointmentTexts } from "../texts.en.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

const { appointment: calls } = caretype;

/** Steps that need no input. None of them can be undone: their statuses lead on only. */
const steps = {
  confirm: calls.confirm.mutate,
  checkIn: calls.checkIn.mutate,
  complete: calls.complete.mutate,
  noShow: calls.noShow.mutate,
} as const;
type PlainStep = keyof typeof steps;
const plainSteps = ["confirm", "checkIn", "complete", "noShow"] as const;

type StepButtonsProps = {
  appointment: Appointment;
  onAsk: (form: "reschedule" | "cancel") => void;
  onDone: () => void;
};

/** The steps that the status and the reader's role allow. The most frequent one is first, and primary. */
export function StepButtons({ appointment, onAsk, onDone }: StepButtonsProps) {
  const may = usePermissions();
  const { id, version: expectedVersion, status } = appointment;
  const change = useChange({
    run: (step: PlainStep, call) => {
      const input = { id, expectedVersion };
      return call([step, input], (options) => steps[step](input, options));
    },
    onDone: ({ patientName }, step) => {
      notifyDone(appointmentTexts.done[step](patientName));
      onDone();
    },
  });
  if (!may("appointment:update")) return null;
  const allowed = plainSteps.filter((step) => mayDo(step, status));
  const asked = (["reschedule", "cancel"] as const).filter((step) => mayDo(step, status));
  return (
    <Stack gap="sm">
      <ChangeRefusal error={change.error} />
      <Group gap="xs">
        {allowed.map((step, index) => (
          <Button
            key={step}
            variant={index === 0 ? "filled" : "default"}
            loading={change.isPending && change.variables === step}
            onClick={() => change.mutate(step)}
          >
            {appointmentTexts.steps[step]}
          </Button>
        ))}
        {asked.map((form) => (
          <Button key={form} data-path={form} variant="default" onClick={() => onAsk(form)}>
            {texts.steps[form]}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
