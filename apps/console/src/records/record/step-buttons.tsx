import { Button, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";

type StepButtonsProps<Step extends string, Asked extends string> = {
  /** Steps that need no input, the usual one first. It is primary. */
  steps: readonly Step[];
  asked: readonly Asked[];
  labelOf: (step: Step | Asked) => string;
  change: { isPending: boolean; variables: Step | undefined; mutate: (step: Step) => void };
  onAsk: (step: Asked) => void;
  /** Why the last step was refused. */
  refusal: ReactNode;
};

/** What can be done next with an appointment or an encounter. */
export const StepButtons = <Step extends string, Asked extends string>(
  props: StepButtonsProps<Step, Asked>,
) => (
  <Stack gap="sm">
    {props.refusal}
    <Group gap="xs">
      {props.steps.map((step, index) => (
        <Button
          key={step}
          variant={index === 0 ? "filled" : "default"}
          loading={props.change.isPending && props.change.variables === step}
          onClick={() => props.change.mutate(step)}
        >
          {props.labelOf(step)}
        </Button>
      ))}
      {props.asked.map((step) => (
        <Button key={step} data-path={step} variant="default" onClick={() => props.onAsk(step)}>
          {props.labelOf(step)}
        </Button>
      ))}
    </Group>
  </Stack>
);
