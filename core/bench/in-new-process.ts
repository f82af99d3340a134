import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const THIS_FILE = fileURLToPath(import.meta.url);

/**
 * What the `measure` of a module comes to in a process of its own: as in a server that was started on a folder that is
 * filled. What filling left in memory, and what V8 concluded from it, is not in the way.
 * @param given handed to `measure`, which answers by a promise; both as structured clones
 * @throws Error if the process ends without an answer; what it had to say stands on standard error
 */
export function inNewProcess<Given extends object, Result>(module: URL, given: Given): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(THIS_FILE, [module.href], { serialization: "advanced" });
    child.once("message", (result) => resolve(result as Result));
    child.once("exit", (code) => reject(new Error(`the measuring process ended with ${code}`)));
    child.send(given);
  });
}

if (process.argv[1] === THIS_FILE) {
  process.once("message", async (given) => {
    const { measure } = await import(String(process.argv[2]));
    process.send?.(await measure(given), () => process.disconnect());
  });
}
