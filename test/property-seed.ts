import * as fc from "fast-check";

/**
 * The same cases at every run, so that a red test is red again; `PROPERTY_SEED=<number>` looks elsewhere. A test that fails says
 * its seed.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_121) });
