import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useEffect, useRef } from "react";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { Paged } from "../../../../../kit/section/paged-list.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatNumber } from "../../../../../words/format/format.ts";
import { texts as importTexts } from "../texts.en.ts";
import type { Upload } from "../upload/labels.ts";
import { ReadUnits, Warnings } from "../upload/read-units.tsx";
import { ResultTable } from "../upload/result-table.tsx";
import { others as othersTexts, correct as texts, texts as uploadTexts } from "../upload/texts.en.ts";
import { type InStateProps, UploadActions } from "../upload/upload-actions.tsx";
import { DownloadRowsButton } from "./download-rows-button.tsx";
import { InvalidRowForm } from "./invalid-row-form.tsx";
import { isFileKept } from "./kept-files.ts";
import { useInvalidRows } from "./use-invalid-rows.ts";

type ToCorrectProps = InStateProps & { invalidRows: number; others: ReactNode };

/** A checked table with problems in some rows. It is checked again once the last is corrected. */
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
          main={{ label: uploadTexts.checkAgain, run: () => check() }}
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
      <Warnings upload={upload} />
      <ReadUnits upload={upload} actions={actions} />
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
              <SubmitButton
                label={uploadTexts.checkAgain}
                variant="default"
                isPending={actions.isPending}
                onClick={() => check()}
              />
            )}
            {others}
          </>
        }
      />
      <Dimmed>{isFileKept(id) ? texts.aboutWholeDownload : texts.aboutDownload}</Dimmed>
    </>
  );
}

function InvalidRows({ upload: { id } }: { upload: Pick<Upload, "id"> }) {
  const query = useInvalidRows(id);
  return (
    <Section title={texts.title} about={texts.about}>
      <Paged query={query} skeleton={<Skeleton h={240} />}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm">{texts.none}</Text>
          ) : (
            <Stack component="ul" gap={0} m={0} p={0} data-correction>
              {rows.map((row) => (
                <InvalidRowForm key={row.line} id={id} row={row} />
              ))}
            </Stack>
          )
        }
      </Paged>
    </Section>
  );
}

type ImportOthersProps = InStateProps & { invalidRows: number };

/** Imports all rows without problems, after saying what happens. */
function ImportOthersButton({ upload, actions, invalidRows }: ImportOthersProps) {
  const [opened, { open, close }] = useDisclosure();
  const { rows, result } = upload;
  const others = rows - invalidRows;
  const run = () => {
    close();
    actions.run(invalidRows);
  };
  return (
    <>
      <Button onClick={open} disabled={actions.isPending}>
        {othersTexts.button(formatNumber(others))}
      </Button>
      <Dialog opened={opened} onClose={close} title={othersTexts.title(others)}>
        <Stack>
          <Text size="sm">{othersTexts.text(invalidRows)}</Text>
          {result ? <ResultTable result={result} isDone={false} /> : null}
          <Group justify="flex-end">
            <PlainButton label={commonTexts.cancel} onClick={close} data-autofocus />
            <Button onClick={run}>{othersTexts.confirm(others)}</Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
