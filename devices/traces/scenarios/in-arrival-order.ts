import type { SentRow } from "./faulty-frames.ts";
import type { ScenarioRow } from "./scenario-row.ts";

/** Brings the frames of several devices, each in the order of sending, into the order in which they come. Holds no more than what is on its way. */
export function* inArrivalOrder(devices: readonly Iterable<SentRow>[]): Generator<ScenarioRow> {
  const streams = devices.map((device) => {
    const iterator = device[Symbol.iterator]();
    return { iterator, next: iterator.next() };
  });
  const coming: ScenarioRow[] = [];
  for (;;) {
    const first = earliest(streams);
    const until = first === undefined ? Number.POSITIVE_INFINITY : first.sentAtMs;
    for (let row = coming[0]; row !== undefined && row.receivedAtMs <= until; row = coming[0]) {
      coming.shift();
      yield row;
    }
    if (first === undefined) return;
    insert(coming, first.row);
    first.stream.next = first.stream.iterator.next();
  }
}

interface Stream {
  readonly iterator: Iterator<SentRow>;
  next: IteratorResult<SentRow>;
}

const earliest = (streams: readonly Stream[]) => {
  let best: (SentRow & { readonly stream: Stream }) | undefined;
  for (const stream of streams) {
    if (stream.next.done) continue;
    const { sentAtMs, row } = stream.next.value;
    if (best === undefined || sentAtMs < best.sentAtMs) best = { sentAtMs, row, stream };
  }
  return best;
};

/** Behind all that come at the same time or earlier. Nearly always at the end. */
const insert = (rows: ScenarioRow[], row: ScenarioRow): void => {
  let index = rows.length;
  while (index > 0 && (rows[index - 1]?.receivedAtMs ?? 0) > row.receivedAtMs) index -= 1;
  rows.splice(index, 0, row);
};
