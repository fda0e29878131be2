import type { Level } from "#shared/domain/level.ts";

export const LEVELS_ZH: Readonly<Record<Level, string>> = {
  normal: "正常",
  advisory: "留意",
  warning: "警告",
  danger: "危險",
};
