import { Text, Title } from "@mantine/core";
import classes from "./design.module.css";

const surfaces = ["page", "panel", "raised", "hover"] as const;

export const Surfaces = () => (
  <ul className={classes.swatches}>
    {surfaces.map((name) => (
      <li key={name} className={classes.surface} style={{ background: `var(--surface-${name})` }}>
        {name}
      </li>
    ))}
  </ul>
);

const colors = ["brand", "gray", "success", "warning", "danger", "info"] as const;
const shades = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const Palette = () => (
  <ul className={classes.palette}>
    {colors.map((color) => (
      <li key={color}>
        <span className={classes.name}>{color}</span>
        <div className={classes.shades}>
          {shades.map((shade) => (
            <div key={shade} style={{ background: `var(--mantine-color-${color}-${shade})` }} />
          ))}
        </div>
      </li>
    ))}
  </ul>
);

const sizes = ["xl", "lg", "md", "sm", "xs"] as const;

export const TypeScale = () => (
  <>
    <Title order={3} size="h1">
      Landing title
    </Title>
    <Title order={3} size="h2">
      Page title
    </Title>
    <Title order={3} size="h3">
      Dialog title
    </Title>
    <Title order={3} size="h4">
      Panel title
    </Title>
    {sizes.map((size) => (
      <Text key={size} size={size}>
        Text {size}: Zoë Őri, Ελένη, Данило, 1,111 and 2,090 patients
      </Text>
    ))}
    <Text fw={500}>A name or a label</Text>
    <Text c="dimmed" size="sm">
      What matters less
    </Text>
  </>
);
