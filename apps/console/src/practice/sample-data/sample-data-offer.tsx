import { Button, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { usePermissions, usePractice } from "../../session/use-practice.ts";
import { ErrorNotice } from "../../shell/notice/error-notice.tsx";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { offersSampleData } from "../../shell/text/server-facts.ts";
import { addSampleData } from "./add-sample-data.ts";

/** Offers sample data to the owner of an empty practice. */
export function SampleDataOffer() {
  const practice = usePractice();
  const may = usePermissions();
  const add = useMutation({
    mutationFn: addSampleData,
    onSuccess: () => notifyDone("Your practice has sample data now"),
  });
  if (!offersSampleData || !practice || practice.sampleDataAt !== null || !may("practice:update"))
    return null;
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">
        Or look around first, with about 200 invented patients. You can remove all of them with one click.
      </Text>
      {add.isError ? <ErrorNotice error={add.error} /> : null}
      <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
        Fill with sample data
      </Button>
    </Stack>
  );
}
