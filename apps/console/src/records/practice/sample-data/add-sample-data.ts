import { caretype, queryClient } from "../../../session/client/api.ts";

/** Fills the practice with sample data, and has all pages show it. */
export async function addSampleData(): Promise<void> {
  await caretype.sampleData.add.mutate();
  await queryClient.invalidateQueries();
}
