import type { Patient } from "@caretype/client";
import { IconPencil, IconUserPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { RowAction, RowActions } from "../../../kit/table/row-actions.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as patientListTexts } from "./texts.en.ts";

type PatientRowActionsProps = { patient: Patient; onAssign: (patient: Patient) => void };

/** The actions of a row: assign a doctor, and edit. */
export function PatientRowActions({ patient, onAssign }: PatientRowActionsProps) {
  const may = usePermissions();
  const navigate = useNavigate();
  const { id, name } = patient;
  return (
    <RowActions>
      {may("assignment:create") ? (
        <RowAction
          aria-label={patientListTexts.assignTo(name)}
          title={assignmentTexts.assignDoctor}
          onClick={() => onAssign(patient)}
        >
          <IconUserPlus size={16} aria-hidden />
        </RowAction>
      ) : null}
      {may("patient:update") ? (
        <RowAction
          aria-label={patientListTexts.editName(name)}
          title={commonTexts.edit}
          onClick={() => void navigate({ to: "/patients/$id/edit", params: { id } })}
        >
          <IconPencil size={16} aria-hidden />
        </RowAction>
      ) : null}
    </RowActions>
  );
}
