import { Button, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { usePermissions, usePractice } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { offersSampleData } from "../../shell/text/server-facts.ts";
import { practiceTexts } from "../../texts/practice.ts";
import { addSampleData } from "./add-sample-data.ts";

/** Offers sample data to the owner of an empty practice. */
export function SampleDataOffer() {
  const practice = usePractice();
  const may = usePermissions();
  const add = useMutation({
    mutationFn: addSampleData,
    onSuccess: () => notifyDone(practiceTexts.sampleData.isFilled),
  });
  if (!offersSampleData || !practice || practice.sampleDataAt !== null || !may("practice:update"))
    return null;
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{practiceTexts.sampleData.offer}</Text>
      {add.isError ? <ErrorNotice error={add.error} /> : null}
      <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
        {practiceTexts.sampleData.fill}
      </Button>
    </Stack>
  );
}
