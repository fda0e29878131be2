import type { FloodReading } from "./gauge-view.ts";
import type { Tone } from "./site-view.ts";

const SVG = "http://www.w3.org/2000/svg";

/** A level's outline and the sign in it, in a box of 24: told apart by shape alone, without colour. */
const TONE_SHAPES: Readonly<Record<Tone, readonly [outline: string, sign: string]>> = {
  normal: ["M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z", "M6.8 12.4l3.6 3.6 6.8-7.4"],
  advisory: ["M12 .6L23.4 12 12 23.4.6 12z", "M12 6.6v6.6M12 16.6v.6"],
  warning: ["M12 1.2L23.6 22.4H.4z", "M12 9v6M12 18.6v.6"],
  danger: ["M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z", "M12 5.8v7.4M12 17.4v.6"],
  unknown: [
    "M4 1h16a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z",
    "M8.4 9a3.7 3.7 0 1 1 5.5 3.2c-1.2.7-1.9 1.4-1.9 2.6M12 18.2v.5",
  ],
};

const ARROWS: Readonly<Record<FloodReading["trend"], string>> = {
  rising: "M12 21V4M5 11l7-7.4 7 7.4",
  steady: "M3 12h17M13 5l7.4 7-7.4 7",
  falling: "M12 3v17M5 13l7 7.4 7-7.4",
};

const svg = (className: string): SVGSVGElement => {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", className);
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("focusable", "false");
  return picture;
};

const path = (className: string): SVGPathElement => {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("class", className);
  return made;
};

export interface Shape<Kind> {
  readonly node: SVGSVGElement;
  readonly show: (kind: Kind) => void;
}

export const toneShape = (): Shape<Tone> => {
  const node = svg("shape");
  const outline = path("shape-outline");
  const sign = path("shape-sign");
  node.appendChild(outline);
  node.appendChild(sign);
  return {
    node,
    show: (tone) => {
      const [outlineD, signD] = TONE_SHAPES[tone];
      outline.setAttribute("d", outlineD);
      sign.setAttribute("d", signD);
    },
  };
};

export const trendArrow = (): Shape<FloodReading["trend"]> => {
  const node = svg("arrow");
  const line = path("arrow-line");
  node.appendChild(line);
  return { node, show: (direction) => line.setAttribute("d", ARROWS[direction]) };
};
