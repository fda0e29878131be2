/** What became of a part of a batch. */
export type Outcome<T> =
  | { readonly done: T }
  | { readonly failed: readonly { readonly messageId: string; readonly error: unknown }[] };

/** The unexpected in one part of a batch is handed over again with its messages; it never takes the other parts with it. */
export const attempt = async <T>(
  messageIds: readonly string[],
  work: () => Promise<T>,
): Promise<Outcome<T>> => {
  try {
    return { done: await work() };
  } catch (error) {
    return { failed: messageIds.map((messageId) => ({ messageId, error })) };
  }
};
