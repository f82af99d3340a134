import { useEffect, useMemo, useRef, useState } from "react";
import type { Estimate } from "../../../core/index.js";
import type { LibraryView, ReplyRow } from "../console-wire.js";
import { EstimateBar } from "./estimate-bar.js";
import { percent, whole } from "./number-words.js";
import { hashOf } from "./use-place.js";

/** Rows that are listed before somebody asks for more. */
const PAGE = 100;

const ORDERS = {
  uses: { title: "most used first", by: ({ tickets, used }: ReplyRow) => -(tickets + used) },
  shown: { title: "most shown first", by: ({ shown }: ReplyRow) => -shown },
  content: {
    title: "fewest content first",
    by: ({ satisfaction }: ReplyRow) => satisfaction?.high ?? Number.POSITIVE_INFINITY,
  },
  key: { title: "by key", by: () => 0 },
} as const;

type Order = keyof typeof ORDERS;

interface ReplyTableProps {
  readonly view: LibraryView;
  /** Key of the reply that the address names: the table looks for it. */
  readonly replyKey: string | undefined;
}

/** All replies with their use, how often agents take them, and how content they leave customers. */
export function ReplyTable({ view, replyKey }: ReplyTableProps) {
  const [search, setSearch] = useState(replyKey ?? "");
  const [order, setOrder] = useState<Order>("uses");
  const [rows, setRows] = useState(PAGE);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (replyKey === undefined) return;
    setSearch(replyKey);
    // Whoever followed a link to a reply goes on from here.
    field.current?.focus({ preventScroll: true });
    field.current?.scrollIntoView({ block: "start" });
  }, [replyKey]);
  const found = useMemo(() => {
    const words = search.trim().toLowerCase();
    return view.replies
      .filter(({ key, title }) => `${key} ${title}`.toLowerCase().includes(words))
      .sort((a, b) => ORDERS[order].by(a) - ORDERS[order].by(b) || (a.key < b.key ? -1 : 1));
  }, [view, search, order]);
  const problems = useMemo(() => countFindings(view), [view]);
  const most = Math.max(1, ...view.replies.map(({ tickets, used }) => tickets + used));

  return (
    <section className="card" aria-labelledby="replies-title">
      <div className="card-head">
        <h2 id="replies-title">Replies</h2>
        <div className="row">
          <label className="check">
            Find
            <input
              ref={field}
              type="search"
              value={search}
              data-test="find-reply"
              placeholder="key or title"
              onChange={(event) => setSearch(event.target.value)}
            />
          </label>
          <label className="check">
            Order
            <select value={order} onChange={(event) => setOrder(event.target.value as Order)}>
              {(Object.keys(ORDERS) as Order[]).map((each) => (
                <option key={each} value={each}>
                  {ORDERS[each].title}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <p className="muted" role="status" data-test="replies-found">
        {found.length} of {view.replies.length} replies
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by arrows */}
      <section className="scroll" tabIndex={0} aria-label="Table of replies">
        <table data-test="replies">
          <thead>
            <tr>
              <th scope="col">Reply</th>
              <th scope="col">Texts</th>
              <th scope="col" title="Tickets that were answered with it, and how often agents took it">
                Used
              </th>
              <th scope="col">Shown</th>
              <th scope="col" title="Share of those shown that agents took, with its 95 % range">
                Taken
              </th>
              <th scope="col" title="Share of good ratings, with its 95 % range">
                Content
              </th>
              <th scope="col">To look at</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, rows).map((row) => (
              <Row key={row.key} row={row} most={most} problems={problems.get(row.key) ?? 0} />
            ))}
          </tbody>
        </table>
      </section>
      {rows < found.length && (
        <div>
          <button type="button" className="quiet" onClick={() => setRows(rows + PAGE)}>
            Show {Math.min(PAGE, found.length - rows)} more
          </button>
        </div>
      )}
    </section>
  );
}

interface RowProps {
  readonly row: ReplyRow;
  /** Uses of the most used reply. */
  readonly most: number;
  readonly problems: number;
}

function Row({ row, most, problems }: RowProps) {
  const { key, title, variants, tickets, used, shown, acceptance, satisfaction } = row;
  const uses = tickets + used;
  return (
    <tr>
      <th scope="row">
        {title}
        <br />
        <a className="reply-key" href={hashOf("replies", key)}>
          {key}
        </a>
      </th>
      <td className="number" title={variants.join(", ")}>
        {variants.length}
      </td>
      <td className="number">
        {whole(uses)}
        <svg className="use-bar" width="92" height="8" viewBox="0 0 92 8" aria-hidden="true">
          <rect className="ground" width="92" height="8" rx="2" />
          <rect className="part" width={(92 * uses) / most} height="8" rx="2" />
        </svg>
      </td>
      <td className="number">{whole(shown)}</td>
      <td>
        <Share estimate={acceptance} />
      </td>
      <td>
        <Share estimate={satisfaction} />
      </td>
      <td className="number">{problems === 0 ? "" : whole(problems)}</td>
    </tr>
  );
}

function Share({ estimate }: { readonly estimate: Estimate | undefined }) {
  return estimate === undefined ? (
    <span className="muted">not known</span>
  ) : (
    <EstimateBar estimate={estimate} scale={[0, 1]} inWords={percent} />
  );
}

/** How many findings name each reply. */
function countFindings({ findings }: LibraryView): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { replies } of findings) for (const key of replies) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
