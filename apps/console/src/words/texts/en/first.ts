import { texts as assignment } from "./assignment.ts";
import { texts as common } from "./common.ts";
import { texts as frame } from "./frame.ts";
import { texts as keys } from "./keys.ts";
import { texts as notification } from "./notification.ts";
import { texts as palette } from "./palette.ts";
import { texts as patient } from "./patient.ts";
import { texts as patientList } from "./patient-list.ts";
import { texts as practice } from "./practice.ts";
import { texts as record } from "./record.ts";
import { texts as savedView } from "./saved-view.ts";
import { texts as session } from "./session.ts";
import { texts as table } from "./table.ts";

/** The texts of what the console loads first, in one file: a file each would cost a request each. */
export const texts = {
  practice,
  common,
  frame,
  keys,
  notification,
  palette,
  table,
  record,
  patient,
  patientList,
  savedView,
  session,
  assignment,
};
