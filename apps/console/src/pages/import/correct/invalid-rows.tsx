import { Skeleton, Stack, Text } from "@mantine/core";
import { Paged } from "../../../kit/section/paged-list.tsx";
import { Section } from "../../../kit/section/section.tsx";
import type { Upload } from "../upload/labels.ts";
import { texts as importUploadTexts } from "../upload/texts.en.ts";
import { InvalidRowForm } from "./invalid-row-form.tsx";
import { useInvalidRows } from "./use-invalid-rows.ts";

const { correct: texts } = importUploadTexts;

/** The rows with problems, to correct in place. */
export function InvalidRows({ upload: { id } }: { upload: Pick<Upload, "id"> }) {
  const query = useInvalidRows(id);
  return (
    <Section title={texts.title} about={texts.about}>
      <Paged query={query} skeleton={<Skeleton h={240} />}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm">{texts.none}</Text>
          ) : (
            <Stack component="ul" gap={0} m={0} p={0} data-correction>
              {rows.map((row) => (
                <InvalidRowForm key={row.line} id={id} row={row} />
              ))}
            </Stack>
          )
        }
      </Paged>
    </Section>
  );
}
