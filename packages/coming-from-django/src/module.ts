import { defineModule } from "@caretype/core/kernel/module/module";
import { comingFromDjango } from "./declaration.ts";

const features = {};

export const comingFromDjangoModule = defineModule({ ...comingFromDjango, features });
