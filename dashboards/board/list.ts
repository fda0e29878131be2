import { setChildren } from "./element.ts";

export interface Item<View> {
  readonly node: HTMLElement;
  readonly show: (view: View) => void;
}

/** Shows any number of views in a node, one item each: an item stays with its key, so that it moves and changes, never blinks. */
export const createList = <View>(
  node: HTMLElement,
  keyOf: (view: View, index: number) => string,
  create: () => Item<View>,
): Item<readonly View[]> => {
  let items = new Map<string, Item<View>>();
  return {
    node,
    show: (views) => {
      const shown = new Map<string, Item<View>>();
      views.forEach((view, index) => {
        const key = keyOf(view, index);
        const item = items.get(key) ?? create();
        item.show(view);
        shown.set(key, item);
      });
      items = shown;
      setChildren(
        node,
        Array.from(items.values()).map((item) => item.node),
      );
    },
  };
};
