// Runs before the first paint, so that a dark page does not flash white. The key is Mantine's, which loads later, if at all.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    let chosen = "auto";
    try {
      chosen = localStorage.getItem("mantine-color-scheme-value") ?? "auto";
    } catch {
      // Storage is disabled: use the system's scheme.
    }
    const isDark = chosen === "dark" || (chosen !== "light" && dark.matches);
    document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
  };
  show();
  dark.addEventListener("change", show);
  // Another tab chose.
  addEventListener("storage", show);
})();
