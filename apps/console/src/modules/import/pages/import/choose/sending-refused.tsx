import { isErrorCode } from "@caretype/client";
import { Text } from "@mantine/core";
import { fieldErrors } from "../../../../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { TextLink } from "../../../../../words/format/links.tsx";
import { FileFaults } from "./choosing-page.tsx";
import { texts as importChooseTexts } from "./texts.en.ts";

/** Why the upload was refused, and what to do. */
export function SendingRefused({ error }: { error: unknown }) {
  if (isErrorCode(error, "TOO_MANY_UPLOADS", "IMPORT_RUNNING")) {
    return (
      <ErrorNotice
        error={error}
        hint={
          <Text size="sm">
            {importChooseTexts.uploading.finishOthers((label) => (
              <TextLink label={label} to="/imports" />
            ))}
          </Text>
        }
      />
    );
  }
  if (isErrorCode(error, "INVALID_INPUT")) {
    const messages = new Set(Object.values(fieldErrors(error)).flat());
    return <FileFaults faults={[...messages]} />;
  }
  return <ErrorNotice error={error} />;
}
