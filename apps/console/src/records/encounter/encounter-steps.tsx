import { mayDo } from "@caretype/api/encounter/steps";
import type { Encounter } from "@caretype/client";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { usePermissions } from "../../session/client/use-practice.ts";
import { StepButtons } from "../record/step-buttons.tsx";
import { texts as restrictionTexts } from "../restriction/texts.en.ts";
import { useRestrictionOf } from "../restriction/use-restrictions.ts";
import type { AskedStep } from "./asked-step.ts";
import { ChangeRefusal } from "./change-refusal.tsx";
import { recordOf } from "./record-of.ts";
import { texts } from "./texts.en.ts";
import { useChange } from "./use-change.ts";

const { encounter: calls } = caretype;

/** Steps that need no input. Their times are now. */
const plain = {
  finish: calls.finish.mutate,
  start: calls.start.mutate,
  arrive: calls.arrive.mutate,
} as const;
const plainSteps = ["finish", "start", "arrive"] as const;
type PlainStep = (typeof plainSteps)[number];

type EncounterStepsProps = {
  encounter: Encounter;
  onAsk: (step: AskedStep) => void;
  onDone: () => void;
};

/** The steps that the status and the reader's role allow. The usual one is first, and primary. */
export function EncounterSteps({ encounter, onAsk, onDone }: EncounterStepsProps) {
  const may = usePermissions();
  const { id, version: expectedVersion, status, lockedAt } = encounter;
  const change = useChange({
    run: (step: PlainStep, call) => {
      const input = { id, expectedVersion };
      return call([step, input], (options) => plain[step](input, options));
    },
    onDone: ({ patientName }, step) => {
      notifyDone(texts.done[step](patientName));
      onDone();
    },
  });
  const mayWrite = may("clinical:write");
  const allowed = plainSteps.filter((step) => mayWrite && mayDo(step, status));
  const isOpen = lockedAt === null && status !== "entered-in-error";
  const found = useRestrictionOf(recordOf(encounter));
  const isAllowed: Record<AskedStep, boolean> = {
    lock: may("clinical:sign") && isOpen && status === "finished",
    edit: mayWrite && isOpen,
    restrict: may("clinical:restricted") && found !== null,
    cancel: mayWrite && mayDo("cancel", status),
    enterInError: mayWrite && mayDo("enterInError", status),
  };
  const asked = (["lock", "edit", "restrict", "cancel", "enterInError"] as const).filter(
    (step) => isAllowed[step],
  );
  return (
    <StepButtons
      steps={allowed}
      asked={asked}
      labelOf={(step) =>
        step === "restrict" && found?.effective ? restrictionTexts.change : texts.steps[step]
      }
      change={change}
      onAsk={onAsk}
      refusal={<ChangeRefusal error={change.error} />}
    />
  );
}
