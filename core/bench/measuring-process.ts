/** The other end of `inNewProcess`: `node measuring-process.js MODULE`. */
process.once("message", async (given) => {
  const { measure } = await import(String(process.argv[2]));
  process.send?.(await measure(given), () => process.disconnect());
});
