import type { Doctor } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { differencesOf, resolved } from "../../form/conflict.ts";
import { ConflictDialog } from "../../form/conflict-dialog.tsx";
import { conflictGroupsOf } from "../../record/values.ts";
import { formatInstant } from "../../shell/text/format.ts";
import { withNames } from "../../shell/text/with-names.ts";
import { type DoctorValues, doctorFields } from "../field-views.ts";

type DoctorConflictProps = {
  theirs: Doctor;
  versions: { before: DoctorValues; mine: DoctorValues; theirs: DoctorValues };
  onClose: () => void;
  onResolve: (values: DoctorValues) => void;
};

export function DoctorConflict({ theirs, versions, onClose, onResolve }: DoctorConflictProps) {
  const differences = differencesOf(conflictGroupsOf(doctorFields), versions);
  const { id, updatedAt } = theirs;
  const history = useQuery(api.doctor.history.queryOptions({ id, limit: 1 }, { staleTime: 0 }));
  // Whoever works in another practice is not named here.
  const who = history.data?.items[0]?.changedByName ?? "Somebody of another practice";
  return (
    <ConflictDialog
      differences={differences}
      changed={history.isPending ? null : withNames`${who} has saved this on ${formatInstant(updatedAt)}.`}
      onClose={onClose}
      onSave={(choices) => onResolve(resolved(differences, choices, versions))}
    />
  );
}
