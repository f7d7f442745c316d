import { isErrorCode } from "@caretype/client";
import { getRouteApi } from "@tanstack/react-router";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { NotFoundPage } from "../../../kit/page/not-found-page.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { PageSkeleton } from "../../../kit/page/page-skeleton.tsx";
import { permitted } from "../../../session/route/permitted.tsx";
import { formatInstant } from "../../../words/format/format.ts";
import { Name } from "../../../words/format/name.tsx";
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
  const { data: upload, error, refetch } = useUpload(id);
  if (isErrorCode(error, "IMPORT_UPLOAD_NOT_FOUND", "INVALID_INPUT")) return <NotFoundPage />;
  if (!upload && !error) return <PageSkeleton />;
  return (
    <Page
      title={texts.title}
      heading={upload ? <Name>{filesText(upload.files)}</Name> : texts.title}
      back={<BackLink to="/imports">{importTexts.allImports}</BackLink>}
      subtitle={
        upload
          ? texts.subtitle(
              importTexts.rowCount(upload.rows),
              formatInstant(upload.createdAt),
              upload.createdByEmail,
            )
          : null
      }
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {upload ? <UploadOutcome upload={upload} /> : null}
    </Page>
  );
}
