import { failed, type Outcome } from "../outcome.ts";
import { endpointOf, type NamedEndpoint } from "./endpoint.ts";
import { faultSentence } from "./say-fault.ts";

/** Runs a command's part that speaks to AWS or an emulator; what usually goes wrong there ends in a sentence. */
export const atEndpoint = async (work: (endpoint: NamedEndpoint) => Promise<Outcome>): Promise<Outcome> => {
  const endpoint = endpointOf(process.env);
  if ("error" in endpoint) return failed(endpoint.error);
  try {
    return await work(endpoint);
  } catch (error) {
    const sentence = faultSentence(error, endpoint.name);
    if (sentence === undefined) throw error;
    return failed(sentence);
  }
};
