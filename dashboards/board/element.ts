/** A new element with a class and, where given, its children in order. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  children: readonly Node[] = [],
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  made.className = className;
  for (const child of children) made.appendChild(child);
  return made;
};

/** Writes a text where it differs, so that nothing is announced or drawn anew for no reason. Without a text the node is hidden. */
export const setText = (node: HTMLElement, text: string | undefined): void => {
  const wanted = text ?? "";
  if (node.textContent !== wanted) node.textContent = wanted;
  node.hidden = text === undefined;
};

export const setAttribute = (node: Element, name: string, value: string): void => {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
};

/** Makes the children of a node these, in this order, moving only what stands elsewhere. */
export const setChildren = (parent: Node, children: readonly Node[]): void => {
  children.forEach((child, index) => {
    const there = parent.childNodes[index];
    if (there !== child) parent.insertBefore(child, there ?? null);
  });
  while (parent.childNodes.length > children.length) {
    const last = parent.lastChild;
    if (last === null) return;
    parent.removeChild(last);
  }
};
