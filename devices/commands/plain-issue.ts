import type * as z from "zod";

const SAYS_TYPE = /^Invalid input: expected \S+, received (\S+)$/;
const SAYS_CHOICE = /^Invalid (?:discriminator value\. E|option: e)xpected (?:one of )?(.+)$/;

const KINDS: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "a text",
  array: "a list",
  object: "a group of fields",
  record: "a group of fields",
  boolean: "true or false",
};

const kindOf = (type: string): string => KINDS[type] ?? type;

/** What zod itself says of a field, in the words of whoever writes the file; sentences of our own stay as they are. */
export const plainIssue = (issue: z.core.$ZodIssue): string => {
  const { code, message } = issue;
  const received = SAYS_TYPE.exec(message)?.[1];
  if (code === "invalid_type" && received !== undefined) {
    const expected = `${kindOf(issue.expected)} is expected`;
    return received === "undefined"
      ? `is missing: ${expected}`
      : `${expected}, and this is ${kindOf(received)}`;
  }
  if (code === "unrecognized_keys") return `no field here is called ${issue.keys.join(" or ")}`;
  const choice = SAYS_CHOICE.exec(message)?.[1];
  if (choice !== undefined)
    return `one of ${choice.replaceAll(/["']/g, "").replaceAll(/ ?\| ?/g, ", ")} is expected`;
  if (code === "too_small" && message.startsWith("Too small")) {
    return issue.origin === "array"
      ? `is too short: ${issue.minimum} at least`
      : `is too small: ${issue.inclusive ? "at least" : "more than"} ${issue.minimum} is possible`;
  }
  if (code === "too_big" && message.startsWith("Too big")) {
    return issue.origin === "array"
      ? `is too long: ${issue.maximum} at most`
      : `is too large: ${issue.inclusive ? "at most" : "less than"} ${issue.maximum} is possible`;
  }
  return message;
};
