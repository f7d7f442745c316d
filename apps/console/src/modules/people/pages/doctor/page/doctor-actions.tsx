import { type Doctor, isErrorOf } from "@caretype/client";
import { Text } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useStillHere } from "../../../../../kit/behavior/use-is-shown.ts";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { keyProps } from "../../../../../kit/keys/key-props.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import {
  Blockers,
  RemovalRefusedDialog,
  type RemovalRefusedProps,
} from "../../../../../records/record/removal-refused-dialog.tsx";
import { texts as recordTexts } from "../../../../../records/record/texts.en.ts";
import { api, queryClient } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { PlainLink } from "../../../../../words/format/links.tsx";
import { invalidateDoctors } from "../../../records/doctor/doctor-cache.ts";
import { removal as texts } from "../../../records/doctor/texts.en.ts";
import { useDoctorRefusal } from "../../../records/doctor/use-doctor-rights.ts";
import { undoDoctor } from "../undo-doctor.ts";

export function DoctorActions({ doctor }: { doctor: Doctor }) {
  const may = usePermissions();
  const { remove, unassignAndRemove, isPending, refusal, clearRefusal } = useRemoveDoctor(doctor);
  const mayChange = useDoctorRefusal(doctor.id) === null;
  return (
    <>
      {may("doctor:update") && mayChange ? (
        <PlainLink
          label={commonTexts.edit}
          {...keyProps("edit")}
          to="/doctors/$id/edit"
          params={{ id: doctor.id }}
          leftSection={<IconPencil size={16} aria-hidden />}
        />
      ) : null}
      {may("doctor:remove") && mayChange ? (
        <PlainButton
          label={commonTexts.remove}
          c="red"
          onClick={remove}
          loading={isPending && !refusal}
          leftSection={<IconTrash size={16} aria-hidden />}
        />
      ) : null}
      {refusal ? (
        <RemovalRefused
          doctor={doctor}
          error={refusal}
          onClose={clearRefusal}
          onUnassign={unassignAndRemove}
          isPending={isPending}
        />
      ) : null}
    </>
  );
}

/** Removes a doctor, returns to the list, and offers Undo. */
function useRemoveDoctor({ id, name, version }: Doctor) {
  const navigate = useNavigate();
  const noteHere = useStillHere();
  const [refusal, setRefusal] = useState<unknown>(null);
  const removal = useSingleMutation(
    api.doctor.remove.mutationOptions({
      onMutate: () => ({ isStillHere: noteHere() }),
      onSuccess: async (_nothing, { unassign }, { isStillHere }) => {
        if (isStillHere()) await navigate({ to: "/doctors" });
        queryClient.removeQueries(api.doctor.byId.queryFilter({ id }));
        void invalidateDoctors();
        const message = unassign ? texts.isUnassignedAndRemoved(name) : texts.isRemoved(name);
        notifyDone(message, () => undoDoctor.restore(id));
      },
      // Refetch, as the page may show the reason, such as another user's change.
      onError: (error, _input, context) => {
        setRefusal(error);
        if (!context?.isStillHere()) notifyFailed(recordTexts.isNotRemoved(name), error);
        void invalidateDoctors();
      },
    }),
  );
  const removing = { id, expectedVersion: version };
  return {
    isPending: removal.isPending,
    /** Kept while the removal is retried with the assignments. */
    refusal,
    clearRefusal: () => setRefusal(null),
    remove: () => removal.mutate(removing),
    unassignAndRemove: () => removal.mutate({ ...removing, unassign: true }),
  };
}

const none = { blockedBy: [], blockedByTotal: 0, blockedElsewhere: false };

function RemovalRefused({ doctor, error, ...props }: RemovalRefusedProps & { doctor: Doctor }) {
  const mayUnassign = usePermissions()("assignment:remove");
  const isAssigned = isErrorOf(error, "doctor.remove", "DOCTOR_HAS_ASSIGNMENTS");
  // Assignments of other practices cannot be removed here.
  const { blockedBy, blockedByTotal: total, blockedElsewhere } = isAssigned ? error.data : none;
  const isOffered = mayUnassign && isAssigned && !blockedElsewhere;
  return (
    <RemovalRefusedDialog name={doctor.name} isOffered={isOffered} {...props}>
      {total > 0 ? (
        <Blockers
          of={{ doctorId: doctor.id }}
          about={texts.assignedHere(total)}
          instruction={texts.unassignFirst}
          isOffered={isOffered}
          total={total}
          blockedBy={blockedBy}
          unnamed={texts.aPatient}
          onClose={props.onClose}
        />
      ) : null}
      {blockedElsewhere ? (
        <Text>{total > 0 ? texts.assignedElsewhereToo : texts.assignedElsewhere}</Text>
      ) : null}
      {isErrorOf(error, "doctor.remove", "STALE_VERSION") ? (
        <Text>{recordTexts.removalIsStale}</Text>
      ) : isAssigned ? null : (
        <ErrorNotice error={error} />
      )}
    </RemovalRefusedDialog>
  );
}
