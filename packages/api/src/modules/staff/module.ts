import { defineModule } from "@caretype/core/kernel/module/module";
import { staff } from "./declaration.ts";
import { forgetBreakGlass } from "./erasure.ts";
import { staffErrors } from "./errors.ts";
import { staffRouter } from "./router.ts";

const features = { staff: () => staffRouter };

export const staffModule = defineModule({
  ...staff,
  errors: staffErrors,
  features,
  forget: forgetBreakGlass,
});
