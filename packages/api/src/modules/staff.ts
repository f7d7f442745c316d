import { defineModule } from "../kernel/module/module.ts";
import { staff } from "../operations/staff/declaration.ts";
import { forgetBreakGlass } from "../operations/staff/erasure.ts";
import { staffErrors } from "../operations/staff/errors.ts";
import { staffRouter } from "../operations/staff/router.ts";

const features = { staff: () => staffRouter };

export const staffModule = defineModule({
  ...staff,
  errors: staffErrors,
  features,
  forget: forgetBreakGlass,
});
