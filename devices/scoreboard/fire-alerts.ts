import type { Alert } from "#shared/domain/alert.ts";
import { isAtLeast } from "#shared/domain/level.ts";
import { ALARM_OF, type AlarmOf } from "#shared/rules/hill-fire/alarm-of.ts";

const SMOKY_AIR: AlarmOf = "smoky_air";

/** The notice that the air is smoky, wherever something burns. */
export const isSmokeNotice = ({ level, assessment }: Alert): boolean =>
  level === "advisory" &&
  assessment.evidence.some(
    (item) => item.kind === "factor" && item.name === ALARM_OF && item.text === SMOKY_AIR,
  );

/** Whatever says that a hill may burn: any alert but that notice and the end of an alarm. */
export const isFireAlert = (alert: Alert): boolean =>
  isAtLeast(alert.level, "advisory") && !isSmokeNotice(alert);
