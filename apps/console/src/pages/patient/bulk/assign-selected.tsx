import { CreateAssignment } from "@caretype/api/assignment/schema";
import { type Assignment, type Doctor, isErrorCode, type Patient } from "@caretype/client";
import { Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { focusFirst } from "../../../kit/form/field-nodes.ts";
import { FormFrame } from "../../../kit/form/form-frame.tsx";
import { DoctorPicker } from "../../../records/assignment/doctor-picker.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { caretype } from "../../../session/client/api.ts";
import { assigning as texts } from "./texts.en.ts";
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
      <FormFrame refusal={null} onSubmit={submit} onCancel={onClose} submitLabel={assignmentTexts.assign}>
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
