import type { Patient } from "@caretype/client";
import { Button, Group, Text } from "@mantine/core";
import { IconDownload, IconTrash, IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { notifyFailed } from "../../../kit/notice/notify.tsx";
import type { Selection } from "../../../kit/table/selection.tsx";
import { texts as assignmentTexts } from "../../../records/assignment/texts.en.ts";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { savePatients } from "../export/patient-csv.ts";
import type { Beside } from "../list/beside.ts";
import type { ColumnName } from "../list/display.ts";
import { texts as patientListTexts } from "../list/texts.en.ts";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { AssignSelected } from "./assign-selected.tsx";
import { FailuresDialog, RunningDialog } from "./bulk-dialogs.tsx";
import { RemoveSelected } from "./remove-selected.tsx";
import { UnassignSelected } from "./unassign-selected.tsx";
import { type Job, useBulk } from "./use-bulk.ts";

export type SelectionBarProps = {
  /** The selected ones. */
  patients: readonly Patient[];
  columns: readonly ColumnName[];
  beside: Beside;
  selection: Selection;
  /** Shown at the end. Default: a button that clears the selection. */
  end?: ReactNode | undefined;
};

const texts = patientListTexts.selection;

/** What can be done with the selected patients. */
export function SelectionBar({ patients, columns, beside, selection, end }: SelectionBarProps) {
  const may = usePermissions();
  const [opened, setOpened] = useState<"assign" | "unassign" | "remove" | null>(null);
  const bulk = useBulk(selection.select);
  const close = () => setOpened(null);
  const run = <Result,>(job: Job<Result>) => {
    close();
    void bulk.run(job);
  };
  const shared = { patients, onRun: run, onClose: close };
  const save = () =>
    savePatients(patients, columns, beside).catch((error) =>
      notifyFailed(patientListTexts.csv.failed, error),
    );
  return (
    <>
      {patients.length > 0 ? (
        <Group gap={6} mih={28} role="toolbar" aria-label={texts.toolbar}>
          <Text size="sm" fw={500} role="status" mr="xs">
            {texts.count(patients.length)}
          </Text>
          {may("assignment:create") ? (
            <Button {...small} leftSection={<IconUserPlus {...icon} />} onClick={() => setOpened("assign")}>
              {assignmentTexts.assign}
            </Button>
          ) : null}
          {may("assignment:remove") ? (
            <Button
              {...small}
              leftSection={<IconUserMinus {...icon} />}
              onClick={() => setOpened("unassign")}
            >
              {assignmentTexts.unassign}
            </Button>
          ) : null}
          {may("patient:remove") ? (
            <Button {...small} leftSection={<IconTrash {...icon} />} onClick={() => setOpened("remove")}>
              {patientPageTexts.remove}
            </Button>
          ) : null}
          <Button {...small} leftSection={<IconDownload {...icon} />} onClick={save}>
            {patientListTexts.csv.action}
          </Button>
          {end ?? (
            <Button size="compact-sm" variant="subtle" onClick={selection.clear}>
              {texts.clear}
            </Button>
          )}
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

const small = { size: "compact-sm", variant: "default" } as const;
const icon = { size: 14, "aria-hidden": true } as const;
