import { Text } from "@mantine/core";
import { FormFrame } from "../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { commonTexts } from "../../words/common/common.ts";
import { texts } from "./texts.en.ts";
import { useLift } from "./use-restriction-change.ts";
import type { Restriction } from "./use-restrictions.ts";

type LiftFormProps = { restriction: Restriction; onDone: () => void; onCancel: () => void };

/** Asks before a restriction is lifted, as everybody sees the record then. */
export function LiftForm({ restriction, onDone, onCancel }: LiftFormProps) {
  const change = useLift(onDone);
  return (
    <FormFrame
      refusal={change.error ? <ErrorNotice error={change.error} /> : null}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(restriction);
      }}
      onCancel={onCancel}
      submitLabel={texts.lift}
      cancelLabel={commonTexts.back}
      isFinal
      isPending={change.isPending}
    >
      <Text size="sm">
        {restriction.kind === "encounter" ? texts.liftEncounterConsequence : texts.liftConsequence}
      </Text>
    </FormFrame>
  );
}
