import { EditPatient as EditPatientInput } from "@caretype/api/patient/schema";
import { isErrorCode, type Patient } from "@caretype/client";
import { useNavigate } from "@tanstack/react-router";
import { caretype } from "../../api.ts";
import { ConflictDialog } from "../../form/conflict-dialog.tsx";
import { RecordForm } from "../../form/record-form.tsx";
import { RecordRemoved } from "../../form/record-removed.tsx";
import { useEditForm } from "../../form/use-edit-form.ts";
import { conflictGroupsOf } from "../../record/values.ts";
import { usePermissions } from "../../session/use-practice.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { Page } from "../../shell/page/page.tsx";
import { Surface } from "../../shell/section/section.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";
import { commonTexts } from "../../texts/common.ts";
import { patientTexts } from "../../texts/patient.ts";
import { patientFormTexts } from "../../texts/patient-form.ts";
import { type PatientValues, patientFields } from "../field-views.ts";
import { cachePatient, invalidatePatients } from "../patient-cache.ts";
import { changesOf, valuesOf } from "../patient-values.ts";
import { restorePatient } from "../removed/restore-patient.ts";
import { undoPatient } from "../undo-patient.ts";
import { PatientFields } from "./patient-fields.tsx";
import { PatientSavedBy } from "./patient-saved-by.tsx";

const groups = conflictGroupsOf(patientFields);

export function EditPatient({ patient }: { patient: Patient }) {
  const may = usePermissions();
  const navigate = useNavigate();
  const { id, name } = patient;
  const shown = (of: Patient): PatientValues => valuesOf(of, may);
  const edit = useEditForm({
    schema: EditPatientInput,
    record: patient,
    valuesOf: shown,
    inputOf: (values, base) => ({
      id,
      expectedVersion: base.version,
      ...changesOf(values, shown(base)),
    }),
    kind: "patient",
    send: async (input, options) => {
      const updated = await caretype.patient.update.mutate(input, options);
      cachePatient(updated);
      void invalidatePatients();
      notifyDone(patientFormTexts.areSaved(updated.name), undoPatient.update(updated, input.expectedVersion));
      return updated;
    },
    onSaved: () => navigate({ to: "/patients/$id", params: { id }, replace: true }),
  });
  const { form, refusal, conflict } = edit;
  return (
    <Page title={patientTexts.edit} heading={patientFormTexts.editName(name)} width="reading">
      <Surface>
        <RecordForm
          {...edit}
          submitLabel={commonTexts.save}
          onCancel={() => void navigate({ to: "/patients/$id", params: { id } })}
          shownElsewhere={["STALE_VERSION", "PATIENT_NOT_FOUND"]}
        >
          <PatientFields form={form} patient={patient} />
          {isErrorCode(refusal?.error, "PATIENT_NOT_FOUND") ? (
            <RecordRemoved
              name={name}
              mayRestore={may("patient:remove")}
              restore={async () => (await restorePatient(id)).patient}
              onRestored={edit.continueFrom}
              link={
                <AnchorLink to="/patients/$id" params={{ id }} target="_blank" size="sm">
                  {patientFormTexts.showRemoval}
                </AnchorLink>
              }
            />
          ) : null}
        </RecordForm>
      </Surface>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={(theirs) => <PatientSavedBy patient={theirs} />}
      />
    </Page>
  );
}
