import { lazyPart } from "../../kit/connection/load-code.ts";
import type { Manifest } from "../../session/module/manifest.ts";
import { SampleBadge, useIsInvented } from "./records/sample-data/sample-badge.tsx";
import { SampleDataBanner } from "./records/sample-data/sample-data-banner.tsx";

export const routes = [] as const;

export const manifest: Manifest = {
  useIsInvented,
  parts: {
    banner: [{ Part: SampleDataBanner }],
    badge: [{ Part: SampleBadge }],
    emptyPractice: [
      { Part: lazyPart(() => import("./records/sample-data/sample-data-offer.tsx"), "SampleDataOffer") },
    ],
  },
};
