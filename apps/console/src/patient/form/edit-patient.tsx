import { EditPatient as EditPatientInput } from "@caretype/api/patient/schema";
import { isErrorCode, type Patient } from "@caretype/client";
import { Paper } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { caretype } from "../../api.ts";
import { RecordForm } from "../../form/record-form.tsx";
import { useRecordForm } from "../../form/use-record-form.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { Page } from "../../shell/page/page.tsx";
import { withNames } from "../../shell/text/with-names.ts";
import type { PatientValues } from "../field-views.ts";
import { keepPatient, readPatientsAnew } from "../patient-cache.ts";
import { changesOf, valuesOf } from "../patient-values.ts";
import { PatientConflict } from "./patient-conflict.tsx";
import { PatientFields } from "./patient-fields.tsx";
import { RemovedMeanwhile } from "./removed-meanwhile.tsx";

export function EditPatient({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const shown = (of: Patient): PatientValues => valuesOf(of, may);
  const navigate = useNavigate();
  /** The version that the form is about: what was read, or what the person has been shown of somebody else since. */
  const base = useRef(patient);
  const inputOf = (values: PatientValues) => {
    const { id, version } = base.current;
    return { id, expectedVersion: version, ...changesOf(values, shown(base.current)) };
  };
  const goBack = () => void navigate({ to: "/patients/$id", params: { id: patient.id } });
  const recordForm = useRecordForm<PatientValues>({
    schema: EditPatientInput,
    initialValues: shown(patient),
    inputOf,
    onSubmit: async (values, call) => {
      const input = inputOf(values);
      const updated = await call(input, (options) => caretype.patient.update.mutate(input, options));
      keepPatient(updated);
      void readPatientsAnew();
      notifyDone(withNames`The changes to ${updated.name} are saved`);
    },
    onSaved: () => navigate({ to: "/patients/$id", params: { id: patient.id }, replace: true }),
  });
  const { form, refusal } = recordForm;
  const theirs = currentPatient(refusal?.error);
  const goOnFrom = (restored: Patient) => {
    // What somebody has changed before they removed them is shown as any conflict.
    if (Object.keys(changesOf(shown(restored), shown(base.current))).length === 0) base.current = restored;
    recordForm.forgetRefusal();
  };
  return (
    <Page title="Edit a patient" heading={withNames`Edit ${patient.name}`}>
      <Paper maw={720}>
        <RecordForm
          {...recordForm}
          submitLabel="Save"
          onCancel={goBack}
          shownElsewhere={["STALE_VERSION", "PATIENT_NOT_FOUND"]}
        >
          <PatientFields form={form} patient={patient} />
          {isErrorCode(refusal?.error, "PATIENT_NOT_FOUND") ? (
            <RemovedMeanwhile patient={patient} onRestored={goOnFrom} />
          ) : null}
        </RecordForm>
      </Paper>
      {theirs ? (
        <PatientConflict
          key={theirs.version}
          theirs={theirs}
          versions={{ before: shown(base.current), mine: form.getValues(), theirs: shown(theirs) }}
          onClose={recordForm.forgetRefusal}
          onResolve={(values) => {
            base.current = theirs;
            form.setValues(values);
            recordForm.save();
          }}
        />
      ) : null}
    </Page>
  );
}

/** The patient as somebody else has saved them. */
function currentPatient(error: unknown): Patient | null {
  if (!isErrorCode(error, "STALE_VERSION")) return null;
  const { current } = error.data;
  return "dateOfBirth" in current ? current : null;
}
