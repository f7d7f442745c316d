import { Skeleton, Stack } from "@mantine/core";
import { commonTexts } from "../../words/common/common.ts";
import { Waiting } from "../notice/slow-notice.tsx";

export const PageSkeleton = () => (
  <Waiting>
    <Stack aria-busy aria-label={commonTexts.loading} role="status">
      <Skeleton h={32} w={240} />
      <Skeleton h={36} />
      <Skeleton h={320} />
    </Stack>
  </Waiting>
);
