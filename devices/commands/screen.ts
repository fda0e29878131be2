import { MultiBar, Presets, SingleBar } from "cli-progress";

/** What a long command shows. */
export interface Screen {
  readonly line: (text: string) => void;
  readonly progress: (done: number, total: number) => void;
  readonly close: () => void;
}

const TENTHS = 10;

/** Lines above a progress bar; where there is no terminal, lines and a word at every tenth; with `quiet`, nothing. */
export const openScreen = (unit: string, quiet: boolean): Screen => {
  if (quiet) return { line: nothing, progress: nothing, close: nothing };
  return process.stdout.isTTY ? terminal(unit) : log(unit);
};

const nothing = (): void => undefined;

const terminal = (unit: string): Screen => {
  const bars = new MultiBar(
    { format: `  {bar} {value}/{total} ${unit}`, hideCursor: true, stream: process.stdout },
    Presets.shades_classic,
  );
  const bar = bars.create(1, 0);
  return {
    line: (text) => bars.log(`${text}\n`),
    progress: (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
    close: () => bars.stop(),
  };
};

const log = (unit: string): Screen => {
  let told = 0;
  return {
    line: (text) => console.log(text),
    progress: (done, total) => {
      const tenth = Math.floor((done * TENTHS) / total);
      if (tenth > told) console.log(`  ${done}/${total} ${unit}`);
      told = Math.max(told, tenth);
    },
    close: nothing,
  };
};

/** A bar beside results that go to the standard output; nothing where nobody looks. */
export const openProgress = (unit: string): Pick<Screen, "close"> & { readonly show: Screen["progress"] } => {
  if (!process.stderr.isTTY) return { show: nothing, close: nothing };
  const bar = new SingleBar(
    {
      format: `  {bar} {value}/{total} ${unit}`,
      hideCursor: true,
      stream: process.stderr,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  return {
    show: (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
    close: () => bar.stop(),
  };
};
