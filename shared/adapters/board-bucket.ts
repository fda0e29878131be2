import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { statusKey, type VillageStatus, villageStatusSchema } from "#shared/domain/status.ts";
import type { WriteOutcome } from "./dynamodb/conditional-write.ts";

/** What lies in a status document's place, with the tag of the version that was read. */
export interface PublishedStatus {
  /** Absent when it is not a status document, or one of another schema: it is built anew. */
  readonly status?: VillageStatus;
  readonly etag: string;
}

const PRECONDITION_FAILED = 412;
const CONFLICT = 409;

/** Emulators do not resolve `bucket.host`, so with an endpoint of one's own the bucket's name goes into the path. */
export const boardClient = (endpoint: string | undefined): S3Client =>
  new S3Client({ forcePathStyle: endpoint !== undefined });

/** The bucket behind the boards. */
export const boardBucket = ({ client, bucket }: { readonly client: S3Client; readonly bucket: string }) => ({
  /** `undefined` when nothing has been published yet. */
  read: async (villageId: string, exerciseId?: string): Promise<PublishedStatus | undefined> => {
    const Key = statusKey(villageId, exerciseId);
    try {
      const { Body, ETag = "" } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const text = (await Body?.transformToString()) ?? "";
      const status = statusOf(text);
      return { etag: ETag, ...(status === undefined ? {} : { status }) };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },

  /** Replaces the document whose tag was read, or makes the first one. */
  write: async (status: VillageStatus, etag: string | undefined): Promise<WriteOutcome> => {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: statusKey(status.villageId, status.exercise?.exerciseId),
          Body: JSON.stringify(status),
          ContentType: "application/json; charset=utf-8",
          CacheControl: "no-cache",
          ...(etag === undefined ? { IfNoneMatch: "*" } : { IfMatch: etag }),
        }),
      );
      return "written";
    } catch (error) {
      if (isConflict(error)) return "conflict";
      throw error;
    }
  },
});

const statusOf = (text: string): VillageStatus | undefined => {
  try {
    return villageStatusSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const isConflict = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  [PRECONDITION_FAILED, CONFLICT].includes(error.$metadata.httpStatusCode ?? 0);
