import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backtest } from "#devices/commands/backtest.ts";
import { MINUTE_MS, toIso } from "#shared/domain/time.ts";

export interface BacktestRate {
  readonly rows: number;
  /** Of this process, garbage collection included. */
  readonly cpuSeconds: number;
  readonly alerts: number;
}

const ROWS = 1_000_000;
const START = Date.UTC(2024, 0, 1);
/** From the crest of one flood to the next. */
const FLOOD_EVERY_MIN = 15_000;
const MICROSECONDS = 1_000_000;

const SITE = `sensorHeightM: 3.2
hazards:
  - hazard: flood
    settings: { reference: drain, drainDepthM: 2.0 }
`;

/** Two years of a drain, a row a minute: some centimetres of scatter, and a flood every ten days. */
const series = (): string => {
  const rows = Array.from({ length: ROWS }, (_, minute) => {
    const floodMm = 1_900 * Math.max(0, Math.sin((2 * Math.PI * minute) / FLOOD_EVERY_MIN)) ** 9;
    const scatterMm = (minute * 7919) % 13;
    return `${toIso(START + minute * MINUTE_MS)},A,${Math.round(3_000 - floodMm - scatterMm)},3.6\n`;
  });
  return `t_utc,station,distance_mm,battery_v\n${rows.join("")}`;
};

/** A million rows of CSV through the command line: read, judged, planned, told. */
export const backtestRate = async (): Promise<BacktestRate> => {
  const folder = await mkdtemp(join(tmpdir(), "back-test-bench-"));
  try {
    const [seriesPath, sitePath] = [join(folder, "series.csv"), join(folder, "site.yaml")];
    await writeFile(seriesPath, series());
    await writeFile(sitePath, SITE);
    const before = process.cpuUsage();
    const outcome = await backtest({
      series: seriesPath,
      site: sitePath,
      time: "t_utc",
      value: ["distance_mm=distance:mm"],
      where: ["station=A"],
      json: true,
    });
    const { user, system } = process.cpuUsage(before);
    const { sites } = JSON.parse(outcome.lines[0] ?? "{}");
    return {
      rows: ROWS,
      cpuSeconds: Math.round(((user + system) / MICROSECONDS) * 10) / 10,
      alerts: sites[0].hazards[0].alerts.length,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
};
