/**
 * The value of an environment variable that a function cannot do without.
 *
 * @throws naming the variable when it is not set, so that a deployment fails at its first call and not at its first flood
 */
export const environment = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set in the environment`);
  return value;
};
