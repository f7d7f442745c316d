import { defineModule } from "@caretype/core/kernel/module/module";
import { comingFromDjango } from "./declaration.ts";
import { dialects } from "./dialect/speak.ts";
import { findByNumbers } from "./numbers/find-by-numbers.ts";
import { djangoHashes } from "./password/django-hash.ts";

const features = {};

export const comingFromDjangoModule = defineModule({
  ...comingFromDjango,
  features,
  services: ({ services }) => ({
    services: {
      dialects: { ...services.dialects, ...dialects },
      findIds: [...services.findIds, findByNumbers],
      passwords: services.passwords.knowing(djangoHashes),
    },
  }),
});
