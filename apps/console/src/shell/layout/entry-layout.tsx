import { Box, Center, Group, Paper, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Mark } from "../brand/mark.tsx";
import { Wordmark } from "../brand/wordmark.tsx";

/** The layout outside the shell: one centred card. */
export function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw="26.25rem" gap="lg">
        <Group component="p" justify="center" gap={10} m={0}>
          <Mark />
          <Wordmark />
        </Group>
        <Paper withBorder shadow="md" p={{ base: "md", xs: "xl" }}>
          {children}
        </Paper>
        <Box h="10dvh" />
      </Stack>
    </Center>
  );
}
