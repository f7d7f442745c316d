import type { RecordCount } from "@caretype/api";
import { isErrorOf, type Patient, type PatientId } from "@caretype/client";
import { Button, List, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import {
  Blockers,
  RemovalRefusedDialog,
  type RemovalRefusedProps,
} from "../../../../../records/record/removal-refused-dialog.tsx";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { useKeyedChange } from "../../../../../session/form/use-keyed-change.ts";
import { texts as listTexts } from "../../../../../words/list/texts.en.ts";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { removalRefused as texts } from "../page/texts.en.ts";

export function RemovalRefused({ patient, error, ...props }: RemovalRefusedProps & { patient: Patient }) {
  const may = usePermissions();
  const isAssigned = isErrorOf(error, "patient.remove", "PATIENT_HAS_ASSIGNMENTS");
  const isOffered = may("assignment:remove") && isAssigned;
  // Users who may not read all kinds do not learn which ones they are.
  const records: readonly RecordCount[] =
    (isErrorOf(error, "patient.remove", "PATIENT_HAS_RECORDS") && error.data.records) || [];
  const isClinical = records.some(({ kind }) => kind in texts.records);
  return (
    <RemovalRefusedDialog name={patient.name} isOffered={isOffered} {...props}>
      {isAssigned ? (
        <Blockers
          of={{ patientId: patient.id }}
          about={texts.areAssigned(error.data.blockedByTotal)}
          instruction={texts.instruction}
          isOffered={isOffered}
          total={error.data.blockedByTotal}
          blockedBy={error.data.blockedBy}
          unnamed={assignmentTexts.unknownDoctor}
          onClose={props.onClose}
        />
      ) : null}
      {records.length > 0 ? (
        <>
          <Text>{isClinical ? texts.hasRecords : texts.hasOtherRecords}</Text>
          <List spacing="xs">
            {records.map(({ kind, count }) => (
              <List.Item key={kind}>
                {kind in texts.records
                  ? texts.records[kind](count)
                  : `${listTexts.get(kind)?.many ?? kind}: ${count}`}
              </List.Item>
            ))}
          </List>
          {isClinical ? <Text size="sm">{texts.withErrors}</Text> : null}
          {may("member:manage") && records.some(({ kind }) => kind === "draft") ? (
            <AbandonedDrafts patientId={patient.id} onRemoved={props.onClose} />
          ) : null}
        </>
      ) : null}
      {isErrorOf(error, "patient.remove", "STALE_VERSION") ? (
        <Text>{recordTexts.removalIsStale}</Text>
      ) : isAssigned || records.length > 0 ? null : (
        <ErrorNotice error={error} />
      )}
    </RemovalRefusedDialog>
  );
}

/** Deletes members' leftover drafts, which block a patient's removal. */
function AbandonedDrafts({ patientId, onRemoved }: { patientId: PatientId; onRemoved: () => void }) {
  const change = useKeyedChange({
    run: (input: { patientId: PatientId }, call) => call(input, caretype.noteDraft.removeAbandoned.mutate),
    onDone: ({ removed }) => {
      if (removed === 0) return;
      notifyDone(texts.areRemoved(removed));
      onRemoved();
    },
    onSettled: () => Promise.resolve(),
  });
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{change.data?.removed === 0 ? texts.noneAbandoned : texts.abandoned}</Text>
      {change.error ? <ErrorNotice error={change.error} /> : null}
      {change.data ? null : (
        <Button
          variant="light"
          color="red"
          size="xs"
          loading={change.isPending}
          onClick={() => change.mutate({ patientId })}
        >
          {texts.removeAbandoned}
        </Button>
      )}
    </Stack>
  );
}
