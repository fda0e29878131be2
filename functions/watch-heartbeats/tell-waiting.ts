import { bundlesOf, renewedAmong } from "#shared/alerting/health/bundle.ts";
import { healthNotifications, toldBy } from "#shared/alerting/health/health-notifications.ts";
import type { NoticeVillage } from "#shared/alerting/health/notice-facts.ts";
import { listId, noticeId, openingId } from "#shared/alerting/health/notice-id.ts";
import type { HealthNotice } from "#shared/domain/finding.ts";
import type { HealthNotification } from "#shared/domain/health-notification.ts";
import type { NoticeBundle } from "#shared/domain/notice-bundle.ts";
import type { Addressee } from "#shared/domain/recipient.ts";
import type { EpochMs } from "#shared/domain/time.ts";

export interface TellingServices {
  readonly clock: { readonly now: () => EpochMs };
  readonly registry: { readonly village: (villageId: string) => Promise<NoticeVillage | undefined> };
  readonly addressees: { readonly of: (villageId: string) => Promise<readonly Addressee[]> };
  /** The notices that wait to be told, and to whom each was. */
  readonly noticeList: {
    readonly add: (bundle: NoticeBundle, wall: EpochMs) => Promise<void>;
    readonly waiting: () => Promise<readonly NoticeBundle[]>;
    readonly toldTo: (villageId: string, noticeId: string) => Promise<readonly string[]>;
    readonly settle: (bundle: NoticeBundle, told: readonly string[], wall: EpochMs) => Promise<void>;
  };
  readonly queue: {
    readonly send: (
      messages: readonly { readonly villageId: string; readonly notification: HealthNotification }[],
    ) => Promise<void>;
  };
  /** Absolute address of the boards. */
  readonly boardUrl: string;
}

/** Puts one notice among those that wait: the same notice again changes nothing, whether it was told meanwhile or not. */
export const noteNotice = (notice: HealthNotice, { noticeList, clock }: TellingServices): Promise<void> =>
  noticeList.add(bundleOf([notice]), clock.now());

/**
 * Tells what waits, village by village. A list is written down before it is sent, so that whoever comes after a crash sends the
 * same list; delivery takes each message once. Trouble with one village does not keep the others from being told.
 */
export const tellWaiting = async (
  services: TellingServices,
): Promise<readonly { readonly subject: { readonly villageId: string }; readonly error: unknown }[]> => {
  const waiting = await services.noticeList.waiting();
  const failed: { subject: { villageId: string }; error: unknown }[] = [];
  for (const [villageId, bundles] of Map.groupBy(waiting, (bundle) => bundle.villageId)) {
    try {
      await tellVillage(villageId, bundles, services);
    } catch (error) {
      failed.push({ subject: { villageId }, error });
    }
  }
  return failed;
};

const bundleOf = (notices: readonly HealthNotice[]): NoticeBundle => ({
  villageId: notices[0]?.villageId ?? "",
  noticeId: listId(notices),
  notices,
});

const tellVillage = async (
  villageId: string,
  waiting: readonly NoticeBundle[],
  services: TellingServices,
): Promise<void> => {
  const { noticeList, clock } = services;
  const [singles, lists] = [
    waiting.filter(({ notices }) => notices.length === 1),
    waiting.filter(({ notices }) => notices.length > 1),
  ];
  for (const list of lists) await tell(list, services);
  const listed = new Set(lists.flatMap(({ notices }) => notices.map(noticeId)));
  const { renewed, news } = renewedAmong(
    singles.filter((single) => !listed.has(single.noticeId)).flatMap(({ notices }) => notices),
  );
  for (const { closed, opened } of renewed) {
    const told = await noticeList.toldTo(villageId, openingId(closed));
    await noticeList.settle(bundleOf([opened]), told, clock.now());
    await noticeList.settle(bundleOf([closed]), [], clock.now());
  }
  for (const notices of bundlesOf(news)) {
    const bundle = bundleOf(notices);
    if (notices.length > 1) await noticeList.add(bundle, clock.now());
    await tell(bundle, services);
  }
};

const tell = async (bundle: NoticeBundle, services: TellingServices): Promise<void> => {
  const { registry, addressees, noticeList, queue, boardUrl, clock } = services;
  const { villageId, notices } = bundle;
  const village = await registry.village(villageId);
  const messages =
    village === undefined
      ? // Registered no more: nobody is left to be told.
        []
      : healthNotifications(
          { ...bundle, village, boardUrl },
          await addressees.of(villageId),
          await toldBefore(bundle, services),
        );
  await queue.send(messages.map((notification) => ({ villageId, notification })));
  for (const notice of notices) await noticeList.settle(bundleOf([notice]), toldBy(messages), clock.now());
  if (notices.length > 1) await noticeList.settle(bundle, [], clock.now());
};

const toldBefore = async (
  { villageId, notices }: NoticeBundle,
  { noticeList }: TellingServices,
): Promise<readonly string[]> => {
  const told = new Set<string>();
  for (const notice of notices) {
    if (notice.change === "opened") continue;
    for (const key of await noticeList.toldTo(villageId, openingId(notice))) told.add(key);
  }
  return [...told];
};
