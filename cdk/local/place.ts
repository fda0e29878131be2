import { startEmulator, tookAnotherPort } from "./emulator.ts";
import { givenEndpoint, statusAt } from "./endpoint.ts";
import { type Fault, isFault } from "./fault.ts";
import { pythonEnvironment } from "./python-environment.ts";
import { step } from "./step.ts";

/** An endpoint to deploy to. */
export interface Place {
  readonly endpointUrl: string;
  /** Ends what was started for it: nothing, where it was given. */
  readonly leave: () => Promise<void>;
}

export interface PlaceWanted {
  /** `AWS_ENDPOINT_URL`, where it is set. */
  readonly given: string | undefined;
  readonly agreedToRemote: boolean;
  readonly region: string;
}

/** The endpoint that was given, or an emulator started for the occasion. */
export const takePlace = (wanted: PlaceWanted): Promise<Place | Fault> =>
  wanted.given === undefined || wanted.given === ""
    ? ownEmulator(wanted.region)
    : givenPlace(wanted.given, wanted.agreedToRemote);

const givenPlace = async (given: string, agreedToRemote: boolean): Promise<Place | Fault> => {
  const endpoint = givenEndpoint(given, agreedToRemote);
  if (isFault(endpoint)) return endpoint;
  if ((await statusAt(endpoint.endpointUrl)) === undefined) {
    return {
      error: `Nothing answers at ${endpoint.endpointUrl}, which AWS_ENDPOINT_URL names. Start the emulator there, or unset AWS_ENDPOINT_URL and npm start brings its own.`,
    };
  }
  console.log(`  Using the endpoint ${endpoint.endpointUrl}; nothing is started.`);
  return { endpointUrl: endpoint.endpointUrl, leave: () => Promise.resolve() };
};

const ownEmulator = async (region: string): Promise<Place | Fault> => {
  const environment = await step("Emulator's Python environment (.venv)", () => pythonEnvironment());
  if (isFault(environment)) return environment;
  const emulator = await step("Emulator", () => startEmulator(environment.python, region));
  if (isFault(emulator)) return emulator;
  if (tookAnotherPort(emulator)) {
    console.log(`  Port 4566 is taken, so the emulator listens on ${emulator.port}.`);
  }
  return { endpointUrl: emulator.endpointUrl, leave: emulator.stop };
};
