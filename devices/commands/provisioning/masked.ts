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

/** What may be somebody's, whether or not it is a recipient's: E.164 numbers, also in groups, and mail addresses. */
const ADDRESSES = /\+[1-9](?:[ -]?\d){6,14}(?!\d)|[\w.%+-]+@[\w-]+(?:\.[\w-]+)+/g;

const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");

/**
 * A village's file with every address masked wherever it stands, as a value or in a remark: those of its recipients, and those of
 * people who are none any more and stand there in a remark. The village's own telephone number is printed on every board, and stays.
 */
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
  const own = digitsOf(String(document.get("telephone") ?? ""));
  return file.replaceAll(ADDRESSES, (found) => (digitsOf(found) === own ? found : masked(found)));
};
