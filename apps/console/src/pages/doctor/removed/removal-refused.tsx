import { type AnyId, type CaretypeError, type Doctor, isErrorOf, type PatientId } from "@caretype/client";
import { List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { texts as doctorTexts } from "../../../records/doctor/texts.en.ts";
import {
  Blockers,
  RemovalRefusedDialog,
  type RemovalRefusedProps,
} from "../../../records/record/removal-refused-dialog.tsx";
import { api } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { AnchorLink } from "../../../words/format/links.tsx";

const texts = doctorTexts.removal;

/** Says why a doctor was not removed, and what to do. */
export function RemovalRefused({ doctor, error, ...props }: RemovalRefusedProps & { doctor: Doctor }) {
  const mayUnassign = usePermissions()("assignment:remove");
  const isAssigned = isErrorOf(error, "doctor.remove", "DOCTOR_HAS_ASSIGNMENTS");
  // Assignments of other practices cannot be removed here.
  const isOffered = mayUnassign && isAssigned && !error.data.blockedElsewhere;
  return (
    <RemovalRefusedDialog name={doctor.name} isOffered={isOffered} {...props}>
      {isAssigned ? (
        <Assigned doctor={doctor} error={error} isOffered={isOffered} onClose={props.onClose} />
      ) : null}
      {isErrorOf(error, "doctor.remove", "STALE_VERSION") ? <Text>{texts.wasChanged}</Text> : null}
      {isErrorOf(error, "doctor.remove", "DOCTOR_HAS_ASSIGNMENTS", "STALE_VERSION") ? null : (
        <ErrorNotice error={error} />
      )}
    </RemovalRefusedDialog>
  );
}

type AssignedProps = {
  doctor: Doctor;
  error: CaretypeError<"DOCTOR_HAS_ASSIGNMENTS">;
  isOffered: boolean;
  onClose: () => void;
};

function Assigned({ doctor: { id }, error, isOffered, onClose }: AssignedProps) {
  const { blockedBy, blockedByTotal: total, blockedElsewhere } = error.data;
  // A blocker is an assignment. Its patient is in the list of assignments.
  const known = useQuery(api.assignment.list.queryOptions({ doctorId: id, limit: 200 })).data;
  const patientOf = new Map<AnyId, PatientId>(
    known?.items.map((assignment) => [assignment.id, assignment.patientId]),
  );
  return (
    <>
      {total > 0 ? (
        <Blockers
          about={texts.assignedHere(total)}
          instruction={texts.unassignFirst}
          isOffered={isOffered}
          total={total}
        >
          {blockedBy.map((blocker) => {
            const patientId = patientOf.get(blocker.id);
            const name = blocker.label ?? texts.aPatient;
            return (
              <List.Item key={blocker.id}>
                {patientId ? (
                  <AnchorLink to="/patients/$id" params={{ id: patientId }} onClick={onClose}>
                    {name}
                  </AnchorLink>
                ) : (
                  name
                )}
              </List.Item>
            );
          })}
        </Blockers>
      ) : null}
      {blockedElsewhere ? (
        <Text>{total > 0 ? texts.assignedElsewhereToo : texts.assignedElsewhere}</Text>
      ) : null}
    </>
  );
}
