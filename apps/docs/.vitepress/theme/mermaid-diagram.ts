import { useData, withBase } from "vitepress";
import { defineComponent, h, onMounted, ref, watch } from "vue";

type Mermaid = {
  initialize(configuration: object): void;
  render(id: string, source: string): Promise<{ svg: string }>;
};

declare global {
  interface Window {
    mermaid: Mermaid;
  }
}

let loading: Promise<Mermaid> | undefined;
let drawn = 0;

/** Loads Mermaid's own script. Bundling it takes longer than the rest of the site. */
function load(): Promise<Mermaid> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = withBase("/mermaid.js");
    script.onload = () => resolve(window.mermaid);
    script.onerror = () => reject(new Error("Mermaid cannot be loaded"));
    document.head.append(script);
  });
  return loading;
}

async function draw(source: string, theme: "dark" | "neutral"): Promise<string> {
  const mermaid = await load();
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme });
  drawn += 1;
  const { svg } = await mermaid.render(`diagram-${drawn}`, source);
  return svg;
}

/** A diagram in the page's colours. Shows its source until it is rendered. */
export const MermaidDiagram = defineComponent({
  props: { code: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData();
    const svg = ref("");
    const source = decodeURIComponent(props.code);
    const redraw = async () => {
      svg.value = await draw(source, isDark.value ? "dark" : "neutral");
    };
    onMounted(redraw);
    watch(isDark, redraw);
    return () =>
      svg.value === ""
        ? h("pre", { class: "mermaid-diagram" }, source)
        : h("div", { class: "mermaid-diagram", innerHTML: svg.value });
  },
});
