import { isErrorCode, type Patient, type PossibleDuplicate, type RouterInputs } from "@caretype/client";
import { splitName } from "@caretype/core/kernel/field/name-parts";
import { CreatePatient } from "@caretype/core/people/patient/schema";
import { Badge, Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useRef } from "react";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { useGrouping } from "../../../../../kit/phone/use-grouping.ts";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { genderLabels } from "../../../../../records/record/gender.ts";
import { caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { RecordForm } from "../../../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { birthText } from "../birth.ts";
import { detailsOf, noPatient, type PatientField, type PatientValues } from "../field-views.ts";
import { cachePatient, invalidatePatients } from "../patient-cache.ts";
import { texts as patientTexts } from "../texts.en.ts";
import classes from "./duplicates-dialog.module.css";
import { PatientFields } from "./patient-fields.tsx";
import { texts as patientFormTexts, duplicates as texts } from "./texts.en.ts";

type NewPatientInput = RouterInputs["patient"]["create"];
/** The form has validated the values with the schema. */
const inputOf = (values: PatientValues) => detailsOf(values) as NewPatientInput;

type NewPatientFormProps = {
  /** Known values. */
  known?: PatientValues;
  /** Default: all fields. */
  only?: ReadonlySet<PatientField>;
  /** Called also if the user has left the form. */
  onAdded?: (patient: Patient) => void;
  onSaved: (patient: Patient) => unknown;
  /** Called if the user selects an existing patient instead. */
  onChoose: (patient: Patient) => void;
  onCancel: () => void;
};

/** Adds a patient. If possible duplicates exist, asks first. */
export function NewPatientForm({ known, only, onAdded, onSaved, onChoose, onCancel }: NewPatientFormProps) {
  /** Whether the user has rejected the possible duplicates. */
  const isNew = useRef(false);
  const recordForm = useRecordForm<PatientValues, Patient>({
    schema: CreatePatient,
    initialValues: { ...noPatient(usePermissions()), ...known },
    inputOf,
    onSubmit: async (values, call) => {
      const onDuplicates = isNew.current ? "allow" : "refuse";
      isNew.current = false;
      const input = { ...inputOf(values), onDuplicates } as const;
      const patient = await call(input, caretype.patient.create.mutate);
      cachePatient(patient);
      void invalidatePatients();
      onAdded?.(patient);
      return patient;
    },
    onSaved,
  });
  const { error } = recordForm.refusal ?? {};
  return (
    <>
      <RecordForm
        {...recordForm}
        submitLabel={patientFormTexts.submitNew}
        onCancel={onCancel}
        shownElsewhere={["POSSIBLE_DUPLICATE"]}
      >
        <PatientFields form={recordForm.form} only={only} />
      </RecordForm>
      <DuplicatesDialog
        candidates={isErrorCode(error, "POSSIBLE_DUPLICATE") ? error.data.candidates : null}
        isCreating={recordForm.isSaving}
        isMaybeSaved={recordForm.hasLostAnswer()}
        onClose={recordForm.clearRefusal}
        onChoose={(patient) => {
          recordForm.discard();
          onChoose(patient);
        }}
        onCreate={() => {
          isNew.current = true;
          recordForm.save();
        }}
      />
    </>
  );
}

/** What to ask a new patient or caller. */
const first = new Set<PatientField>(["firstName", "lastName", "gender", "dateOfBirth", "phoneNumber"]);

export type NewPatientDialogProps = {
  /** The typed name. Empty: unknown. */
  name: string;
  /** Called with the new or existing patient. */
  onChoose: (patient: Patient) => void;
  onClose: () => void;
};

/** Adds a patient by a short form, above the form that needs one. */
export const NewPatientDialog = ({ name, onChoose, onClose }: NewPatientDialogProps) => (
  <Dialog title={patientTexts.add} size="lg" closeOnClickOutside={false} onClose={onClose}>
    <NewPatientForm
      known={splitName(name)}
      only={first}
      onSaved={onChoose}
      onChoose={onChoose}
      onCancel={onClose}
    />
  </Dialog>
);

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
const DuplicatesDialog = (props: DuplicatesDialogProps) => (
  <Dialog
    opened={props.candidates !== null}
    onClose={props.onClose}
    size="lg"
    title={patientTexts.possibleDuplicates}
    closeButtonProps={{ "aria-label": texts.backToForm }}
  >
    <Stack>
      <Text size="sm">{props.isMaybeSaved ? texts.maybeSaved : texts.notSaved}</Text>
      <ul className={classes.list}>
        {props.candidates?.map((candidate) => (
          <Candidate key={candidate.patient.id} candidate={candidate} onChoose={props.onChoose} />
        ))}
      </ul>
      <Group justify="flex-end">
        <PlainButton label={texts.backToForm} onClick={props.onClose} />
        <PlainButton label={texts.addAsNew} onClick={props.onCreate} loading={props.isCreating} />
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
        <Dimmed>{details.filter(Boolean).join(" · ")}</Dimmed>
        <Group gap={6} mt={6}>
          {reasons.map((reason) => (
            <Badge key={reason} variant="default">
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
