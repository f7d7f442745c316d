import { getRouteApi } from "@tanstack/react-router";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { Page } from "../../../../../kit/page/page.tsx";
import { ReadPage } from "../../../../../kit/page/read-page.tsx";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { formatInstant } from "../../../../../words/format/format.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { texts as importTexts } from "../texts.en.ts";
import { filesText } from "./labels.ts";
import { texts } from "./texts.en.ts";
import { UploadOutcome } from "./upload-outcome.tsx";
import { useUpload } from "./use-upload.ts";

const route = getRouteApi("/signed-in/imports/uploads/$id");

export const UploadPage = permitted("import:run", UploadOfId);

/** The page of an upload. The server continues without it. */
function UploadOfId() {
  const { id } = route.useParams();
  const query = useUpload(id);
  const { error, refetch } = query;
  return (
    <ReadPage query={query} title={texts.title} notFound="IMPORT_UPLOAD_NOT_FOUND">
      {(upload) => (
        <Page
          title={texts.title}
          heading={<Name>{filesText(upload.files)}</Name>}
          back={<BackLink to="/imports">{importTexts.allImports}</BackLink>}
          subtitle={texts.subtitle(
            importTexts.rowCount(upload.rows),
            formatInstant(upload.createdAt),
            upload.createdByEmail,
          )}
        >
          {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
          <UploadOutcome upload={upload} />
        </Page>
      )}
    </ReadPage>
  );
}
