import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { Notice } from "../../session/notice.tsx";
import { keepSettings } from "../choose/last-settings.ts";
import { MappingForm } from "../choose/mapping-form.tsx";
import { failureText } from "./labels.ts";
import { ProblemList } from "./problem-list.tsx";
import { ResultDuplicates } from "./result-duplicates.tsx";
import { newIn, ResultTable } from "./result-table.tsx";
import { UploadActions } from "./upload-actions.tsx";
import type { InStateProps } from "./use-upload-actions.ts";

/** What a check has come to: what would be imported, or what keeps it from that. */
export function Checked({ upload, actions }: InStateProps) {
  const { problems, failure, result } = upload;
  const [isRemapped, setRemapped] = useState(false);
  if (isRemapped) return <Remap upload={upload} actions={actions} onClose={() => setRemapped(false)} />;
  const remap = upload.table ? (
    <Button variant="default" onClick={() => setRemapped(true)}>
      Read it differently
    </Button>
  ) : null;
  if (result && newIn(result) > 0) {
    return (
      <>
        <Notice is="done" title="Checked: there is nothing wrong with it">
          Nothing is imported yet. This is what it would be:
        </Notice>
        <ResultTable result={result} isDone={false} />
        <ResultDuplicates duplicates={result.duplicates} />
        <UploadActions actions={actions} main={{ label: "Import", run: actions.run }} others={remap} />
      </>
    );
  }
  return (
    <>
      {problems && problems.total > 0 ? <ProblemList problems={problems} /> : null}
      {failure ? (
        <Notice is="caution" title="It cannot be imported as it is">
          {failureText(failure)}
        </Notice>
      ) : null}
      {result ? (
        <Notice is="info" title="There is nothing new in it">
          All of it was imported before.
        </Notice>
      ) : null}
      <UploadActions actions={actions} others={remap} />
    </>
  );
}

type RemapProps = InStateProps & { onClose: () => void };

/** With the columns that were brought: the others have stayed where the file is. */
function Remap({ upload: { records, table, files }, actions, onClose }: RemapProps) {
  const [file] = files;
  if (!records || !table || !file) return null;
  return (
    <div tabIndex={-1} ref={focus} style={{ outline: "none" }}>
      <Text size="sm" mb="sm">
        Only these columns were brought here. For others, choose the file again.
      </Text>
      <MappingForm
        file={{ ...file, samples: [] }}
        initial={{ records, settings: table }}
        isRecordsFixed
        isPending={actions.isPending}
        submitLabel="Check again"
        about={
          <Button variant="default" onClick={onClose}>
            Leave it as it is
          </Button>
        }
        onSubmit={({ settings }) => {
          keepSettings({ records, settings });
          actions.check(settings);
        }}
      />
    </div>
  );
}

/** The button that has opened it is gone. */
const focus = (element: HTMLElement | null) => element?.focus();
