import { currentRecord, type Encounter, type EncounterId } from "@caretype/client";
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { z } from "zod";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { focusFirst } from "../../../../kit/form/field-nodes.ts";
import { FormFrame } from "../../../../kit/form/form-frame.tsx";
import { ReasonForm } from "../../../../kit/form/reason-form.tsx";
import { notifyDone, notifyThen } from "../../../../kit/notice/notify.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { morePath } from "../../../../records/record/step-buttons.tsx";
import { api, caretype } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { Name } from "../../../../words/format/name.tsx";
import { MoveForm } from "../clinical/move-form.tsx";
import { texts as clinicalTexts } from "../clinical/texts.en.ts";
import { RestrictionForm } from "../restriction/restriction-form.tsx";
import { ChangeRefusal, FormNotices } from "./change-refusal.tsx";
import { recordOf } from "./encounter-badges.tsx";
import { EncounterFields } from "./encounter-fields.tsx";
import { EncounterValues, valuesOf } from "./encounter-values.ts";
import { type AskedStep, type EncounterFormProps, EncounterView } from "./encounter-view.tsx";
import { changesOf, overwrittenBy } from "./field-views.ts";
import { texts } from "./texts.en.ts";
import { readEncountersAgain, useChange } from "./use-change.ts";
import { useEncounterForm } from "./use-encounter-form.ts";

export function EncounterDialog({ id, onClose }: { id: EncounterId; onClose: () => void }) {
  const query = useQuery(api.encounter.byId.queryOptions({ id }, { staleTime: 0 }));
  const [asked, ask] = useState<AskedStep | null>(null);
  const back = () => {
    const from = asked;
    flushSync(() => ask(null));
    // The button that opened it, or its menu, was gone meanwhile.
    if (from) focusFirst([from, morePath]);
  };
  const title = asked ? texts.steps[asked] : <Name>{query.data?.patientName ?? ""}</Name>;
  return (
    <Dialog onClose={onClose} title={title} size="lg" closeOnClickOutside={asked === null}>
      <QueryStates query={query} skeleton={<Skeleton h={180} />}>
        {(encounter) => {
          const form = { encounter, onDone: onClose, onCancel: back };
          if (asked === "edit") return <EditEncounter {...form} />;
          if (asked === "lock") return <LockForm {...form} />;
          if (asked === "restrict")
            return <RestrictionForm record={recordOf(encounter)} onDone={onClose} onCancel={back} />;
          if (asked === "move") return <MoveForm record={encounter} onDone={onClose} onCancel={back} />;
          if (asked) return <EndForm {...form} step={asked} />;
          return <EncounterView encounter={encounter} onAsk={ask} onDone={onClose} />;
        }}
      </QueryStates>
    </Dialog>
  );
}

/** Asks before an encounter is locked, which is final. */
function LockForm({ encounter, onDone, onCancel }: EncounterFormProps) {
  const { id, version: expectedVersion } = encounter;
  const change = useChange({
    run: (_: null, call) => call({ id, expectedVersion }, caretype.encounter.lock.mutate),
    onDone: notifyThen(({ patientName }: Encounter) => texts.done.lock(patientName), onDone),
  });
  return (
    <Stack>
      <ChangeRefusal error={change.error} />
      <Text>{texts.lockForm.consequence}</Text>
      <Group justify="flex-end">
        <PlainButton label={commonTexts.back} onClick={onCancel} autoFocus />
        <Button color="red" loading={change.isPending} onClick={() => change.mutate(null)}>
          {texts.lockForm.submit}
        </Button>
      </Group>
    </Stack>
  );
}

type EndFormProps = EncounterFormProps & { step: "cancel" | "enterInError" };

/** Cancels an encounter, or marks it as entered in error. Asks for a reason, as neither can be undone. */
function EndForm({ encounter, step, onDone, onCancel }: EndFormProps) {
  const { id, version: expectedVersion } = encounter;
  const change = useChange({
    run: (reason: string, call) => call({ id, expectedVersion, reason }, caretype.encounter[step].mutate),
    onDone: notifyThen(({ patientName }: Encounter) => texts.done[step](patientName), onDone),
  });
  return (
    <ReasonForm
      about={texts.reasonForm[step]}
      label={clinicalTexts.reason}
      submitLabel={texts.steps[step]}
      refusal={<ChangeRefusal error={change.error} />}
      change={change}
      onSubmit={change.mutate}
      onCancel={onCancel}
    />
  );
}

/** The form's base version, or the newer one after a conflict. */
const EditValues = z.object({ values: EncounterValues, before: EncounterValues, version: z.number() });

/** Changes an unlocked encounter. Times can be corrected here, not added. */
function EditEncounter({ encounter, onDone, onCancel }: EncounterFormProps) {
  const { id, patientId } = encounter;
  useEffect(() => focusFirst(["reason"]), []);
  const { kept, keep, ...form } = useEncounterForm({
    name: `encounter.${id}`,
    patientId,
    schema: EditValues,
    initial: (timeZone) => {
      const before = valuesOf(encounter, timeZone);
      return { values: before, before, version: encounter.version };
    },
    times: ({ before }) => (["startedAt", "endedAt"] as const).filter((name) => before[name] !== ""),
    // Sends only what differs.
    send: async ({ values, before, version }, { practice, call, keep }) => {
      const changes = changesOf(before, values, practice);
      const input = { id, expectedVersion: version, ...changes };
      try {
        const saved = await call(input, caretype.encounter.update.mutate);
        const undo = async () => {
          const earlier = { id, expectedVersion: saved.version, ...overwrittenBy(changes, encounter) };
          await caretype.encounter.update.mutate(earlier);
          await readEncountersAgain();
        };
        notifyDone(texts.done.edit(saved.patientName), saved.version === version ? undefined : undo);
        return saved;
      } catch (error) {
        const current = currentRecord(error, "encounter");
        if (current) keep({ version: current.version });
        throw error;
      }
    },
    onDone,
  });
  return (
    <FormFrame
      refusal={<FormNotices {...form} />}
      onSubmit={form.submit}
      onCancel={onCancel}
      submitLabel={commonTexts.save}
      isPending={form.isPending}
    >
      <EncounterFields
        values={kept.values}
        onChange={(changes) => keep({ values: { ...kept.values, ...changes } })}
        problems={form.problems}
        times={form.times}
      />
    </FormFrame>
  );
}
