import type { Logger } from "@aws-lambda-powertools/logger";
import type { DownlinkMessage } from "#shared/adapters/downlink-message.ts";
import { checkDownlink } from "./check-downlink.ts";
import type { Services } from "./downlink-services.ts";
import { keepPace } from "./keep-pace.ts";
import { report, reportPace } from "./report.ts";
import { sendDownlink } from "./send-downlink.ts";

/** Does what a message of the queue `downlinks` asks for, and says what became of it. */
export const handleMessage = async (
  message: DownlinkMessage,
  services: Services,
  logger: Logger,
): Promise<void> => {
  switch (message.kind) {
    case "send":
      return report(logger, message, await sendDownlink(message.request, services));
    case "check":
      return report(logger, message, await checkDownlink(message.key, services));
    case "pace":
      return reportPace(logger, message.place, await keepPace(message.place, services));
  }
};
