import {
  type AnyId,
  type Blocker,
  type DoctorId,
  isErrorOf,
  type Patient,
  type PatientId,
} from "@caretype/client";
import { Button, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import {
  Blockers,
  RemovalRefusedDialog,
  type RemovalRefusedProps,
} from "../../../records/record/removal-refused-dialog.tsx";
import { texts as recordTexts } from "../../../records/record/texts.en.ts";
import { api, caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { useKeyedChange } from "../../../session/form/use-keyed-change.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { removalRefused as texts } from "../page/texts.en.ts";

export function RemovalRefused({ patient, error, ...props }: RemovalRefusedProps & { patient: Patient }) {
  const may = usePermissions();
  const mayUnassign = may("assignment:remove");
  const isAssigned = isErrorOf(error, "patient.remove", "PATIENT_HAS_ASSIGNMENTS");
  const isOffered = mayUnassign && isAssigned;
  // Others are not told of which kinds.
  const hasKnownRecords = may("clinical:read") && isErrorOf(error, "patient.remove", "PATIENT_HAS_RECORDS");
  return (
    <RemovalRefusedDialog name={patient.name} isOffered={isOffered} {...props}>
      {isAssigned ? (
        <Assigned
          patientId={patient.id}
          blockedBy={error.data.blockedBy}
          total={error.data.blockedByTotal}
          onClose={props.onClose}
          isOffered={isOffered}
        />
      ) : null}
      {hasKnownRecords ? (
        <>
          <Text>{texts.hasRecords}</Text>
          <List spacing="xs">
            {error.data.records.map(({ kind, count }) => (
              <List.Item key={kind}>{texts.records[kind](count)}</List.Item>
            ))}
          </List>
          <Text size="sm">{texts.withErrors}</Text>
        </>
      ) : null}
      {hasKnownRecords && may("member:manage") && error.data.records.some(({ kind }) => kind === "draft") ? (
        <AbandonedDrafts patientId={patient.id} onRemoved={props.onClose} />
      ) : null}
      {isErrorOf(error, "patient.remove", "STALE_VERSION") ? <Text>{recordTexts.removalIsStale}</Text> : null}
      {hasKnownRecords ||
      isErrorOf(error, "patient.remove", "PATIENT_HAS_ASSIGNMENTS", "STALE_VERSION") ? null : (
        <ErrorNotice error={error} />
      )}
    </RemovalRefusedDialog>
  );
}

type AssignedProps = {
  patientId: PatientId;
  blockedBy: readonly Blocker[];
  total: number;
  onClose: () => void;
  isOffered: boolean;
};

function Assigned({ patientId, blockedBy, total, onClose, isOffered }: AssignedProps) {
  // A blocker is an assignment. Its doctor is in the list of assignments.
  const team = useQuery(api.assignment.listForPatient.queryOptions({ patientId, limit: 200 })).data;
  const doctorOf = new Map<AnyId, DoctorId>(team?.items.map(({ id, doctorId }) => [id, doctorId]));
  return (
    <Blockers
      about={texts.areAssigned(total)}
      instruction={texts.instruction}
      isOffered={isOffered}
      total={total}
      blockedBy={blockedBy}
      unnamed={assignmentTexts.unknownDoctor}
      linkOf={({ id }, name) => {
        const doctorId = doctorOf.get(id);
        return doctorId ? (
          <AnchorLink to="/doctors/$id" params={{ id: doctorId }} onClick={onClose}>
            {name}
          </AnchorLink>
        ) : null;
      }}
    />
  );
}

/** Deletes drafts that members left behind, which keep a patient from being removed. */
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
