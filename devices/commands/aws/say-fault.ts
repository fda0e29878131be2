import * as z from "zod";

const codedSchema = z.object({
  name: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
});

const NO_ANSWER = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);
const NO_KEYS = new Set(["CredentialsProviderError", "UnrecognizedClientException", "ExpiredTokenException"]);
const NOT_ALLOWED = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedException"]);

/** What usually goes wrong between this machine and an endpoint, as a sentence; undefined for everything else. */
export const faultSentence = (error: unknown, endpointName: string): string | undefined => {
  const parsed = codedSchema.safeParse(error);
  if (!parsed.success) return undefined;
  const { name = "", code = "", message = "" } = parsed.data;
  if (NO_ANSWER.has(code) || name === "TimeoutError") {
    return `${endpointName} does not answer (${code || name}). Is it running? \`npm start\` brings one up and tells its address; put that into AWS_ENDPOINT_URL.`;
  }
  if (NO_KEYS.has(name)) {
    return `${endpointName} was not spoken to: no valid AWS credentials (${message}). If the exercise of \`npm start\` is meant, put the address that it prints into AWS_ENDPOINT_URL.`;
  }
  if (NOT_ALLOWED.has(name)) return `${endpointName} does not allow it: ${message}.`;
  return undefined;
};
