import { List, Stack, Text, Title } from "@mantine/core";
import { formatNumber } from "../../shell/text/format.ts";
import { AnchorLink } from "../../shell/text/links.tsx";
import { counted, type Upload } from "./labels.ts";

type Duplicates = NonNullable<Upload["result"]>["duplicates"];

/** New patients who may already exist. Renders nothing without any. */
export function ResultDuplicates({ duplicates: { patients, first } }: { duplicates: Duplicates }) {
  if (patients === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-labelledby="possible-duplicates">
      <Title order={2} size="h4" id="possible-duplicates">
        Possible duplicates
      </Title>
      <Text size="sm">
        {counted(patients, ["new patient", "new patients"])} may already exist. They are imported anyway.
        Compare them afterwards, and merge duplicates.
      </Text>
      <List size="sm" spacing={4}>
        {first.map(({ line, newId, thereId, score, reasons }) => (
          <List.Item key={line}>
            Line {formatNumber(line)}: {reasons.join(", ")} ({score} of 100 points).{" "}
            {newId ? (
              <AnchorLink
                to="/patients/$id/merge/$otherId"
                params={{ id: thereId, otherId: newId }}
                size="sm"
                underline="always"
                aria-label={`Compare and merge, line ${line}`}
              >
                Compare and merge
              </AnchorLink>
            ) : (
              <AnchorLink
                to="/patients/$id"
                params={{ id: thereId }}
                size="sm"
                underline="always"
                aria-label={`Existing patient, line ${line}`}
              >
                Existing patient
              </AnchorLink>
            )}
          </List.Item>
        ))}
      </List>
      {patients > first.length ? (
        <Text size="sm">And {formatNumber(patients - first.length)} more.</Text>
      ) : null}
    </Stack>
  );
}
