import type { AlertPlan, SilentReason } from "#shared/domain/alert.ts";
import type { Transition } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { RaisedLevel } from "#shared/domain/level.ts";
import type { QualityFlag } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { FireDanger } from "./fire-danger.ts";

/** A value, or what was derived of it, and how good it was found to be. */
export interface FlaggedReading {
  readonly devEui: string;
  readonly observedAt: EpochMs;
  readonly quantity: Quantity;
  readonly value: number;
  readonly flag: QualityFlag;
  /** Not told by the device but worked out, as a water level. */
  readonly isDerived: boolean;
}

/** What a reading said of the time to a level. */
export interface ForecastMade {
  /** Of the reading. */
  readonly observedAt: EpochMs;
  readonly level: RaisedLevel;
  readonly inMinutes: number;
  readonly earliestMinutes?: number;
  readonly latestMinutes?: number;
}

/** Nobody could see a site that was in alarm; without an end, until the recording was over. */
export interface BlindInterval {
  readonly from: EpochMs;
  readonly to?: EpochMs;
  readonly level: RaisedLevel;
}

/** How long before a level was reached the public knew. */
export interface LeadTime {
  readonly level: RaisedLevel;
  /** The first believed reading at or above the level's threshold. */
  readonly reachedAt: EpochMs;
  /** When the first alert went out that stood at the level or foretold it; absent when there was none in this alarm. */
  readonly alertedAt?: EpochMs;
  /** Negative: the alert came after it. */
  readonly leadMinutes?: number;
}

/** From the first level above normal to the end of the alarm. */
export interface Alarm {
  readonly from: EpochMs;
  readonly to?: EpochMs;
  readonly highest: RaisedLevel;
  /** CAP identifiers of the alerts that told of it, its end included. */
  readonly alerts: readonly string[];
  readonly leadTimes: readonly LeadTime[];
}

export interface HazardResult {
  readonly hazard: Hazard;
  /** Every change of level in event time, as the record has it in the end: late readings may have corrected it. */
  readonly transitions: readonly Transition[];
  readonly alarms: readonly Alarm[];
  /** Every alert in the order it went out, with who was told what, and who was not and why. */
  readonly alerts: readonly AlertPlan[];
  readonly forecasts: readonly ForecastMade[];
  readonly blind: readonly BlindInterval[];
  /** Its rule could use no reading: the level is not normal, it is not known. */
  readonly unjudged?: true;
  /** Of a site that is watched for fires and measures its weather. */
  readonly fireDanger?: FireDanger;
  /** Why a change that stood at the end was not told. */
  readonly heldBack?: SilentReason;
}

export interface SiteResult {
  readonly siteId: string;
  readonly hazards: readonly HazardResult[];
  /** How many values of a quantity were found how good. */
  readonly flags: Readonly<Partial<Record<Quantity, Readonly<Partial<Record<QualityFlag, number>>>>>>;
  /** In the order of events: all of them where they were to be kept, else those flagged suspect or failed. */
  readonly readings: readonly FlaggedReading[];
}

/** What became of the rows. */
export interface RowCounts {
  readonly rows: number;
  /** Said the same of the same instant as one before. */
  readonly duplicates: number;
  /** Older than their site's window: in the history, not in the timeline. */
  readonly passed: number;
  /** Of devices that stood at no site then. */
  readonly unplaced: number;
}

export interface BacktestResult extends RowCounts {
  /** First and last instant of the rows; absent where there were none. */
  readonly span?: { readonly from: EpochMs; readonly to: EpochMs };
  readonly sites: readonly SiteResult[];
  /** Text messages, and the parts they are paid by. */
  readonly sms: { readonly messages: number; readonly parts: number };
}
