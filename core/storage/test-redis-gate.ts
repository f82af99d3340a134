import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to a Redis that can be cut: what is behind it is, to Redis, a process that died. */
export interface RedisGate {
  readonly url: string;
  /** Ends all connections and takes no new ones. */
  cut(): void;
  /** Carries nothing any more, and lets nobody know. */
  freeze(): void;
  /** Carries again. Connections from before stay as they are. */
  open(): void;
  close(): Promise<void>;
}

/** @param port of the Redis, on 127.0.0.1 */
export async function openRedisGate(port: number): Promise<RedisGate> {
  const sockets = new Set<Socket>();
  let state: "open" | "cut" | "frozen" = "open";
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (state === "cut") near.destroy();
    if (state !== "open") return;
    const far = connect(port, "127.0.0.1");
    keep(far);
    near.on("data", (data) => state === "open" && far.write(data));
    far.on("data", (data) => state === "open" && near.write(data));
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the gate has no port");
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    cut() {
      state = "cut";
      end();
    },
    freeze() {
      state = "frozen";
    },
    open() {
      state = "open";
    },
    async close() {
      end();
      server.close();
      await once(server, "close");
    },
  };
}
