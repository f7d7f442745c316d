// Runs in the browser, as it is: a page with one form, which is sent to the address that it says.
import { call, logOut, token } from "./call.js";
import { finish, open, sayIncomplete } from "./form.js";

const form = document.getElementById("form");

if (token() === "") sayIncomplete();
else {
  open(form, async (values) => {
    const { tokens } = await call(form.dataset.action, { token: token(), ...values });
    if (tokens) await logOut(tokens.access);
    finish(form, form.dataset.done);
  });
}
