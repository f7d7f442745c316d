import { Stack } from "@mantine/core";
import { IconTableImport } from "@tabler/icons-react";
import { usePermissions } from "../../session/use-practice.ts";
import { Page } from "../../shell/page/page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { ButtonLink } from "../../shell/text/links.tsx";
import { importTexts } from "../../texts/import.ts";
import { ImportList } from "./import-list.tsx";
import { OpenUploads } from "./open-uploads.tsx";

export const ImportsPage = () => (
  <Permitted needs="import:read">
    <Imports />
  </Permitted>
);

/** Finished imports and open uploads of the practice. */
function Imports() {
  const may = usePermissions();
  const actions = may("import:run") ? (
    <ButtonLink to="/imports/new" leftSection={<IconTableImport size={16} aria-hidden />}>
      {importTexts.importFiles}
    </ButtonLink>
  ) : null;
  return (
    <Page title={importTexts.title} actions={actions}>
      <Stack>
        {may("import:run") ? <OpenUploads /> : null}
        <ImportList />
      </Stack>
    </Page>
  );
}
