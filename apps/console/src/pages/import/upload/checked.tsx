import { genderWord } from "@caretype/api/import/table/cells";
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { Notice } from "../../../kit/notice/notice.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { mostGenders } from "../choose/guess-settings.ts";
import { rememberSettings } from "../choose/last-settings.ts";
import { MappingForm } from "../choose/mapping-form.tsx";
import { ToCorrect } from "../correct/to-correct.tsx";
import { useInvalidRows } from "../correct/use-invalid-rows.ts";
import { failureText } from "./labels.ts";
import { ProblemList } from "./problem-list.tsx";
import { ReadUnits, Warnings } from "./read-units.tsx";
import { ResultDuplicates } from "./result-duplicates.tsx";
import { newIn, ResultTable } from "./result-table.tsx";
import { texts as importUploadTexts, checked as texts } from "./texts.en.ts";
import { type InStateProps, UploadActions } from "./upload-actions.tsx";

/** The result of a check: what the import would add, or the problems. */
export function Checked({ upload, actions }: InStateProps) {
  const { problems, failure, result, invalidRows } = upload;
  const [isRemapped, setRemapped] = useState(false);
  if (isRemapped) return <Remap upload={upload} actions={actions} onClose={() => setRemapped(false)} />;
  const remap = upload.table ? (
    <Button variant="default" onClick={() => setRemapped(true)}>
      {texts.changeColumns}
    </Button>
  ) : null;
  // All rows are corrected, and the check is about to start.
  const isCorrected = invalidRows === 0 && !result && !failure;
  if (invalidRows !== null && (invalidRows > 0 || isCorrected))
    return <ToCorrect upload={upload} actions={actions} invalidRows={invalidRows} others={remap} />;
  if (result && newIn(result) > 0) {
    return (
      <>
        <Notice is="done" title={texts.noProblems}>
          {texts.wouldAdd}
        </Notice>
        <ResultTable result={result} isDone={false} />
        <Warnings upload={upload} />
        <ReadUnits upload={upload} actions={actions} />
        <ResultDuplicates duplicates={result.duplicates} />
        <UploadActions
          actions={actions}
          main={{ label: importUploadTexts.import, run: () => actions.run() }}
          others={remap}
        />
      </>
    );
  }
  return (
    <>
      {problems && problems.total > 0 ? <ProblemList problems={problems} /> : null}
      {failure ? (
        <Notice is="caution" title={texts.wouldFail}>
          {failureText(failure)}
        </Notice>
      ) : null}
      {result ? (
        <Notice is="info" title={texts.nothingNew}>
          {texts.allImported}
        </Notice>
      ) : null}
      <UploadActions actions={actions} others={remap} />
    </>
  );
}

type RemapProps = InStateProps & { onClose: () => void };

/** Maps the uploaded columns again. Other columns were not uploaded. */
function Remap({ upload: { id, records, table, files }, actions, onClose }: RemapProps) {
  const [file] = files;
  const { data: invalid } = useInvalidRows(id);
  if (!records || !table || !file) return null;
  const { gender } = table.mapping;
  const unreadGenders = invalid?.pages
    .flatMap(({ items }) => items)
    .flatMap(({ cells, problems }) =>
      problems.some(({ column }) => column === gender)
        ? cells.flatMap(({ column, value }) => (column === gender ? [genderWord(value)] : []))
        : [],
    );
  return (
    <div tabIndex={-1} ref={focus} style={{ outline: "none" }}>
      <Text size="sm" mb="sm">
        {texts.onlyUploaded}
      </Text>
      <MappingForm
        file={{ ...file, samples: [] }}
        initial={{ records, settings: table }}
        isRecordsFixed
        unreadGenders={[...new Set(unreadGenders)].slice(0, mostGenders)}
        isPending={actions.isPending}
        submitLabel={importUploadTexts.checkAgain}
        about={
          <Button variant="default" onClick={onClose}>
            {commonTexts.cancel}
          </Button>
        }
        onSubmit={({ settings }) => {
          rememberSettings({ records, settings });
          actions.check(settings);
        }}
      />
    </div>
  );
}

/** The button that opened the form is gone. */
const focus = (element: HTMLElement | null) => element?.focus();
