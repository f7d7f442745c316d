import { createTheme, type MantineThemeOverride } from "@mantine/core";
import { texts as basicTexts } from "../../words/basic/texts.en.ts";
import { colors } from "./colors.ts";

const typeface = "'Inter Variable', 'Inter Fallback', system-ui, sans-serif";

/** Weights: titles 600, labels and names 500, text 400. */
const title = { lineHeight: "1.3", fontWeight: "600" };

const look = {
  colors,
  primaryColor: "brand",
  primaryShade: { light: 8, dark: 7 },
  black: colors.gray[9],
  autoContrast: true,
  cursorType: "pointer",
  defaultRadius: "sm",
  radius: { xs: "0.25rem", sm: "0.375rem", md: "0.625rem", lg: "0.875rem", xl: "2rem" },
  respectReducedMotion: true,
  fontSmoothing: true,
  fontFamily: typeface,
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  fontWeights: { regular: "400", medium: "500", bold: "600" },
  headings: {
    fontFamily: typeface,
    fontWeight: "600",
    sizes: {
      h1: { ...title, fontSize: "1.75rem" },
      h2: { ...title, fontSize: "1.375rem" },
      h3: { ...title, fontSize: "1.125rem" },
      h4: { ...title, fontSize: "1rem" },
      h5: { ...title, fontSize: "0.9375rem" },
      h6: { ...title, fontSize: "0.875rem" },
    },
  },
  shadows: {
    sm: "0 1px 2px rgb(15 23 42 / 8%)",
    md: "0 4px 12px rgb(15 23 42 / 12%), 0 1px 3px rgb(15 23 42 / 10%)",
    lg: "0 12px 32px rgb(15 23 42 / 18%), 0 2px 6px rgb(15 23 42 / 10%)",
  },
} satisfies MantineThemeOverride;

/** Otherwise browsers suggest what one user typed, such as a patient's name, to all users. */
const unremembered = { autoComplete: "off" };

/** The theme, with changed defaults of Mantine's components. `/design` shows it in development. */
export const theme = createTheme({
  ...look,
  components: {
    Badge: { defaultProps: { variant: "light", tt: "none", fw: 500, fz: "xs", radius: "sm" } },
    // Mantine centers it only while it moves, and never with reduced motion.
    Button: { styles: { loader: { transform: "translate(-50%, -50%)" } } },
    // A dialog's `header` must not be a banner landmark.
    ModalHeader: { defaultProps: { role: "none" } },
    ModalTitle: { defaultProps: { fw: 600, fz: "lg" } },
    Paper: { defaultProps: { radius: "md" } },
    // Makes the toggle reachable by keyboard.
    PasswordInput: {
      defaultProps: {
        visibilityToggleFocusable: true,
        visibilityToggleButtonProps: { "aria-label": basicTexts.showPassword },
      },
    },
    Textarea: { defaultProps: unremembered },
    TextInput: { defaultProps: unremembered },
  },
});
