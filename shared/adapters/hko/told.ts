/** What a feed said, or one sentence that names the field because of which it is not believed. */
export type Told<T> = { readonly told: T } | { readonly refused: string };

export const refuse = (sentence: string): { readonly refused: string } => ({ refused: sentence });
