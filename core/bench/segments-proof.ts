import { seededRandom } from "../seeded-random.js";
import { adjustedRand } from "../segments/clustering/adjusted-rand.js";
import { cutTree } from "../segments/clustering/cut-tree.js";
import { dbscan } from "../segments/clustering/dbscan.js";
import { kDistanceKnee } from "../segments/clustering/k-distance-knee.js";
import { kMeans } from "../segments/clustering/k-means.js";
import { kMeansPlusPlus } from "../segments/clustering/k-means-plus-plus.js";
import { silhouettes } from "../segments/clustering/silhouette.js";
import { wardTree } from "../segments/clustering/ward-tree.js";
import { atOnce } from "../segments/steps.js";
import { plainDbscan, plainKMeans, plainSilhouette, plainWard } from "./clustering-oracles.js";
import type { SegmentsData } from "./segments-data.js";
import { prove } from "./timing.js";

export const PROVED_ROWS = 500;

/** On 500 rows, all that is timed does what its definition says. @throws Error otherwise */
export function proveClustering({ name, k, ofSize }: SegmentsData, minPoints: number, seed: number): void {
  const { matrix } = ofSize(PROVED_ROWS, seed);
  const { labels } = kMeans(matrix, { k, starts: 1, random: seededRandom(seed) });
  const plain = plainKMeans(matrix, atOnce(kMeansPlusPlus(matrix, k, seededRandom(seed))));
  prove(String(labels) === String(plain), `K-Means isn't Lloyd's rule (${name})`);

  const { eps } = kDistanceKnee(matrix, minPoints, seededRandom(seed));
  const dense = dbscan(matrix, { eps, minPoints });
  const plainDense = plainDbscan(matrix, eps, minPoints);
  prove(
    String(dense.labels) === String(plainDense.labels),
    `DBSCAN's labels aren't the definition's (${name})`,
  );
  prove(String(dense.cores) === String(plainDense.cores), `DBSCAN's cores aren't the definition's (${name})`);

  const tree = wardTree(matrix);
  const plainTree = plainWard(matrix, k);
  prove(
    plainTree.heights.every((height, at) => Math.abs(height - (tree.heights[at] ?? 0)) < 1e-6),
    `Ward's heights aren't the definition's (${name})`,
  );
  prove(
    adjustedRand(cutTree(tree, k), plainTree.labels) === 1,
    `Ward's cut isn't the definition's (${name})`,
  );

  const [silhouette] = silhouettes(matrix, [labels]);
  prove(
    Math.abs((silhouette?.mean ?? Number.NaN) - plainSilhouette(matrix, labels)) < 1e-9,
    `the silhouette isn't the definition's (${name})`,
  );
}
