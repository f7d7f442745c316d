import { createTheme } from "@mantine/core";
import { basicTexts } from "../../words/texts/basic.ts";
import { look } from "./look.ts";

/** The look, and how Mantine's components differ from their defaults. */
export const theme = createTheme({
  ...look,
  components: {
    Badge: { defaultProps: { tt: "none", fw: 500, fz: "xs", radius: "sm" } },
    // A dialog's `header` must not be a banner landmark.
    ModalHeader: { defaultProps: { role: "none" } },
    ModalTitle: { defaultProps: { fw: 600, fz: "lg" } },
    Paper: { defaultProps: { radius: "md" } },
    // Make the toggle reachable by keyboard.
    PasswordInput: {
      defaultProps: {
        visibilityToggleFocusable: true,
        visibilityToggleButtonProps: { "aria-label": basicTexts.showPassword },
      },
    },
  },
});
