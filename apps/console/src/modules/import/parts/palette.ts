import { IconTableImport } from "@tabler/icons-react";
import type { Entry } from "../../../session/module/manifest.ts";
import { texts } from "./texts.en.ts";

export const entries: readonly Entry[] = [
  { ...texts.newCodes, to: "/codes/new", icon: IconTableImport, needs: "import:run", order: 40 },
];
