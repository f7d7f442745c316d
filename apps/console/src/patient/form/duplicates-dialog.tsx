import type { Patient, PossibleDuplicate } from "@caretype/client";
import { Badge, Button, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { Dialog } from "../../dialog/dialog.tsx";
import { useGrouping } from "../../phone/use-grouping.ts";
import { birthText } from "../birth.ts";
import { genderLabels } from "../gender.ts";
import classes from "./duplicates-dialog.module.css";

type DuplicatesDialogProps = {
  /** Null: nothing is asked. */
  candidates: readonly PossibleDuplicate[] | null;
  isCreating: boolean;
  /** It was sent before, and no answer came. */
  isMaybeSaved: boolean;
  /** Back to the form. */
  onClose: () => void;
  onChoose: (patient: Patient) => void;
  onCreate: () => void;
};

/** Who the new patient may be, and why. Nothing is made until the person has said which. */
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
      title="The practice may have this patient already"
      closeButtonProps={{ "aria-label": "Back to the form" }}
    >
      <Stack>
        <Text size="sm">
          {isMaybeSaved
            ? "It may be what you have entered yourself: no answer came when you saved it. Is it one of these?"
            : "Nothing is saved yet. Is it one of these?"}
        </Text>
        <ul className={classes.list}>
          {candidates?.map((candidate) => (
            <Candidate key={candidate.patient.id} candidate={candidate} onChoose={onChoose} />
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back to the form
          </Button>
          <Button variant="default" onClick={onCreate} loading={isCreating}>
            Add as a new patient
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
              {reason}
            </Badge>
          ))}
        </Group>
      </div>
      <Button variant="light" onClick={() => onChoose(patient)}>
        It is this one<VisuallyHidden>: {patient.name}</VisuallyHidden>
      </Button>
    </li>
  );
}
