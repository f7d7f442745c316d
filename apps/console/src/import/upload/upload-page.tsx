import { isErrorCode } from "@caretype/client";
import { getRouteApi } from "@tanstack/react-router";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { BackLink } from "../../shell/page/back-link.tsx";
import { Page } from "../../shell/page/page.tsx";
import { PageSkeleton } from "../../shell/page/page-skeleton.tsx";
import { NotFoundPage } from "../../shell/route/not-found-page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { Name } from "../../shell/text/name.tsx";
import { counted, filesText } from "./labels.ts";
import { UploadOutcome } from "./upload-outcome.tsx";
import { useUpload } from "./use-upload.ts";

const route = getRouteApi("/signed-in/imports/uploads/$id");

export const UploadPage = () => (
  <Permitted needs="import:run">
    <UploadOfId />
  </Permitted>
);

/** The page of an upload. The server continues without it. */
function UploadOfId() {
  const { id } = route.useParams();
  const { data: upload, error, refetch } = useUpload(id);
  if (isErrorCode(error, "IMPORT_UPLOAD_NOT_FOUND", "INVALID_INPUT")) return <NotFoundPage />;
  if (!upload && !error) return <PageSkeleton />;
  return (
    <Page
      title="Import"
      heading={upload ? <Name>{filesText(upload.files)}</Name> : "Import"}
      back={<BackLink to="/imports">All imports</BackLink>}
      subtitle={
        upload
          ? `${counted(upload.rows, ["row", "rows"])}, uploaded on ${formatInstant(upload.createdAt)} by ${upload.createdByEmail}`
          : null
      }
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {upload ? <UploadOutcome upload={upload} /> : null}
    </Page>
  );
}
