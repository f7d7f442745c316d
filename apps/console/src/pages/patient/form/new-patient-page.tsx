import { CreatePatient } from "@caretype/api/patient/schema";
import { isErrorCode, type Patient, type RouterInputs } from "@caretype/client";
import { useCanGoBack, useNavigate, useRouter } from "@tanstack/react-router";
import { useRef } from "react";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { Surface } from "../../../kit/section/section.tsx";
import type { PatientValues } from "../../../records/patient/field-views.ts";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { detailsOf, noPatient } from "../../../records/patient/patient-values.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../session/form/use-record-form.ts";
import { Permitted } from "../../../session/route/permitted.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { undoPatient } from "../undo-patient.ts";
import { DuplicatesDialog } from "./duplicates-dialog.tsx";
import { PatientFields } from "./patient-fields.tsx";
import { texts as patientFormTexts } from "./texts.en.ts";

export const NewPatientPage = () => (
  <Permitted needs="patient:create">
    <NewPatient />
  </Permitted>
);

type NewPatientInput = RouterInputs["patient"]["create"];
/** The form has validated the values with the schema. */
const inputOf = (values: PatientValues) => detailsOf(values) as NewPatientInput;

function NewPatient() {
  const may = usePermissions();
  const navigate = useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  /** Whether the user has rejected the possible duplicates. */
  const isNew = useRef(false);
  const recordForm = useRecordForm<PatientValues, Patient>({
    schema: CreatePatient,
    initialValues: noPatient(may),
    inputOf,
    onSubmit: async (values, call) => {
      const onDuplicates = isNew.current ? "allow" : "refuse";
      isNew.current = false;
      const input = { ...inputOf(values), onDuplicates } as const;
      const patient = await call(input, (options) => caretype.patient.create.mutate(input, options));
      cachePatient(patient);
      void invalidatePatients();
      const mayUndo = may("patient:remove");
      notifyDone(patientFormTexts.isAdded(patient.name), mayUndo ? undoPatient.creation(patient) : undefined);
      return patient;
    },
    onSaved: ({ id }) => navigate({ to: "/patients/$id", params: { id }, replace: true }),
  });
  const { error } = recordForm.refusal ?? {};
  return (
    <Page
      title={patientTexts.add}
      width="reading"
      back={<BackLink to="/patients">{commonTexts.patients}</BackLink>}
    >
      <Surface>
        <RecordForm
          {...recordForm}
          submitLabel={patientFormTexts.submitNew}
          onCancel={() => (canGoBack ? router.history.back() : void navigate({ to: "/patients" }))}
          shownElsewhere={["POSSIBLE_DUPLICATE"]}
        >
          <PatientFields form={recordForm.form} />
        </RecordForm>
      </Surface>
      <DuplicatesDialog
        candidates={isErrorCode(error, "POSSIBLE_DUPLICATE") ? error.data.candidates : null}
        isCreating={recordForm.isSaving}
        isMaybeSaved={recordForm.hasLostAnswer()}
        onClose={recordForm.clearRefusal}
        onChoose={({ id }) => {
          recordForm.discard();
          void navigate({ to: "/patients/$id", params: { id } });
        }}
        onCreate={() => {
          isNew.current = true;
          recordForm.save();
        }}
      />
    </Page>
  );
}
