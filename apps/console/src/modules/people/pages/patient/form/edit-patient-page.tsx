import { isErrorCode, type Patient } from "@caretype/client";
import { EditPatient as EditPatientInput } from "@caretype/core/people/patient/schema";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { Surface } from "../../../../../kit/section/section.tsx";
import { conflictGroupsOf } from "../../../../../records/record/values.ts";
import { api, caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { ConflictDialog } from "../../../../../session/form/conflict-dialog.tsx";
import { alwaysRefetch, LatestRecord } from "../../../../../session/form/latest-record.tsx";
import { RecordForm } from "../../../../../session/form/record-form.tsx";
import { RecordRemoved } from "../../../../../session/form/record-removed.tsx";
import { useEditForm } from "../../../../../session/form/use-edit-form.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstant } from "../../../../../words/format/format.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import {
  changesOf,
  type PatientValues,
  patientFields,
  valuesOf,
} from "../../../records/patient/field-views.ts";
import { PatientFields } from "../../../records/patient/form/patient-fields.tsx";
import { texts as patientFormTexts } from "../../../records/patient/form/texts.en.ts";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { undoPatient } from "../undo-patient.ts";

const route = getRouteApi("/signed-in/patients/$id/edit");

export const EditPatientPage = permitted("patient:update", () => (
  <LatestRecord
    query={useQuery(api.patient.byId.queryOptions(route.useParams(), alwaysRefetch))}
    title={patientTexts.edit}
    notFound="PATIENT_NOT_FOUND"
  >
    {(patient) => <EditPatient patient={patient} />}
  </LatestRecord>
));

const groups = conflictGroupsOf(patientFields);

function EditPatient({ patient }: { patient: Patient }) {
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
          shownElsewhere={["PATIENT_NOT_FOUND"]}
        >
          <PatientFields form={form} patient={patient} />
          {isErrorCode(refusal?.error, "PATIENT_NOT_FOUND") ? (
            <RecordRemoved
              name={name}
              mayRestore={may("patient:remove")}
              restore={async () => (await undoPatient.restore(id)).record}
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
        changed={(saved) => <PatientSavedBy patient={saved} />}
      />
    </Page>
  );
}

/** Who saved this version of a patient, and when. Empty while loading. */
function PatientSavedBy({ patient: { id, updatedAt } }: { patient: Patient }) {
  const history = useQuery(api.patient.history.queryOptions({ id, limit: 1 }, { staleTime: 0 }));
  const who = history.data?.items[0]?.changedByName ?? null;
  return history.isPending ? null : patientFormTexts.savedBy(who, formatInstant(updatedAt));
}
