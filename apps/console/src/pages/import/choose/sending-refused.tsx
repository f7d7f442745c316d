import { isErrorCode } from "@caretype/client";
import { Alert, List, Text } from "@mantine/core";
import { fieldErrors } from "../../../kit/form/field-messages.ts";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { TextLink } from "../../../words/format/links.tsx";
import { texts as importChooseTexts } from "./texts.en.ts";

/** Says why the upload was refused, and what to do. */
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
    return (
      <Alert color="danger" role="alert" title={importChooseTexts.cannotBeImported}>
        <List size="sm">
          {[...messages].map((message) => (
            <List.Item key={message}>{message}</List.Item>
          ))}
        </List>
      </Alert>
    );
  }
  return <ErrorNotice error={error} />;
}
