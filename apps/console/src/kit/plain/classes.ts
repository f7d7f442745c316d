/** What can be pressed. */
const active = ["mantine-focus-auto", "mantine-active"].join(" ");

/**
 * Class names of Mantine's style sheet, which its package does not export. Those of rare parts are beside them.
 * `plain.unit.test.tsx` compares them with what Mantine renders.
 */
export const classes = {
  alert: {
    root: "m_66836ed3",
    wrapper: "m_a5d60502",
    icon: "m_667f2a6a",
    body: "m_667c2793",
    title: "m_6a03f287",
    label: "m_698f4f23",
    message: "m_7fa78076",
  },
  anchor: "mantine-focus-auto m_849cf0da m_b6d8b162",
  button: {
    root: "m_77c9d27d m_87cf2631",
    inner: "m_80f1301b",
    label: "m_811560b9",
    section: "m_a74036a",
  },
  divider: { root: "m_3eebeb36", label: "m_9e365f20" },
  field: {
    root: "m_46b77525",
    label: "m_8fdc1311",
    required: "m_78a94662",
    description: "m_fe47ce59",
    error: "m_8f816625",
    wrapper: "m_6c018570",
    input: "m_8fb7ebe7",
    section: "m_82577fc2",
  },
  group: "m_4081bf90",
  password: {
    root: "m_f61ca620",
    input: "m_ccf8da4c",
    inner: "m_f2d85dd2",
    toggle: `${active} m_b1072d44 m_8d3f4000 m_87cf2631`,
    icon: "m_8d3afb97",
  },
  stack: "m_6d731127",
  text: "mantine-focus-auto m_b6d8b162",
  visuallyHidden: "m_515a97f8",
} as const;

/** One pixel, of the text's size. A colour follows. */
export const line = "calc(0.0625rem * var(--mantine-scale)) solid";
