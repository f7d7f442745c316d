import type { Note } from "@caretype/client";
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Suspense, useState } from "react";
import { lazyPart } from "../../kit/connection/load-code.ts";
import { useMe, usePermissions } from "../../session/client/use-practice.ts";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../words/common/common.ts";
import { RestrictButton } from "../restriction/restrict-button.tsx";
import { Readers, RestrictedBadge } from "../restriction/restricted.tsx";
import { Additions } from "./additions.tsx";
import classes from "./note-item.module.css";
import type { NoteStep } from "./note-step.ts";
import { NoteText } from "./note-text.tsx";
import { texts } from "./texts.en.ts";

const NoteDialog = lazyPart(() => import("./note-dialog.tsx"), "NoteDialog");
const Verification = lazyPart(() => import("./verification.tsx"), "Verification");

/** A signed note with all that was added to it. */
export function NoteItem({ note }: { note: Note }) {
  const { dayAndTime } = usePracticeTime();
  const [step, setStep] = useState<NoteStep | null>(null);
  const [isVerified, setVerified] = useState(false);
  const when = dayAndTime(note.recordedAt);
  const isInError = note.errorReason !== null;
  return (
    <Stack component="li" gap="xs" className={classes.note ?? ""}>
      <Group gap="xs">
        <h3 className={classes.title}>{texts.headingOf(note.kind, when)}</h3>
        {note.isLate ? (
          <Badge variant="light" color="yellow" title={texts.lateMeaning}>
            {texts.late}
          </Badge>
        ) : null}
        {isInError ? (
          <Badge variant="light" color="red">
            {texts.inError}
          </Badge>
        ) : null}
        <RestrictedBadge record={note} />
      </Group>
      <NoteText text={note.text} isStruck={isInError} level={4} />
      <Signatures note={note} />
      <Readers record={note} />
      <Additions additions={note.signatures} level={4} />
      <Actions note={note} label={texts.labelOf(note.kind, when)} onStep={setStep} onVerify={setVerified} />
      <Suspense>
        {isVerified ? <Verification id={note.id} /> : null}
        {step === null ? null : <NoteDialog note={note} step={step} onClose={() => setStep(null)} />}
      </Suspense>
    </Stack>
  );
}

function Signatures({ note: { signatures } }: { note: Note }) {
  const { dayAndTime } = usePracticeTime();
  const plain = signatures.filter(({ kind }) => kind === "signature");
  return plain.map(({ id, doctorName, signedAt }) => (
    <Text key={id} size="sm" c="dimmed">
      {texts.signedBy(doctorName ?? commonTexts.somebody, dayAndTime(signedAt))}
    </Text>
  ));
}

type ActionsProps = {
  note: Note;
  label: string;
  onStep: (step: NoteStep) => void;
  onVerify: (isVerified: boolean) => void;
};

/** What the reader's role allows. Nothing is added to a note that was entered in error. */
function Actions({ note, label, onStep, onVerify }: ActionsProps) {
  const may = usePermissions();
  const { id } = useMe();
  const isSigned = note.signatures.some(({ kind, signedBy }) => kind === "signature" && signedBy === id);
  const maySign = may("clinical:sign") && note.errorReason === null;
  const steps = (["sign", "amend", "enterInError"] as const).filter((each) => each !== "sign" || !isSigned);
  const nameOf = (name: keyof typeof texts.steps) => texts.stepOf(texts.steps[name], label);
  return (
    <Group gap="xs">
      {(maySign ? steps : []).map((each) => (
        <Button key={each} variant="default" size="xs" aria-label={nameOf(each)} onClick={() => onStep(each)}>
          {texts.steps[each]}
        </Button>
      ))}
      <Button variant="default" size="xs" aria-label={nameOf("verify")} onClick={() => onVerify(true)}>
        {texts.steps.verify}
      </Button>
      <RestrictButton record={note} label={label} />
    </Group>
  );
}
