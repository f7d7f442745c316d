import type { createTestApi } from "../support.ts";
import { smallPart, smallTable, upload } from "../uploads.ts";

type Caller = ReturnType<Awaited<ReturnType<typeof createTestApi>>["callerWith"]>;
type World = { caller: Caller; importId: string };

/** Ids that a case has made, by its world. */
const made = new WeakMap<World, string>();
const madeIn = (world: World): string[] => [made.get(world) ?? "none was made"];

async function uploaded(world: World): Promise<string> {
  const id = await upload(world.caller);
  made.set(world, id);
  return id;
}

/** Cases of imports. */
export const importCases = {
  "import.list": { subjects: ({ importId }: World) => [importId] },
  "import.undo": {
    input: ({ importId }: World) => ({ id: importId }),
    subjects: ({ importId }: World) => [importId],
  },
  "import.duplicates": {
    input: ({ importId }: World) => ({ id: importId }),
    subjects: ({ importId }: World) => [importId],
  },
  "import.begin": { input: () => smallTable, subjects: (_: World, id: string) => [id] },
  "import.addPart": {
    input: async (world: World) => {
      const { id } = await world.caller.import.begin(smallTable);
      made.set(world, id);
      return { id, ...smallPart };
    },
    subjects: madeIn,
  },
  "import.check": {
    input: async (world: World) => ({ id: await uploaded(world), rows: 2 }),
    subjects: madeIn,
  },
  "import.run": { input: async (world: World) => ({ id: await uploaded(world), rows: 2 }), subjects: madeIn },
  "import.progress": { input: async (world: World) => ({ id: await uploaded(world) }), subjects: madeIn },
  "import.cancel": { input: async (world: World) => ({ id: await uploaded(world) }), subjects: madeIn },
  "import.uploads": {
    input: async (world: World) => {
      await uploaded(world);
      return {};
    },
    subjects: madeIn,
  },
} as const;
