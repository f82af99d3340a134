import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const THIS_FILE = fileURLToPath(import.meta.url);

type Told<Result> = { readonly progress: string } | { readonly result: Result };

/**
 * What the `run` of a module comes to in a process of its own, which ends with it: as in a server that was started on a
 * folder that is filled. Neither what filling left in memory, nor what V8 concluded from it, nor its garbage being
 * collected later is in the way.
 * @param given handed to `run`, which answers by a promise; both as structured clones
 * @param nodeFlags this process's own if not given
 * @throws Error if the process ends without an answer; what it had to say stands on standard error
 */
export function inNewProcess<Given extends object, Result>(
  module: URL,
  given: Given,
  onProgress: (line: string) => void,
  nodeFlags: readonly string[] = process.execArgv,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(THIS_FILE, [module.href], {
      serialization: "advanced",
      execArgv: [...nodeFlags],
    });
    let answer: { readonly result: Result } | undefined;
    child.on("message", (told: Told<Result>) => {
      if ("progress" in told) onProgress(told.progress);
      else answer = told;
    });
    child.once("close", (code) => {
      if (answer === undefined) reject(new Error(`the process for ${module.pathname} ended with ${code}`));
      else resolve(answer.result);
    });
    child.send(given);
  });
}

if (process.argv[1] === THIS_FILE) {
  process.once("message", async (given) => {
    const { run } = await import(String(process.argv[2]));
    const result = await run(given, (progress: string) => process.send?.({ progress }));
    process.send?.({ result }, () => process.disconnect());
  });
}
