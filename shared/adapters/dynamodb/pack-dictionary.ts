/**
 * The words that deflate knows before it starts: keys and values of a site's checkpoint, the most frequent last.
 * Part of schema version 1: another text here, even a comma, makes every stored state unreadable, so a new one needs a new version.
 */
export const DICTIONARY: Uint8Array = new TextEncoder().encode(
  [
    '"illegal_dumping","wild_pig","hill_fire","battery_level","distance_change","distance"',
    '{"exerciseId":"exercise-","traceStart":0,"startedAt":0,"speed":1,"traceEnd":0}',
    '"pending":{"observedAt":0,"levelM":1}',
    '{"kind":"suspect_jump","quantity":"water_level","value":1,"perMinute":1,"limitPerMinute":1,"contribution":1}',
    '{"advisory":{"belowSince":0},"warning":{"belowSince":0},"danger":{"belowSince":0}}',
    '[null,{"observedAt":0,"receivedAt":0},["020000fffe000001"],["distance"],{"flood":{"memory":{"level":"normal","rule":{"believed":[',
    '{"observedAt":0,"levelM":1},'.repeat(2),
    '{"observedAt":0,"levelM":1}],"flatSince":{"observedAt":0,"levelM":1},"holds":{},"level":"normal"},"seenAt":0,"since":0},"settled":[',
    '{"at":0,"from":"danger","to":"warning","uplinkId":"020000fffe000001/1","assessment":{"hazard":"flood","observedAt":0,"level":"warning","score":1,"evidence":[',
    '{"kind":"value","quantity":"water_level","value":1,"contribution":1},',
    '{"kind":"percent_full","percent":1,"contribution":1},',
    '{"kind":"rate","quantity":"water_level","per10Min":1,"contribution":1},',
    '{"kind":"held","level":"warning","sinceMinutes":1,"ofMinutes":1,"contribution":1}]}},',
    '{"at":0,"from":"normal","to":"advisory","uplinkId":"","assessment":{"hazard":"flood","observedAt":0,"level":"advisory","score":1,"evidence":[',
    '{"kind":"threshold_reached","quantity":"water_level","value":1,"threshold":1,"level":"danger","contribution":1},',
    '{"kind":"percent_full","percent":1,"contribution":1},',
    '{"kind":"rate","quantity":"water_level","per10Min":1,"contribution":1},',
    '{"kind":"forecast","level":"warning","inMinutes":1,"contribution":1}]}}],"settledCount":1}}]',
  ].join(""),
);
