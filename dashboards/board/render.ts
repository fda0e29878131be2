import type { BoardView } from "./board-model.ts";
import { element, setText } from "./element.ts";
import { createList, type Item } from "./list.ts";
import type { Notice } from "./notices.ts";
import { createHeader } from "./render-header.ts";
import { createSiteCard } from "./render-site.ts";
import type { SiteView } from "./site-view.ts";

/** The page, made once. */
export interface BoardPage {
  /** Brings the page to a view. */
  readonly show: (view: BoardView) => void;
  /** Tells a screen reader, and nobody else. */
  readonly announce: (text: string) => void;
}

const createNotice = (): Item<Notice> => {
  const node = element("p", "notice");
  return {
    node,
    show: (notice) => {
      node.className = notice.isLoud ? "notice is-loud" : "notice";
      setText(node, notice.text);
    },
  };
};

/** Layouts are made for so many sites on one screen; more of them scroll. */
const MOST_ON_ONE_SCREEN = 6;

const classOf = (view: BoardView): string =>
  [
    `board worst-${view.tone} sites-${Math.min(view.sites.length, MOST_ON_ONE_SCREEN + 1)}`,
    ...(view.isLost ? ["is-lost"] : []),
  ].join(" ");

/** Puts the board into the page in place of what stood there. `onSwitch`: the viewer wants the other language. */
export const createBoardPage = (root: HTMLElement, onSwitch: () => void): BoardPage => {
  const header = createHeader(onSwitch);
  const noticesNode = element("div", "notices");
  noticesNode.setAttribute("role", "status");
  const notices = createList<Notice>(noticesNode, (notice) => notice.kind, createNotice);
  const loading = element("p", "loading");
  const sites = createList<SiteView>(element("div", "sites"), (site) => site.key, createSiteCard);
  const main = element("main", "main", [notices.node, loading, sites.node]);
  const product = element("span", "product");
  const checked = element("span", "checked");
  const footer = element("footer", "footer", [product, checked]);
  const announcement = element("p", "announcement");
  announcement.setAttribute("role", "alert");
  main.appendChild(announcement);
  root.textContent = "";
  for (const part of [header.node, main, footer]) root.appendChild(part);
  return {
    show: (view) => {
      document.documentElement.lang = view.language;
      document.title = view.documentTitle;
      root.className = classOf(view);
      header.show(view);
      notices.show(view.notices);
      setText(loading, view.loading);
      sites.show(view.sites);
      setText(product, view.productName);
      setText(checked, view.checked);
    },
    announce: (text) => {
      announcement.textContent = text;
    },
  };
};
