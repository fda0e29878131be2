import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";

const checkout = fileURLToPath(new URL("../../", import.meta.url));

it("the tree holds no installed packages, nor a link to them: checked out, it would replace them all", async () => {
  const { stdout } = await execa("git", ["ls-files", "node_modules"], { cwd: checkout });
  expect(stdout, "take it out with: git rm --cached node_modules, then amend the commit that added it").toBe(
    "",
  );
});
