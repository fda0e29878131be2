import { type Document, type ParsedNode, parseDocument, type ScalarTag } from "yaml";

type Options = Omit<NonNullable<Parameters<typeof parseDocument>[1]>, "customTags">;

/**
 * A DevEUI or a telephone number. Without quotes YAML would take digits for a number: `24e1641092176759`, which is how the DevEUIs of
 * Milesight begin, for infinity, and `+12025550141` for one without its `+`.
 */
const identifier: ScalarTag = {
  tag: "tag:yaml.org,2002:str",
  default: true,
  test: /^(\+\d{6,15}|[\da-f]{16})$/i,
  resolve: (text) => text,
};

/** A YAML document in which DevEUIs and telephone numbers are text, in quotes or not. */
export const yamlDocument = (text: string, options: Options = {}): Document.Parsed<ParsedNode> =>
  parseDocument(text, { ...options, customTags: (tags) => [identifier, ...tags] });
