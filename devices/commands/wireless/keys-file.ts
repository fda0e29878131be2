import { parse } from "yaml";
import * as z from "zod";
import { devEuiSchema } from "#shared/domain/uplink.ts";

const hexOf = (digits: number, what: string) =>
  z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`), `${what} is ${digits} hexadecimal digits`));

const keysSchema = z.array(
  z.strictObject({
    devEui: devEuiSchema,
    joinEui: hexOf(16, "a JoinEUI"),
    appKey: hexOf(32, "an AppKey"),
  }),
);

/** What a device joins the network with (LoRaWAN 1.0.x, over the air). */
export type JoinKeys = z.infer<typeof keysSchema>[number];

/**
 * Reads a file of keys (YAML: a list of `devEui`, `joinEui`, `appKey`), which has to stay apart from the village's file. What is wrong
 * with it is said by field: no sentence repeats anything that stands in it.
 */
export const parseKeysFile = (
  text: string,
): { readonly keys: ReadonlyMap<string, JoinKeys> } | { readonly faults: readonly string[] } => {
  let document: unknown;
  try {
    // Digits alone would be read as a number, and lose their zeros.
    document = parse(text, { schema: "failsafe", prettyErrors: false });
  } catch {
    return { faults: ["this is no YAML"] };
  }
  const checked = keysSchema.safeParse(document);
  if (!checked.success) {
    return {
      faults: checked.error.issues.map(
        ({ path, code, message }) =>
          `${z.core.toDotPath([...path]) || "the file"}: ${code === "unrecognized_keys" ? "a field that is none of devEui, joinEui, appKey" : message}`,
      ),
    };
  }
  return { keys: new Map(checked.data.map((keys) => [keys.devEui, keys])) };
};
