import type { Patient } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { differencesOf, resolved } from "../../form/conflict.ts";
import { ConflictDialog } from "../../form/conflict-dialog.tsx";
import { conflictGroupsOf } from "../../record/values.ts";
import { formatInstant } from "../../shell/text/format.ts";
import { withNames } from "../../shell/text/with-names.ts";
import { type PatientValues, patientFields } from "../field-views.ts";

type PatientConflictProps = {
  theirs: Patient;
  versions: { before: PatientValues; mine: PatientValues; theirs: PatientValues };
  onClose: () => void;
  onResolve: (values: PatientValues) => void;
};

export function PatientConflict({ theirs, versions, onClose, onResolve }: PatientConflictProps) {
  const differences = differencesOf(conflictGroupsOf(patientFields), versions);
  const { id, updatedAt } = theirs;
  const history = useQuery(api.patient.history.queryOptions({ id, limit: 1 }, { staleTime: 0 }));
  const who = history.data?.items[0]?.changedByName;
  return (
    <ConflictDialog
      differences={differences}
      changed={
        history.isPending
          ? null
          : withNames`${who ?? "Somebody"} has saved this on ${formatInstant(updatedAt)}.`
      }
      onClose={onClose}
      onSave={(choices) => onResolve(resolved(differences, choices, versions))}
    />
  );
}
