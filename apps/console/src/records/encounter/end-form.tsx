import { ReasonForm } from "../../kit/form/reason-form.tsx";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { texts as clinicalTexts } from "../clinical/texts.en.ts";
import type { EncounterFormProps } from "./asked-step.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

type EndFormProps = EncounterFormProps & { step: "cancel" | "enterInError" };

/** Cancels an encounter, or marks it as entered in error. Neither can be undone, so it asks for a reason. */
export function EndForm({ encounter, step, onDone, onCancel }: EndFormProps) {
  const { id, version: expectedVersion } = encounter;
  const change = useChange({
    run: (reason: string, call) => {
      const input = { id, expectedVersion, reason };
      return call([step, input], (options) => caretype.encounter[step].mutate(input, options));
    },
    onDone: ({ patientName }) => {
      notifyDone(texts.done[step](patientName));
      onDone();
    },
  });
  return (
    <ReasonForm
      about={texts.reasonForm[step]}
      label={clinicalTexts.reason}
      submitLabel={texts.steps[step]}
      refusal={<ChangeRefusal error={change.error} />}
      isPending={change.isPending}
      onSubmit={change.mutate}
      onCancel={onCancel}
    />
  );
}
