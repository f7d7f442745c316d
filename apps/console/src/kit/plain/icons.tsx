const paths = {
  alert: [
    "M12 9v4",
    "M10.363 3.591l-8.106 13.534a1.914 1.914 0 0 0 1.636 2.871h16.214a1.914 1.914 0 0 0 1.636 -2.87l-8.106 -13.536a1.914 1.914 0 0 0 -3.274 0",
    "M12 16h.01",
  ],
  check: ["M5 12l5 5l10 -10"],
  info: ["M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0", "M12 9h.01", "M11 12h1v4h1"],
  fingerprint: [
    "M18.9 7a8 8 0 0 1 1.1 5v1a6 6 0 0 0 .8 3",
    "M8 11a4 4 0 0 1 8 0v1a10 10 0 0 0 2 6",
    "M12 11v2a14 14 0 0 0 2.5 8",
    "M8 15a18 18 0 0 0 1.8 6",
    "M4.9 19a22 22 0 0 1 -.9 -7v-1a8 8 0 0 1 12 -6.95",
  ],
} as const;

type IconProps = { name: keyof typeof paths; size?: number };

/** Icons of Tabler that load first, without the code of its package. */
export const Icon = ({ name, size = 24 }: IconProps) => (
  <svg
    viewBox="0 0 24 24"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    strokeWidth={2}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
  >
    {paths[name].map((path) => (
      <path key={path} d={path} />
    ))}
  </svg>
);
