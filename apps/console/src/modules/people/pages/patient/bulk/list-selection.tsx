import type { Patient, PatientId } from "@caretype/client";
import { Button, Group, List, Progress, Stack, Text } from "@mantine/core";
import { IconDownload, IconTrash, IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { NoticeDialog } from "../../../../../kit/dialog/notice-dialog.tsx";
import { FormButtons } from "../../../../../kit/form/form-frame.tsx";
import { messageOf } from "../../../../../kit/notice/error-notice.tsx";
import { notifyFailed } from "../../../../../kit/notice/notify.tsx";
import type { Selection } from "../../../../../kit/table/selection.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton, TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { describeUnrestored } from "../../../records/assignment/undo.ts";
import { savePatients } from "../export/patient-csv.ts";
import type { ColumnName } from "../list/display.ts";
import { texts as patientListTexts, selection as texts } from "../list/texts.en.ts";
import type { Beside } from "../list/use-of-patients.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { AssignSelected, UnassignSelected } from "./assign-selected.tsx";
import classes from "./list-selection.module.css";
import {
  failures as bulkDialogsTexts,
  texts as patientBulkTexts,
  removing as removeSelectedTexts,
} from "./texts.en.ts";
import { type Failures, type Job, type Running, useBulk } from "./use-bulk.ts";

type ListSelectionProps = Omit<SelectionBarProps, "end"> & {
  /** Whether patients of a narrow list are being selected. */
  isNarrow: boolean;
  onDone: () => void;
};

/** The bar of the selected patients: above a wide list, and at the bottom of a narrow one. */
export function ListSelection({ isNarrow, onDone, ...bar }: ListSelectionProps) {
  const done = (
    <Button size="compact-sm" onClick={onDone}>
      {patientListTexts.selection.done}
    </Button>
  );
  // One element for both layouts, so that dialogs stay open when the screen is rotated.
  return (
    <div className={isNarrow ? classes.bottom : classes.above}>
      {isNarrow && bar.patients.length === 0 ? (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" role="status">
            {patientListTexts.selection.nobody}
          </Text>
          {done}
        </Group>
      ) : null}
      <SelectionBar {...bar} end={isNarrow ? done : undefined} />
    </div>
  );
}

type SelectionBarProps = {
  patients: readonly Patient[];
  columns: readonly ColumnName[];
  beside: Beside;
  selection: Selection;
  /** Shown at the end. Default: a button that clears the selection. */
  end?: ReactNode | undefined;
};

function SelectionBar({ patients, columns, beside, selection, end }: SelectionBarProps) {
  const may = usePermissions();
  const { timeZone } = usePracticeTime();
  const [opened, setOpened] = useState<(typeof actions)[number]["is"] | null>(null);
  const bulk = useBulk(selection.select);
  const close = () => setOpened(null);
  const run = <Result,>(job: Job<Result>) => {
    close();
    void bulk.run(job);
  };
  const shared = { patients, onRun: run, onClose: close };
  const save = () =>
    savePatients(patients, columns, { ...beside, timeZone }).catch((error) =>
      notifyFailed(patientListTexts.csv.failed, error),
    );
  return (
    <>
      {patients.length > 0 ? (
        <Group gap={6} mih={28} role="toolbar" aria-label={texts.toolbar}>
          <Text size="sm" fw={500} role="status" mr="xs">
            {texts.count(patients.length)}
          </Text>
          {actions
            .filter(({ needs }) => may(needs))
            .map(({ is, Icon, label }) => (
              <Button key={is} {...small} leftSection={<Icon {...icon} />} onClick={() => setOpened(is)}>
                {label}
              </Button>
            ))}
          <Button {...small} leftSection={<IconDownload {...icon} />} onClick={save}>
            {patientListTexts.csv.action}
          </Button>
          {end ?? <TextButton label={texts.clear} onClick={selection.clear} />}
        </Group>
      ) : null}
      {opened === "assign" ? <AssignSelected {...shared} /> : null}
      {opened === "unassign" ? <UnassignSelected {...shared} doctors={beside.doctors} /> : null}
      {opened === "remove" ? <RemoveSelected {...shared} /> : null}
      {bulk.running ? <RunningDialog running={bulk.running} onStop={bulk.stop} /> : null}
      {bulk.failures ? <FailuresDialog failures={bulk.failures} onClose={bulk.closeFailures} /> : null}
    </>
  );
}

const actions = [
  { is: "assign", needs: "assignment:create", Icon: IconUserPlus, label: assignmentTexts.assign },
  { is: "unassign", needs: "assignment:remove", Icon: IconUserMinus, label: assignmentTexts.unassign },
  { is: "remove", needs: "patient:remove", Icon: IconTrash, label: patientPageTexts.remove },
] as const;

const small = { size: "compact-sm", variant: "default" } as const;
const icon = { size: 14, "aria-hidden": true } as const;

type RemoveSelectedProps = {
  patients: readonly Patient[];
  onRun: (job: Job<PatientId>) => void;
  onClose: () => void;
};

/** Removes all selected patients, after a confirmation. */
function RemoveSelected({ patients, onRun, onClose }: RemoveSelectedProps) {
  const unassign = usePermissions()("assignment:remove");
  const remove = () =>
    onRun({
      title: removeSelectedTexts.running,
      patients,
      work: async ({ id, version }) => {
        await caretype.patient.remove.mutate({ id, expectedVersion: version, unassign });
        return id;
      },
      done: removeSelectedTexts.done,
      undo: restore,
    });
  return (
    <Dialog onClose={onClose} title={removeSelectedTexts.title(patients.length)} centered>
      <Stack>
        <Text size="sm">{unassign ? removeSelectedTexts.unassigns : removeSelectedTexts.keepsAssigned}</Text>
        <FormButtons
          onCancel={onClose}
          isCancelFocused
          submitLabel={removeSelectedTexts.submit}
          onConfirm={remove}
          isFinal
        />
      </Stack>
    </Dialog>
  );
}

async function restore(id: PatientId): Promise<void> {
  const { name, assignmentsLeft = [] } = await caretype.patient.restore.mutate({ id });
  if (assignmentsLeft.length > 0) notifyFailed(...describeUnrestored(name, assignmentsLeft.length));
}

/** Shows the progress of an action on several patients. It can be stopped between two patients. */
function RunningDialog({ running, onStop }: { running: Running; onStop: () => void }) {
  const { title, finished, total } = running;
  return (
    <Dialog
      onClose={onStop}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Progress value={(100 * finished) / total} aria-label={title} />
        <Text size="sm" role="status">
          {patientBulkTexts.bulk.progress(finished, total)}
        </Text>
        <Group justify="flex-end">
          <PlainButton label={patientBulkTexts.bulk.stop} onClick={onStop} />
        </Group>
      </Stack>
    </Dialog>
  );
}

/** The patients for whom an action failed, and why. They stay selected. */
function FailuresDialog({ failures, onClose }: { failures: Failures; onClose: () => void }) {
  const { failed, left } = failures;
  return (
    <NoticeDialog onClose={onClose} title={bulkDialogsTexts.title}>
      {failed.length > 0 ? (
        <>
          <Text size="sm">{bulkDialogsTexts.failedFor(failed.length)}</Text>
          <List
            size="sm"
            mah={320}
            style={{ overflowY: "auto" }}
            tabIndex={0}
            aria-label={bulkDialogsTexts.list}
          >
            {failed.map(({ patient, error }) => (
              <List.Item key={patient.id}>
                {bulkDialogsTexts.because(patient.name, messageOf(error))}
              </List.Item>
            ))}
          </List>
        </>
      ) : null}
      {left.length > 0 ? <Text size="sm">{bulkDialogsTexts.stoppedBefore(left.length)}</Text> : null}
      <Dimmed>{bulkDialogsTexts.areSelected}</Dimmed>
    </NoticeDialog>
  );
}
