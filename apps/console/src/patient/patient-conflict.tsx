import type { Patient } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { type ConflictGroup, differencesOf, resolved } from "../form/conflict.ts";
import { ConflictDialog } from "../form/conflict-dialog.tsx";
import { formatDate, formatInstant } from "../shell/format.ts";
import { withNames } from "../shell/with-names.ts";
import { genderLabels } from "./gender.ts";
import { fieldLabels, type PatientField, type PatientValues } from "./patient-values.ts";

type PatientConflictProps = {
  theirs: Patient;
  versions: { before: PatientValues; mine: PatientValues; theirs: PatientValues };
  onClose: () => void;
  onResolve: (values: PatientValues) => void;
};

export function PatientConflict({ theirs, versions, onClose, onResolve }: PatientConflictProps) {
  const differences = differencesOf(groups, versions);
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

const field = (name: Exclude<PatientField, "gender">): ConflictGroup<PatientValues> => ({
  label: fieldLabels[name],
  paths: [name],
  text: (values) => values[name] ?? "",
});

const groups: readonly ConflictGroup<PatientValues>[] = [
  field("firstName"),
  field("lastName"),
  {
    label: fieldLabels.gender,
    paths: ["gender"],
    text: ({ gender }) => (gender ? genderLabels[gender] : ""),
  },
  {
    label: fieldLabels.dateOfBirth,
    paths: ["dateOfBirth", "age"],
    text: ({ dateOfBirth, age }) => (dateOfBirth ? formatDate(dateOfBirth) : age && `about ${age} years old`),
  },
  field("phoneNumber"),
  field("email"),
  field("address"),
  field("medicalHistory"),
];
