import { Alert, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { Notice } from "../../session/notice.tsx";
import { SubmitButton } from "../../session/submit-button.tsx";
import { counted } from "../upload/labels.ts";
import { UploadActions } from "../upload/upload-actions.tsx";
import type { InStateProps } from "../upload/use-upload-actions.ts";
import { DownloadRowsButton } from "./download-rows-button.tsx";
import { ImportOthersButton } from "./import-others-button.tsx";
import { InvalidRows } from "./invalid-rows.tsx";

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
        <Notice is="done" title="All rows are corrected">
          They are checked again, together with all others. Nothing is imported yet.
        </Notice>
        <UploadActions
          actions={actions}
          main={{ label: "Check again", run: () => check() }}
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
        title={`${counted(total, ["problem", "problems"])} to fix in ${counted(invalidRows, ["row", "rows"])}`}
      >
        Nothing is imported yet. Correct the rows here, or in your file and choose it again.
        {valid > 0
          ? ` You can also import the other ${counted(valid, ["row", "rows"])}, and leave ${invalidRows === 1 ? "this one" : "these"} out.`
          : null}
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
                Check again
              </SubmitButton>
            )}
            {others}
          </>
        }
      />
      <Text size="sm" c="dimmed">
        The download has the columns that are imported, and what is wrong in each row.
      </Text>
    </>
  );
}
