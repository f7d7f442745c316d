import { doctorId, type ErrorData, type ImportId, isErrorOf, patientId } from "@caretype/client";
import { Alert, Button, type ButtonProps, Group, List, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { fieldText } from "../../../../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../../session/client/api.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { AnchorLink } from "../../../../../words/format/links.tsx";
import { PatientName } from "../../../../people/pages/patient/page/patient-name.tsx";
import { texts as importTexts, undo as texts } from "../texts.en.ts";
import { type Batch, failureText } from "../upload/labels.ts";
import { invalidateImports } from "../upload/use-upload.ts";

type UndoImportButtonProps = ButtonProps & {
  id: ImportId;
  /** The accessible name, which names the import. */
  name?: string;
  /** Why the last background undo failed. */
  failure?: Batch["undoFailure"];
};

/** Undoes an import after a confirmation. The dialog shows what blocks it. */
export function UndoImportButton({
  id,
  name = texts.label,
  failure = null,
  ...props
}: UndoImportButtonProps) {
  const [opened, { open, close }] = useDisclosure();
  const undo = useSingleMutation(
    api.import.undo.mutationOptions({
      onSuccess: ({ state, clinicalRecords, patients, doctors, assignments, appointments }) => {
        close();
        const records = clinicalRecords.reduce((sum, { count }) => sum + count, 0);
        const removed = patients + doctors + assignments + appointments + records;
        notifyDone(state === "undoing" ? texts.hasBegun : texts.hasEnded(removed));
        invalidateImports();
      },
    }),
  );
  const done = undo.data?.state === "undoing" ? texts.isRunning : texts.isDone;
  // A failed undo can be retried.
  const isAsked = undo.isSuccess && !failure;
  const ask = () => {
    undo.reset();
    open();
  };
  return (
    <>
      <SmallButton
        label={isAsked ? done : texts.button}
        name={isAsked ? undefined : name}
        {...props}
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={ask}
        disabled={isAsked}
      />
      <Dialog opened={opened} onClose={close} title={texts.title}>
        <Stack>
          <Text size="sm">{texts.text}</Text>
          {undo.isError ? <UndoRefused error={undo.error} onClose={close} /> : null}
          {undo.isIdle && failure ? <UndoFailed {...failure} onClose={close} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {undo.isError ? commonTexts.close : commonTexts.cancel}
            </Button>
            <Button color="danger" loading={undo.isPending} onClick={() => undo.mutate({ id })}>
              {undo.isError || failure ? commonTexts.tryAgain : texts.button}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}

/** Why an import was not undone, with links to what blocks it. */
function UndoRefused({ error, onClose }: { error: unknown; onClose: () => void }) {
  if (!isErrorOf(error, "import.undo", "IMPORT_HAS_CHANGED")) return <ErrorNotice error={error} />;
  return <UndoBlocked {...error.data} onClose={onClose} />;
}

type Blocked = {
  blockedBy: readonly Blocker[];
  blockedByTotal: number;
  blockedElsewhere?: boolean | undefined;
  onClose: () => void;
};

/** Why a background undo failed. */
function UndoFailed({ code, ...blocked }: NonNullable<Batch["undoFailure"]> & Pick<Blocked, "onClose">) {
  if (code === "IMPORT_HAS_CHANGED") return <UndoBlocked {...blocked} />;
  return (
    <Alert color="danger" role="alert" title={texts.nothingRemoved}>
      {failureText(code)}
    </Alert>
  );
}

function UndoBlocked({ blockedBy, blockedByTotal, blockedElsewhere, onClose }: Blocked) {
  const shown = blockedBy.slice(0, maxShown);
  return (
    <Alert color="danger" role="alert" title={texts.nothingRemoved}>
      <Stack gap="xs">
        {blockedByTotal > 0 ? <Text size="sm">{texts.isBlocked(blockedByTotal)}</Text> : null}
        <List size="sm" spacing={4}>
          {shown.map((blocker) => (
            <List.Item key={blocker.id}>
              <Blocking blocker={blocker} onClose={onClose} />
            </List.Item>
          ))}
        </List>
        {blockedByTotal > shown.length ? (
          <Text size="sm">{importTexts.more(blockedByTotal - shown.length)}</Text>
        ) : null}
        {blockedElsewhere ? <Text size="sm">{texts.isElsewhere}</Text> : null}
      </Stack>
    </Alert>
  );
}

/** Limited, as reading each name is audited. */
const maxShown = 10;

type Blocker = NonNullable<ErrorData["blockedBy"]>[number];

function Blocking({ blocker: { kind, id, label }, onClose }: { blocker: Blocker; onClose: () => void }) {
  const shared = { size: "sm", underline: "always", onClick: onClose } as const;
  return (
    <>
      {kind === "patient" ? (
        <AnchorLink to="/patients/$id" params={{ id: patientId.parse(id) }} {...shared}>
          <PatientName id={patientId.parse(id)} />
        </AnchorLink>
      ) : kind === "doctor" ? (
        <AnchorLink to="/doctors/$id" params={{ id: doctorId.parse(id) }} {...shared}>
          {texts.aDoctor}
        </AnchorLink>
      ) : kind === "merge" ? (
        texts.aMerge
      ) : (
        texts.anAssignment
      )}
      {label ? `: ${fieldText(label)}` : null}
    </>
  );
}
