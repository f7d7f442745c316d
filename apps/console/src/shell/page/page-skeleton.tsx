import { Skeleton, Stack } from "@mantine/core";
import { Waiting } from "../notice/slow-notice.tsx";

/** While a page, or what it shows first, is on its way. */
export function PageSkeleton() {
  return (
    <Waiting>
      <Stack aria-busy aria-label="Loading" role="status">
        <Skeleton h={32} w={240} />
        <Skeleton h={36} />
        <Skeleton h={320} />
      </Stack>
    </Waiting>
  );
}
