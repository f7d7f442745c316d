import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { Row } from "../../shell/section/row.tsx";
import { Section } from "../../shell/section/section.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { ButtonLink } from "../../shell/text/links.tsx";
import { counted, filesText, isActive, isOpen, stateLabels } from "../upload/labels.ts";

/** At most three can be open; finished ones are not shown. */
const limit = 20;

/** Uploads that are not imported yet. Renders nothing without any. */
export function OpenUploads() {
  const { data } = useQuery(
    api.import.uploads.queryOptions(
      { limit },
      {
        staleTime: 0,
        refetchInterval: ({ state: { data: page } }) => (page?.items.some(isActive) ? 5_000 : false),
      },
    ),
  );
  const open = data?.items.filter(isOpen) ?? [];
  if (open.length === 0) return null;
  return (
    <Section title="Not finished">
      <ul style={{ margin: 0, padding: 0 }}>
        {open.map((upload) => (
          <Row
            key={upload.id}
            title={filesText(upload.files)}
            facts={
              <>
                {stateLabels[upload.state]}. {counted(upload.rows, ["row", "rows"])},{" "}
                {formatInstant(upload.createdAt)}, {upload.createdByEmail}
              </>
            }
            actions={
              <ButtonLink
                variant="default"
                size="xs"
                to="/imports/uploads/$id"
                params={{ id: upload.id }}
                aria-label={`Continue with ${filesText(upload.files)}`}
              >
                Continue
              </ButtonLink>
            }
          />
        ))}
      </ul>
    </Section>
  );
}
