import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";

/**
 * A chart as SVG text, without a browser.
 *
 * @param label what a reader who sees no pictures is told
 */
export const staticSvg = (options: PlotOptions, label: string): string => {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = plot({ ...options, document: document as unknown as NonNullable<PlotOptions["document"]> });
  // A group without a role may have no name; the picture has one.
  for (const group of svg.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  return svg.outerHTML;
};
