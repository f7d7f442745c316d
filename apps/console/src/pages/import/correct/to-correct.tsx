import { Alert, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { Notice } from "../../../kit/notice/notice.tsx";
import { texts as importTexts } from "../texts.en.ts";
import { texts as importUploadTexts } from "../upload/texts.en.ts";
import { UploadActions } from "../upload/upload-actions.tsx";
import type { InStateProps } from "../upload/use-upload-actions.ts";
import { DownloadRowsButton } from "./download-rows-button.tsx";
import { ImportOthersButton } from "./import-others-button.tsx";
import { InvalidRows } from "./invalid-rows.tsx";
import { isFileKept } from "./kept-files.ts";

const { correct: texts } = importUploadTexts;

type ToCorrectProps = InStateProps & { invalidRows: number; others: ReactNode };

/** A checked table of which some rows have problems. Once the last is corrected, it is checked again. */
export function ToCorrect({ upload, actions, invalidRows, others }: ToCorrectProps) {
  const { id, rows, problems, result } = upload;
  const { check } = actions;
  const hasChecked = useRef(false);
  useEffect(() => {
    if (invalidRows > 0 || hasChecked.current) return;
    hasChecked.current = true;
    check();
  }, [invalidRows, check]);
  if (invalidRows === 0)
    return (
      <>
        <Notice is="done" title={texts.allCorrected}>
          {texts.checkedAgain}
        </Notice>
        <UploadActions
          actions={actions}
          main={{ label: importUploadTexts.checkAgain, run: () => check() }}
          others={others}
        />
      </>
    );
  const total = problems?.total ?? 0;
  const valid = rows - invalidRows;
  return (
    <>
      <Alert
        color="danger"
        role="alert"
        title={texts.problemsInRows(importTexts.problemsToFix(total), importTexts.rowCount(invalidRows))}
      >
        {texts.fix}
        {valid > 0 ? ` ${texts.importOthersToo(importTexts.rowCount(valid), invalidRows)}` : null}
      </Alert>
      <InvalidRows upload={upload} />
      <UploadActions
        actions={actions}
        isMainOther={valid > 0}
        others={
          <>
            {valid > 0 ? (
              <ImportOthersButton upload={upload} actions={actions} invalidRows={invalidRows} />
            ) : null}
            <DownloadRowsButton id={id} rows={invalidRows} />
            {result ? null : (
              <SubmitButton variant="default" isPending={actions.isPending} onClick={() => check()}>
                {importUploadTexts.checkAgain}
              </SubmitButton>
            )}
            {others}
          </>
        }
      />
      <Text size="sm" c="dimmed">
        {isFileKept(id) ? texts.aboutWholeDownload : texts.aboutDownload}
      </Text>
    </>
  );
}
