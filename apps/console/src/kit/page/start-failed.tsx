import type { ErrorComponentProps } from "@tanstack/react-router";
import { EntryLayout } from "./entry-layout.tsx";
import { ErrorPage } from "./error-page.tsx";

/** Shown if the session could not be checked. */
export function StartFailed(props: ErrorComponentProps) {
  return (
    <EntryLayout>
      <ErrorPage {...props} />
    </EntryLayout>
  );
}
