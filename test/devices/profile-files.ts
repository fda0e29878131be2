import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { isQuantity, type Quantity } from "#shared/domain/quantity.ts";

export const DEVICES = fileURLToPath(new URL("../../devices", import.meta.url));

const exampleSchema = z.strictObject({
  name: z.string().min(1),
  source: z.string().min(1),
  fPort: z.number().int().min(1).max(223),
  hex: z.string().regex(/^([0-9a-f]{2})*$/),
  measurements: z.array(
    z.strictObject({
      quantity: z
        .string()
        .refine(isQuantity)
        .transform((name) => name as Quantity),
      value: z.number(),
      measuredAt: z.iso
        .datetime()
        .transform((text) => Date.parse(text))
        .optional(),
    }),
  ),
  information: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  warnings: z.array(z.string()).default([]),
  errors: z.array(z.string()).default([]),
});
export type Example = z.infer<typeof exampleSchema>;

/** Ids of the profiles that lie under a folder as `vendor/model.examples.json`. */
export const exampleFileIds = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".examples.json"))
    .map((path) => path.slice(0, -".examples.json".length).replaceAll("\\", "/"))
    .sort();

/** @throws where there are none, or they are not as they should be: it names the file, and the field. */
export const readExamples = (id: string): readonly Example[] => {
  const path = join(DEVICES, `${id}.examples.json`);
  if (!existsSync(path)) throw new Error(`devices/${id}.examples.json is missing: the examples of ${id}`);
  const examples = z.array(exampleSchema).safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (examples.success) return examples.data;
  throw new Error(`devices/${id}.examples.json: ${z.prettifyError(examples.error)}`);
};

/** Ids of the models under a folder: files `vendor/model.ts` that say this id. A vendor's other files are tables that models share. */
export const profileFileIds = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.slice(0, -".ts".length).replaceAll("\\", "/"))
    .filter((id) => readFileSync(join(folder, `${id}.ts`), "utf8").includes(`id: "${id}"`))
    .sort();
