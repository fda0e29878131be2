import type { Evidence } from "./evidence.ts";
import type { Hazard } from "./hazard.ts";
import type { Level, RaisedLevel } from "./level.ts";
import type { EpochMs } from "./time.ts";

/** What a hazard's rule says of a site at one instant of event time. */
export interface Assessment {
  readonly hazard: Hazard;
  /** Time of the reading it rests on. */
  readonly observedAt: EpochMs;
  readonly level: Level;
  /** 0 nothing to see, 100 the worst. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** A higher level is expected soon: when that begins it is news, though the level stays. */
  readonly expects?: RaisedLevel;
  /** Too few readings bear the alarm out for the public to be told: when enough do, that is news, though the level stays. */
  readonly unconfirmed?: true;
  /** This very reading brought something to tell, like a further heap, though the level stays. */
  readonly news?: true;
}

/** A change of an alarm's level at a site, in event time; `from` and `to` are the same where a higher level has come to be expected, or the level to be confirmed. */
export interface Transition {
  readonly at: EpochMs;
  readonly from: Level;
  readonly to: Level;
  /** The uplink whose reading made the change: `devEui/fCnt`. */
  readonly uplinkId: string;
  readonly assessment: Assessment;
}

/** How an alarm came to be where it is: what planning and boards are told of one hazard at one site. */
export interface AlarmTimeline {
  readonly hazard: Hazard;
  /** The last changes of level, oldest first; at most a window's worth. */
  readonly transitions: readonly Transition[];
  /** How many changes there have ever been. */
  readonly transitionCount: number;
  readonly level: Level;
  /** The alarm ends by itself then, if nothing more is seen. */
  readonly endsAt?: EpochMs;
  /** When time alone changes the timeline next, if nothing is heard until then. */
  readonly dueAt?: EpochMs;
  /** Since when the level holds; absent before the first reading. */
  readonly since?: EpochMs;
  /** Time of the last reading that could be used. */
  readonly seenAt?: EpochMs;
  /** What the rule says of the newest reading that could be judged. */
  readonly head?: Assessment;
  /** When that reading, the newest one, came here. */
  readonly headReceivedAt?: EpochMs;
  /** The newest reading took longer than the limit to come here: it completes the record and raises nothing publicly. */
  readonly late: boolean;
  /** The newest reading is not believed yet. */
  readonly suspect: boolean;
  /** Silent for too long: the level is the last one seen, and nothing is known of now. */
  readonly blind: boolean;
}
