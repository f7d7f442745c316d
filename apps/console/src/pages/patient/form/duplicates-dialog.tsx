import type { Patient, PossibleDuplicate } from "@caretype/client";
import { Badge, Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { useGrouping } from "../../../kit/phone/use-grouping.ts";
import { birthText } from "../../../records/patient/birth.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { genderLabels } from "../../../records/record/gender.ts";
import { commonTexts } from "../../../words/common/common.ts";
import classes from "./duplicates-dialog.module.css";
import { duplicates as texts } from "./texts.en.ts";

type DuplicatesDialogProps = {
  /** Null closes the dialog. */
  candidates: readonly PossibleDuplicate[] | null;
  isCreating: boolean;
  /** An earlier save had no response. */
  isMaybeSaved: boolean;
  /** Returns to the form. */
  onClose: () => void;
  onChoose: (patient: Patient) => void;
  onCreate: () => void;
};

/** Shows possible duplicates before creating a patient. */
export function DuplicatesDialog({
  candidates,
  isCreating,
  isMaybeSaved,
  onClose,
  onChoose,
  onCreate,
}: DuplicatesDialogProps) {
  return (
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
}

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
