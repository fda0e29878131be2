/** What a worker that died leaves behind: nothing runs any more, not even its clean-up. */
export class Crash extends Error {}

/** Swallows the death that was meant, and nothing else. */
export const onlyTheCrash = (error: unknown): void => {
  if (!(error instanceof Crash)) throw error;
};

export interface CrashPoint {
  /** Like `states.write#2`: the second call of it. */
  readonly call: string;
  readonly when: "before" | "after";
  /** Only this one call fails and the worker lives on: a table that was away for a moment. */
  readonly once?: boolean;
}

/** Everything a run called, and the same services with a crash at one point. */
export interface Watched<T> {
  readonly services: T;
  readonly calls: readonly string[];
  /** Whether the run came to the crash point. */
  readonly crashed: () => boolean;
}

/**
 * Services whose every function is counted under its path; at the crash point it throws, before it does its work or after, and
 * from then on, unless it is to fail but once, everything throws. Clocks and plain values are passed through.
 */
export const watched = <T extends object>(services: T, crash?: CrashPoint): Watched<T> => {
  const calls: string[] = [];
  const counts = new Map<string, number>();
  let dead = false;
  let crashed = false;

  const die = (at: string): never => {
    crashed = true;
    dead = crash?.once !== true;
    throw new Crash(at);
  };

  const call = async (path: string, work: () => unknown): Promise<unknown> => {
    if (dead) throw new Crash("long dead");
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    const name = `${path}#${count}`;
    calls.push(name);
    if (crash?.call === name && crash.when === "before") die(name);
    const result = await work();
    if (crash?.call === name && crash.when === "after") die(name);
    return result;
  };

  const wrap = (target: object, path: string): object =>
    new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key);
        if (typeof key === "symbol") return value;
        const itsPath = path === "" ? key : `${path}.${key}`;
        if (typeof value === "function" && itsPath !== "clock.now") {
          return (...args: unknown[]) => call(itsPath, () => Reflect.apply(value, object, args));
        }
        return typeof value === "object" && value !== null ? wrap(value, itsPath) : value;
      },
    });

  return { services: wrap(services, "") as T, calls, crashed: () => crashed };
};

/** Before and after every call of a run. */
export const crashPoints = (calls: readonly string[]): readonly CrashPoint[] =>
  calls.flatMap((call) => [{ call, when: "before" } as const, { call, when: "after" } as const]);
