import { Button, Stack, Text } from "@mantine/core";
import { useSingleMutation } from "../../../../kit/behavior/use-single-mutation.ts";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { offersSampleData } from "../../../../kit/settings/server-facts.ts";
import { caretype, queryClient } from "../../../../session/client/api.ts";
import { usePermissions, usePractice } from "../../../../session/client/use-practice.ts";
import { language } from "../../../../words/settings/locale.ts";
import { texts } from "./texts.en.ts";

/** Offers sample data to the owner of an empty practice. */
export function SampleDataOffer() {
  const practice = usePractice();
  const may = usePermissions();
  const add = useSingleMutation({
    mutationFn: () => caretype.sampleData.add.mutate({ language }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      notifyDone(texts.isFilled);
    },
  });
  if (!offersSampleData || !practice || practice.sampleDataAt !== null || !may("practice:update"))
    return null;
  return (
    <Stack gap="xs" align="start">
      <Text size="sm">{texts.offer}</Text>
      {add.isError ? <ErrorNotice error={add.error} /> : null}
      <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
        {texts.fill}
      </Button>
    </Stack>
  );
}
