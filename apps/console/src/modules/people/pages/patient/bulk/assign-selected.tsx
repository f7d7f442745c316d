import { type Assignment, type AssignmentId, type Doctor, isErrorCode, type Patient } from "@caretype/client";
import { CreateAssignment } from "@caretype/core/people/assignment/schema";
import { NativeSelect, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { schemaResolver } from "../../../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../../../kit/form/field-nodes.ts";
import { FormButtons, FormFrame } from "../../../../../kit/form/form-frame.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { DoctorPicker } from "../../../records/assignment/doctor-picker.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import type { Beside } from "../list/use-of-patients.ts";
import { texts as patientBulkTexts, assigning as texts, unassigning } from "./texts.en.ts";
import type { Job } from "./use-bulk.ts";

type AssignSelectedProps = {
  patients: readonly Patient[];
  onRun: (job: Job<Made>) => void;
  onClose: () => void;
};

const check = schemaResolver(CreateAssignment.pick({ reasonForVisit: true }));

type Made = Pick<Assignment, "id" | "version">;

export function AssignSelected({ patients, onRun, onClose }: AssignSelectedProps) {
  const [doctor, setDoctor] = useState<Doctor | null>(null);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const problem = check({ reasonForVisit: reason }).reasonForVisit;
  const submit = () => {
    setAsked(true);
    if (!doctor) return focusFirst(["doctorId"]);
    if (problem) return focusFirst(["reasonForVisit"]);
    onRun(assignment(patients, doctor, reason));
  };
  return (
    <Dialog onClose={onClose} title={texts.title(patients.length)}>
      <FormFrame onSubmit={submit} onCancel={onClose} submitLabel={assignmentTexts.assign}>
        <DoctorPicker
          error={isAsked && !doctor ? assignmentTexts.isMissing.doctorId : null}
          chosen={doctor}
          onChoose={setDoctor}
        />
        <Textarea
          label={texts.reason}
          data-path="reasonForVisit"
          error={problem}
          autosize
          minRows={2}
          maxRows={6}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormFrame>
    </Dialog>
  );
}

function assignment(patients: readonly Patient[], { id: doctorId, name }: Doctor, reason: string): Job<Made> {
  return {
    title: texts.running,
    patients,
    work: async ({ id: patientId }) => {
      try {
        return await caretype.assignment.create.mutate({
          patientId,
          doctorId,
          reasonForVisit: reason.trim() || null,
        });
      } catch (error) {
        if (isErrorCode(error, "ALREADY_ASSIGNED")) return null;
        throw error;
      }
    },
    done: (count) => texts.done(name, count),
    unchanged: texts.unchanged,
    undo: ({ id, version }) => caretype.assignment.remove.mutate({ id, expectedVersion: version }),
  };
}

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
    <Dialog onClose={onClose} title={unassigning.title(patients.length)}>
      <Stack>
        <NativeSelect
          label={commonTexts.doctor}
          data-autofocus
          data={[{ value: "", label: unassigning.allDoctors }, ...options]}
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

const maxAssignments = 200;

const unassignment = (patients: readonly Patient[], doctorId: string): Job<AssignmentId[]> => ({
  title: unassigning.running,
  patients,
  work: async ({ id: patientId }) => {
    const { items } = await caretype.assignment.listForPatient.query({ patientId, limit: maxAssignments });
    const wanted = items.filter((item) => doctorId === "" || item.doctorId === doctorId);
    await removeAll(wanted);
    return wanted.length === 0 ? null : wanted.map(({ id }) => id);
  },
  done: unassigning.done,
  unchanged: unassigning.unchanged,
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
