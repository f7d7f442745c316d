import { CreatePatient } from "@caretype/api/patient/schema";
import { isErrorCode, type Patient, type PossibleDuplicate, type RouterInputs } from "@caretype/client";
import { Badge, Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useCanGoBack, useNavigate, useRouter } from "@tanstack/react-router";
import { useRef } from "react";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { useGrouping } from "../../../kit/phone/use-grouping.ts";
import { Surface } from "../../../kit/section/section.tsx";
import { birthText } from "../../../records/patient/birth.ts";
import { detailsOf, noPatient, type PatientValues } from "../../../records/patient/field-views.ts";
import { cachePatient, invalidatePatients } from "../../../records/patient/patient-cache.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { genderLabels } from "../../../records/record/gender.ts";
import { caretype } from "../../../session/client/api.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { RecordForm } from "../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../session/form/use-record-form.ts";
import { permitted } from "../../../session/route/permitted.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { undoPatient } from "../undo-patient.ts";
import classes from "./duplicates-dialog.module.css";
import { PatientFields } from "./patient-fields.tsx";
import { texts as patientFormTexts, duplicates as texts } from "./texts.en.ts";

export const NewPatientPage = permitted("patient:create", NewPatient);

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

type DuplicatesDialogProps = {
  /** Null closes the dialog. */
  candidates: readonly PossibleDuplicate[] | null;
  isCreating: boolean;
  /** An earlier save had no response. */
  isMaybeSaved: boolean;
  onClose: () => void;
  onChoose: (patient: Patient) => void;
  onCreate: () => void;
};

/** Shows possible duplicates before creating a patient. */
const DuplicatesDialog = ({
  candidates,
  isCreating,
  isMaybeSaved,
  onClose,
  onChoose,
  onCreate,
}: DuplicatesDialogProps) => (
  <Dialog
    opened={candidates !== null}
    onClose={onClose}
    size="lg"
    title={patientTexts.possibleDuplicates}
    closeButtonProps={{ "aria-label": texts.backToForm }}
  >
    <Stack>
      <Text size="sm">{isMaybeSaved ? texts.maybeSaved : texts.notSaved}</Text>
      <ul className={classes.list}>
        {candidates?.map((candidate) => (
          <Candidate key={candidate.patient.id} candidate={candidate} onChoose={onChoose} />
        ))}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {texts.backToForm}
        </Button>
        <Button variant="default" onClick={onCreate} loading={isCreating}>
          {texts.addAsNew}
        </Button>
      </Group>
    </Stack>
  </Dialog>
);

type CandidateProps = { candidate: PossibleDuplicate; onChoose: (patient: Patient) => void };

function Candidate({ candidate: { patient, reasons }, onChoose }: CandidateProps) {
  const group = useGrouping();
  const phone = patient.phoneNumber && group(patient.phoneNumber);
  const details = [birthText(patient), genderLabels[patient.gender], phone, patient.email];
  return (
    <li className={classes.candidate}>
      <div className={classes.person}>
        <Text fw={600}>{patient.name}</Text>
        <Text size="sm" c="dimmed">
          {details.filter(Boolean).join(" · ")}
        </Text>
        <Group gap={6} mt={6}>
          {reasons.map((reason) => (
            <Badge key={reason} variant="default" size="md" tt="none" fw={500}>
              {commonTexts.duplicateReasons[reason]}
            </Badge>
          ))}
        </Group>
      </div>
      <Button variant="light" onClick={() => onChoose(patient)}>
        {texts.use}
        <VisuallyHidden>: {patient.name}</VisuallyHidden>
      </Button>
    </li>
  );
}
