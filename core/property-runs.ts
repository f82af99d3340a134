/** How many cases a property is tried on: 1,000 in `npm run test:long`. */
export const PROPERTY_RUNS = process.env.RAPPORT_TEST_LONG ? 1_000 : 100;
