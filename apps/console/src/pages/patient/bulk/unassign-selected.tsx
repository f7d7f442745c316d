import type { Assignment, AssignmentId, Patient } from "@caretype/client";
import { NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { FormButtons } from "../../../kit/form/form-frame.tsx";
import { Dimmed } from "../../../kit/theme/dimmed.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { caretype } from "../../../session/client/api.ts";
import { commonTexts } from "../../../words/common/common.ts";
import type { Beside } from "../list/use-of-patients.ts";
import { texts as patientBulkTexts, unassigning as texts } from "./texts.en.ts";
import type { Job } from "./use-bulk.ts";

type UnassignSelectedProps = {
  patients: readonly Patient[];
  doctors: Beside["doctors"];
  onRun: (job: Job<AssignmentId[]>) => void;
  onClose: () => void;
};

export function UnassignSelected({ patients, doctors, onRun, onClose }: UnassignSelectedProps) {
  const [doctorId, setDoctorId] = useState("");
  const known = new Map(
    patients.flatMap(({ id }) => doctors.get(id)?.doctors ?? []).map(({ id, name }) => [id, name]),
  );
  const options = [...known]
    .map(([value, label]) => ({ value, label }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  return (
    <Dialog onClose={onClose} title={texts.title(patients.length)}>
      <Stack>
        <NativeSelect
          label={commonTexts.doctor}
          data-autofocus
          data={[{ value: "", label: texts.allDoctors }, ...options]}
          value={doctorId}
          onChange={(event) => setDoctorId(event.currentTarget.value)}
        />
        <Dimmed>{patientBulkTexts.bulk.canUndo}</Dimmed>
        <FormButtons
          onCancel={onClose}
          submitLabel={assignmentTexts.unassign}
          onConfirm={() => onRun(unassignment(patients, doctorId))}
        />
      </Stack>
    </Dialog>
  );
}

const mostAssignments = 200;

const unassignment = (patients: readonly Patient[], doctorId: string): Job<AssignmentId[]> => ({
  title: texts.running,
  patients,
  work: async ({ id: patientId }) => {
    const { items } = await caretype.assignment.listForPatient.query({ patientId, limit: mostAssignments });
    const wanted = items.filter((item) => doctorId === "" || item.doctorId === doctorId);
    await removeAll(wanted);
    return wanted.length === 0 ? null : wanted.map(({ id }) => id);
  },
  done: texts.done,
  unchanged: texts.unchanged,
  undo: restoreAll,
});

/** Removes all of a patient's assignments, or none of them. */
async function removeAll(assignments: readonly Assignment[]): Promise<void> {
  const removed: AssignmentId[] = [];
  try {
    for (const { id, version } of assignments) {
      await caretype.assignment.remove.mutate({ id, expectedVersion: version });
      removed.push(id);
    }
  } catch (error) {
    await restoreAll(removed);
    throw error;
  }
}

async function restoreAll(ids: readonly AssignmentId[]): Promise<void> {
  for (const id of ids) await caretype.assignment.restore.mutate({ id });
}
