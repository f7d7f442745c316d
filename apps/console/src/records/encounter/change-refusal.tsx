import { currentRecord } from "@caretype/client";
import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { texts } from "./texts.en.ts";

/** Why an encounter was not changed. Nothing without an error. */
export function ChangeRefusal({ error }: { error: unknown }) {
  if (!error) return null;
  const current = currentRecord(error, "encounter");
  if (!current) return <ErrorNotice error={error} />;
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {texts.conflict(texts.statuses[current.status])}
    </Alert>
  );
}
