import { fieldErrors, isErrorCode } from "@caretype/client";
import { Alert, List, Text } from "@mantine/core";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { AnchorLink } from "../../shell/text/links.tsx";

/** Says why the upload was refused, and what to do. */
export function SendingRefused({ error }: { error: unknown }) {
  if (isErrorCode(error, "TOO_MANY_UPLOADS", "IMPORT_RUNNING")) {
    return (
      <ErrorNotice
        error={error}
        hint={
          <Text size="sm">
            Finish or cancel an open import in the{" "}
            <AnchorLink to="/imports" size="sm" underline="always">
              list of imports
            </AnchorLink>
            .
          </Text>
        }
      />
    );
  }
  if (isErrorCode(error, "INVALID_INPUT")) {
    const messages = new Set(Object.values(fieldErrors(error)).flat());
    return (
      <Alert color="danger" role="alert" title="This cannot be imported">
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
