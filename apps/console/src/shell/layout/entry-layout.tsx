import { Box, Center, Paper, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** The layout outside the shell: one centred card. */
export function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={420} gap="lg">
        <Title order={2} component="p" ta="center">
          Caretype
        </Title>
        <Paper withBorder p={{ base: "md", xs: "xl" }} radius="md">
          {children}
        </Paper>
        <Box h="10dvh" />
      </Stack>
    </Center>
  );
}
