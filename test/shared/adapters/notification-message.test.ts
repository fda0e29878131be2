import { describe, expect, it } from "vitest";
import { readNotificationMessage, writeNotificationMessage } from "#shared/adapters/notification-message.ts";

const message = {
  villageId: "lam-tsuen",
  notification: {
    notificationId: "a/chan/sms",
    alertIdentifier: "a",
    recipientId: "chan",
    role: "subscriber",
    channel: "sms",
    language: "zh-HK",
    level: "danger",
    messageType: "Alert",
    text: { body: "【水浸危險】" },
    uplinkId: "020000fffe000001/7",
    reason: "routed",
  },
} as const;

describe("a notification in the queue", () => {
  it("comes out as it went in", () => {
    const exercise = { exerciseId: "drill-1", traceStart: 1, startedAt: 2, speed: 60 };
    const drill = { ...message, notification: { ...message.notification, exercise } };
    expect(readNotificationMessage(writeNotificationMessage(message))).toStrictEqual(message);
    expect(readNotificationMessage(writeNotificationMessage(drill))).toStrictEqual(drill);
  });

  it("may be of a sensor's health, and comes out as it went in", () => {
    const { alertIdentifier: _, messageType: __, uplinkId: ___, ...common } = message.notification;
    const notice = { ...message, notification: { ...common, noticeId: "lam-tsuen.silent_device.x.opened" } };
    expect(readNotificationMessage(writeNotificationMessage(notice))).toStrictEqual(notice);
    expect(JSON.parse(writeNotificationMessage(notice))).toMatchObject({ schema: "notice/1" });
    expect(JSON.parse(writeNotificationMessage(message))).toMatchObject({ schema: "notification/1" });
  });

  it("that is none of ours is refused with the field named", () => {
    expect(() => readNotificationMessage('{"schema":"notification/2"}')).toThrow("schema");
    expect(() => readNotificationMessage('{"schema":"notification/1"}')).toThrow("villageId");
    expect(() => readNotificationMessage("noise")).toThrow(SyntaxError);
  });
});
