import { Group, Stack } from "@mantine/core";
import { Notice } from "../../../kit/notice/notice.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { ButtonLink } from "../../../words/format/links.tsx";
import { UndoImportButton } from "../batch/undo-import-button.tsx";
import { DownloadRowsButton } from "../correct/download-rows-button.tsx";
import type { Upload } from "./labels.ts";
import { ResultDuplicates } from "./result-duplicates.tsx";
import { ResultTable } from "./result-table.tsx";
import { texts as importUploadTexts } from "./texts.en.ts";

const { done: texts } = importUploadTexts;

/** The result of an import, with Undo. */
export function Done({ upload: { id: uploadId, result } }: { upload: Upload }) {
  const may = usePermissions();
  if (!result) return null;
  const { importId: id, doctors, duplicates, rowsSkipped } = result;
  return (
    <>
      <Notice is="done" title={id ? texts.title : texts.nothingNew} />
      {rowsSkipped > 0 ? (
        <Notice is="caution" title={texts.leftOut(rowsSkipped)}>
          <Stack gap="xs" align="start">
            {texts.howToImport}
            <DownloadRowsButton id={uploadId} rows={rowsSkipped} />
          </Stack>
        </Notice>
      ) : null}
      <ResultTable result={result} isDone />
      <ResultDuplicates duplicates={duplicates} />
      <Group>
        <ButtonLink to={result.patients.imported > 0 || doctors.imported === 0 ? "/patients" : "/doctors"}>
          {result.patients.imported > 0 || doctors.imported === 0 ? texts.toPatients : texts.toDoctors}
        </ButtonLink>
        {id && duplicates.patients > duplicates.first.length ? (
          <ButtonLink variant="default" to="/imports/$id/duplicates" params={{ id }}>
            {texts.allDuplicates}
          </ButtonLink>
        ) : null}
        {id && may("import:undo") ? <UndoImportButton id={id} size="sm" /> : null}
      </Group>
    </>
  );
}
