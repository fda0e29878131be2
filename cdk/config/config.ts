import * as z from "zod";
import { OUTSIDE_NETWORK_SERVERS } from "./network-servers.ts";

const regionSchema = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region is written like ap-east-1");
const domainSchema = z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, "a domain is written like example.hk");
const phoneSchema = z.string().regex(/^\+[1-9]\d{6,14}$/, "a phone number is E.164, like +12025550143");

/** A network server that is spoken to by HTTPS with a token. */
const tokenServerSchema = z.strictObject({
  url: z
    .string()
    .regex(
      /^https:\/\/[a-z0-9.-]+(:\d+)?$/,
      "a network server's address is written like https://chirpstack.example.hk",
    ),
  /** Name of the secret in Secrets Manager that holds the token and nothing else. */
  tokenSecretName: z
    .string()
    .regex(/^[A-Za-z0-9/_+=.@-]{1,200}$/, "a secret's name is 1-200 letters, digits and /_+=.@-"),
});

/** Everything that differs from one installation to another. Nothing secret belongs here. */
export const stageConfigSchema = z.strictObject({
  /** Part of the name of every stack, queue and function. */
  stage: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, "a stage is 1-20 of a-z, 0-9 and -, like pilot"),
  region: regionSchema,
  /** `keep`: tables and keys outlive their stack, cannot be deleted by mistake and can be restored to any second. */
  data: z.enum(["keep", "disposable"]),
  /** How long the functions' logs are kept, days. Logs hold no personal data. */
  logRetentionDays: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
  /**
   * Network servers that may post uplinks by HTTPS, each with the edition of its token: raise it, and at the next deployment a
   * new token is made and the old one is refused. MQTT is open to all that have a certificate.
   */
  httpsUplinks: z.partialRecord(z.enum(OUTSIDE_NETWORK_SERVERS), z.number().int().min(1)),
  /** How many batches of uplinks, and of notifications, are worked on at once. */
  ingestConcurrency: z.number().int().min(2).max(1000),
  deliverConcurrency: z.number().int().min(2).max(1000),
  /** CAP `sender`: one word that names the village watch that speaks. */
  alertSender: z.string().regex(/^[^\s,<&]{3,100}$/, "a CAP sender holds no space, comma, < or &"),
  sms: z.strictObject({
    /** SNS sends text messages from few regions; the stack's own need not be one of them. */
    region: regionSchema,
    /** Registered with Hong Kong's SMS Sender Registration Scheme; those begin with #. */
    senderId: z
      .string()
      .regex(/^#?[A-Za-z0-9]{1,11}$/, "a sender id is 1-11 letters and digits, after # where registered")
      .optional(),
  }),
  email: z.strictObject({
    /** SES is not everywhere either (not in ap-east-1). */
    region: regionSchema,
    from: z.email(),
    /** Domain to register with SES in this account and that region; absent where somebody else looks after it. */
    identity: domainSchema.optional(),
  }),
  /** The network servers that this installation can send downlinks to. A downlink for another one fails by name. */
  networkServers: z
    .strictObject({
      /** AWS IoT Core for LoRaWAN, which is not in ap-east-1: Tokyo and Sydney are nearest. */
      awsIotWireless: z.strictObject({ region: regionSchema }).optional(),
      chirpStack: tokenServerSchema.optional(),
      theThingsStack: tokenServerSchema.optional(),
    })
    .default({}),
  /** The Observatory's open data, or a stand-in on this machine. Absent: nobody looks at the sky, and nothing else is missed. */
  weather: z
    .strictObject({
      url: z
        .string()
        .regex(
          /^(https:\/\/[a-z0-9.-]+|http:\/\/127\.0\.0\.1)(:\d+)?$/,
          "the address of the weather is written like https://data.weather.gov.hk",
        ),
    })
    .optional(),
  /** Where the messages of an exercise go instead of to people. A channel without one is written down and not sent. */
  exercise: z.strictObject({ sms: phoneSchema.optional(), email: z.email().optional() }),
  /** Who hears of the system's own trouble, by e-mail; never the road of village alerts. */
  operationsEmail: z.email().optional(),
});
export type StageConfig = z.infer<typeof stageConfigSchema>;

/** How the board reaches a browser: through CloudFront on AWS, straight from the bucket at a LocalStack-compatible endpoint. */
export type BoardDelivery =
  | { readonly kind: "cloudfront" }
  | { readonly kind: "endpoint"; readonly url: string };

export const boardDelivery = (endpointUrl: string | undefined): BoardDelivery =>
  endpointUrl === undefined || endpointUrl === ""
    ? { kind: "cloudfront" }
    : { kind: "endpoint", url: endpointUrl.replace(/\/+$/, "") };
