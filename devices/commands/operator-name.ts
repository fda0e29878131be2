import { userInfo } from "node:os";

/** Who sits at this machine, for the record; `unknown` where the machine has no name for them, as in some containers. */
export const operatorName = (): string => {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && "syscall" in error) return "unknown";
    throw error;
  }
};
