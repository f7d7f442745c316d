import type { Doctor } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { type ConflictGroup, differencesOf, resolved } from "../form/conflict.ts";
import { ConflictDialog } from "../form/conflict-dialog.tsx";
import { genderLabels } from "../patient/gender.ts";
import { formatInstant } from "../shell/format.ts";
import { withNames } from "../shell/with-names.ts";
import { type DoctorField, type DoctorValues, fieldLabels } from "./doctor-values.ts";

type DoctorConflictProps = {
  theirs: Doctor;
  versions: { before: DoctorValues; mine: DoctorValues; theirs: DoctorValues };
  onClose: () => void;
  onResolve: (values: DoctorValues) => void;
};

export function DoctorConflict({ theirs, versions, onClose, onResolve }: DoctorConflictProps) {
  const differences = differencesOf(groups, versions);
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

const field = (name: DoctorField): ConflictGroup<DoctorValues> => ({
  label: fieldLabels[name],
  paths: [name],
  text: (values) => values[name],
});

const groups: readonly ConflictGroup<DoctorValues>[] = [
  field("firstName"),
  field("lastName"),
  field("specialization"),
  {
    label: fieldLabels.gender,
    paths: ["gender"],
    text: ({ gender }) => (gender ? genderLabels[gender] : ""),
  },
  field("licenseNumber"),
  field("yearsOfExperience"),
  field("phoneNumber"),
  field("email"),
  field("maxAppointmentsPerDay"),
  field("contactInfo"),
];
