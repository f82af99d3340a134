import { existsSync, readFileSync } from "node:fs";

const [reportPath = "", stepStatus = "1"] = process.argv.slice(2);

/** Counts vitest's JSON report. A test file that could not be loaded has no tests, and counts as one failed. */
function countTests(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0 };
  const files = JSON.parse(readFileSync(path, "utf8")).testResults;
  const statuses = files.flatMap((file) => {
    const own = file.assertionResults.map((test) => test.status);
    return file.status === "failed" && !own.includes("failed") ? [...own, "failed"] : own;
  });
  const passed = statuses.filter((status) => status === "passed").length;
  const failed = statuses.filter((status) => status === "failed").length;
  return { passed, failed, skipped: statuses.length - passed - failed };
}

const counts = countTests(reportPath);
if (stepStatus !== "0" && counts.failed === 0) {
  console.log("A step other than a test failed: it is counted as one failure.");
  counts.failed = 1;
}
if (counts.passed === 0) console.log("No test passed.");
if (counts.skipped > 0) console.log("A skipped test counts as a failed run.");
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.passed > 0 && counts.failed === 0 && counts.skipped === 0 ? 0 : 1;
