import { visit } from "yaml";
import type { Recipient } from "#shared/domain/recipient.ts";
import { yamlDocument } from "../yaml-document.ts";

const SHOWN_START = 4;
const SHOWN_END = 2;

/** Enough of an address to recognise it by, not enough to use it: `+1202*****43`, `v***@example.hk`. */
export const masked = (address: string): string => {
  const at = address.indexOf("@");
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`;
  return `${address.slice(0, SHOWN_START)}*****${address.slice(-SHOWN_END)}`;
};

/** A village's file with every address of its recipients masked wherever it stands, as a value or in a remark. */
export const maskedFile = (text: string, recipients: readonly Pick<Recipient, "addresses">[]): string => {
  const addresses = recipients.flatMap(({ addresses: { sms = [], email = [] } }) => [sms, email].flat());
  const known = new Set(addresses);
  const document = yamlDocument(text);
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === "string" && known.has(node.value)) node.value = masked(node.value);
    },
  });
  let file = document.toString({ lineWidth: 0 });
  for (const address of known) file = file.replaceAll(address, masked(address));
  return file;
};
