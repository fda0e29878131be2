import * as z from "zod";

/** BCP 47 tags of the languages in which every public text is complete. The first is the default. */
export const LANGUAGES = ["zh-HK", "en"] as const;

export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

/** A proper name or text in each language. */
export const bilingualSchema = z.strictObject({
  "zh-HK": z.string().min(1),
  en: z.string().min(1),
});
export type Bilingual = z.infer<typeof bilingualSchema>;
