import { Group, Stack } from "@mantine/core";
import { Notice } from "../../session/notice.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { ButtonLink } from "../../shell/text/links.tsx";
import { UndoImportButton } from "../batch/undo-import-button.tsx";
import { DownloadRowsButton } from "../correct/download-rows-button.tsx";
import { counted, type Upload } from "./labels.ts";
import { ResultDuplicates } from "./result-duplicates.tsx";
import { ResultTable } from "./result-table.tsx";

/** The result of an import, with Undo. */
export function Done({ upload: { id: uploadId, result } }: { upload: Upload }) {
  const may = usePermissions();
  if (!result) return null;
  const { importId: id, doctors, duplicates, rowsSkipped } = result;
  return (
    <>
      <Notice is="done" title={id ? "Imported" : "There was nothing new to import"} />
      {rowsSkipped > 0 ? (
        <Notice
          is="caution"
          title={`${counted(rowsSkipped, ["row with problems was", "rows with problems were"])} left out`}
        >
          <Stack gap="xs" align="start">
            Download them within a day, correct the file, and import it.
            <DownloadRowsButton id={uploadId} rows={rowsSkipped} />
          </Stack>
        </Notice>
      ) : null}
      <ResultTable result={result} isDone />
      <ResultDuplicates duplicates={duplicates} />
      <Group>
        <ButtonLink to={result.patients.imported > 0 || doctors.imported === 0 ? "/patients" : "/doctors"}>
          {result.patients.imported > 0 || doctors.imported === 0
            ? "Go to the patients"
            : "Go to the doctors"}
        </ButtonLink>
        {id && duplicates.patients > duplicates.first.length ? (
          <ButtonLink variant="default" to="/imports/$id/duplicates" params={{ id }}>
            All possible duplicates
          </ButtonLink>
        ) : null}
        {id && may("import:undo") ? <UndoImportButton id={id} size="sm" /> : null}
      </Group>
    </>
  );
}
